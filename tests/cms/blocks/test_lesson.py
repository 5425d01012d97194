import re

import pytest
from django.urls import reverse
from django.utils import translation
from wagtail.blocks import Block

from cms.blocks import CaseBody
from cms.models import CaseStudyPage, LessonPage
from cms.services.rendering import lesson_html
from tests.factories import cms as make

BLOCKS = CaseBody().child_blocks


@pytest.mark.django_db
@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_shows_its_preview(name, admin_client):
    block = CaseStudyPage.body.field.stream_block.child_blocks[name]
    response = admin_client.get(reverse("wagtailadmin_block_preview"), {"id": block.definition_prefix})
    assert response.status_code == 200
    assert "chancery.css" in response.content.decode()


@pytest.mark.parametrize("name", BLOCKS)
def test_every_block_says_what_it_is_for(name):
    block = BLOCKS[name]
    assert block.is_previewable
    assert all(
        [block.meta.group, block.get_description(), block.meta.icon != Block._meta_class.icon, block.meta.template]
    )


EXPECTED = {
    "text": "<li>Who stands there?</li>",
    "heading": "<h2>Who speaks first</h2>",
    "callout": '<div class="callout callout--rule" role="note">',
    "quote": "<cite>Sainte-Beuve, Monsieur de Talleyrand, 1870</cite>",
    "think": '<details class="reveal">',
    "terms": '<dt lang="fr">placement</dt>',
    "audio": '<audio controls preload="none" aria-label="A consul general arrives">',
    "video": '<video controls preload="none" playsinline aria-label="A consul general arrives">',
    "download": "DOCX, 38 kB",
    "jurisdictions": '<th scope="row" role="rowheader">Quebec</th>',
    "document": '<div class="document document--email">',
    "act": "<h2>Act · The telephone rings</h2>",
    "debrief": "<h2>Looking back</h2>",
    "sources": '<span class="badge">primary source</span>',
}


@pytest.mark.django_db
@pytest.mark.parametrize(("name", "html"), EXPECTED.items())
def test_blocks_are_written_in_the_class_vocabulary(name, html):
    block = BLOCKS[name]
    assert html in block.render(block.get_preview_value())


@pytest.mark.django_db
def test_what_to_do_tomorrow_is_called_that():
    html = BLOCKS["callout"].render({"style": "tomorrow", "title": "Ring", "text": "<p>Ring.</p>"})
    assert '<p class="callout__label">Tomorrow at work</p>' in html


@pytest.mark.django_db
def test_a_figure_carries_its_description_caption_and_credit():
    page = LessonPage(
        title="L", body=[make.figure_block(make.make_picture(), caption="A table", alt="Two rows of seats")]
    )
    page.locale = make.make_catalogue().locale
    html = lesson_html(page)
    assert 'alt="Two rows of seats"' in html
    assert re.fullmatch(r"(\S+ 20w,? ?){3}", re.search('srcset="([^"]*)"', html)[1])
    assert 'width="20"' in html
    assert "A table" in html
    assert "Drawn for tests" in html


def shown(block):
    page = LessonPage(title="L", body=[block])
    page.locale = make.make_catalogue().locale
    return lesson_html(page)


@pytest.mark.django_db
def test_a_video_has_its_captions_transcript_length_and_size():
    video = make.make_recording(title="Arrival", file_size=12_300_000)
    subtitles = make.make_track(video, kind="subtitles", language="fr")
    html = shown(make.recording_block(video))
    own = video.tracks.get(kind="captions")
    assert "Video, 1:05, 12 MB" in html
    assert f'<source src="{video.file.url}" type="video/mp4">' in html
    assert f'<track kind="captions" srclang="en" label="English" src="{own.file.url}">' in html
    assert f'<track kind="subtitles" srclang="fr" label="français" src="{subtitles.file.url}">' in html
    assert f'<a href="{own.file.url}" download>Captions, <span lang="en">English</span></a>' in html
    assert '<div lang="en"><p>A door opens.</p>\n\n<p>Welcome.</p></div>' in html
    assert "Recorded for tests" in html


@pytest.mark.django_db
def test_audio_has_its_transcript():
    audio = make.make_recording("audio", title="<b>Bell</b>", duration=3725, file_size=4_240_000)
    html = shown(make.recording_block(audio, credit=""))
    assert f'<source src="{audio.file.url}" type="audio/mpeg">' in html
    assert "&lt;b&gt;Bell&lt;/b&gt;" in html
    assert "Audio, 1:02:05, 4.2 MB" in html
    assert "<summary>Transcript</summary>" in html


@pytest.mark.django_db
def test_a_download_says_what_it_is_and_how_large():
    document = make.make_document(bytes(35_400), name="Run of show.docx")
    html = shown(make.download_block(document))
    assert f'<a href="/downloads/{document.key}/" download>The list of guests</a>' in html
    assert "DOCX, 35 kB" in html


@pytest.mark.django_db
def test_blocks_whose_file_is_gone_show_nothing():
    gone = make.make_recording()
    block = make.recording_block(gone)
    gone.delete()
    assert shown(block) == ""
    assert shown({"type": "download", "id": "d", "value": {"document": 1, "title": "A", "purpose": "B"}}) == ""


@pytest.mark.django_db
def test_nobody_guesses_where_a_file_is_stored():
    names = [make.make_recording().file.name for _ in range(2)] + [make.make_document().file.name]
    assert all(len(name.split("/")[1]) == 22 for name in names)
    assert len({name.split("/")[1] for name in names}) == 3


def lesson_of(count):
    pictures = [make.make_picture() for _ in range(count)]
    terms = [make.make_term() for _ in range(count)]
    recordings = [make.recording_block(make.make_recording(), f"v{number}") for number in range(count)]
    recordings += [make.recording_block(make.make_recording("audio"), f"a{number}") for number in range(count)]
    downloads = [make.download_block(make.make_document(), f"d{number}") for number in range(count)]
    figures = [make.figure_block(picture, f"f{number}") for number, picture in enumerate(pictures)]
    vocabularies = [make.terms_block(term, block_id=f"k{number}") for number, term in enumerate(terms)]
    page = make.make_lesson(
        parent=make.make_module(parent=make.make_course()),
        body=[make.text_block("<p>A</p>"), *figures, *vocabularies, *recordings, *downloads],
    )
    lesson_html(page)  # makes the renditions, which later renderings only read
    return LessonPage.objects.select_related("locale").get(pk=page.pk)


@pytest.mark.django_db
def test_statements_do_not_grow_with_the_number_of_blocks(django_assert_num_queries):
    for count in (1, 3):
        page = lesson_of(count)
        with django_assert_num_queries(8):
            lesson_html(page)


@pytest.mark.django_db
def test_rich_text_is_rendered_without_anything_foreign():
    page = LessonPage(title="L", body=[make.text_block('<p>A<script>x</script></p><img src="y">')])
    page.locale = make.make_catalogue().locale
    assert lesson_html(page) == "<p>A</p>"


def test_sources_say_in_which_month_they_were_reviewed():
    item = {"text": "Rules", "mark": "primary", "note": ""}
    block = BLOCKS["sources"]
    reviewed = block.to_python({"items": [item], "reviewed": "2026-11-23"})
    assert "Facts last reviewed in November 2026." in block.render(reviewed)
    with translation.override("es"):
        assert "noviembre de 2026" in block.render(reviewed)
    assert "reviewed" not in block.render(block.to_python({"items": [item]}))


def test_sources_link_whole_addresses_and_leave_bare_domains_as_text():
    item = {"text": "Rules <2016> (example.org), https://example.org/rules.", "mark": "primary", "note": ""}
    html = BLOCKS["sources"].render(BLOCKS["sources"].to_python({"items": [item]}))
    assert "Rules &lt;2016&gt; (example.org), <a href=" in html
    assert 'href="https://example.org/rules"' in html

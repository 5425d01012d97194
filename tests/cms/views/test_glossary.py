"""The glossary: every key term, where it is explained, and the way to it from a lesson."""

import pytest

from courses import services
from courses.models import Course, LessonText
from tests.factories import cms as make
from tests.factories.accounts import make_membership, make_organisation, make_user

pytestmark = pytest.mark.django_db


def glossary(client, **options):
    return client.get("/library/glossary/", **options).content.decode()


def test_terms_stand_under_their_letters_with_the_lesson_that_explains_them(client):
    flag = make.make_term(term="Étendard", definition="A flag.", origin_language="fr")
    mast = make.make_term(term="mast", definition="A pole.")
    _course, module, _lesson = make.make_tree(slug="flags")
    make.make_lesson(parent=module, slug="poles", title="Poles", body=[make.terms_block(mast)])
    text = glossary(client)
    assert "2 words of the trade" in text
    assert f'<dt id="term-{flag.key}" lang="fr">Étendard</dt>' in text
    assert text.index('id="letter-e"') < text.index("Étendard") < text.index('id="letter-m"') < text.index("A pole.")
    assert '<a href="/learn/flags/poles/">Poles</a>' in text


def test_terms_of_a_course_for_members_only_are_shown_to_those_enrolled(client):
    course, module, _lesson = make.make_tree(enrolment="invitation")
    mast, flag = make.make_term(term="mast"), make.make_term(term="flag")
    make.make_lesson(parent=module, body=[make.terms_block(mast, flag)])
    make.make_lesson(parent=make.make_tree()[1], body=[make.terms_block(flag)])
    member, other = make_user(), make_user()
    make_membership(user=member, organisation=make_organisation())
    services.enrol_learner(course_id=Course.objects.get(slug=course.slug).pk, learner_id=member.pk)
    for reader, is_shown in ((None, False), (other, False), (member, True)):
        if reader:
            client.force_login(reader)
        text = glossary(client)
        assert (">mast</dt>" in text, ">flag</dt>" in text) == (is_shown, True)
        assert f"/learn/{course.slug}/" not in text


def test_readers_get_their_language_and_the_first(client):
    make.make_term(term="mast")
    make.make_term(term="mât", language="fr")
    assert ">mât</dt>" not in glossary(client)
    french = glossary(client, headers={"Accept-Language": "fr"})
    assert ">mât</dt>" in french
    assert 'lang="en">mast</dt>' in french


def test_statements_do_not_grow_with_the_terms(client, django_assert_max_num_queries):
    _course, module, _lesson = make.make_tree()
    glossary(client)
    for _each in range(3):
        make.make_lesson(parent=module, body=[make.terms_block(make.make_term())])
    with django_assert_max_num_queries(5):
        glossary(client)


def test_a_lesson_leads_to_the_glossary_where_it_first_uses_a_term_that_it_names(
    django_capture_on_commit_callbacks,
):
    mast, other = make.make_term(term="mast"), make.make_term(term="door")
    _course, module, _lesson = make.make_tree()
    body = [make.text_block("<p>Masts have a door. A mast.</p>"), make.terms_block(mast)]
    lesson = make.make_lesson(parent=module, body=body)
    html = LessonText.objects.get(lesson__key=lesson.translation_key).body_html
    assert f'<p><a class="term" href="/library/glossary/#term-{mast.key}">Masts</a> have a door. A mast.</p>' in html
    assert str(other.key) not in html
    mast.term = "pole"
    with django_capture_on_commit_callbacks(execute=True):
        mast.save()
    assert 'class="term"' not in LessonText.objects.get(lesson__key=lesson.translation_key).body_html

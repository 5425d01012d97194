import datetime
from zoneinfo import ZoneInfo

import pytest
from django.core.files.base import ContentFile

from assessments import selectors as assessment_selectors
from assessments import services as assessment_services
from assessments.selectors import CompetencyData
from cms.exporting.errors import FolderInUseError
from cms.importing.reading.programme import read_programme
from cms.models import CaseStudyPage, ChoiceExercisePage, CoursePage, LessonPage, OrderExercisePage, Picture
from cms.services import projection, publishing
from tests.cms.exporting.conftest import problems
from tests.factories import cms as make

ODD = "  “It's: #1” — \\ {a}\xa0b\r\n- second * line_\tß  "
COMPETENCY = CompetencyData("0d9d1b8e-52c4-4a4a-8a43-0a6e9c5b0f11", "tact", "Tact: the first skill", "What\nit is")
RICH = (
    '<p data-block-key="a1b2c"><b>Bold, </b>and <i>"it"</i>alic<br/>1. new line &amp;amp; a_b_</p><p></p>'
    '<ol><li>one<ul><li><a href="mailto:a@example.org">write</a></li></ul></li></ol><ul><li># two</li></ul>'
)


def item(item_id, value):
    return {"type": "item", "id": item_id, "value": value}


def block(kind, value, number=1):
    return {"type": kind, "id": f"{kind}-{number}", "value": value}


def every_block(picture, *terms):
    rows = [{"values": ["Here", ODD]}, {"values": ["", "  "]}]
    columns = [{"type": "text", "heading": "Place"}, {"type": "text", "heading": ""}]
    return [
        block("heading", {"text": "1. Who * goes # first #", "level": "h3"}),
        block("text", RICH),
        block("text", f"<h2>Again</h2>{RICH}", 2),
        block("callout", {"style": "field", "title": ODD.strip(), "text": RICH, "source": ""}),
        make.figure_block(picture, alt=ODD, caption=""),
        make.terms_block(*terms),
        block("jurisdictions", {"table": {"caption": "", "columns": columns, "rows": rows}}),
        block("quote", {"text": f"{ODD}\n```\n~~~", "who": "she: her", "source": "- a"}),
        block("think", {"question": f"{ODD}?", "answer": RICH}),
        block(
            "sources", {"items": [item("s1", {"text": ODD, "mark": "general", "note": ""})], "reviewed": "2026-11-02"}
        ),
    ]


def odd_exercises(lesson):
    answers = [item("ab-1", {"text": ODD, "right": True, "why": ODD}), make.answer("b", "12")]
    make.make_choice(
        parent=lesson,
        practice=True,
        outcomes="1\r\n 2 ",
        tags="G3",
        questions=[make.question(prompt=RICH, options=answers, why="", source=ODD, competency=str(COMPETENCY.key))],
    )
    make.make_order(
        parent=lesson,
        intro=RICH,
        entries=[
            make.entry("gov", "Governor: a"),
            make.entry("may", "may or"),
            make.entry("con", "#", same_as_above=True),
        ],
        rules=[make.rule("r1", "governor:  A", "#")],
        sources="one\r\n\r\ntwo: three",
        competency=COMPETENCY.key,
    )
    make.make_order(parent=lesson, rules=[], scoring="steps", **odd_timing())
    left_out = [make.left_out("cat", "no: cat", note=ODD), make.left_out("dog", "# dog")]
    make.make_order(parent=lesson, scoring="ranks", left_out=left_out)
    make.make_branch(parent=lesson, points=7)
    make.make_branch(parent=lesson, **odd_story())
    make.make_sjt(parent=lesson, mode="best-worst", points=3)
    panel = make.situation("s2", "7 7 6 7 6 7 7", "5,5 4 5 5 4 5", "1 2 1 1 2 1 1")
    make.make_sjt(parent=lesson, panel="panel", required=True, scenarios=[panel])
    make.make_placement(parent=lesson, **odd_places())
    make.make_placement(parent=lesson, layout="three-tables", size=23)
    odd_papers(lesson)
    make.make_rubric(parent=lesson, **odd_writing())
    make.make_rubric(parent=lesson, documents=[], exemplars=[], checks=[])
    make.make_network(parent=lesson, **odd_networks())
    make.make_network(parent=lesson)
    make.make_negotiation(parent=lesson)
    make.make_negotiation(parent=lesson, **odd_talks())
    bare = make.number("q2", tolerance="exact", amount=None, half=False, units=[], why="", value="-1200")
    make.make_numeric(parent=lesson, questions=[make.number(why=RICH, source=ODD), bare])
    make.make_match(
        parent=lesson, pairs=[make.pair("a", ODD, "# b"), make.pair("b", "c: d", "e"), make.pair("c", "f", "-")]
    )


def odd_timing():
    return {
        "opens_at": datetime.datetime(2026, 12, 1, 9, tzinfo=datetime.UTC),
        "closes_at": datetime.datetime(2026, 12, 2, 1, 30, tzinfo=ZoneInfo("Europe/Zagreb")),
        "limit_minutes": 90,
        "max_tries": 3,
        "counting": "last",
        "cooldown_minutes": 1440,
        "late_rule": "step",
        "late_percent_per_day": 10,
        "late_days": 3,
        "results": "after_close",
    }


def odd_places():
    names = {"mayor": "may or: 1", "dean": "“Dean” — the \\ first", "aide": "# aide"}
    guests = [make.guest(key, text, about=ODD.strip(), delegation=key[0], group="x") for key, text in names.items()]
    guests[0]["value"]["place"] = 4
    who = {"guest": "MAY  or: 1", "other": "# aide"}
    both = {"text": "- a: b", "source": '"q": 1', "why": ODD, "topic": "who-first"}
    ranks = {"ranks": "# aide = “dean” — the \\ first\nmay or: 1", "measure": "side-a"}
    rules = [
        make.seating_rule("r1", "order", **ranks, **both, weight=7, hard=True, jurisdiction="here:  1"),
        make.seating_rule("r2", "order", **ranks, **both, jurisdiction="There"),
        make.seating_rule("r3", "place", guest="# aide", places=" 2;3"),
        make.seating_rule("r4", "right_of", **who),
        make.seating_rule("r5", "near", guest="# aide", others=["may or: 1", "“Dean” — the \\ first"], steps=3),
        make.seating_rule("r6", "apart", **who, steps=2),
        make.seating_rule("r7", "alternate", tag="delegation"),
        make.seating_rule("r8", "balance", tag="delegation", value="A"),
    ]
    return {
        "layout": "talks",
        "size": 3,
        "guests": guests,
        "rules": rules,
        "jurisdictions": "Here: 1\r\n\r\n There ",
        "prompt": RICH,
        "why": RICH,
        "rules_shown": True,
        "points": 3,
    }


def odd_papers(lesson):
    remarks = [make.remark("f1", "PASS it: on", ODD)]
    letters = [
        make.letter(
            "m1", "# visit: 1", "answer  it", "you", turn=2, feedback=remarks, why=RICH, source=ODD, date="a: b"
        ),
        make.letter("m2", "- claim", "Pass it: on", form="call", body=RICH, sender=ODD, points=3, turn=1),
    ]
    make.make_intray(
        parent=lesson,
        letters=letters,
        actions=[make.word("answer", "Answer it", about=ODD), make.word("pass", "Pass it: on")],
        reply_to="- CLAIM",
        order_prompt=RICH,
        why=RICH,
    )
    bare = [make.letter("m1", "The visit", "Answer it")]
    make.make_intray(parent=lesson, letters=bare, owners=[], actions=make_words(), reply=[], reply_to="")
    clauses = [
        make.clause("c1", "KEEP", ("# a: b", False), label="", text=RICH, source=ODD, why=RICH, points=2),
        make.clause("c2", "Ask the ministry", feedback=[make.remark("f2", "strike", ODD)], label="- 2: x", turn=1),
        make.clause("c3", "Change", (ODD, True), ("Other", False), turn=2),
    ]
    make.make_redpen(parent=lesson, document="Draft: “one”", clauses=clauses, order_points=2)


def make_words():
    return [make.word("answer", "Answer it"), make.word("pass", "Pass it on")]


def odd_writing():
    exemplar = {"title": "- a: b", "text": f"{ODD}\r\n\r\n  # {ODD}\r\n", "levels": "1, 2", "why": ODD}
    plain = {"type": "exemplar", "id": "bare", "value": exemplar | {"text": "x", "why": ""}}
    criteria = [
        make.criterion("ask", 0, 4, name="a: b", question=ODD.strip()[:200], competency=str(COMPETENCY.key)),
        make.criterion("facts", 2, 3),
    ]
    return {
        "form": "note-verbale",
        "least": 1,
        "most": 2500,
        "levels": "Not: yet\r\n\r\n # Good ",
        "prompt": RICH,
        "criteria": criteria,
        "documents": [{"type": "document", "id": "d-1", "value": {"title": "“Cable”", "body": RICH}}],
        "exemplars": [{"type": "exemplar", "id": "e-1", "value": exemplar}, plain],
        "checks": [
            make.part_check("p-1", phrases="Re:\r\n\r\n - Subject: ", place="closing"),
            {"type": "banned", "id": "b-1", "value": {"name": "a: b", "phrases": "as you know"}},
            *({"type": name, "id": f"c-{number}", "value": None} for number, name in enumerate(BUILT_IN)),
        ],
    }


BUILT_IN = ["deadline", "third_person", "salutation", "close", "dates", "annexes", "terms"]


def odd_story():
    """A case with variables whose names need care, an errand and back, and events."""

    def asked(variable, **more):
        return item("1", {"variable": variable, "at_least": None, "at_most": None, "words": ""} | more)

    def changed(variable, add=None, becomes=""):
        return item("1", {"variable": variable, "add": add, "set": becomes})

    scenes = make.two_scenes()
    first = scenes[0]["value"]["options"][0]["value"]
    first |= {"when": [asked(" TIME: a", at_most=9)], "effects": [changed("mood", becomes=" # TENSE")]}
    words = [item("calm", {"text": "“calm”"}), item("tense", {"text": "# tense"})]
    numbers = {"name": "time: A", "low": -3, "high": 9, "start": 2, "unit": "- min", "shown": False, "stops": True}
    again = [asked("", at_least=0), asked("Mood", words="# tense\r\n\r\n“calm” ")]
    event = {"title": "“Ring”: # a", "text": RICH, "scenes": scenes[0]["value"]["title"].upper(), "when": again}
    event |= {"chance": 7, "effects": [changed("time: a", becomes="-3")], "goes_on_to": "", "why": ODD}
    return {
        "scenes": scenes,
        "variables": [
            {"type": "number", "id": "v1", "value": numbers},
            {"type": "word", "id": "v2", "value": {"name": "Mood", "words": words, "start": "# Tense", "shown": True}},
        ],
        "events": [{"type": "event", "id": "e1", "value": event}],
        "worth": [{"type": "worth", "id": "w1", "value": {"text": "a: #", "when": [], "points": -2}}],
    }


def odd_networks():
    club = make.candidate(
        "club", "# a: b", hours=7, fee=3, topics=" x: y\r\n\r\n- z ", about=ODD, source=ODD, as_of="2025"
    )
    ring = make.candidate("ring", "“ring”", hours=9, regions="# q", languages="French", linked=["#  A: b"])
    return {
        "hours": 10,
        "fee": 0,
        "currency": "“: #",
        "reach": 4,
        "needs": [make.need("n1", "X: y", about=ODD, weight=9), make.need("n2", "# Q", "region")],
        "candidates": [club, ring, make.candidate("third", "third", hours=8, topics="x: y")],
        "prompt": RICH,
        "why": RICH,
        "points": 3,
    }


def odd_talks():
    issues = [
        make.issue("i1", ODD.strip(), ("- a: b", 0, 1000), ("# c", 7, 0, True), note=ODD, why='"q": 1'),
        make.issue("i2", "Two: two", ("1", 20, 2), ("2", 3, 30), ("3", 0, 0)),
    ]
    said = {"type": "question", "text": "“What” — else: \\ ?", "reply": ODD}
    lines = [
        {"type": "line", "id": f"l{at}", "value": {"event": event, "text": ODD}}
        for at, event in ((1, "hold"), (2, "hold"))
    ]
    return {
        "own_name": " # We: ",
        "other_name": "They\\",
        "briefing": RICH,
        "instructions": RICH,
        "issues": issues,
        "messages": [
            {"type": "message", "id": "m1", "value": said},
            {"type": "message", "id": "m2", "value": {**said, "reply": ""}},
        ],
        "lines": lines,
        "own_reserve": 0,
        "other_reserve": 1,
        "rounds": 2,
        "own_discount": 2,
        "other_discount": 1,
        "persona": "nice-tit-for-tat",
        "listens": True,
        "claim": 100,
        "creation": 0,
        "why": RICH,
        "points": 3,
    }


def odd_course():
    assessment_services.sync_competencies([COMPETENCY])
    terms = [make.make_term(term="agrément", origin_language="fr", definition=ODD), make.make_term(term="agrément")]
    with projection.held():
        course = make.make_course(
            title='Quotes "and": colons',
            summary=ODD,
            description=f"<h3>About</h3>{RICH}",
            outcomes="Do this: that\r\n  # and that ",
            competencies=[str(COMPETENCY.key)],
            instructor_names="Añon, B.",
            test_out=True,
            enrolment="invitation",
        )
        make.make_choice(parent=course)
        for kind in (LessonPage, CaseStudyPage):
            lesson = make.make_lesson(
                parent=make.make_module(parent=course), kind=kind, desk_tasks=["visit"], tags="E12\r\n\r\n peace "
            )
            lesson.body = [*every_block(make.make_picture(), *terms), *every_recording()]
            publishing.publish(lesson)
        odd_exercises(lesson)
        odd_case(course)
    return course


def odd_case(course):
    """A case study with all that it can have, and exercises that its acts name in other letters."""
    picture, file = make.make_picture(), make.make_document()
    shown = {"image": picture.pk, "alt": ODD, "file": file.pk}
    body = [
        make.text_block(RICH, "i1"),
        make.document_block("Policy: 1", kind="note", text=RICH, sender=ODD.strip()[:60], date="2026-05-18"),
        make.document_block("# Drawing", kind="picture", text="", **shown),
        make.document_block("Again", kind="cable", image=picture.pk, alt="Seen otherwise"),
        make.act_block("Act: one", "CHECK:  a", "nobody's"),
        make.text_block("<h3>Opening</h3>", "o1"),
        make.figure_block(picture, "f1"),
        make.act_block("Act two", "Check b"),
        make.debrief_block("- In the end"),
        block("think", {"question": "Why?", "answer": RICH}),
    ]
    head = {"role": ODD, "task": "You: act", "origin": "documented", "origin_source": "A book, 1999: p. 3"}
    case = make.make_case(parent=make.make_module(parent=course), body=body, **head)
    for title in ("Check: a", "Check B"):
        make.make_choice(parent=case, title=title)


def every_recording():
    """Recordings with all that they can have, one shown twice, and documents of the same name."""
    video = make.make_recording(title=ODD[:80].strip(), language="pt-br", captions="pt-br", transcript=ODD)
    for kind, language in (("subtitles", "en"), ("descriptions", "en")):
        make.make_track(video, kind=kind, language=language)
    audio = make.make_recording("audio", file=ContentFile(make.MP3, name="bell.mp3"))
    blocks = [make.recording_block(video, "v1"), make.recording_block(audio, "a1", credit=ODD[:50])]
    blocks.append(make.recording_block(video, "v2", credit=""))
    documents = [make.make_document(b"a,b\n"), make.make_document(b"c,d\n")]
    return blocks + [make.download_block(document, f"d{document.pk}", title=ODD[:50]) for document in documents]


@pytest.mark.same_on_both
def test_everything_an_instructor_can_make_survives(round_trip):
    before = CoursePage.objects.get(pk=odd_course().pk)
    keys = sorted(str(page.translation_key) for page in before.get_descendants(inclusive=True))
    first, second = round_trip()
    assert second == first
    after = CoursePage.objects.get()
    assert sorted(str(page.translation_key) for page in after.get_descendants(inclusive=True)) == keys
    assert after.enrolment == "invitation"
    assert after.summary == ODD.replace("\r\n", "\n").strip()
    bodies = [page.specific.body for page in after.get_descendants().type(LessonPage, CaseStudyPage)]
    assert [child.block_type for child in bodies[0]] == [
        *["text", "callout", "figure", "terms", "jurisdictions", "quote", "think", "sources"],
        *["video", "audio", "video", "download", "download"],
    ]
    assert bodies[0][5].value["text"].startswith(ODD.replace("\r\n", "\n").strip())
    case = CaseStudyPage.objects.get(slug="the-case")
    assert [block.value["exercises"] for block in case.body if block.block_type == "act"] == ["Check: a", "Check B"]
    assert (case.origin, case.task) == ("documented", "You: act")
    assert bodies[0][7].value["reviewed"] == datetime.date(2026, 11, 2)
    assert LessonPage.objects.get().tags == "E12\npeace"
    practised = ChoiceExercisePage.objects.get(tags="G3")
    assert practised.outcomes == "1\n2"
    timed = OrderExercisePage.objects.get(limit_minutes__gt=0)
    assert {name: getattr(timed, name) for name in odd_timing()} == odd_timing()


def test_drafts_are_left_out_unless_asked_for(export):
    course, module, lesson = make.make_tree(title="Open")
    make.make_lesson(parent=module, live=False, title="Not yet")
    make.make_course(live=False, title="Hidden")
    lesson.title = "Changed since"
    lesson.save_revision()
    files = export()
    assert problems(export.report) == []
    assert sorted(export.report.left_out) == [
        f"The unpublished changes of lesson “{LessonPage.objects.get(pk=lesson.pk).title}”.",
        "course “Hidden” is not published.",
        "lesson “Not yet” is not published.",
    ]
    assert not any(b"Not yet" in data or b"Changed since" in data for data in files.values())
    drafts = export("drafts", drafts=True)
    assert [name for name in drafts if b"Not yet" in drafts[name] or b"Changed since" in drafts[name]]
    assert export.report.left_out == ("course “Hidden” has no lesson to write.",)
    assert course.slug in {name.partition("/")[0] for name in drafts}


def test_problems_name_page_and_field_and_nothing_is_written(export):
    _course, _module, lesson = make.make_tree()
    lesson.estimated_minutes = 5_000
    lesson.body = [make.text_block('<p><a linktype="page" id="99999">gone</a></p>')]
    publishing.publish(lesson)
    assert export() == {}
    (problem,) = export.report.problems
    assert str(problem).startswith(f"lesson “{lesson.title}”: body: A link leads nowhere: its page may have been")
    lesson.body = [make.text_block("<p>a</p>")]
    publishing.publish(lesson)
    assert export() == {}
    assert not export.folder.exists()
    assert [(problem.page, problem.field) for problem in export.report.problems] == [
        (f"lesson “{lesson.title}”", "estimated_minutes")
    ]


def test_a_link_with_nobody_is_a_problem(export):
    _course, _module, lesson = make.make_tree()
    candidates = [make.candidate("club", "The club", linked=["The moon"]), make.candidate("ring", "The ring")]
    make.make_network(parent=lesson, live=False, title="Networks", candidates=candidates)
    assert export(drafts=True) == {}
    assert next((problem.field, problem.message) for problem in export.report.problems) == (
        "candidate “club”",
        "No candidate is called “The moon”. Choose one of the list.",
    )


def test_words_of_a_number_are_a_problem(export):
    _course, _module, lesson = make.make_tree()
    odd = odd_story()
    odd["scenes"][0]["value"]["options"][0]["value"]["when"][0]["value"]["words"] = "calm"
    make.make_branch(parent=lesson, live=False, **odd)
    assert export(drafts=True) == {}
    (problem,) = export.report.problems
    assert problem.message.startswith("“TIME: a” is given words and numbers.")


def test_a_talk_without_worths_is_a_problem(export):
    _course, _module, lesson = make.make_tree()
    issues = [make.issue("it", "The place", ("Here", None, 0), ("There", 0, 1))]
    make.make_negotiation(parent=lesson, live=False, issues=issues, own_reserve=None)
    assert export(drafts=True) == {}
    assert {problem.field for problem in export.report.problems} == {"reserve", "issue “it”"}


def test_a_rule_about_nobody_is_a_problem(export):
    _course, _module, lesson = make.make_tree()
    rule = make.seating_rule("it", "right_of", guest="The dean", other="The bishop")
    make.make_placement(parent=lesson, live=False, title="Seats", rules=[rule])
    assert export(drafts=True) == {}
    assert next((problem.field, problem.message) for problem in export.report.problems) == (
        "rule “it”",
        "Nobody is called “The bishop”. Choose somebody of the list.",
    )


def test_a_mark_that_is_in_no_list_is_a_problem(export):
    _course, _module, lesson = make.make_tree()
    make.make_redpen(parent=lesson, live=False, clauses=[make.clause("c1", "Burn")])
    assert export(drafts=True) == {}
    assert next((problem.field, problem.message) for problem in export.report.problems) == (
        "clause “c1”, verb",
        "Nothing is called “Burn”. Choose something of the list.",
    )


def test_a_picture_without_its_file_is_a_problem(export):
    _course, _module, lesson = make.make_tree()
    picture = make.make_picture(title="Lost")
    lesson.body = [make.figure_block(picture)]
    publishing.publish(lesson)
    Picture.objects.filter(pk=picture.pk).update(file="original_images/none.svg")
    assert export() == {}
    assert problems(export.report) == ["picture “Lost”: file: Its file is missing."]


def test_a_recording_keeps_its_captions_and_transcript_beside_it(export, tmp_path):
    _course, _module, lesson = make.make_tree()
    video = make.make_recording(title="Arrival", file=ContentFile(make.MP4, name="Arrival.MP4"))
    document = make.make_document(b"a,b\n", name="guests.csv")
    lesson.body = [make.recording_block(video), make.download_block(document)]
    publishing.publish(lesson)
    files = export()
    assert problems(export.report) == []
    beside = {name.partition("/")[2]: data for name, data in files.items() if "/media/" in name or "/files/" in name}
    assert beside == {
        "media/arrival.mp4": make.MP4,
        "media/arrival.mp4.en.captions.vtt": make.VTT,
        "media/arrival.mp4.txt": b"A door opens.\n\nWelcome.\n",
        "files/guests.csv": b"a,b\n",
    }


def test_what_is_gone_from_the_library_is_a_problem(export):
    _course, _module, lesson = make.make_tree()
    video, document = make.make_recording(), make.make_document()
    lesson.body = [make.recording_block(video), make.download_block(document)]
    publishing.publish(lesson)
    video.delete()
    document.delete()
    assert export() == {}
    assert sorted({problem.field for problem in export.report.problems}) == ["download, file", "recording, file"]


def test_a_folder_in_use_is_left_alone_unless_forced(export, tmp_path):
    course, _module, _lesson = make.make_tree()
    folder = tmp_path / "out"
    for name in ("other/notes.txt", f"{course.slug}/99-old/module.md"):
        (folder / name).parent.mkdir(parents=True)
        (folder / name).write_text("mine")
    with pytest.raises(FolderInUseError, match="--force"):
        export()
    files = export(force=True)
    assert files["other/notes.txt"] == b"mine"
    assert f"{course.slug}/99-old/module.md" not in files
    with pytest.raises(FolderInUseError, match="is a file"):
        export("out/other/notes.txt")


def test_files_are_named_by_order_and_slug(export):
    course, module, lesson = make.make_tree()
    make.make_choice(parent=lesson, slug="check")
    make.make_choice(parent=course, slug="exam")
    names = set(export())
    folder = f"{course.slug}/01-{module.slug}"
    assert names == {
        f"{course.slug}/course.md",
        f"{course.slug}/final.exam.yaml",
        f"{folder}/module.md",
        f"{folder}/01-{lesson.slug}.md",
        f"{folder}/01-{lesson.slug}.check.yaml",
    }
    assert read_programme(export.folder, ["en"]).problems == ()
    assert f"course “{course.title}” …" in export.said


def test_exercises_to_try_survive_in_their_order(round_trip):
    samples = make.make_samples()
    make.make_branch(parent=samples, slug="b-case", minutes=6)
    make.make_order(parent=samples, slug="a-list", minutes=3, practice=True)
    make.make_choice(parent=samples, live=False, slug="draft")
    first, second = round_trip()
    assert second == first
    assert sorted(first) == ["samples/01-b-case.yaml", "samples/02-a-list.yaml"]
    assert [card.slug for card in assessment_selectors.samples("en")] == ["b-case", "a-list"]

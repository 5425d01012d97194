import pytest

from tests.cms.importing.checking.conftest import CHECK, DOOR

ORDER = "welcome/01-the-door/01-who-opens.order.yaml"
QUESTION = f"{CHECK}:32: Question “who”: "
HIDDEN = "source: House rules\n  - id"


def test_keys_that_rest_on_something_are_no_fault(files, faults):
    files.change(CHECK, HIDDEN, "source: A handbook (primary)\n  - id")
    files.change(CHECK, "  - id: what\n", "  - id: what\n    source: Working habit\n")
    assert [line for line in faults("Question") if CHECK in line] == []


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("A handbook (general)", "its key rests on general knowledge alone."),
        ("Handbook of practice (general)", "its key rests on general knowledge alone."),
        ("A handbook", "its source has no mark."),
        ("The Treaty of Nowhere, 1900 (primary)", "its source stands in no list of sources of this course."),
    ],
)
def test_keys_need_a_source_that_can_be_relied_on(files, faults, source, fault):
    files.change(CHECK, HIDDEN, f'source: "{source}"\n  - id')
    assert [line for line in faults("Question “who”") if line.startswith(QUESTION + fault)]


def test_keys_need_a_source(files, faults):
    assert faults("Question “what”") == [f"{CHECK}:33: Question “what”: it names no source. Write one, with its mark."]


def test_papers_of_a_case_need_no_mark(files, faults):
    files.change(DOOR, "kind: lesson", "kind: case-study")
    files.change(CHECK, HIDDEN, "source: Letter of Monday\n  - id")
    assert faults("Question “who”") == []


def test_lessons_name_their_sources(files, faults):
    files.change(DOOR, "```sources", "```quote\ntext: a\nwho: b\nsource: c\n```\n\n```sources")
    start = (files.root / DOOR).read_text().split("```sources")[0]
    files.write(DOOR, start)
    assert f"{DOOR}:1: The lesson names no sources. End it with a block sources." in faults()


def test_sources_say_when_they_were_checked(files, faults):
    assert faults("reviewed") == [
        f"{DOOR}:62: Say when somebody last checked this: reviewed: and a day, such as 2026-11-23, in the block."
    ]
    files.change(DOOR, "  - {text: Hearsay, mark: general}", "  - {text: Hearsay, mark: general}\nreviewed: 2026-11-23")
    assert faults("reviewed") == []


def test_copies_are_named_in_notes_only(files, faults):
    files.change(DOOR, "note: Second edition", "note: Read at docslib.org")
    assert faults("copies") == []
    files.change(DOOR, "  - text: A handbook", "  - text: A handbook (docslib.org)")
    assert len(faults("docslib.org keeps copies.")) == 1


@pytest.mark.parametrize(
    ("source", "fault"),
    [
        ("", "it names no source."),
        ("A handbook", "its source has no mark."),
        ("Hearsay (general)", "its key rests on general knowledge alone."),
    ],
)
def test_what_is_put_in_order_rests_on_something_too(files, faults, source, fault):
    files.change(ORDER, "prompt:", f'sources: ["{source}"]\nprompt:' if source else "prompt:")
    assert [line.partition(": The exercise: ")[2].startswith(fault) for line in faults("The exercise: ")] == [True]


def test_what_is_put_in_order_by_a_source_with_a_mark_is_no_fault(files, faults):
    files.change(ORDER, "prompt:", "sources: [A handbook (primary)]\nprompt:")
    assert faults("The exercise: ") == []


def test_a_source_is_known_by_two_of_its_words(files, faults):
    files.change(DOOR, "  - {text: Hearsay, mark: general}", "  - {text: Treaty of Calder Bay, mark: secondary}")
    files.change(CHECK, HIDDEN, "source: Treaty of Velmar (secondary)\n  - id")
    assert len(faults("stands in no list of sources")) == 1
    files.change(CHECK, "Treaty of Velmar", "Calder Bay treaty")
    assert faults("stands in no list of sources") == []


def test_each_source_of_a_question_is_looked_for(files, faults):
    files.change(CHECK, HIDDEN, "source: A handbook (primary); Treaty of Velmar (secondary)\n  - id")
    assert len(faults("stands in no list of sources")) == 1


def test_a_question_gives_its_source_no_better_mark_than_the_lesson(files, faults):
    files.change(DOOR, "  - {text: Hearsay, mark: general}", "  - {text: Treaty of Calder Bay, mark: secondary}")
    files.change(CHECK, HIDDEN, "source: Treaty of Calder Bay (primary)\n  - id")
    assert len(faults("the lesson lists its source as secondary. Give the same mark in both.")) == 1


def test_a_mark_of_a_question_is_not_better_than_that_of_the_lesson(files, faults):
    files.change(CHECK, HIDDEN, "source: Hearsay (primary)\n  - id")
    fault = "the lesson lists its source as general knowledge."
    assert [line for line in faults("Question “who”") if line.startswith(QUESTION + fault)]

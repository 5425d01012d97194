import pytest
from hypothesis import given
from hypothesis import strategies as st

from assessments.rules import canon, registry, verify
from assessments.rules.errors import DefinitionError
from assessments.rules.policy import Policy
from assessments.rules.scorers import rubric
from assessments.rules.scorers.rubric.reading import LONGEST_TEXT, paragraphs_of, words_in
from assessments.rules.types import MICRO
from tests.assessments.rules.cases import make, mark, match_of, respond, rubric_of
from tests.assessments.rules.changes import spoil

DEFINITION = rubric_of({"ask": [0, 2, 4], "facts": [0, 1, 3]}, exemplars=[2, 0])
TEXT = {"text": "We ask\n\nfor a rule."}
MARKS = {
    "criteria": {
        "ask": {"level": "l2", "comment": "The ask comes first.", "span": {"start": 0, "end": 6}},
        "facts": {"level": "l1"},
    },
    "comment": "Well begun.",
}
seeds = st.integers(0, 2**32)


def marked(marks=MARKS, response=TEXT, definition=DEFINITION):
    return registry.score_marked(definition, {}, response, marks, "p")


def marks_with(criterion="facts", **given):
    rows = {**MARKS["criteria"], criterion: MARKS["criteria"][criterion] | given}
    return {**MARKS, "criteria": rows}


def said(marks, response=TEXT):
    return [(problem.path, problem.message) for problem in registry.marks_problems(DEFINITION, response, marks)]


def test_each_level_is_worth_what_the_rubric_says():
    scored = marked()
    assert [(line.id, line.earned, line.possible, line.params) for line in scored.criteria] == [
        ("ask", 4 * MICRO, 4 * MICRO, {"level": "l2"}),
        ("facts", 1 * MICRO, 3 * MICRO, {"level": "l1"}),
    ]
    (reason,) = scored.criteria[1].evidence
    assert (reason.key, reason.params, reason.lost) == ("rubric.below", {"level": "l1", "best": "l2"}, 2 * MICRO)
    assert (scored.state, scored.earned, scored.policy) == ("answered", 5 * MICRO, "p")
    assert scored.diagnostics == {
        "text": TEXT["text"],
        "comments": {"ask": "The ask comes first.", "": "Well begun."},
        "spans": {"ask": [0, 6]},
    }
    assert verify.check(scored) == []


def test_a_result_carries_the_digest_of_its_marks():
    scored = marked()
    assert scored.marks == canon.response_digest(MARKS) == scored.to_json()["marks"]
    assert marked(marks_with(comment="More.")).marks != scored.marks
    assert "marks" not in registry.compile_definition(DEFINITION, {}).score(TEXT).to_json()
    assert verify.replay(DEFINITION, {}, TEXT, Policy(), MARKS).marks == scored.marks


@pytest.mark.parametrize(
    ("response", "state"),
    [
        (TEXT, "needs_marking"),
        ({"text": "x"}, "needs_marking"),
        (None, "unanswered"),
        ({}, "unanswered"),
        ({"text": None}, "unanswered"),
        ({"text": " \n\t "}, "unanswered"),
        ([], "invalid"),
        ({"text": ["x"]}, "invalid"),
        ({"text": "half a sign \ud83d"}, "invalid"),
        ({"text": "x" * (LONGEST_TEXT + 1)}, "invalid"),
    ],
)
def test_without_marks_nothing_is_earned(response, state):
    scored = registry.compile_definition(DEFINITION, {}).score(response, "p")
    assert (scored.state, scored.earned, scored.marks) == (state, 0, "")
    assert verify.check(scored) == []
    if state != "needs_marking":
        assert marked(MARKS, response) == scored


@given(seed=seeds)
def test_marks_that_are_not_complete_leave_it_to_be_marked(seed):
    definition, rng = make("rubric", seed)
    response = respond(definition, rng)
    for _ in range(6):
        marks = spoil(mark(definition, rng), rng)
        scored = registry.score_marked(definition, {}, response, marks)
        complete = not registry.marks_problems(definition, response, marks)
        if response["text"]:
            assert scored.state == ("answered" if complete else "needs_marking")
        assert verify.check(scored) == []


@given(seed=seeds)
def test_a_higher_level_never_lowers(seed):
    definition, rng = make("rubric", seed)
    levels = [level["id"] for level in definition["levels"]]
    low = {entry["id"]: rng.randrange(len(levels)) for entry in definition["criteria"]}
    high = {criterion: rng.randint(place, len(levels) - 1) for criterion, place in low.items()}
    lower, higher = (
        marked({"criteria": {name: {"level": levels[place]} for name, place in places.items()}}, TEXT, definition)
        for places in (low, high)
    )
    assert lower.earned <= higher.earned


@pytest.mark.parametrize(
    ("marks", "problem"),
    [
        (None, ("", "Give each criterion a level.")),
        ({"criteria": []}, ("", "Give each criterion a level.")),
        ({"criteria": {"ask": 0.5}}, ("", "Give each criterion a level.")),
        (marks_with(level="l9"), ("/criteria/facts/level", "Choose a level.")),
        (marks_with(level=["l1"]), ("/criteria/facts/level", "Choose a level.")),
        (marks_with(comment=7), ("/criteria/facts/comment", "Write a comment of at most 5000 characters.")),
        (marks_with(comment="x" * 5001), ("/criteria/facts/comment", "Write a comment of at most 5000 characters.")),
        (MARKS | {"comment": []}, ("/comment", "Write a comment of at most 5000 characters.")),
        (marks_with(span={"start": 0, "end": 99}), ("/criteria/facts/span", "Point at a place that is in the text.")),
        (marks_with(span={"start": 3, "end": 3}), ("/criteria/facts/span", "Point at a place that is in the text.")),
        (marks_with(span={"start": True, "end": 3}), ("/criteria/facts/span", "Point at a place that is in the text.")),
        (marks_with(span=[0, 3]), ("/criteria/facts/span", "Point at a place that is in the text.")),
    ],
)
def test_what_marks_lack_is_said(marks, problem):
    assert said(marks) == [problem]


def test_every_criterion_is_marked_and_no_other():
    rows = {"ask": MARKS["criteria"]["ask"], "style/tone": {"level": "l1"}}
    assert said({"criteria": rows}) == [
        ("/criteria/facts/level", "Choose a level."),
        ("/criteria/style~1tone", "This criterion is not in the rubric."),
    ]
    assert said(MARKS) == []


def test_nobody_marks_other_kinds():
    pairs = match_of({"p1": "a", "p2": "b", "p3": "c"})
    assert not registry.needs_marking(pairs)
    assert registry.needs_marking(DEFINITION)
    right = registry.answer_key(pairs)
    assert registry.score_marked(pairs, {}, right, MARKS) == registry.compile_definition(pairs, {}).score(right)


def test_a_form_gives_the_text_with_plain_line_ends():
    assert rubric.read_form(DEFINITION, {"text": ["a\r\nb\rc"], "x": ["y"]}) == {"text": "a\nb\nc"}
    assert rubric.read_form(DEFINITION, {}) == {"text": ""}


def test_a_markers_form_gives_marks():
    form = {
        "level-ask": ["l2"],
        "comment-ask": ["First.\r\nGood."],
        "place-ask": ["0-6"],
        "place-facts": ["6"],
        "comment": ["All in all."],
        "level-style": ["l1"],
    }
    ask = {"level": "l2", "comment": "First.\nGood.", "span": {"start": 0, "end": 6}}
    marks = registry.read_marks(DEFINITION, form)
    assert marks == {"criteria": {"ask": ask, "facts": {"span": "6"}}, "comment": "All in all."}
    found = registry.marks_problems(DEFINITION, {"text": "We ask."}, marks)
    assert ("/criteria/facts/span", "Point at a place that is in the text.") in [
        (one.path, one.message) for one in found
    ]


def test_a_presentation_shows_task_and_rubric_and_keeps_exemplars():
    shown = registry.present(DEFINITION, {}, "en", TEXT)
    assert (shown.words, shown.paragraphs, shown.answered) == (5, ("We ask", "for a rule."), 1)
    assert [cell.worth for cell in shown.criteria[1].cells] == [0, MICRO, 3 * MICRO]
    assert [level.name for level in shown.levels] == ["Level l0", "Level l1", "Level l2"]
    assert [document.title for document in shown.documents] == ["Cable"]
    assert (shown.least, shown.most, shown.form) == (3, 12, "memo")
    assert registry.present(DEFINITION, {}, "en", ["x"]).answered == 0


def test_a_debrief_gives_levels_reasons_and_exemplars_when_due():
    shown = registry.debrief(DEFINITION, {}, "en", marked(), reveal=True)
    ask, facts = shown.marks
    assert (ask.level_name, ask.text, ask.best, ask.comment) == ("Level l2", "Looks l2", "", "The ask comes first.")
    assert (ask.quote, shown.comment) == ("We ask", "Well begun.")
    assert (facts.level, facts.best, facts.comment, facts.quote) == ("l1", "Looks l2", "", "")
    assert [exemplar.earned for exemplar in shown.exemplars] == [7 * MICRO, 0]
    assert [given.level for given in shown.exemplars[0].levels] == ["Level l2", "Level l2"]
    assert registry.debrief(DEFINITION, {}, "en", marked(), reveal=False).exemplars == ()


def test_a_debrief_before_marking_shows_the_text():
    scored = registry.compile_definition(DEFINITION, {}).score(TEXT)
    shown = registry.debrief(DEFINITION, {}, "en", scored, reveal=False)
    assert (shown.state, shown.paragraphs, shown.words) == ("needs_marking", ("We ask", "for a rule."), 5)
    assert [(given.level, given.level_name, given.earned) for given in shown.marks] == [("", "", 0), ("", "", 0)]


@pytest.mark.parametrize(
    ("text", "words", "paragraphs"),
    [
        ("", 0, ()),
        (" \n \n ", 0, ()),
        ("one", 1, ("one",)),
        ("don\u2019t re-open \u2013 please", 3, ("don\u2019t re-open \u2013 please",)),
        ("a b\nc\n\n\n  d  \n \t\ne", 5, ("a b\nc", "d", "e")),
        ("№ 7, 1.5 % — (x)", 3, ("№ 7, 1.5 % — (x)",)),
    ],
)
def test_words_and_paragraphs(text, words, paragraphs):
    assert len(words_in(text)) == words
    assert paragraphs_of(text) == paragraphs


def problems_of(**changed):
    return [(problem.path, problem.message) for problem in registry.validate({**DEFINITION, **changed})]


def criterion(key="ask", **points):
    return {"id": key, "competency": None, "points": points}


GOOD = criterion("facts", l0=0, l1=1, l2=3)


@pytest.mark.parametrize(
    ("changed", "path", "message"),
    [
        ({"form": "poem"}, "/form", "Choose one of: letter, memo,"),
        ({"window": None}, "/window/least", "Enter a whole number from 1 to 2500."),
        ({"window": {"least": 9, "most": 8}}, "/window/most", "Let the most words be at least as many as the fewest."),
        ({"points": 6}, "/points", "The exercise is worth what its criteria are worth together: 7 points."),
        ({"criteria": [criterion(l0=0, l1=4), GOOD]}, "/criteria/0/points", "Say for each level what it is worth."),
        ({"criteria": [{"id": "ask"}, GOOD]}, "/criteria/0/points", "Say for each level what it is worth."),
        ({"criteria": [criterion(l0=0, l1=3, l2=101), GOOD]}, "/criteria/0/points/l2", "Enter a whole number from 0"),
        ({"criteria": [criterion(l0=0, l1=3, l2=2), GOOD]}, "/criteria/0/points", "Let no level be worth less than"),
        ({"criteria": [criterion(l0=2, l1=2, l2=2), GOOD]}, "/criteria/0/points", "Let no level be worth less than"),
        ({"exemplars": [{"id": "x0", "levels": {"ask": "l1"}}]}, "/exemplars/0/levels", "Say for each criterion which"),
        (
            {"exemplars": [{"id": "x0", "levels": {"ask": "l1", "facts": "l7"}}]},
            "/exemplars/0/levels",
            "Say for each criterion which",
        ),
        ({"exemplars": [{"id": "x0"}]}, "/exemplars/0/levels", "Say for each criterion which"),
        ({"checks": [{"id": "c", "check": "spelling"}]}, "/checks/0/check", "Choose one of: annexes, banned,"),
        ({"checks": [{"id": "c", "check": ["part"]}]}, "/checks/0/check", "Choose one of: annexes, banned,"),
        ({"checks": [{"id": "c", "check": "part", "place": "top"}]}, "/checks/0/place", "Choose one of: anywhere,"),
        ({"levels": [{"id": "l0"}]}, "/levels", "Keep between 2 and 6 entries here; there are 1."),
    ],
)
def test_a_definition_that_cannot_be_marked_is_refused(changed, path, message):
    assert any(where == path and said.startswith(message) for where, said in problems_of(**changed))


def test_every_text_of_a_rubric_is_asked_for():
    bare = {**DEFINITION, "checks": [{"id": "c", "check": "part", "place": "line"}], "texts": {"en": {"title": "T"}}}
    wanted = {problem.path.rpartition("/")[2] for problem in registry.validate(bare)}
    assert wanted >= {
        "prompt_html", "levels.l0.name", "criteria.ask.name", "criteria.ask.levels.l1.text", "documents.d0.title",
        "documents.d0.body_html", "exemplars.x1.title", "exemplars.x1.text", "checks.c.name", "checks.c.phrases",
    }  # fmt: skip


def test_no_levels_at_all_are_no_crash():
    assert problems_of(levels=[], criteria=[{"id": "a", "points": {}}, {"id": "b", "points": {}}])
    with pytest.raises(DefinitionError):
        registry.compile_definition({**DEFINITION, "levels": []}, {})


def test_a_debrief_says_whether_a_marker_pointed_at_a_passage():
    bare = marks_with("ask", span=None)
    del bare["criteria"]["ask"]["span"]
    for marks, pointed in ((MARKS, True), (bare, False)):
        assert registry.debrief(DEFINITION, {}, "en", marked(marks), reveal=False).has_passages is pointed

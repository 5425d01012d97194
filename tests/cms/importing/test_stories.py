"""A branching case with variables, events and values at the end, from a file to a page."""

import pytest

from cms import definitions
from cms.importing.applying.pages import page_specs
from cms.models import BranchExercisePage
from tests.cms.importing.test_kinds import FILE, HEAD, LESSON

BRANCH = """kind: branch
points: 10
variables:
  - {id: time, name: Time left, high: 60, start: 60, unit: minutes, stops: true}
  - {id: trust, name: Trust, low: -1, high: 3, start: 0, shown: false}
  - {id: mood, name: Mood, words: [{id: calm, text: Calm}, {id: tense, text: Tense}], start: calm}
scenes:
  - id: desk
    title: The desk
    body: Two letters lie **there**.
    options:
      - {id: ask, text: Ask, quality: best, next: desk, effects: [{variable: time, add: -30}, {variable: trust, set: 2}], why: So.}
      - {id: go, text: Go, quality: poor, next: end, effects: [{variable: mood, set: tense}]}
      - {id: ring, text: Ring, quality: acceptable, next: end, when: [{variable: trust, at_least: 2}, {variable: mood, is: [calm]}]}
  - {id: late, title: Too late, body: It is dark.}
  - {id: end, title: The end, body: All is well.}
events:
  - {id: call, title: A call, body: It **rings**., when: [{variable: turn, at_least: 1, at_most: 9}], chance: 50, effects: [{variable: trust, add: 1}]}
  - {id: over, title: Time is up, body: Dark., scenes: [desk], when: [{variable: time, at_most: 0}], next: late, why: Time.}
worth:
  - {id: trusted, text: They trust you, when: [{variable: trust, at_least: 3}], points: 3}
"""  # noqa: E501  (one line an option, so that the lines of problems can be read)


def write(files, text):
    files.change(LESSON, "done_by: said", "done_by: said\nexercises: [01-dear.extra.yaml]")
    files.write(FILE, HEAD + text)


def authored(files):
    write(files, BRANCH)
    specs = page_specs(files.read().courses[0], {})
    (spec,) = (spec for spec in specs if spec.fields["slug"] == "extra")
    return spec.model(translation_key=spec.key, **spec.fields).authored()


@pytest.mark.django_db
def test_it_is_published_once(files, run):
    write(files, BRANCH)
    files.remove("welcome")
    assert files.problems() == []
    run()
    page = BranchExercisePage.objects.get(slug="extra")
    assert (page.live, len(page.variables), len(page.events)) == (True, 3, 2)
    run()
    assert not any("One more" in said for said in run.said)


@pytest.mark.django_db
def test_what_changes_is_that_of_the_file(files):
    made = definitions.compile_definition(authored(files), "en")
    head = {"shown": True, "stops": True}
    assert made["variables"] == [
        {"id": "time", "low": 0, "high": 60, "start": 60, **head},
        {"id": "trust", "low": -1, "high": 3, "start": 0, "shown": False, "stops": False},
        {"id": "mood", "words": ["calm", "tense"], "start": "calm", "shown": True},
    ]
    ask, go, ring = made["scenes"][0]["options"]
    assert ask["effects"] == [{"var": "time", "add": -30}, {"var": "trust", "set": 2}]
    assert "when" not in ask
    assert go["effects"] == [{"var": "mood", "set": "tense"}]
    assert ring["when"] == [{"var": "trust", "at_least": 2}, {"var": "mood", "is": ["calm"]}]
    call, over = made["events"]
    assert call | {"id": ""} == {
        "id": "",
        "at": [],
        "when": [{"var": "turn", "at_least": 1, "at_most": 9}],
        "chance": 50,
        "effects": [{"var": "trust", "add": 1}],
        "to": "",
    }
    assert (over["at"], over["to"], over["chance"], over["effects"]) == (["desk"], "late", 100, [])
    assert made["worth"] == [{"id": "trusted", "when": [{"var": "trust", "at_least": 3}], "points": 3}]
    texts = made["texts"]["en"]
    assert (texts["variables.time.name"], texts["variables.time.unit"]) == ("Time left", "minutes")
    assert (texts["variables.mood.words.tense"], texts["worth.trusted.text"]) == ("Tense", "They trust you")
    assert (texts["events.call.body_html"], texts["events.over.why"]) == ("<p>It <b>rings</b>.</p>", "Time.")


@pytest.mark.django_db
def test_what_happens_by_itself_is_said_in_short_words(files):
    case = authored(files)
    call, over = definitions.event_lines(case)
    assert (call.when, call.effects, call.scenes, call.leads_to) == (
        ("Decisions taken ≥ 1, Decisions taken ≤ 9",),
        ("Trust +1",),
        (),
        "",
    )
    assert (over.when, over.scenes, over.leads_to, over.chance) == (("Time left ≤ 0",), ("The desk",), "Too late", 100)
    ask, go, ring = case.scenes[0].options
    assert list(map(definitions.said_effect, ask.effects)) == ["Time left \N{MINUS SIGN}30", "Trust → 2"]
    assert list(map(definitions.said_effect, go.effects)) == ["Mood → Tense"]
    assert list(map(definitions.said_condition, ring.when)) == ["Trust ≥ 2", "Mood: Calm"]


SPOILED = [
    ("id: time,", "id: turn,", "9: “turn” stands for the number of decisions taken."),
    ("id: trust, name", "id: time, name", "10: Two variables have the id “time”"),
    ("name: Trust", "name: Time left", "10: Two variables have the name “Time left”"),
    ("start: 60,", "start: noon,", "9: “start” must be a whole number from -1000 to 1000."),
    ("start: calm", "start: merry", "11: “start” must be one of: calm, tense."),
    ("text: Tense", "text: " + '" CALM "', "11: Two words have the text “CALM”"),
    ("name: Trust", "name: time left", "10: Two variables have the name “time left”"),
    ("id: tense", "id: calm", "11: Two words have the id “calm”"),
    ("variable: trust, set: 2", "variable: truth, set: 2", "17: There is no variable “truth”."),
    ("variable: time, add: -30", "variable: time", "17: “add” is missing."),
    ("variable: time, add: -30", "variable: turn, add: 1", "17: There is no variable “turn”."),
    ("set: tense", "set: merry", "18: “set” must be one of: calm, tense."),
    ("is: [calm]", "is: [merry]", "19: “mood” has no word “merry”. Use: calm, tense."),
    ("is: [calm]", "at_least: 1", "19: “is” is missing."),
    ("variable: trust, at_least: 2}, {", "variable: trust}, {", "19: Write at_least, at_most or both."),
    ("scenes: [desk]", "scenes: [hall]", "24: There is no scene “hall”. Write the id of a scene."),
    ("next: late", "next: hall", "24: There is no scene “hall”. Write the id of a scene."),
    ("chance: 50", "chance: 0", "23: “chance” must be a whole number from 1 to 100."),
    ("points: 3}", "points: 7}", "26: “points” must be a whole number from -6 to 6."),
    ("text: They trust you, ", "", "26: “text” is missing."),
]


@pytest.mark.parametrize(("good", "bad", "problem"), SPOILED)
def test_a_problem_names_its_line(files, good, bad, problem):
    assert good in BRANCH
    write(files, BRANCH.replace(good, bad, 1))
    assert [found for found in map(str, files.problems()) if f"{FILE}:{problem}" in found], files.problems()


@pytest.mark.django_db
def test_what_only_the_whole_story_shows_is_said_before_anything_is_written(files, run):
    write(files, BRANCH.replace("variable: time, add: -30", "variable: time, add: 0"))
    files.remove("welcome")
    run()
    assert not BranchExercisePage.objects.filter(slug="extra", live=True).exists()

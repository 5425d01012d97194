"""Kinds of exercise that the good programme does not hold: each is added to it as one more file."""

from uuid import UUID

import pytest
from django.apps import apps

from cms import definitions
from cms.importing.applying.pages import page_specs
from cms.models import ExercisePage

LESSON = "letters/01-first-line/01-dear.md"
FILE = "letters/01-first-line/01-dear.extra.yaml"
HEAD = """key: "55555555-0000-4000-8000-000000000077"
slug: extra
title: One more
minutes: 2
required: false
"""
NUMERIC = """kind: numeric
questions:
  - id: minutes
    prompt: The guest comes at **half past**. How late is that?
    value: 30
    tolerance: relative
    within: 2.5
    half: true
    units:
      - {id: min, text: minutes, factor: 1.0}
      - {id: h, text: hours, factor: 60}
    points: 2
    competency: order
    why: Half an hour.
    source: The clock
  - id: coats
    prompt: How many coats?
    value: "-1.50"
"""
MATCH = """kind: match
prompt: Which article says **what**?
points: 6
competency: order
pairs:
  - {id: ranks, text: Article 16, match: Heads of post rank by date., why: The date counts.}
  - {id: archives, text: Article 33, match: Archives are inviolable.}
  - {id: flag, text: Article 29, match: The flag may be used.}
why: All three are real.
"""
SJT = """kind: sjt
mode: best-worst
points: 4
competency: order
scenarios:
  - id: flag
    body: A flag hangs **upside down**.
    question: What now?
    options:
      - {id: call, text: Call the consul., rating: 7, why: They hear it from you.}
      - {id: ask, text: Ask your chief., rating: 5, why: It costs an hour.}
      - {id: wait, text: Wait., rating: 2, why: A photographer looks up.}
"""
PANEL = SJT.replace("mode: best-worst", "panel: panel").replace("rating: 7", "ratings: [7, 6, 7, 7, 6, 7, 7]")
PANEL = PANEL.replace("rating: 5", "ratings: [5, 5, 4, 5, 5, 5, 5]").replace(
    "rating: 2", "ratings: [1, 2, 1, 1, 2, 1, 1]"
)
PLACEMENT = """kind: placement
prompt: Seat the **talks**.
points: 9
competency: order
layout: talks
size: 2
guests:
  - {id: mayor, text: The mayor, delegation: City, place: 2}
  - {id: guest, text: The guest, about: Arrives late, delegation: Visitors, group: French}
  - {id: aide, text: The aide, delegation: Visitors}
jurisdictions: [Here, There]
rules_shown: true
rules:
  - {id: middle, type: place, text: In the middle., guest: guest, places: [3, 4], source: A book, why: So it is.}
  - {id: ranks, type: order, text: By rank., ranks: [[guest], [aide]], measure: side-b, weight: 3, jurisdiction: Here, topic: who-first}
  - {id: other, type: order, text: The other way., ranks: [[aide], [guest]], measure: side-b, jurisdiction: There, topic: who-first}
  - {id: help, type: near, text: Help is near., guest: guest, others: [aide, mayor], steps: 2, hard: true}
  - {id: hand, type: right_of, text: At the right hand., guest: aide, other: guest}
  - {id: away, type: apart, text: Not together., guest: mayor, other: aide}
  - {id: turns, type: alternate, text: In turn., tag: delegation}
  - {id: sides, type: balance, text: As many., tag: delegation, value: Visitors}
why: The list says so.
"""  # noqa: E501  (one line a rule, so that the lines of problems can be read)
INTRAY = """kind: intray
actions:
  - {id: answer, text: Answer it}
  - {id: pass, text: Pass it on, about: It is not ours.}
owners:
  - {id: you, text: You}
  - {id: law, text: The lawyers}
letters:
  - {id: visit, form: call, sender: The consul, date: "Monday, 8:05", subject: The visit, body: Six **guests**., action: answer, owner: you, turn: 1, why: They wait., feedback: [{choice: pass, text: Nobody answers.}]}
  - {id: claim, sender: A firm, subject: The claim, body: Pay us., action: pass, turn: 2, points: 2, source: House rules}
reply_to: visit
reply:
  - id: opening
    mode: single
    prompt: The first sentence
    options:
      - {id: thanks, text: Thank you., right: true}
      - {id: no, text: No., right: false}
order_prompt: Which first?
order_points: 3
why: A date comes first.
"""  # noqa: E501  (one line a letter, so that the lines of problems can be read)
REDPEN = """kind: redpen
document: Draft memorandum
verbs:
  - {id: keep, text: Keep, effect: keep}
  - {id: change, text: Change, effect: change, about: With another wording.}
  - {id: ask, text: Ask the ministry, effect: ask}
clauses:
  - {id: aim, label: Article 1, text: The parties **shall** meet., verb: change, turn: 2, wordings: [{id: will, text: The parties intend to meet., right: true, why: Soft.}, {id: must, text: The parties must meet., right: false}]}
  - {id: cost, label: Article 2, text: Each pays its own., verb: keep, turn: 1, wordings: [{id: half, text: By halves., right: false}], feedback: [{choice: ask, text: It is your budget.}]}
  - {id: court, text: A court decides., verb: ask, why: It binds., source: A book, points: 2}
"""  # noqa: E501  (one line a clause, so that the lines of problems can be read)
NETWORK = """kind: network
prompt: Choose for **Calder Bay**.
points: 9
competency: order
hours: 100
fee: 500
currency: EUR
reach: 1
needs:
  - {id: climate, group: topic, text: Climate, about: A plan is due, weight: 5}
  - {id: asia, group: region, text: Asia}
candidates:
  - {id: club, text: The club, about: Well known, hours: 90, fee: 500, topics: [Climate, Trade], source: Its page, as_of: 2025}
  - {id: pact, text: The pact, hours: 50, topics: [climate], linked: [club]}
  - {id: ring, text: The ring, hours: 50, regions: [Asia], languages: [French]}
why: Two are enough.
"""  # noqa: E501  (one line a candidate, so that the lines of problems can be read)
RUBRIC = """kind: rubric
prompt: Write to the **mayor**.
form: letter
least: 20
most: 40
levels: [Not yet, Good]
documents:
  - {id: cable, title: A cable, body: They come at **noon**.}
criteria:
  - id: ask
    name: The ask
    question: Is it there?
    competency: order
    levels:
      - {points: 0, text: It is not.}
      - {points: 4, text: It is.}
  - {id: facts, name: The facts, levels: [{points: 1, text: Some.}, {points: 3, text: All.}]}
exemplars:
  - {id: clear, title: A clear one, text: "Mayor, decide.", levels: [2, 1], why: It asks.}
checks:
  - {id: subject, check: part, name: A subject, phrases: ["Subject:", "Re:"], place: line}
  - {id: empty, check: banned, name: Empty words, phrases: [as you know]}
  - {id: dates, check: dates}
"""
KINDS = {
    "network": NETWORK,
    "rubric": RUBRIC,
    "intray": INTRAY,
    "redpen": REDPEN,
    "numeric": NUMERIC,
    "match": MATCH,
    "sjt": SJT,
    "placement": PLACEMENT,
}
NEGOTIATION = """kind: negotiation
you: Our city
counterpart: Their city
briefing: Both want a **week**.
instructions: Children first.
reserve: 20
their_reserve: 15
rounds: 4
persona: conceder
issues:
  - id: place
    text: The place
    why: Pride.
    options:
      - {id: home, text: Here, yours: 20, theirs: 0}
      - {id: away, text: There, yours: 0, theirs: 40}
      - {id: boat, text: On a boat, yours: 5, theirs: 5, forbidden: true}
  - id: classes
    text: Classes
    note: Count them.
    options:
      - {id: four, text: Four, yours: 0, theirs: 20}
      - {id: ten, text: Ten, yours: 40, theirs: 15}
messages:
  - {id: ask, type: question, text: What do you need?, reply: A quay.}
lines:
  - {id: hello, event: open, text: Welcome.}
points: 9
claim: 50
process: 5
why: Trade.
listens: true
their_discount: 3
"""
KINDS |= {"negotiation": NEGOTIATION}
ORDER = """kind: order
prompt: The flags, **from our left**.
scoring: places
first_label: Left
last_label: Right
entries:
  - {id: host, text: The host, rank: 1}
  - {id: guest, text: The guest, rank: 2}
"""
FILES = KINDS | {"panel": PANEL, "order": ORDER}


def add(files, kind):
    files.change(LESSON, "done_by: said", "done_by: said\nexercises: [01-dear.extra.yaml]")
    files.write(FILE, HEAD + FILES[kind])


def definition(files, kind):
    add(files, kind)
    return compiled(files)


def compiled(files):
    specs = page_specs(files.read().courses[0], {"courtesy": UUID(int=1), "order": UUID(int=2)})
    (spec,) = (spec for spec in specs if spec.fields["slug"] == "extra")
    return definitions.compile_definition(spec.model(translation_key=spec.key, **spec.fields).authored(), "en")


@pytest.mark.parametrize("kind", KINDS)
def test_every_kind_is_published_once(files, run, kind):
    add(files, kind)
    files.remove("welcome")
    assert files.problems() == []
    run()
    pages = [model for model in apps.get_models() if issubclass(model, ExercisePage)]
    (found,) = [model.objects.get() for model in pages if model.kind == kind]
    assert (found.live, found.title) == (True, "One more")
    run()
    assert not any("One more" in said for said in run.said)


@pytest.mark.django_db
def test_numbers_are_those_of_the_file_exactly(files):
    made = definition(files, "numeric")
    first, second = made["items"]
    assert (first["value"], first["tolerance"]) == ("30", {"kind": "relative", "amount": "0.025"})
    assert first["units"] == [{"id": "min", "factor": "1"}, {"id": "h", "factor": "60"}]
    assert (first["half"], first["points"], first["competency"]) == (True, 2, str(UUID(int=2)))
    assert (second["value"], second["tolerance"], second["units"]) == ("-1.5", {"kind": "nominal", "amount": "0"}, [])
    assert made["texts"]["en"]["items.minutes.why_html"] == "<p>Half an hour.</p>"


@pytest.mark.django_db
def test_a_rubric_is_that_of_the_file(files):
    made = definition(files, "rubric")
    assert (made["points"], made["form"], made["window"]) == (7, "letter", {"least": 20, "most": 40})
    assert made["criteria"] == [
        {"id": "ask", "competency": str(UUID(int=2)), "points": {"l1": 0, "l2": 4}},
        {"id": "facts", "competency": None, "points": {"l1": 1, "l2": 3}},
    ]
    assert made["exemplars"] == [{"id": "clear", "levels": {"ask": "l2", "facts": "l1"}}]
    assert made["checks"] == [
        {"id": "subject", "check": "part", "place": "line"},
        {"id": "empty", "check": "banned"},
        {"id": "dates", "check": "dates"},
    ]
    texts = made["texts"]["en"]
    assert texts["checks.subject.phrases"] == "Subject:\nRe:"
    assert texts["documents.cable.body_html"] == "<p>They come at <b>noon</b>.</p>"
    assert (texts["levels.l2.name"], texts["criteria.facts.levels.l1.text"]) == ("Good", "Some.")


@pytest.mark.django_db
def test_pairs_are_those_of_the_file(files):
    made = definition(files, "match")
    assert made["pairs"] == [
        {"id": "ranks", "target": "t2"},
        {"id": "archives", "target": "t1"},
        {"id": "flag", "target": "t3"},
    ]
    assert (made["points"], made["competency"]) == (6, str(UUID(int=2)))
    assert made["texts"]["en"]["pairs.ranks.why"] == "The date counts."


@pytest.mark.django_db
def test_ratings_are_those_of_the_file(files):
    made = definition(files, "sjt")
    (scenario,) = made["scenarios"]
    assert [(option["id"], option["ratings"]) for option in scenario["options"]] == [
        ("call", [7]),
        ("ask", [5]),
        ("wait", [2]),
    ]
    assert (made["mode"], made["panel"], made["points"]) == ("best-worst", "provisional", 4)
    assert made["texts"]["en"]["scenarios.flag.body_html"] == "<p>A flag hangs <b>upside down</b>.</p>"


@pytest.mark.django_db
@pytest.mark.parametrize(
    ("scoring", "scorer"),
    [
        ("pairs", "order-tau/1"),
        ("ranks", "order-taux/1"),
        ("steps", "order-lcs/1"),
        ("places", "order-position/1"),
    ],
)
def test_an_order_is_scored_as_the_file_says(files, scoring, scorer):
    add(files, "order")
    files.change(FILE, "scoring: places", f"scoring: {scoring}")
    (spec,) = (spec for spec in page_specs(files.read().courses[0], {}) if spec.fields["slug"] == "extra")
    authored = spec.model(translation_key=spec.key, **spec.fields).authored()
    assert definitions.compile_definition(authored, "en")["scorer"] == scorer


@pytest.mark.django_db
def test_an_order_has_things_to_leave_out(files):
    add(files, "order")
    files.change(FILE, "scoring: places", "scoring: pairs\nleft_out:\n  - {id: cat, text: The cat, note: No guest.}")
    (spec,) = (spec for spec in page_specs(files.read().courses[0], {}) if spec.fields["slug"] == "extra")
    made = definitions.compile_definition(spec.model(translation_key=spec.key, **spec.fields).authored(), "en")
    assert (made["scorer"], made["entries"][-1]) == ("order-tau/2", {"id": "cat", "rank": None})
    assert made["texts"]["en"]["entries.cat.note"] == "No guest."


@pytest.mark.django_db
def test_the_ratings_of_a_panel_are_those_of_the_file(files):
    made = definition(files, "panel")
    assert (made["mode"], made["panel"]) == ("rate", "panel")
    assert made["scenarios"][0]["options"][1]["ratings"] == [5, 5, 4, 5, 5, 5, 5]


@pytest.mark.django_db
def test_needs_candidates_and_links_are_those_of_the_file(files):
    made = definition(files, "network")
    assert made["resources"] == [{"id": "hours", "limit": 100}, {"id": "fee", "limit": 500}]
    assert made["needs"][0] == {"id": "climate", "group": "topic", "weight": 5}
    assert made["candidates"][:2] == [
        {"id": "club", "costs": {"hours": 90, "fee": 500}, "meets": ["climate"]},
        {"id": "pact", "costs": {"hours": 50, "fee": 0}, "meets": ["climate"]},
    ]
    assert (made["links"], made["reach"], made["points"]) == ([["club", "pact"]], 1, 9)
    assert made["texts"]["en"]["candidates.club.as_of"] == "2025"
    assert made["texts"]["en"]["why_html"] == "<p>Two are enough.</p>"


@pytest.mark.django_db
def test_a_lab_of_two_tables_is_read(files):
    add(files, "placement")
    for old, new in (("layout: talks", "layout: two-tables"), ("size: 2", "size: 17"), ("place: 2", "place: 10")):
        files.change(FILE, old, new)
    files.write(FILE, (files.root / FILE).read_text().replace("side-b", "host"))
    made = compiled(files)
    assert [place["side"] for place in made["places"]] == ["1"] * 9 + ["2"] * 8
    assert made["guests"][0]["place"] == "t2-0"
    texts = made["texts"]["en"]
    assert texts["places.t2-0.text"] == "Table 2, the host's place"
    assert [texts[f"shapes.{shape['id']}.text"] for shape in made["shapes"]] == ["Table 1", "Table 2"]


@pytest.mark.django_db
def test_guests_places_and_rules_are_those_of_the_file(files):
    made = definition(files, "placement")
    assert made["guests"] == [
        {"id": "mayor", "tags": {"delegation": "city"}, "place": "a1"},
        {"id": "guest", "tags": {"delegation": "visitors", "group": "french"}, "place": ""},
        {"id": "aide", "tags": {"delegation": "visitors"}, "place": ""},
    ]
    assert (made["points"], made["rules_shown"], made["jurisdiction"]) == (9, True, "j1")
    head = {"weight": 1, "hard": False, "jurisdiction": None, "topic": ""}
    who = {"topic": "who-first"}
    assert made["rules"] == [
        head | {"id": "middle", "type": "place", "guest": "guest", "places": ["b0", "b1"]},
        head
        | who
        | {"id": "ranks", "type": "order", "guests": [["guest"], ["aide"]], "measure": "side-b"}
        | {"weight": 3, "jurisdiction": "j1"},
        head
        | who
        | {"id": "other", "type": "order", "guests": [["aide"], ["guest"]], "measure": "side-b"}
        | {"jurisdiction": "j2"},
        head | {"id": "help", "type": "near", "guest": "guest", "any": ["aide", "mayor"], "steps": 2, "hard": True},
        head | {"id": "hand", "type": "right_of", "guest": "aide", "of": "guest"},
        head | {"id": "away", "type": "apart", "guests": ["mayor", "aide"], "steps": 2},
        head | {"id": "turns", "type": "alternate", "tag": "delegation"},
        head | {"id": "sides", "type": "balance", "tag": "delegation", "value": "visitors"},
    ]
    assert made["texts"]["en"]["prompt_html"] == "<p>Seat the <b>talks</b>.</p>"
    assert made["texts"]["en"]["rules.middle.why"] == "So it is."


@pytest.mark.django_db
def test_letters_reply_and_turns_are_those_of_the_file(files):
    made = definition(files, "intray")
    assert made["letters"] == [
        {"id": "visit", "form": "call", "items": ["visit-do", "visit-who"]},
        {"id": "claim", "form": "email", "items": ["claim-do"]},
    ]
    key = {item["id"]: [option["id"] for option in item["options"] if option["right"]] for item in made["items"]}
    assert key == {"visit-do": ["answer"], "visit-who": ["you"], "claim-do": ["pass"], "opening": ["thanks"]}
    assert (made["reply"], made["points"]) == ({"letter": "visit", "items": ["opening"]}, 8)
    assert made["order"]["entries"] == [{"id": "visit", "rank": 1}, {"id": "claim", "rank": 2}]
    table = made["texts"]["en"]
    assert table["entries.visit.text"] == "The consul: The visit"
    assert table["letters.visit.body_html"] == "<p>Six <b>guests</b>.</p>"
    assert table["items.visit-do.options.pass.why"] == "Nobody answers."
    assert table["items.claim-do.options.pass.why"] == "It is not ours."
    assert table["items.visit-who.why_html"] == "<p>They wait.</p>"


@pytest.mark.django_db
def test_clauses_and_wordings_are_those_of_the_file(files):
    made = definition(files, "redpen")
    key = {item["id"]: {option["id"]: option["right"] for option in item["options"]} for item in made["items"]}
    assert key == {
        "aim": {"keep": False, "ask": False, "will": True, "must": False},
        "cost": {"keep": True, "ask": False, "half": False},
        "court": {"keep": False, "change": False, "ask": True},
    }
    assert (made["points"], made["order"]["points"]) == (8, 4)
    assert made["texts"]["en"]["items.court.why_html"] == "<p>It binds.</p>"
    assert made["texts"]["en"]["document"] == "Draft memorandum"


def test_situations_to_judge_count_only_when_asked(files):
    add(files, "sjt")
    files.change(FILE, "required: false\n", "")
    assert files.problems() == []


SPOILED = [
    ("sjt", "required: false", "required: true", "5: As long as no panel has rated, this cannot be required."),
    ("sjt", "rating: 7", "rating: 8", "15: “rating” must be a whole number from 1 to 7."),
    ("sjt", "rating: 7, ", "", "15: “rating” is missing."),
    ("sjt", "rating: 7", "ratings: [7]", "15: “ratings” is not a field here"),
    ("sjt", "mode: best-worst", "mode: guess", "7: “mode” must be one of: rate, rank, best-worst."),
    ("sjt", "id: ask", "id: call", "16: Two options have the id “call”"),
    (
        "sjt",
        "      - {id: wait, text: Wait., rating: 2, why: A photographer looks up.}\n",
        "",
        "14: A scenario has from 3",
    ),
    ("panel", "[7, 6, 7, 7, 6, 7, 7]", "[7, 6, 7, 7, 6, 7, 9]", "15: “ratings” holds whole numbers from 1 to 7"),
    ("panel", "[7, 6, 7, 7, 6, 7, 7]", "[7, 6, 7]", "15: A panel has from 7 to 50 raters."),
    ("panel", "[5, 5, 4, 5, 5, 5, 5]", "[5, 5, 4, 5, 5, 5, 5, 5]", "14: Every option of a scenario has a rating"),
    ("intray", "form: call", "form: fax", "14: “form” must be one of: email, letter, call, message."),
    ("intray", "action: answer", "action: burn", "14: There is nothing with the id “burn” above. Use one of: answer,"),
    ("intray", "owner: you", "owner: them", "14: There is nothing with the id “them” above."),
    ("intray", "choice: pass", "choice: burn", "14: There is nothing with the id “burn” above."),
    ("intray", "id: claim", "id: visit", "15: Two letters have the id “visit”"),
    ("intray", "subject: The claim", "subject: The visit", "15: Two letters have the subject “The visit”"),
    ("intray", "reply_to: visit", "reply_to: gift", "16: There is nothing with the id “gift” above."),
    ("intray", "reply_to: visit\n", "", "1: “reply_to” is missing."),
    ("intray", "order_points: 3", "order_points: 0", "25: “order_points” must be a whole number from 1 to 100."),
    ("intray", "id: pass, text: Pass it on", "id: pass, text: Answer it", "9: Two actions have the text “Answer it”"),
    ("redpen", "effect: ask", "effect: beg", "11: “effect” must be one of: keep, change, strike, ask."),
    ("redpen", "verb: keep", "verb: burn", "14: There is nothing with the id “burn” above."),
    ("redpen", "id: must", "id: will", "13: Two wordings have the id “will”"),
    ("redpen", "document: Draft memorandum\n", "", "1: “document” is missing."),
    ("network", "hours: 100\n", "", "1: “hours” is missing."),
    ("network", "fee: 500\ncur", "fee: much\ncur", "11: “fee” must be a whole number from 0 to 1000000000."),
    ("network", "reach: 1", "reach: 101", "13: “reach” must be a whole number from 0 to 100."),
    ("network", "group: region", "group: planet", "16: “group” must be one of: topic, region, language."),
    ("network", "id: asia", "id: climate", "16: Two needs have the id “climate”"),
    ("network", "weight: 5", "weight: 0", "15: “weight” must be a whole number from 1 to 100."),
    ("network", "id: pact", "id: club", "19: Two candidates have the id “club”"),
    ("network", "text: The pact", "text: The club", "19: Two candidates have the text “The club”"),
    ("network", "linked: [club]", "linked: [moon]", "19: There is no candidate “moon”. Use the ids of the candidates."),
    ("network", "hours: 90", "hours: -1", "18: “hours” must be a whole number from 0 to 1000000000."),
    ("network", "as_of: 2025", "when: 2025", "18: “when” is not a field here"),
    ("order", "scoring: places", "scoring: luck", "8: “scoring” must be one of: pairs, ranks, steps, places."),
    (
        "order",
        "scoring: places",
        "left_out: [{id: host, text: The cat}]",
        "8: Two entries have the id “host” (see line 12).",
    ),
    ("order", "scoring: places", "left_out: [{id: cat, text: The host}]", "8: Two entries have the text “The host”"),
    ("order", "scoring: places", "left_out: [{id: cat, text: A cat, rank: 1}]", "8: “rank” is not a field here"),
    ("placement", "layout: talks", "layout: boat", "10: “layout” must be one of: talks, round, two-tables,"),
    ("placement", "size: 2", "size: 41", "11: “size” must be a whole number from 1 to 40."),
    ("placement", "id: guest, text", "id: mayor, text", "14: Two guests have the id “mayor” (see line 13)."),
    ("placement", "text: The guest", "text: The mayor", "14: Two guests have the text “The mayor”"),
    ("placement", "text: The guest, ", "", "14: “text” is missing."),
    ("placement", "place: 2", "place: first", "13: “place” must be a whole number from 1 to 40."),
    ("placement", "place: 2", "seat: 2", "13: “seat” is not a field here"),
    ("placement", "group: French", "group: [French]", "14: “group” must be a text."),
    ("placement", "[Here, There]", "[Here]", "21: “There” is not one of the jurisdictions above."),
    ("placement", "type: place", "type: places", "19: “type” must be one of: order, place, right_of"),
    ("placement", "id: ranks, type", "id: middle, type", "20: Two rules have the id “middle”"),
    ("placement", "guest: guest, places", "guest: bishop, places", "19: There is no guest “bishop”. Add them"),
    ("placement", "guest: guest, places: [3, 4]", "places: [3, 4]", "19: “guest” is missing."),
    ("placement", "places: [3, 4]", "places: [3, four]", "19: “places” holds the numbers of places, from 1 to 40."),
    ("placement", "places: [3, 4]", "places: []", "19: “places” is empty."),
    ("placement", "[[guest], [aide]]", "[[guest], [cook]]", "20: There is no guest “cook”."),
    ("placement", ", measure: side-b, weight", ", measure: top, weight", "20: “measure” must be one of: host,"),
    ("placement", "weight: 3", "weight: 0", "20: “weight” must be a whole number from 1 to 100."),
    ("placement", "hard: true", "hard: yes please", "22: “hard” must be true or false."),
    ("placement", "topic: who-first}", "topic: Who first?}", "20: “topic” may hold only small letters"),
    ("placement", "steps: 2, hard", "steps: 0, hard", "22: “steps” must be a whole number from 1 to 40."),
    ("placement", "others: [aide, mayor]", "others: [aide, cook]", "22: There is no guest “cook”."),
    ("placement", "other: guest}", "other: guest, steps: 2}", "23: “steps” is not a field here"),
    ("placement", "tag: delegation}", "tag: table}", "25: “tag” must be one of: delegation, group."),
    ("placement", ", value: Visitors", "", "26: “value” is missing."),
    ("negotiation", "you: Our city\n", "", "1: “you” is missing."),
    ("negotiation", "persona: conceder", "persona: hawk", "14: “persona” must be one of: boulware"),
    ("negotiation", "rounds: 4", "rounds: 1", "13: “rounds” must be a whole number from 2 to 20."),
    ("negotiation", "reserve: 20", "reserve: much", "11: “reserve” must be a whole number from 0 to 8000."),
    ("negotiation", "yours: 20", "yours: 1001", "20: “yours” must be a whole number from 0 to 1000."),
    ("negotiation", ", theirs: 0}", "}", "20: “theirs” is missing."),
    ("negotiation", "id: away", "id: home", "21: Two options have the id “home”"),
    ("negotiation", "id: classes", "id: place", "23: Two issues have the id “place”"),
    ("negotiation", "text: Classes", "text: The place", "24: Two issues have the text “The place”"),
    ("negotiation", "type: question", "type: threat", "30: “type” must be one of: question"),
    ("negotiation", "discount: 3", "discount: 21", "38: “their_discount” must be a whole number from 0 to 20."),
    ("negotiation", "event: open", "event: sigh", "32: “event” must be one of: open"),
    ("negotiation", "claim: 50", "claim: 101", "34: “claim” must be a whole number from 0 to 100."),
    ("match", "id: flag", "id: ranks", "13: Two pairs have the id “ranks”"),
    ("match", "text: Article 29", "text: Article 16", "13: Two pairs have the text “Article 16”"),
    ("match", "match: The flag may be used.", "match: Archives are inviolable.", "13: Two pairs have the match"),
    ("match", ", match: The flag may be used.", "", "13: “match” is missing."),
    ("match", "  - {id: flag, text: Article 29, match: The flag may be used.}\n", "", "10: There must be from 3 to 20"),
    ("numeric", "value: 30", "value: thirty", "10: “value” must be a number such as 12 or 12.5"),
    ("numeric", "value: 30", "value: 3e1", "10: “value” must be a number such as 12 or 12.5"),
    ("numeric", "value: 30", "value: true", "10: “value” must be a number such as 12 or 12.5"),
    ("numeric", "    value: 30\n", "", "8: “value” is missing."),
    ("numeric", "value: 30", "value: 0", "11: A share of 0 is 0."),
    ("numeric", "within: 2.5", "within: 0", "12: “within” says how far off an answer may be."),
    ("numeric", "tolerance: relative", "tolerance: exact", "11: An exact answer has neither"),
    ("numeric", "tolerance: relative", "tolerance: geometrical", "11: “tolerance” must be one of"),
    ("numeric", "factor: 1.0", "factor: 2", "14: Give the unit of the right answer the factor 1."),
    ("numeric", "factor: 60", "factor: -60", "16: “factor” must be above 0."),
    ("numeric", "text: hours", "text: minutes", "16: Two units have the text “minutes”"),
]


SPOILED += [
    ("rubric", "form: letter", "form: poem", "8: “form” must be one of: memo, note-verbale, letter"),
    ("rubric", "least: 20", "least: 0", "9: “least” must be a whole number from 1 to 2500."),
    ("rubric", "title: A cable, ", "", "13: “title” is missing."),
    ("rubric", "id: facts, name", "id: ask, name", "22: Two criteria have the id “ask” (see line 15)."),
    ("rubric", "      - {points: 4, text: It is.}\n", "", "19: 2 levels have a name, this criterion has 1."),
    ("rubric", "{points: 0, text: It is not.}", "{points: none, text: It is not.}", "20: “points” must be a whole"),
    ("rubric", "{points: 0, text: It is not.}", "{points: 0, words: It is not.}", "20: “text” is missing."),
    ("rubric", "levels: [2, 1]", "levels: [2, 3]", "24: “levels” holds a number from 1 to 2 for each of the 2"),
    ("rubric", "levels: [2, 1]", "levels: [2]", "24: “levels” holds a number from 1 to 2 for each of the 2"),
    ("rubric", "check: dates", "check: spelling", "28: “check” must be one of: part, banned, deadline"),
    ("rubric", "place: line", "place: top", "26: “place” must be one of: anywhere, line, opening, closing."),
    ("rubric", "phrases: [as you know]", "phrases: []", "27: “phrases” is empty."),
    ("rubric", "id: dates, check", "id: dates, place: line, check", "28: “place” is not a field here"),
    ("rubric", "id: empty", "id: subject", "27: Two checks have the id “subject”"),
]


@pytest.mark.django_db
def test_a_negotiation_is_that_of_the_file(files):
    made = definition(files, "negotiation")
    assert made["issues"][0]["options"][2] == {"id": "boat", "own": 5, "other": 5, "forbidden": True}
    assert (made["own_reserve"], made["other_reserve"], made["rounds"], made["points"]) == (20, 15, 4, 9)
    assert (made.get("own_discount"), made["other_discount"]) == (None, 3)
    assert made["criteria"] == {"claim": 50, "creation": 30, "fairness": 15, "process": 5}
    assert made["messages"] == [{"id": "ask", "type": "question"}]
    assert (made["counterpart"]["persona"], made["counterpart"]["model"]) == ("conceder", "frequency")
    assert made["counterpart"]["lines"][0] == {"id": "hello", "event": "open"}
    texts = made["texts"]["en"]
    assert texts["briefing_html"] == "<p>Both want a <b>week</b>.</p>"
    assert (texts["issues.place.why"], texts["issues.classes.note"]) == ("Pride.", "Count them.")
    assert (texts["messages.ask.reply"], texts["lines.hello.text"]) == ("A quay.", "Welcome.")


UNFIT = [
    ("size: 2", "size: 12", "11: This layout takes from 1 to 11 places."),
    ("places: [3, 4]", "places: [3, 5]", "19: Rule 1: there is no place 5; the last is 4."),
    ("measure: side-b, weight", "measure: host, weight", "20: Rule 2: this layout has no such place of honour."),
    ("value: Visitors", "value: Bishops", "26: Rule 8: no guest has the mark “Bishops”."),
]


@pytest.mark.parametrize(("old", "new", "expected"), UNFIT)
def test_what_only_publishing_finds_is_named_with_its_line(files, run, old, new, expected):
    add(files, "placement")
    files.remove("welcome")
    files.change(FILE, old, new)
    found = [f"{problem.file}:{problem.line}: {problem.message}" for problem in run().problems]
    assert [problem for problem in found if problem.startswith(f"{FILE}:{expected}")], found


@pytest.mark.parametrize(("kind", "old", "new", "expected"), SPOILED)
def test_a_mistake_is_named_with_its_line(files, kind, old, new, expected):
    add(files, kind)
    files.change(FILE, old, new)
    assert [problem for problem in files.problems() if problem.startswith(f"{FILE}:{expected}")], files.problems()

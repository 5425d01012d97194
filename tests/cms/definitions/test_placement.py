"""Protocol labs: what was written, the definition made of it, and what keeps it from being published."""

import dataclasses

import pytest
from django.utils import translation

from assessments import services as assessment_services
from cms.definitions import authoring_problems, compile_definition, locate, playable_part
from cms.definitions.locate import Place
from tests.cms.definitions import authored
from tests.cms.definitions.authored import GUESTS, seating_rule

MARKED = {"tag": "delegation", "value": "guests"}
EVERY_RULE = {
    "place": ({"places": (2, 4)}, {"guest": "dean", "places": ["t1", "t3"]}),
    "order": (
        {"ranks": (("The dean",), ("The aide", "the  MAYOR")), "measure": "host"},
        {"guests": [["dean"], ["aide", "host"]], "measure": "host"},
    ),
    "right_of": ({}, {"guest": "dean", "of": "host"}),
    "near": (
        {"others": ("The aide", "The mayor"), "steps": 2},
        {"guest": "dean", "any": ["aide", "host"], "steps": 2},
    ),
    "apart": ({"steps": 2}, {"guests": ["dean", "host"], "steps": 2}),
    "alternate": (MARKED, {"tag": "delegation"}),
    "balance": (MARKED, {"tag": "delegation", "value": "guests"}),
}


def compiled(*rules, **more):
    return compile_definition(authored.placement(*rules, **more), "en")


def messages(*rules, **more):
    return [problem.message for problem in authoring_problems(authored.placement(*rules, **more))]


@pytest.mark.parametrize("kind", EVERY_RULE)
def test_a_rule_names_guests_and_places_by_their_ids(kind):
    written, expected = EVERY_RULE[kind]
    (rule,) = compiled(seating_rule(kind, weight=3, hard=True, **written))["rules"]
    head = {"id": "r1", "type": kind, "weight": 3, "hard": True, "jurisdiction": None, "topic": ""}
    assert rule == head | expected


def test_the_structure_holds_no_words():
    definition = compiled(jurisdictions=("Quebec",))
    texts = definition["texts"]["en"]
    structure = {name: value for name, value in definition.items() if name != "texts"}
    assert (definition["kind"], definition["scorer"], definition["points"]) == ("placement", "placement/1", 20)
    assert not any(words in str(structure) for words in ("The dean", "A rule", "Book", "Because", "Quebec", "host's"))
    assert definition["guests"][:2] == [
        {"id": "host", "tags": {"delegation": "city"}, "place": "t0"},
        {"id": "dean", "tags": {"delegation": "guests", "group": "french"}, "place": ""},
    ]
    assert texts["guests.dean.text"] == "The dean"
    assert texts["guests.dean.about"] == "In post since 2011"
    assert "guests.aide.about" not in texts
    assert texts["places.t1.text"] == "1 to the host's right"
    assert (texts["rules.r1.text"], texts["rules.r1.source"], texts["rules.r1.why"]) == ("A rule", "Book", "Because.")


def test_names_of_places_are_in_the_language_of_their_table():
    written = authored.placement()
    plain = compile_definition(written, "en", {"fr": written})
    with translation.override("fr"):
        assert compile_definition(written, "en", {"fr": written}) == plain
    assert plain["texts"]["en"]["places.t1.text"] == "1 to the host's right"


def test_the_first_jurisdiction_is_scored_and_rules_name_them_by_their_words():
    home, away = (
        seating_rule(rule_id=name, jurisdiction=name, topic="who") for name in ("british  columbia", "Quebec")
    )
    definition = compiled(home, away, jurisdictions=("British Columbia", "Quebec", "quebec"))
    assert definition["jurisdictions"] == [{"id": "j1"}, {"id": "j2"}]
    assert definition["jurisdiction"] == "j1"
    assert [rule["jurisdiction"] for rule in definition["rules"]] == ["j1", "j2"]
    assert definition["texts"]["en"]["jurisdictions.j2.text"] == "Quebec"
    assert compiled()["jurisdiction"] is None


@pytest.mark.parametrize("kind", EVERY_RULE)
def test_every_rule_that_fits_has_no_problems(kind):
    layout = {"layout": "talks", "size": 2} if kind == "balance" else {}
    assert messages(seating_rule(kind, **EVERY_RULE[kind][0]), **layout) == []


MISTAKES = [
    (seating_rule(guest="The bishop"), "Rule 1: nobody is called “The bishop”."),
    (seating_rule(other="The bishop"), "Rule 1: nobody is called “The bishop”."),
    (seating_rule("near", others=("The bishop",)), "Rule 1: nobody is called “The bishop”."),
    (
        seating_rule("order", ranks=(("The dean",), ("The bishop",)), measure="host"),
        "Rule 1: nobody is called “The bishop”.",
    ),
    (seating_rule("place", places=(5,)), "Rule 1: there is no place 5; the last is 4."),
    (seating_rule("place", places=(0,)), "Rule 1: there is no place 0; the last is 4."),
    (
        seating_rule("order", ranks=(("The dean",), ("The aide",)), measure="side-a"),
        "Rule 1: this layout has no such place of honour. Choose another.",
    ),
    (seating_rule(jurisdiction="Ontario"), "Rule 1: “Ontario” is not among the jurisdictions of this exercise."),
    (
        seating_rule("balance", tag="delegation", value="Guests"),
        "Rule 1: this layout has no two sides. Choose another kind of rule.",
    ),
]


@pytest.mark.parametrize(("rule", "message"), MISTAKES)
def test_a_rule_that_does_not_fit_is_named(rule, message):
    (problem,) = authoring_problems(authored.placement(rule))
    assert (problem.field, problem.block_id, problem.message) == ("rules", "r1", message)


@pytest.mark.parametrize(
    ("kind", "message"),
    [
        ("alternate", "no guest has such a mark. Fill in the delegation or the group of the guests."),
        ("balance", "no guest has the mark “French”."),
    ],
)
def test_a_rule_about_a_mark_that_nobody_has_is_named(kind, message):
    guests = tuple(dataclasses.replace(guest, group="") for guest in GUESTS)
    rule = seating_rule(kind, tag="group", value="French")
    assert messages(rule, guests=guests, layout="talks", size=2) == [f"Rule 1: {message}"]


@pytest.mark.parametrize(
    ("change", "message"),
    [
        ({"text": "the  Mayor"}, "“the  Mayor” stands in the list twice."),
        ({"place": 5}, "There is no place 5; the last is 4."),
        ({"text": "Mr A = B"}, "“Mr A = B”: leave out the sign =, which joins equal ranks in a rule."),
    ],
)
def test_a_guest_that_does_not_fit_is_named(change, message):
    guests = (*GUESTS[:2], dataclasses.replace(GUESTS[2], **change))
    (problem,) = authoring_problems(authored.placement(guests=guests))
    assert (problem.field, problem.block_id, problem.message) == ("guests", "aide", message)


@pytest.mark.parametrize(
    ("layout", "size", "lowest", "highest"),
    [
        ("talks", 12, 1, 11),
        ("round", 2, 3, 20),
        ("two-tables", 5, 6, 20),
        ("four-tables", 41, 12, 40),
        ("line", 21, 2, 20),
        ("car", 5, 4, 4),
        ("signing", 0, 1, 6),
    ],
)
def test_a_layout_of_another_size_is_refused_and_still_drawn(layout, size, lowest, highest):
    (problem,) = authoring_problems(authored.placement(layout=layout, size=size))
    assert (problem.field, problem.message) == ("size", f"This layout takes from {lowest} to {highest} places.")
    assert compiled(layout=layout, size=size)["places"]


UNWRITTEN = [
    seating_rule(rule_id="r2", guest="The bishop"),
    seating_rule("near", "r2", others=()),
    seating_rule("near", "r2", others=("The bishop",)),
    seating_rule("place", "r2", places=()),
    seating_rule("place", "r2", places=(9,)),
    seating_rule("order", "r2", ranks=(), measure="host"),
    seating_rule("order", "r2", ranks=(("The dean",),), measure="host"),
    seating_rule("order", "r2", ranks=(("The dean",), ("The aide",)), measure="left"),
    seating_rule("order", "r2", ranks=(("The dean",), ("The aide",)), measure=""),
    seating_rule("alternate", "r2", tag="group", text=""),
    seating_rule("alternate", "r2", tag=""),
    seating_rule("balance", "r2", tag="group", value="English"),
]


@pytest.mark.django_db
@pytest.mark.parametrize("rule", UNWRITTEN)
def test_rules_that_are_finished_can_be_played_without_the_others(rule):
    definition = compiled(seating_rule(), rule)
    assert assessment_services.definition_problems(definition)
    part = playable_part(definition)
    assert [entry["id"] for entry in part["rules"]] == ["r1"]
    assert assessment_services.definition_problems(part) == ()


UNNAMED = (*GUESTS, dataclasses.replace(GUESTS[2], id="new", text=""))


@pytest.mark.django_db
@pytest.mark.parametrize("more", [{"guests": UNNAMED}, {"prompt_html": ""}, {"header": authored.Header("k", "")}])
def test_what_is_finished_of_a_lab_can_be_played(more):
    written = dataclasses.replace(authored.placement(), **more)
    definition = compile_definition(written, "en")
    assert assessment_services.definition_problems(definition)
    assert assessment_services.definition_problems(playable_part(definition)) == ()


@pytest.mark.parametrize("more", [{"guests": GUESTS[:1]}, {"guests": ()}, {"rules": ()}])
def test_without_guests_or_rules_there_is_nothing_to_play(more):
    assert playable_part(compile_definition(dataclasses.replace(authored.placement(), **more), "en")) is None


@pytest.mark.parametrize(
    ("pointer", "place"),
    [
        ("/guests/1/place", Place("guests", "dean", "Guest 2")),
        ("/rules/0/topic", Place("rules", "r1", "Rule 1")),
        ("/rules", Place("rules")),
        ("/jurisdictions", Place("jurisdictions")),
        ("/texts/en/guests.aide.text", Place("guests", "aide", "Guest 3")),
        ("/texts/en/rules.r1.text", Place("rules", "r1", "Rule 1")),
        ("/texts/en/prompt_html", Place("prompt")),
    ],
)
def test_places_in_a_lab_are_found_in_the_editor(pointer, place):
    assert locate(compiled(), pointer) == place

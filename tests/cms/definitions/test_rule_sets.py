"""Rules about roles become rules about the guests of an exercise, and cite the set they come from."""

import dataclasses

import pytest

from cms.definitions import (
    RoleRule,
    RuleSetEdition,
    SeatedGuest,
    as_data,
    authoring_problems,
    compile_definition,
    from_data,
    locate,
)
from cms.definitions.locate import Place
from tests.cms.definitions import authored

MAYOR, CONSUL = "local mayor", "head of post"
RANKS = ((CONSUL,), (MAYOR,))
CONSULS_FIRST = RoleRule("first", "order", "Consuls first.", "line 15", topic="who", weight=3, ranks=RANKS)
MAYOR_FIRST = dataclasses.replace(CONSULS_FIRST, text="Mayor first.", ranks=((MAYOR,), (CONSUL,)), mark="secondary")
GUESTS = (
    SeatedGuest("host", "The host", place=1),
    SeatedGuest("mayor", "The mayor", roles=("Local  Mayor",)),
    SeatedGuest("old", "The old consul", roles=(CONSUL,), since="2009-12"),
    SeatedGuest("young", "The young consul", roles=(CONSUL, "dean"), since="2011"),
)


def edition(*rules, **more):
    given = {"slug": "home", "title": "Home list", "jurisdiction": "Home", "edition": "2013", "key": "k1"} | more
    return RuleSetEdition(rules=rules, **given)


HOME = edition(CONSULS_FIRST)
AWAY = edition(MAYOR_FIRST, slug="away", title="Away list", jurisdiction="Away", edition="1990", key="k2")


def lab(*sets, **more):
    return dataclasses.replace(authored.placement(), **({"guests": GUESTS, "rules": (), "rule_sets": sets} | more))


def compiled(*sets, **more):
    return compile_definition(lab(*sets, **more), "en")


def messages(*sets, **more):
    return [(problem.field, problem.message) for problem in authoring_problems(lab(*sets, **more))]


def test_rules_of_two_places_are_copied_with_their_sets_and_editions():
    definition = compiled(HOME, AWAY)
    texts = definition["texts"]["en"]
    assert definition["jurisdictions"] == [{"id": "j1"}, {"id": "j2"}]
    assert (texts["jurisdictions.j1.text"], texts["jurisdictions.j2.text"]) == ("Home", "Away")
    assert definition["rule_sets"] == [
        {"id": "home", "key": "k1", "edition": "2013"},
        {"id": "away", "key": "k2", "edition": "1990"},
    ]
    assert texts["rule_sets.home.text"] == "Home list"
    assert [(rule["id"], rule["jurisdiction"], rule["rule_set"]) for rule in definition["rules"]] == [
        ("s1-first", "j1", "home"),
        ("s2-first", "j2", "away"),
    ]
    assert definition["rules"][0]["guests"] == [["old", "young"], ["mayor"]]
    assert (definition["rules"][0]["measure"], definition["rules"][0]["weight"]) == ("host", 3)
    assert texts["rules.s1-first.source"] == "Home list, 2013: line 15"
    assert texts["rules.s2-first.source"] == "Away list, 1990: line 15 (secondary source)"


def test_an_exercise_without_rule_sets_has_no_trace_of_them():
    definition = compile_definition(authored.placement(), "en")
    assert "rule_sets" not in definition
    assert all("rule_set" not in rule for rule in definition["rules"])


def test_a_set_without_jurisdiction_holds_everywhere_and_a_dispute_is_named():
    treaty = edition(CONSULS_FIRST, slug="treaty", jurisdiction="")
    doubtful = edition(dataclasses.replace(CONSULS_FIRST, disputed=True, source=""))
    definition = compiled(doubtful, treaty)
    assert [rule["jurisdiction"] for rule in definition["rules"]] == ["j1", None]
    assert definition["texts"]["en"]["rules.s1-first.source"] == "Home list, 2013 (disputed)"


def test_seniority_ranks_by_date_and_equal_dates_are_equal():
    rule = RoleRule("date", "seniority", "By date.", role=CONSUL)
    third = SeatedGuest("third", "The third consul", roles=(CONSUL,), since="2011")
    made = compile_definition(dataclasses.replace(lab(edition(rule)), guests=(*GUESTS, third)), "en")["rules"]
    assert [(entry["type"], entry["guests"]) for entry in made] == [("order", [["old"], ["young", "third"]])]


@pytest.mark.parametrize(
    ("dates", "ranks"),
    [
        (("2011-02-03", "2011"), []),
        (("2011-02-03", "2011", "2010-12-31", "2012-01"), [["c"], ["b", "a"], ["d"]]),
        (("2011-03-01", "2011-02", "2011-02-28"), [["b", "c"], ["a"]]),
        (("2011-02", "2011-03-01"), [["a"], ["b"]]),
    ],
)
def test_dates_that_tie_as_far_as_both_go_are_equal(dates, ranks):
    rule = RoleRule("date", "seniority", "By date.", role=CONSUL)
    guests = [SeatedGuest(name, name, roles=(CONSUL,), since=since) for name, since in zip("abcd", dates, strict=False)]
    found = [made["guests"] for made in compiled(edition(rule), guests=(*GUESTS[:2], *guests))["rules"]]
    assert found == ([ranks] if ranks else [])


def test_who_has_several_roles_takes_the_highest():
    rule = RoleRule("ranks", "order", "Ranks.", ranks=(("dean",), (CONSUL,), (MAYOR,), ("bishop",)))
    assert compiled(edition(rule))["rules"][0]["guests"] == [["young"], ["old"], ["mayor"]]


def test_near_speaks_of_each_and_the_right_hand_of_one():
    near = RoleRule("near", "near", "Near.", role=CONSUL, other=MAYOR, steps=2)
    right = RoleRule("right", "right_of", "Right.", role="dean", other=MAYOR)
    rules = compiled(edition(near, right))["rules"]
    assert [(rule["id"], rule["guest"]) for rule in rules] == [
        ("s1-near-1", "old"),
        ("s1-near-2", "young"),
        ("s1-right", "young"),
    ]
    assert (rules[0]["any"], rules[0]["steps"], rules[2]["of"]) == (["mayor"], 2, "mayor")
    alone = dataclasses.replace(near, role="dean")
    assert [rule["id"] for rule in compiled(edition(alone))["rules"]] == ["s1-near"]
    assert compiled(edition(dataclasses.replace(right, other="bishop"), CONSULS_FIRST))["rules"][0]["id"] == "s1-first"


def test_a_rule_bites_only_where_the_drawing_has_its_place_of_honour():
    flags = dataclasses.replace(CONSULS_FIRST, measure="centre")
    assert compiled(edition(flags))["rules"] == []
    (rule,) = compiled(edition(flags), layout="line")["rules"]
    assert rule["measure"] == "centre"
    assert compiled(HOME, layout="line")["rules"][0]["measure"] == "left"


def test_another_weight_for_a_question_holds_in_every_set():
    assert [rule["weight"] for rule in compiled(HOME, AWAY, weights=(("Who", 7),))["rules"]] == [7, 7]


@pytest.mark.parametrize(
    ("sets", "more", "field", "message"),
    [
        ((), {"missing_rule_sets": ("List, 2013",)}, "rule_sets", "“List, 2013” is not published. Publish it first"),
        ((), {"missing_rule_sets": ("",)}, "rule_sets", "One of the rule sets is gone. Choose another."),
        (
            (HOME,),
            {
                "guests": (GUESTS[0], SeatedGuest("a", "A")),
                "rules": (authored.seating_rule(guest="A", other="The host"),),
            },
            "rule_sets",
            "No rule of “Home list” speaks of these guests.",
        ),
        (
            (HOME,),
            {"guests": (*GUESTS[:3], SeatedGuest("b", "The bishop", roles=("bishop",)))},
            "guests",
            "“The bishop”: no rule set here knows the role “bishop”. They know: head of post; local mayor.",
        ),
        ((HOME, HOME), {}, "rule_sets", "“Home list” is named twice. Name it once."),
        ((HOME,), {"weights": (("when", 2),)}, "weights", "“when” is no question that these rule sets answer."),
        (
            (edition(CONSULS_FIRST, RoleRule("date", "seniority", "By date.", role=CONSUL)),),
            {"guests": (*GUESTS[:3], SeatedGuest("c", "The new consul", roles=(CONSUL,)))},
            "guests",
            "“The new consul”: “Home list” ranks by date here. Write since when.",
        ),
        (
            (edition(CONSULS_FIRST, RoleRule("right", "right_of", "Right.", role=CONSUL, other=MAYOR)),),
            {"guests": (*GUESTS[:3], dataclasses.replace(GUESTS[3], roles=(CONSUL,)))},
            "guests",
            "Only one guest can be “head of post”: “Home list” says who sits at whose right hand.",
        ),
    ],
)
def test_what_does_not_fit_is_said(sets, more, field, message):
    given = {"guests": (*GUESTS[:3], dataclasses.replace(GUESTS[3], roles=(CONSUL,)))} | more
    (found,) = messages(*sets, **given)
    assert found[0] == field
    assert found[1].startswith(message)


def test_what_fits_has_no_problem():
    known = edition(CONSULS_FIRST, RoleRule("dean", "order", "Dean.", ranks=(("dean",), (MAYOR,))))
    assert messages(known, AWAY) == []


def test_a_rule_of_the_exercise_may_name_the_jurisdiction_of_a_set():
    own = authored.seating_rule(guest="The mayor", other="The host", jurisdiction="away")
    fitting = (*GUESTS[:3], dataclasses.replace(GUESTS[3], roles=(CONSUL,)))
    assert messages(HOME, AWAY, rules=(own,), guests=fitting) == []
    assert compiled(HOME, AWAY, rules=(own,))["rules"][-1]["jurisdiction"] == "j2"


def test_an_edition_survives_its_storage():
    assert from_data(as_data(HOME)) == HOME
    assert as_data(HOME) != as_data(dataclasses.replace(HOME, edition="2019"))


def test_a_problem_of_a_copied_rule_is_located_at_its_set():
    own = authored.seating_rule(guest="The mayor", other="The host")
    definition = compiled(HOME, rules=(own,))
    assert locate(definition, "/rules/0/guests") == Place("rule_sets", "", "A rule of “Home list”")
    assert locate(definition, "/rules/1/guest") == Place("rules", "r1", "Rule 1")

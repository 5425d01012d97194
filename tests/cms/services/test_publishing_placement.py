"""What keeps a protocol lab from being published, in the words of the editor."""

import pytest

from assessments.models import Completion
from cms.services.publishing import begin_search, problems_of
from tests.factories import cms as make
from tests.factories.cms import guest, seating_rule

pytestmark = pytest.mark.django_db

RIGHT = seating_rule("right", "right_of", guest="The dean", other="The host")
RANKS = {"ranks": "The dean\nThe aide", "measure": "host"}


@pytest.fixture
def lesson():
    return make.make_tree()[2]


def place_rule(rule_id, who, **more):
    return seating_rule(rule_id, "place", guest=who, places="2", **more)


def problem_of(lesson, **fields):
    (problem,) = problems_of(make.make_placement(parent=lesson, live=False, **fields))
    return problem.field, problem.message, problem.anchor


def test_a_finished_lab_may_be_published(lesson):
    page = make.make_placement(parent=lesson)
    assert (page.live, problems_of(page)) == (True, ())


def test_seventeen_guests_at_two_tables_may_be_published(lesson):
    names = [f"Guest {number}" for number in range(1, 17)]
    people = [guest(f"g{at}", name, group="French" if at % 3 else "English") for at, name in enumerate(names)]
    rules = [
        seating_rule("ranks", "order", ranks="\n".join(names[:6]), measure="host"),
        seating_rule("help", "near", guest=names[0], others=names[15:], steps=1, hard=True),
        seating_rule("away", "apart", guest=names[1], other=names[2], steps=2),
        seating_rule("tables", "balance", tag="group", value="English"),
    ]
    guests = [guest("host", "The host", place=1), *people]
    page = make.make_placement(parent=lesson, layout="two-tables", size=17, guests=guests, rules=rules)
    assert (page.live, problems_of(page)) == (True, ())


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (RIGHT["value"] | {"guest": "The bishop"}, "Rule 1: nobody is called “The bishop”."),
        (RIGHT["value"] | {"jurisdiction": "Ontario"}, "Rule 1: “Ontario” is not among the jurisdictions"),
        (RIGHT["value"] | {"topic": "who first?"}, "Rule 1: Name the question that this rule answers by letters"),
        (RIGHT["value"] | {"other": "the dean"}, "Rule 1: Name each guest once in this rule."),
    ],
)
def test_a_rule_that_does_not_fit_is_refused(lesson, rule, message):
    field, said, anchor = problem_of(lesson, rules=[RIGHT | {"value": rule}])
    assert (field, anchor) == ("rules", "block-right-section")
    assert said.startswith(message)


@pytest.mark.parametrize(
    ("rule", "message"),
    [
        (seating_rule("it", "place", guest="The dean", places="9"), "Rule 1: there is no place 9; the last is 4."),
        (
            seating_rule("it", "order", ranks="The dean\nThe aide", measure="left"),
            "Rule 1: this layout has no such place of honour. Choose another.",
        ),
        (
            seating_rule("it", "order", ranks="The dean = The aide", measure="host"),
            "Rule 1: List at least two ranks, the highest first.",
        ),
        (
            seating_rule("it", "place", guest="The dean", places="second"),
            "Rule 1: Name at least one place of this exercise.",
        ),
        (
            seating_rule("it", "alternate", tag="delegation"),
            "Rule 1: no guest has such a mark. Fill in the delegation or the group of the guests.",
        ),
    ],
)
def test_what_a_rule_lacks_is_said(lesson, rule, message):
    assert problem_of(lesson, rules=[rule]) == ("rules", message, "block-it-section")


@pytest.mark.parametrize(
    ("guests", "message"),
    [
        ([guest("host", "The host", place=7), guest("dean", "The dean")], "There is no place 7; the last is 4."),
        (
            [guest("host", "The host", place=1), guest("dean", "The dean", place=1), guest("aide", "The aide")],
            "Guest 2: Choose a free place, or none so that learners place this guest.",
        ),
    ],
)
def test_a_place_that_is_not_free_is_refused(lesson, guests, message):
    field, said, _anchor = problem_of(lesson, guests=guests)
    assert (field, said) == ("guests", message)


def test_somebody_must_be_left_to_be_placed(lesson):
    guests = [guest("host", "The host", place=1), guest("dean", "The dean", place=2)]
    assert problem_of(lesson, guests=guests)[1] == "Leave at least one guest to be placed."


def test_there_must_be_a_place_for_everybody(lesson):
    guests = [guest(name, f"The {name}") for name in ("host", "dean", "aide", "cook", "cat")]
    said = problem_of(lesson, guests=guests)[1]
    assert said == "Add places or remove guests: not everybody can sit."


def test_a_layout_of_another_size_is_refused(lesson):
    field, said, anchor = problem_of(lesson, layout="car", size=5)
    assert (field, said) == ("size", "This layout takes from 4 to 4 places.")
    assert anchor.startswith("panel-child-content")


def test_a_plan_that_is_too_hard_to_work_out_is_refused(lesson):
    names = [f"Guest {number}" for number in range(17)]
    rules = [
        seating_rule(
            f"r{at}-{step}", "apart", guest=name, other=names[(at + step) % 17], steps=4 + step, weight=at % 7 + 1
        )
        for at, name in enumerate(names)
        for step in (1, 2, 3, 5)
    ]
    guests = [guest(f"g{at}", name) for at, name in enumerate(names)]
    page = make.make_placement(parent=lesson, live=False, size=17, guests=guests, rules=rules)
    begin_search(page)
    Completion.objects.update(given_up=True)
    (problem,) = problems_of(page)
    assert problem.field == "rules"
    assert (
        problem.message
        == "This is too hard to work out. Use fewer guests, or fewer rules that are in each other's way."
    )


def test_a_best_plan_that_breaks_a_hard_rule_is_refused(lesson):
    rules = [place_rule("strong", "The dean", weight=5), place_rule("hard", "The aide", weight=1, hard=True)]
    said = problem_of(lesson, rules=rules)[1]
    assert said == "Give more weight to the rules that must not be broken: the best plan breaks one."


def test_plans_that_are_all_worth_the_same_are_refused(lesson):
    said = problem_of(lesson, rules=[place_rule("it", "The host")])[1]
    assert said == "Add rules that tell good plans from random ones: now all are worth the same."


def test_empty_fields_of_a_rule_are_named_with_their_place(lesson):
    rule = seating_rule("it", "near", guest="", others=["The host"], steps=1)
    said = [problem.message for problem in problems_of(make.make_placement(parent=lesson, live=False, rules=[rule]))]
    assert said == ["Near somebody, such as an interpreter 1, Who: This field is required."]

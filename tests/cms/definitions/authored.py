"""Small authored exercises for the tables of these tests."""

import dataclasses
from decimal import Decimal
from typing import Any

from cms.definitions import (
    Answer,
    BlueprintRow,
    BranchAuthored,
    Candidate,
    ChoiceAuthored,
    Clause,
    Decision,
    Entry,
    Header,
    HotspotAuthored,
    HotspotRegion,
    IntrayAuthored,
    Issue,
    IssueOption,
    JudgedOption,
    Letter,
    MatchAuthored,
    Need,
    NegotiationAuthored,
    NetworkAuthored,
    NumberQuestion,
    NumericAuthored,
    OrderAuthored,
    OrderRule,
    Pair,
    PlacementAuthored,
    PlacementRule,
    Question,
    RedpenAuthored,
    RubricAuthored,
    RubricCheck,
    RubricCriterion,
    RubricExemplar,
    RubricLevel,
    RubricPaper,
    Scene,
    SeatedGuest,
    Situation,
    SjtAuthored,
    Unit,
    Word,
)

HEADER = Header(key="0f3a1c52-6a2c-4f0e-9c5e-0d8f8a3f9a11", title="The visit")


def question(
    question_id: str = "q1", *, mode: str = "single", right: tuple[bool, ...] = (True, False), **more: Any
) -> Question:
    options = tuple(Answer(f"a{number}", f"Answer {number}", is_right) for number, is_right in enumerate(right))
    return Question(question_id, "<p>Who?</p>", mode, options, **more)


def choice(*questions: Question) -> ChoiceAuthored:
    return ChoiceAuthored(HEADER, questions or (question(),))


def pool(easy: int = 4, take: int = 2, **more: Any) -> ChoiceAuthored:
    """Easy questions and two hard ones, of which some are asked."""
    questions = [question(f"e{number}", difficulty="easy") for number in range(easy)]
    questions += [question(f"h{number}", difficulty="hard", competency="c-2") for number in range(2)]
    rows = (BlueprintRow("r1", None, "easy", take), BlueprintRow("r2", "c-2", "hard", 1))
    return dataclasses.replace(choice(*questions), blueprint=rows, **more)


def order(*entries: Entry, rules: tuple[OrderRule, ...] = ()) -> OrderAuthored:
    given = entries or (Entry("gov", "Governor"), Entry("may", "Mayor"), Entry("con", "Consul", same_as_above=True))
    return OrderAuthored(HEADER, "<p>Order them.</p>", "First", "Last", given, rules)


def list_with_more() -> OrderAuthored:
    return dataclasses.replace(order(), left_out=(Entry("cat", "The cat"), Entry("dog", "The dog", note="Why")))


def go(option_id: str, quality: str = "best", to: str = "") -> Decision:
    return Decision(option_id, f"Do {option_id}", quality, goes_on_to=to)


def scene(scene_id: str, title: str, *options: Decision) -> Scene:
    return Scene(scene_id, title, f"<p>{title}.</p>", options)


def branch(*scenes: Scene) -> BranchAuthored:
    given = scenes or (
        scene("s1", "Door", go("o1"), go("o2", "poor", "Garden")),
        scene("s2", "Hall"),
        scene("s3", "Garden"),
    )
    return BranchAuthored(HEADER, given)


METRES = Unit("m", "metres", Decimal(1))


def number(question_id: str = "q1", value: str | None = "7.50", **more: Any) -> NumberQuestion:
    given = {"tolerance": "nominal", "amount": Decimal("0.5"), "units": (METRES,)} | more
    return NumberQuestion(question_id, "<p>How long?</p>", Decimal(value) if value else None, **given)


def numeric(*questions: NumberQuestion) -> NumericAuthored:
    return NumericAuthored(HEADER, questions or (number(),))


def match(*pairs: Pair) -> MatchAuthored:
    given = pairs or (Pair("p1", "Gate", "Badges"), Pair("p2", "Hall", "Seats"), Pair("p3", "Car", "Guests"))
    return MatchAuthored(HEADER, "<p>Match them.</p>", given)


def situation(situation_id: str = "s1", ratings: tuple[str, ...] = ("7", "4", "2"), **more: Any) -> Situation:
    options = tuple(JudgedOption(f"o{place}", f"Do {place}", given, "Why.") for place, given in enumerate(ratings, 1))
    given = {"text_html": "<p>A flag is upside down.</p>", "question": "How good is it?", "options": options} | more
    return Situation(situation_id, **given)


def sjt(*situations: Situation, **more: Any) -> SjtAuthored:
    return SjtAuthored(HEADER, situations or (situation(),), **more)


GUESTS = (
    SeatedGuest("host", "The mayor", delegation="City", place=1),
    SeatedGuest("dean", "The dean", about="In post since 2011", delegation="Guests", group="French"),
    SeatedGuest("aide", "The aide", delegation="Guests"),
)


def seating_rule(kind: str = "right_of", rule_id: str = "r1", **more: Any) -> PlacementRule:
    given = {"text": "A rule", "guest": "The dean", "other": "The mayor", "source": "Book", "why": "Because."} | more
    return PlacementRule(rule_id, kind, **given)


def placement(*rules: PlacementRule, **more: Any) -> PlacementAuthored:
    given = {"layout": "round", "size": 4, "guests": GUESTS, "rules": rules or (seating_rule(),)} | more
    return PlacementAuthored(HEADER, "<p>Seat them.</p>", **given)


ACTIONS = (Word("answer", "Answer it"), Word("pass", "Pass it on", "It is not ours."))
OWNERS = (Word("you", "You"), Word("law", "The lawyers"))
VERBS = (Word("keep", "Keep", effect="keep"), Word("change", "Change", effect="change"))


def letter(letter_id: str = "m1", action: str = "Answer it", owner: str = "You", **more: Any) -> Letter:
    given = {"form": "email", "sender": "The consul", "date": "", "subject": f"About {letter_id}"} | more
    body = given.pop("body_html", "<p>Dear all</p>")
    return Letter(letter_id, action=action, owner=owner, body_html=body, **given)


def intray(*letters: Letter, **more: Any) -> IntrayAuthored:
    given = {"actions": ACTIONS, "owners": OWNERS, "letters": letters or (letter(turn=1), letter("m2", turn=2))} | more
    return IntrayAuthored(HEADER, **given)


def clause(clause_id: str = "c1", verb: str = "Keep", *right: bool, **more: Any) -> Clause:
    wordings = tuple(Answer(f"{clause_id}w{place}", f"Wording {place}", flag) for place, flag in enumerate(right))
    given = {"label": f"Article {clause_id}", "text_html": "<p>All pay.</p>", "wordings": wordings} | more
    return Clause(clause_id, verb=verb, **given)


def redpen(*clauses: Clause, **more: Any) -> RedpenAuthored:
    given = clauses or (clause(turn=2), clause("c2", "Change", True, False, turn=1), clause("c3", "Keep", False))
    return RedpenAuthored(HEADER, **({"document": "Draft", "verbs": VERBS, "clauses": given} | more))


def criterion(key: str = "ask", *points: int | None, **more: Any) -> RubricCriterion:
    levels = tuple(RubricLevel(worth, f"Looks like {number}") for number, worth in enumerate(points or (0, 2, 5), 1))
    return RubricCriterion(key, f"The {key}", levels, **more)


CRITERIA = (criterion("ask", question="Is it there?", competency="c0ffee00-0000-4000-8000-000000000001"),)
CRITERIA += (criterion("facts", 1, 2, 3),)


def rubric(*criteria: RubricCriterion, **more: Any) -> RubricAuthored:
    given = {
        "levels": ("Not yet", "Nearly", "Good"),
        "documents": (RubricPaper("cable", "A cable", "<p>They come.</p>"),),
        "exemplars": (RubricExemplar("best", "A good one", "Mayor,\n\ndecide.", (3, 2), "It asks."),),
        "checks": (
            RubricCheck("subject", "part", "A subject", ("Subject:", "Re:"), "line"),
            RubricCheck("dates", "dates"),
        ),
    } | more
    return RubricAuthored(HEADER, "<p>Write.</p>", criteria or CRITERIA, **given)


ISSUES = (
    Issue(
        "place", "The place", (IssueOption("home", "Here", 20, 0), IssueOption("away", "There", 0, 40)), why="Pride."
    ),
    Issue("classes", "Classes", (IssueOption("four", "Four", 0, 20), IssueOption("ten", "Ten", 40, 0)), note="Count."),
)


def negotiation(*issues: Issue, **more: Any) -> NegotiationAuthored:
    given = {"own_reserve": 20, "other_reserve": 15, "instructions_html": "<p>Children first.</p>"} | more
    return NegotiationAuthored(HEADER, own_name="We", other_name="They", issues=issues or ISSUES, **given)


NEEDS = (Need("climate", "topic", "Climate", weight=5), Need("asia", "region", "Asia", about="The port looks east"))
CANDIDATES = (
    Candidate("club", "The club", "Well known", 90, 100, ("Climate", "Trade"), source="Its page", as_of="2025"),
    Candidate("ring", "The ring", hours=40, regions=("  asia",), linked=("the CLUB",)),
)


def network(**more: Any) -> NetworkAuthored:
    given = {"hours": 100, "needs": NEEDS, "candidates": CANDIDATES} | more
    return NetworkAuthored(HEADER, "<p>Choose.</p>", **given)


FILE = f"{'0f' * 20}.svg"
REGIONS = (
    HotspotRegion("west", "The flag", "rect", "0 0 30 40", right=True, why="It hangs lower"),
    HotspotRegion("plate", "The name plate", "circle", "50 80.5 10", right=False),
)


def hotspot(**more: Any) -> HotspotAuthored:
    given = {"prompt_html": "<p>Where?</p>", "file": FILE, "width": 600, "height": 400, "regions": REGIONS} | more
    return HotspotAuthored(HEADER, **({"alt": "Two flags", "credit": "Drawn"} | given))

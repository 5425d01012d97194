"""What an instructor wrote of guests to be placed, and the rule sets that it names, as plain values."""

from dataclasses import dataclass

from cms.definitions.header import Header


@dataclass(frozen=True, slots=True)
class SeatedGuest:
    """A person or a flag.

    Attributes:
        place: the number of a place from which it is not moved, None when learners place it.
        roles: what rule sets call it.
        since: a date by which some roles rank: a year, a month (2011-03) or a day.
    """

    id: str
    text: str
    about: str = ""
    delegation: str = ""
    group: str = ""
    place: int | None = None
    roles: tuple[str, ...] = ()
    since: str = ""


@dataclass(frozen=True, slots=True)
class PlacementRule:
    """One rule of placing. Guests are named by their text, places by their number; each type uses some of the fields.

    Attributes:
        type: "place", "order", "right_of", "near", "apart", "alternate" or "balance".
        jurisdiction: its name, "" = everywhere.
        topic: one word that two jurisdictions answer differently, "" = none.
        guest: of whom it speaks; `other` and `others` with whom.
        ranks: guests by rank, the highest first, equal ranks together.
        measure: from which place of honour an order is counted.
        steps: how many places away.
        tag: "delegation" or "group"; `value` one of those.
        rule_set: the slug of the rule set that it was copied from, "" = a rule of the exercise itself.
    """

    id: str
    type: str
    text: str
    source: str = ""
    why: str = ""
    weight: int = 1
    hard: bool = False
    jurisdiction: str = ""
    topic: str = ""
    guest: str = ""
    other: str = ""
    others: tuple[str, ...] = ()
    places: tuple[int, ...] = ()
    ranks: tuple[tuple[str, ...], ...] = ()
    measure: str = ""
    steps: int = 1
    tag: str = ""
    value: str = ""
    rule_set: str = ""


@dataclass(frozen=True, slots=True)
class RoleRule:
    """One rule of a rule set. It speaks of roles, and each type uses some of the fields.

    Attributes:
        type: "order", "seniority" (of one role, by date), "right_of" or "near".
        source: where in the set's sources; `mark` says how well that is known.
        weight: the usual one.
        topic: as in PlacementRule.
        disputed: sources or countries disagree.
        role: of which it speaks; `other` with which.
        ranks: roles by rank, the highest first, equal ranks together.
        measure: from which place of honour an order is counted, "" = that of the drawing.
    """

    id: str
    type: str
    text: str
    source: str = ""
    mark: str = "primary"
    why: str = ""
    weight: int = 1
    hard: bool = False
    topic: str = ""
    disputed: bool = False
    role: str = ""
    other: str = ""
    ranks: tuple[tuple[str, ...], ...] = ()
    measure: str = ""
    steps: int = 1


@dataclass(frozen=True, slots=True)
class RuleSetEdition:
    """A rule set as it stood when it was taken; `jurisdiction` "" = it holds in every jurisdiction of an exercise."""

    key: str
    slug: str
    title: str
    jurisdiction: str
    edition: str
    rules: tuple[RoleRule, ...]

    @property
    def name(self) -> str:
        """Title and edition, as a debrief cites them."""
        return f"{self.title}, {self.edition}"


@dataclass(frozen=True, slots=True)
class PlacementAuthored:
    """What a protocol lab says.

    Attributes:
        layout: one of `cms.definitions.layouts`.
        rules: its own; those of its rule sets are added when it is compiled.
        jurisdictions: a plan is scored by the first; those of the rule sets follow.
        rule_sets: what it takes its other rules from.
        missing_rule_sets: titles of those that it names but that are not published, "" = one that is gone.
        weights: topic and weight, where it is not the usual one.
    """

    header: Header
    prompt_html: str
    layout: str
    size: int
    guests: tuple[SeatedGuest, ...]
    rules: tuple[PlacementRule, ...]
    jurisdictions: tuple[str, ...] = ()
    rules_shown: bool = False
    why_html: str = ""
    points: int = 20
    rule_sets: tuple[RuleSetEdition, ...] = ()
    missing_rule_sets: tuple[str, ...] = ()
    weights: tuple[tuple[str, int], ...] = ()

"""Item analysis: which questions of an exercise work, and how reliable their sum is."""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from assessments.rules.stats import drawn
from assessments.rules.stats.distributions import f_quantile
from assessments.rules.stats.figures import Figure, Reason, nothing
from assessments.rules.stats.series import UPPER, correlation, covariance, mean, mean_with_interval, variance, within

Flag = Literal["does_not_discriminate", "distractor_draws_the_able"]
_WEAK = 0.10
_TWO = 2


@dataclass(frozen=True, slots=True)
class Item:
    """A question.

    Attributes:
        id: unique.
        possible: what it is worth, > 0, in any unit that all items share.
        options: ids of the options that may be chosen, () where nothing is chosen.
        right: those among them that are right.
        chance: share of the points that blind guessing is expected to earn, 0 to 1; None when unknown.
    """

    id: str
    possible: int
    options: tuple[str, ...] = ()
    right: tuple[str, ...] = ()
    chance: float | None = None


@dataclass(frozen=True, slots=True)
class Answer:
    """What one learner did with one item: what it earned, None when it was left out, and what was chosen."""

    earned: int | None
    chosen: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class OptionUse:
    """How an option was used: by what share of those who were given the item, and who they are."""

    id: str
    is_right: bool
    share: float
    is_never_chosen: bool
    rest_r: Figure


@dataclass(frozen=True, slots=True)
class ItemFigures:
    """What is known of one item.

    Attributes:
        given: learners who were given it.
        facility: mean share of its points, with an interval; left out counts 0.
        omitted: share of those given it who left it out.
        rest_r: correlation with the sum of the other items.
        efficiency: covariance with that sum as a share of the greatest that these two series allow.
        alpha_without: alpha of the other items.
        options: one for each option.
        flags: what an author should look at; only what the whole interval says.
    """

    id: str
    given: int
    facility: Figure
    omitted: float | None
    rest_r: Figure
    efficiency: Figure
    alpha_without: Figure
    options: tuple[OptionUse, ...]
    flags: tuple[Flag, ...]


@dataclass(frozen=True, slots=True)
class Analysis:
    """What is known of a set of items.

    Attributes:
        learners: rows.
        complete: rows of learners who were given every item; what compares items rests on these.
        alpha: Cronbach's alpha.
        mean: mean share of all points among the complete rows.
        sd: standard deviation of the same share, nothing below two rows.
        chance: share of all points that blind guessing is expected to earn, None when unknown for an item.
        items: in the order given.
    """

    learners: int
    complete: int
    alpha: Figure
    mean: Figure
    sd: Figure
    chance: float | None
    items: tuple[ItemFigures, ...]


def analyse(items: Sequence[Item], rows: Sequence[Mapping[str, Answer]]) -> Analysis:
    """Analyse items by the answers of learners to one version of an exercise.

    Args:
        items: at least one.
        rows: for each learner item id → answer; an item that is missing was not given to that learner.

    Returns:
        The figures. An item left out earns 0 and counts as left out; a row that was not given every item counts for
        facility, omission and options only as far as it goes, and for no figure that needs the other items.

    Source:
        scoring.md 4. Item-rest r instead of item-total r, as the total holds the item; an option is correlated with
        the rest as well. Flags need a whole interval: r below .10, or a wrong option above 0.
    """
    full = [row for row in rows if all(item.id in row for item in items)]
    columns = {item.id: [row[item.id].earned or 0 for row in full] for item in items}
    totals = [sum(parts) for parts in zip(*columns.values(), strict=True)]
    spreads = {name: _spread(column) for name, column in columns.items()}
    possible = sum(item.possible for item in items)
    shares = [total / possible for total in totals]
    return Analysis(
        learners=len(rows),
        complete=len(full),
        alpha=_alpha(list(spreads.values()), totals),
        mean=within(mean_with_interval(shares), 0, 1),
        sd=_sd(shares),
        chance=_chance(items),
        items=tuple(
            _item(item, rows, _held_in_full(item, full, spreads, totals), is_alone=len(items) == 1) for item in items
        ),
    )


def analyse_drawn(items: Sequence[Item], rows: Sequence[Mapping[str, Answer]]) -> Analysis:
    """Analyse the items of a pool by the answers of learners who were each given a drawn part of it.

    Args:
        items: at least one.
        rows: for each learner item id → answer; an item that is missing was not drawn for that learner.

    Returns:
        The figures. Each item rests on the learners who were given it. It is held against the share of the points
        that they earned with their other items, as sums over other items cannot be compared; mean and spread are those
        of the same share over all items given. Alpha is that of as many items as one learner is given on average.

    Source:
        scoring.md 4 and 5 (statistics per variant). Draws are at random, so that what is missing says nothing about
        who it is missing for, and means over those who were given an item are those over all.
    """
    possible = {item.id: item.possible for item in items}
    earned = [{item: answer.earned or 0 for item, answer in row.items()} for row in rows]
    totals = [(sum(row.values()), sum(possible[item] for item in row)) for row in earned]
    shares = [got / worth for got, worth in totals if worth]
    together = drawn.Together(list(possible), [row for row in earned if row])

    def held(item: Item) -> _Held:
        asked = [(row[item.id], *total) for row, total in zip(rows, totals, strict=True) if item.id in row]
        known = [(one, (got - (one.earned or 0), worth - item.possible)) for one, got, worth in asked]
        known = [(one, rest) for one, rest in known if rest[1]]
        return _Held([one for one, _ in known], [got / worth for _, (got, worth) in known], together.alpha(item.id))

    return Analysis(
        learners=len(rows),
        complete=sum(len(row) == len(items) for row in rows),
        alpha=together.alpha(),
        mean=within(mean_with_interval(shares), 0, 1),
        sd=_sd(shares),
        chance=_chance(items),
        items=tuple(_item(item, rows, held(item), is_alone=len(items) == 1) for item in items),
    )


@dataclass(frozen=True, slots=True)
class _Held:
    """An item beside the others: answers to it, what the same learners earned with the rest, alpha of the rest."""

    answers: Sequence[Answer]
    rest: Sequence[float]
    alpha: Figure


def _held_in_full(
    item: Item, full: Sequence[Mapping[str, Answer]], spreads: Mapping[str, float], totals: Sequence[int]
) -> _Held:
    answers = [row[item.id] for row in full]
    rest = [total - (answer.earned or 0) for total, answer in zip(totals, answers, strict=True)]
    return _Held(answers, rest, _alpha([spread for other, spread in spreads.items() if other != item.id], rest))


def _sd(shares: Sequence[float]) -> Figure:
    return Figure(math.sqrt(variance(shares))) if len(shares) >= _TWO else nothing(Reason.TOO_FEW)


def _chance(items: Sequence[Item]) -> float | None:
    known = [item.chance * item.possible for item in items if item.chance is not None]
    return math.fsum(known) / sum(item.possible for item in items) if len(known) == len(items) else None


def cronbach_alpha(columns: Sequence[Sequence[int]]) -> Figure:
    """Return Cronbach's alpha with Feldt's interval.

    Args:
        columns: for each item what each learner earned, in the same order.

    Returns:
        At most 1. Nothing for one item, below two learners, or when the sums do not vary.

    Source:
        Cronbach 1951; Feldt 1965: (1 - alpha) / (1 - estimate) follows F with n - 1 and (n - 1)(k - 1) degrees.
    """
    return _alpha([_spread(column) for column in columns], [sum(parts) for parts in zip(*columns, strict=True)])


def _spread(column: Sequence[int]) -> float:
    return variance(column) if len(column) >= _TWO else 0.0


def _alpha(spreads: Sequence[float], totals: Sequence[int]) -> Figure:
    """Work out Cronbach's alpha from the variance of each item and the sums of learners."""
    count, learners = len(spreads), len(totals)
    if count < _TWO:
        return nothing(Reason.ONE_ITEM)
    if learners < _TWO:
        return nothing(Reason.TOO_FEW)
    whole = variance(totals)
    if whole == 0:
        return nothing(Reason.NO_VARIANCE)
    value = count / (count - 1) * (1 - math.fsum(spreads) / whole)
    above, below = learners - 1, (learners - 1) * (count - 1)
    low, high = (1 - (1 - value) * f_quantile(share, above, below) for share in (UPPER, 1 - UPPER))
    return Figure(value, low, high)


def _item(item: Item, rows: Sequence[Mapping[str, Answer]], held: _Held, *, is_alone: bool) -> ItemFigures:
    answers = [row[item.id] for row in rows if item.id in row]
    own = [answer.earned or 0 for answer in held.answers]
    rest_r = nothing(Reason.ONE_ITEM) if is_alone else correlation(own, held.rest)
    uses = tuple(_use(item, option, answers, held) for option in item.options)
    return ItemFigures(
        id=item.id,
        given=len(answers),
        facility=within(mean_with_interval([(answer.earned or 0) / item.possible for answer in answers]), 0, 1),
        omitted=mean([float(answer.earned is None) for answer in answers]) if answers else None,
        rest_r=rest_r,
        efficiency=_efficiency(own, held.rest) if rest_r.value is not None else rest_r,
        alpha_without=held.alpha,
        options=uses,
        flags=_flags(rest_r, uses),
    )


def _efficiency(own: Sequence[int], rest: Sequence[float]) -> Figure:
    return Figure(covariance(own, rest) / covariance(sorted(own), sorted(rest)))


def _use(item: Item, option: str, answers: Sequence[Answer], held: _Held) -> OptionUse:
    chosen = sum(option in answer.chosen for answer in answers)
    return OptionUse(
        id=option,
        is_right=option in item.right,
        share=chosen / len(answers) if answers else 0.0,
        is_never_chosen=bool(answers) and chosen == 0,
        rest_r=correlation([int(option in answer.chosen) for answer in held.answers], held.rest),
    )


def _flags(rest_r: Figure, uses: Sequence[OptionUse]) -> tuple[Flag, ...]:
    flags: list[Flag] = []
    if rest_r.high is not None and rest_r.high < _WEAK:
        flags.append("does_not_discriminate")
    if any(not use.is_right and use.rest_r.low is not None and use.rest_r.low > 0 for use in uses):
        flags.append("distractor_draws_the_able")
    return tuple(flags)

"""Every statistic by name, from JSON to JSON; docs/statistics.md shows what each takes and gives."""

from collections.abc import Callable, Mapping
from fractions import Fraction
from typing import Any, cast

from assessments.rules.errors import DataError
from assessments.rules.sizes import DATA
from assessments.rules.stats import agreement, comparisons, composites, gain, items, markers, mastery, ranks, standards
from assessments.rules.stats.figures import as_json
from assessments.rules.stats.reading import Node

_MICRO_WEIGHT = 10**6
_MOST_RESULTS = 1000
_MOST_ITEMS = 100
_WEIGHTS: tuple[agreement.Weights, ...] = ("none", "linear", "quadratic")
_METRICS: tuple[agreement.Metric, ...] = ("nominal", "ordinal", "interval")


def run(name: str, data: object) -> Any:
    """Work out a statistic.

    Args:
        name: one of `STATISTICS`.
        data: any JSON value.

    Returns:
        A JSON object.

    Raises:
        DataError: there is no such statistic, or the data cannot be read; it names the place.
    """
    if name not in STATISTICS:
        raise DataError("", f"There is no statistic “{name}”. Choose one of: {', '.join(STATISTICS)}.")
    if not DATA.fits(data):
        raise DataError("", f"Give at most {DATA.values} values, {DATA.characters} characters and {DATA.depth} levels.")
    return as_json(STATISTICS[name](Node(data)))


def _mark(node: Node) -> float | None:
    return node.optional(Node.number, None)


def _level(node: Node) -> int | None:
    return node.optional(lambda known: known.whole(-1000, 1000), None)


def _share(node: Node) -> float:
    return node.number(0, 1)


def _items(data: Node) -> items.Analysis:
    known = data.part("items").each(_item, least=1, most=_MOST_ITEMS)
    by_id = {item.id: item for item in known}
    if len(by_id) < len(known):
        raise data.part("items").refuse("Give every item an id of its own.")
    rows = data.part("learners").each(lambda row: _answers(row, by_id))
    is_drawn = data.part("drawn").optional(Node.flag, default=False)
    return items.analyse_drawn(known, rows) if is_drawn else items.analyse(known, rows)


def _item(node: Node) -> items.Item:
    return items.Item(
        id=node.part("id").name(),
        possible=node.part("possible").whole(1),
        options=tuple(node.part("options").optional(lambda some: some.each(Node.name), [])),
        right=tuple(node.part("right").optional(lambda some: some.each(Node.name), [])),
        chance=node.part("chance").optional(_share, None),
    )


def _answers(row: Node, known: Mapping[str, items.Item]) -> dict[str, items.Answer]:
    answers = {}
    for name, answer in row.parts():
        if name not in known:
            raise answer.refuse("There is no item with this id.")
        answers[name] = items.Answer(
            earned=answer.part("earned").optional(_up_to(known[name].possible), None),
            chosen=tuple(answer.part("chosen").optional(lambda some: some.each(Node.name), [])),
        )
    return answers


def _up_to(most: int) -> Callable[[Node], int | None]:
    return lambda earned: earned.whole(0, most)


def _kappa(data: Node) -> Any:
    weights = data.part("weights").optional(lambda node: node.name(_WEIGHTS), "quadratic")
    pairs = data.part("pairs").each(lambda pair: _two(pair, _level))
    return agreement.weighted_kappa(pairs, cast("agreement.Weights", weights))


def _two(pair: Node, read: Callable[[Node], Any]) -> tuple[Any, Any]:
    both = pair.each(read, least=2)
    if len(both) > 2:  # noqa: PLR2004 - a pair has two
        raise pair.refuse("Write a pair here.")
    return both[0], both[1]


def _alpha(data: Node) -> Any:
    metric = data.part("metric").name(_METRICS)
    units = data.part("units").each(lambda unit: unit.each(_mark))
    return agreement.krippendorff_alpha(units, cast("agreement.Metric", metric))


def _icc(data: Node) -> Any:
    rows = data.part("rows").each(lambda row: row.each(_mark, least=1))
    _same_length(data.part("rows"), rows)
    single, average = agreement.intraclass(rows)
    return {"single": single, "average": average}


def _same_length(node: Node, rows: list[list[Any]]) -> None:
    if len({len(row) for row in rows}) > 1:
        raise node.refuse("Make all rows equally long; write null where something is missing.")


def _resolve(data: Node) -> Any:
    marks = data.part("marks").each(lambda mark: mark.whole(0))
    return markers.resolve(marks, data.part("tolerance").whole(0))


def _median(data: Node) -> Any:
    marks = data.part("marks").each(lambda mark: mark.whole(0), least=1)
    return {"median": markers.median(marks)}


def _weighted_median(data: Node) -> Any:
    def weighted(node: Node) -> tuple[int, Fraction]:
        weight = Fraction(node.part("weight").whole(0), _MICRO_WEIGHT)
        return node.part("mark").whole(0), weight

    return {"median": markers.weighted_median(data.part("marks").each(weighted))}


def _certainty(data: Node) -> Any:
    return standards.certainty_at_cut(
        sd=data.part("sd").number(low=1e-9),
        reliability=_share(data.part("reliability")),
        distance=data.part("distance").number(low=0),
        cut_from_mean=data.part("cut_from_mean").number(),
    )


def _composite(data: Node) -> Any:
    parts = data.part("parts").each(_part, least=1, most=_MOST_ITEMS)
    if len({len(part.shares) for part in parts}) > 1:
        raise data.part("parts").refuse("Give the shares of the same learners in every part.")
    return composites.measure_composite(parts)


def _part(node: Node) -> composites.Part:
    return composites.Part(
        weight=node.part("weight").number(low=1e-6, high=1e6),
        shares=node.part("shares").each(_share),
        reliability=node.part("reliability").optional(_share, None),
    )


def _angoff(data: Node) -> Any:
    rows = data.part("judges").each(lambda row: row.each(_share, least=1), least=1)
    _same_length(data.part("judges"), rows)
    return standards.angoff(rows)


def _hofstee(data: Node) -> Any:
    def judge(node: Node) -> tuple[float, float, float, float]:
        cuts = [node.part(name).number() for name in ("lowest_cut", "highest_cut")]
        shares = [_share(node.part(name)) for name in ("fewest_failures", "most_failures")]
        return cuts[0], cuts[1], shares[0], shares[1]

    return standards.hofstee(data.part("judges").each(judge), data.part("scores").each(Node.number))


def _borderline(data: Node) -> Any:
    points = data.part("performances").each(lambda one: (one.part("rating").number(), one.part("total").number()))
    return standards.borderline_regression(points, data.part("borderline").number())


def _mastery(data: Node) -> Any:
    results = data.part("results").each(_result, most=_MOST_RESULTS)
    cut = data.part("cut").whole(1, 99)
    shares = {
        "latest": mastery.latest(results),
        "highest": mastery.highest(results),
        "decaying_average": mastery.decaying_average(results),
        "n_mastery": mastery.n_mastery(results, Fraction(cut, 100)),
    }
    rolled = {name: None if share is None else float(share) for name, share in shares.items()}
    return {**rolled, "bayes": mastery.bayes(results, cut / 100)}


def _result(node: Node) -> mastery.Result:
    possible = node.part("possible").whole(1)
    return mastery.Result(
        exercise=node.part("exercise").name(),
        earned=node.part("earned").whole(0, possible),
        possible=possible,
        weight=node.part("weight").optional(lambda weight: weight.number(0.01, 100), 1.0),
    )


def _gain(data: Node) -> Any:
    pairs = data.part("pairs").each(lambda pair: _two(pair, _mark))
    return gain.learning_gain(pairs, data.part("maximum").number())


def _tau_b(data: Node) -> Any:
    return ranks.tau_b(data.part("pairs").each(lambda pair: _two(pair, _mark)))


def _ranking(node: Node) -> dict[str, int]:
    return {name: rank.whole(1, 1000) for name, rank in node.parts()}


def _tau_x(data: Node) -> Any:
    return ranks.tau_x(_ranking(data.part("first")), _ranking(data.part("second")))


def _kemeny(data: Node) -> Any:
    return ranks.kemeny(data.part("rankings").each(_ranking))


def _bradley_terry(data: Node) -> Any:
    pairs = data.part("comparisons").each(lambda pair: _two(pair, Node.name))
    if any(better == worse for better, worse in pairs):
        raise data.part("comparisons").refuse("Compare two different scripts in each pair.")
    return comparisons.bradley_terry(pairs)


STATISTICS: Mapping[str, Callable[[Node], Any]] = {
    "items": _items,
    "kappa": _kappa,
    "alpha": _alpha,
    "icc": _icc,
    "resolve": _resolve,
    "median": _median,
    "weighted-median": _weighted_median,
    "certainty": _certainty,
    "composite": _composite,
    "angoff": _angoff,
    "hofstee": _hofstee,
    "borderline": _borderline,
    "mastery": _mastery,
    "gain": _gain,
    "tau-b": _tau_b,
    "tau-x": _tau_x,
    "kemeny": _kemeny,
    "bradley-terry": _bradley_terry,
}

"""`order-tau/2` and `order-taux/1`: by pairs, where entries may share a rank and some do not belong in the list."""

from collections.abc import Iterator, Mapping
from typing import Any

from assessments.rules import points
from assessments.rules.scorers.order.pairs import TAUX, Pair, compared, equal_pairs, strangers, strict_pairs
from assessments.rules.scorers.order.scoring import Answer, Judged, Ordering
from assessments.rules.scorers.results import Reasons, name_of
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.scores import Evidence

Reason = tuple[str, dict[str, Any], int]
"""Evidence key, its parameters, and how much of the comparisons it took."""


class OrderCompared(Ordering):
    """Scorer by comparisons; each is right (1), wrong (-1) or neither (0).

    Two entries of different rank are right when the higher one stands before the other, wrong the other way round and
    neither when they share a rank. Two of equal rank, where that has to be recognised, are right when they share a
    rank, else neither. Two entries of which one was left out are neither. An entry that belongs and one that does not
    are right when the first is in the list and the second is not, wrong the other way round, else neither: over all of
    these that is the share of entries put in rightly less the share put in wrongly, the net rule of a choice.
    """

    RULE = "order-compared"

    def __init__(self, definition: Definition, variant: Variant) -> None:
        """Compile.

        Args:
            definition: a definition without problems.
            variant: what was drawn for the attempt; it does not change the score.
        """
        super().__init__(definition, variant)
        self._strict = strict_pairs(definition)
        self._equal = equal_pairs(definition)
        self._strangers = strangers(definition)
        self._listed = tuple(entry for entry in self._entries if entry not in self._strangers)
        self._compared = compared(definition)
        self._message = "order.taux" if definition["scorer"] == TAUX else "order.compared"
        self._rules = (*(rule["id"] for rule in definition.get("rules") or ()), None)

    def _read(self, response: object) -> tuple[list[str] | None, Reasons]:
        order, reasons = super()._read(response)
        if order is not None and isinstance(response, dict):
            for name in ("same", "out"):
                self._check_marks(name, response.get(name, []), reasons)
        return order, reasons

    def _check_marks(self, name: str, marks: object, reasons: Reasons) -> None:
        if not isinstance(marks, list):
            reasons.add("order.marks_not_a_list", name=name)
            return
        for entry in marks:
            if not isinstance(entry, str) or entry not in self._entries:
                reasons.add("order.unknown_entry", entry=name_of(entry))

    def _answer(self, order: list[str], response: Any) -> Answer:
        same, out = response.get("same", []), response.get("out", [])
        return {"ranks": in_ranks(order, same, out), "out": [entry for entry in order if entry in out]}

    def _judge(self, answer: Answer) -> Judged:
        """Give max(0, tau_x) of the points: right less wrong comparisons, out of all.

        Source:
            scoring.md 3c; Emond & Mason 2002. Summed over ordered pairs their matrices give twice what is counted here.
        """
        ranks = {entry: number for number, entries in enumerate(answer["ranks"]) for entry in entries}
        reasons = [reason for reason in self._reasons(ranks) if reason[2]]
        net = self._compared - sum(lost for _, _, lost in reasons)
        earned = points.ratio(self.possible * net, self._compared)
        shares = points.split(self.possible - earned, [lost for _, _, lost in reasons])
        evidence = [Evidence(key, params, share) for (key, params, _), share in zip(reasons, shares, strict=True)]
        wrong = _wrong(reasons)
        counts = {"concordant": net + wrong, "discordant": wrong, "pairs": self._compared}
        return self._message, counts, evidence, earned

    def _reasons(self, ranks: Mapping[str, int]) -> Iterator[Reason]:
        known = [pair for pair in self._strict if pair.higher in ranks and pair.lower in ranks]
        equal = [pair for pair in self._equal if pair[0] in ranks and pair[1] in ranks]
        wrong = [pair for pair in known if ranks[pair.higher] > ranks[pair.lower]]
        for rule in self._rules:
            broken = _named(pair for pair in wrong if pair.rule == rule)
            yield "order.reversed", {"rule": rule, "pairs": broken}, 2 * len(broken)
        together = _named(pair for pair in known if ranks[pair.higher] == ranks[pair.lower])
        yield "order.together", {"pairs": together}, len(together)
        apart = [list(pair) for pair in equal if ranks[pair[0]] != ranks[pair[1]]]
        yield "order.apart", {"pairs": apart}, len(apart)
        missing = [entry for entry in self._listed if entry not in ranks]
        unknown = len(self._strict) + len(self._equal) - len(known) - len(equal)
        yield "order.missing", {"entries": missing}, unknown + len(missing) * len(self._strangers)
        extra = [entry for entry in self._strangers if entry in ranks]
        yield "order.extra", {"entries": extra}, len(extra) * len(self._listed)


def in_ranks(order: list[str], same: list[str], out: list[str]) -> list[list[str]]:
    """Put entries into ranks.

    Args:
        order: entry ids, the highest first.
        same: those that share the rank of the one above them; the first one of the list has none above it.
        out: those that are left out.

    Returns:
        The entries of each rank, the highest first.
    """
    ranks: list[list[str]] = []
    for entry in order:
        if entry in out:
            continue
        if entry in same and ranks:
            ranks[-1].append(entry)
        else:
            ranks.append([entry])
    return ranks


def _wrong(reasons: list[Reason]) -> int:
    """Count the comparisons that are wrong rather than neither."""
    entries = {key: params["entries"] for key, params, _ in reasons if "entries" in params}
    turned = sum(len(params["pairs"]) for key, params, _ in reasons if key == "order.reversed")
    return turned + len(entries.get("order.missing", ())) * len(entries.get("order.extra", ()))


def _named(pairs: Iterator[Pair]) -> list[list[str]]:
    return [[pair.higher, pair.lower] for pair in pairs]

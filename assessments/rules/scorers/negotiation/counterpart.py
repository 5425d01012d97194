"""How the other side bargains: what it wants in each round, what it takes and what it offers instead.

Everything is a whole number; what it wants is counted in millionths of a unit of worth, so that every machine agrees.
"""

from bisect import bisect_left
from collections.abc import Callable, Mapping, Sequence
from math import isqrt
from operator import getitem, sub

from assessments.rules.canon import canonical
from assessments.rules.prf import Stream
from assessments.rules.scorers.negotiation.domain import Deal, Domain, Point, highest
from assessments.rules.scorers.negotiation.listening import most_asked_for
from assessments.rules.types.kinds import Definition, Variant

FREQUENCY = "frequency"
_WHOLE = 1_000_000
_POWER = 4
_SEED_BYTES = 4
SEEDS = 2 ** (8 * _SEED_BYTES)


class Counterpart:
    """The other side of one talk.

    Attributes:
        most: the most that a deal can be worth to it.
    """

    def __init__(self, definition: Definition, domain: Domain, variant: Variant) -> None:
        """Prepare.

        Args:
            definition: a definition without problems.
            domain: its tables.
            variant: what was drawn for the attempt.
        """
        self._domain = domain
        self._rounds: int = definition["rounds"]
        self._leasts = [domain.at(number).other_reserve for number in range(1, self._rounds + 1)]
        self.most = highest(domain.other)
        self._tops = [max(worths) for worths in domain.other]
        self._ranked = [_ranked(*row) for row in zip(domain.other, domain.own, strict=True)]
        nash = definition["bounds"]["nash"]
        self._goal: int = nash[1] if nash else domain.other_reserve
        self._wants = _PERSONAS[definition["counterpart"]["persona"]]
        self._listens = definition["counterpart"].get("model") == FREQUENCY
        seed = seed_of(variant).to_bytes(_SEED_BYTES, "big")
        tables = [sorted(map(list, zip(*row, strict=True))) for row in zip(domain.other, domain.own, strict=True)]
        self._order = [Stream(seed, f"ties {canonical(table).decode()}").below(SEEDS) for table in tables]

    def wants(self, offered: Sequence[int]) -> int:
        """Say what it wants to reach now.

        Args:
            offered: what each offer of the learner was worth to it, the newest last; at least one.

        Returns:
            Millionths of a unit, from the least it may accept in this round to the most it can have.

        Source:
            Faratin, Sierra and Jennings 1998 on rounds; scoring.md 3e, counterparts.
        """
        return max(self._wants(self, offered), self._least(offered) * _WHOLE)

    def answers(self, offered: Sequence[int], offers: Sequence[Deal], standing: Point | None) -> Point | None:
        """Take an offer or make another one.

        Args:
            offered: as above.
            offers: the learner's offers, the newest last.
            standing: its own last offer.

        Returns:
            None when it takes the offer: it is worth what it wants now, or the least that it may accept and as much as
            its own last offer; in the last round the least is enough. Otherwise the learner's offer with as few issues
            changed as it can to reach what it wants, those that matter most to it first, or, where it listens, what the
            learner has asked for most often; its own last offer when that is enough and costs it no more.

        Source:
            AC_next and AC_combi, Baarslag; scoring.md 3e.
        """
        wanted = -(-self.wants(offered) // _WHOLE)
        worth = offered[-1]
        is_last = len(offered) == self._rounds
        is_enough = is_last or (standing is not None and worth >= standing.other)
        if worth >= wanted or (is_enough and worth >= self._least(offered)):
            return None
        found = self._domain.point(self._bid(offers, worth, wanted))
        return standing if standing and wanted <= standing.other <= found.other else found

    def _bid(self, offers: Sequence[Deal], worth: int, wanted: int) -> Deal:
        if self._listens:
            return most_asked_for(self._domain, self._order, offers, wanted)
        return self._closest(offers[-1], worth, wanted)

    def _closest(self, offer: Deal, worth: int, wanted: int) -> Deal:
        """Raise the issues with most to gain to the top, then step back where that is still enough."""
        deal = list(offer)
        rises = list(map(sub, self._tops, map(getitem, self._domain.other, deal)))
        changed = []
        for _, _, issue in sorted([(-rise, self._order[issue], issue) for issue, rise in enumerate(rises)]):
            if worth >= wanted:
                break
            worth += rises[issue]
            changed.append(issue)
        for issue in reversed(changed):
            worths, places = self._ranked[issue]
            least = bisect_left(worths, self._tops[issue] - worth + wanted)
            deal[issue] = places[least]
            worth -= self._tops[issue] - worths[least]
        return tuple(deal)

    def _least(self, offered: Sequence[int]) -> int:
        return self._leasts[len(offered) - 1]

    def _falling(self, offered: Sequence[int], given_up: int) -> int:
        """Say what is wanted once a part of what lies between the most and the least is given up, in millionths."""
        least = self._least(offered)
        return least * _WHOLE + (self.most - least) * (_WHOLE - given_up)

    def boulware(self, offered: Sequence[int]) -> int:
        """Stand firm until shortly before the end: 1/beta = 4."""
        return self._falling(offered, _WHOLE * (len(offered) - 1) ** _POWER // (self._rounds - 1) ** _POWER)

    def linear(self, offered: Sequence[int]) -> int:
        """Give way by the same amount in every round: 1/beta = 1."""
        return self._falling(offered, _WHOLE * (len(offered) - 1) // (self._rounds - 1))

    def conceder(self, offered: Sequence[int]) -> int:
        """Give way early: 1/beta = 1/4."""
        return self._falling(offered, isqrt(isqrt((len(offered) - 1) * _WHOLE**_POWER // (self._rounds - 1))))

    def tit_for_tat(self, offered: Sequence[int]) -> int:
        """Close the gap in the proportion in which the learner did, on the average of their last two offers."""
        first, latest = self.most - offered[0], offered[-2:]
        if not first:
            return self._least(offered) * _WHOLE
        left = len(latest) * self.most - sum(latest)
        return self._falling(offered, _WHOLE - min(_WHOLE, _WHOLE * left // (len(latest) * first)))

    def nice_tit_for_tat(self, offered: Sequence[int]) -> int:
        """Come as far towards the deal that is good for both as the learner's best offer did; never take that back."""
        first, best = self._goal - offered[0], max(offered)
        if best >= self._goal:
            return self._goal * _WHOLE
        return self._goal * _WHOLE + (self.most - self._goal) * (_WHOLE * (self._goal - best) // first)


_PERSONAS: Mapping[str, Callable[[Counterpart, Sequence[int]], int]] = {
    "boulware": Counterpart.boulware,
    "conceder": Counterpart.conceder,
    "linear": Counterpart.linear,
    "nice-tit-for-tat": Counterpart.nice_tit_for_tat,
    "tit-for-tat": Counterpart.tit_for_tat,
}
PERSONAS = tuple(_PERSONAS)


def _ranked(other: Sequence[int], own: Sequence[int]) -> tuple[list[int], list[int]]:
    """Rank the options of an issue by what they are worth to it, of equal ones the learner's best first."""
    rows = sorted((worth, -mine, place) for place, (worth, mine) in enumerate(zip(other, own, strict=True)))
    return [row[0] for row in rows], [row[2] for row in rows]


def seed_of(variant: Variant) -> int:
    """Read the seed of an attempt.

    Args:
        variant: what was drawn for the attempt, perhaps nothing.

    Returns:
        0 to 2**32 - 1.
    """
    seed = variant.get("seed", 0)
    return seed if type(seed) is int and 0 <= seed < SEEDS else 0

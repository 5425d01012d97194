"""Negotiations: every deal, what is left on the table, and the other side's answers to a talk."""

import hashlib
import hmac
import json
from fractions import Fraction
from itertools import pairwise, product
from math import ceil

SHARES = ("claim", "creation", "fairness", "process")


class Table:
    """One published definition in one round: every deal by trying all of them. A deal says issue id → option."""

    def __init__(self, published, number=1):
        self.text = json.loads(published)
        self.issues = {
            issue["id"]: {option["id"]: option for option in issue["options"]} for issue in self.text["issues"]
        }
        self.least = tuple(self.least_in(number, side) for side in ("own", "other"))
        self.deals = [
            dict(zip(self.issues, deal, strict=True))
            for deal in product(*(each.values() for each in self.issues.values()))
        ]
        self.allowed = sorted({self.worth(deal) for deal in self.deals if not self.forbids(deal)})
        counted = [self.worth(deal) for deal in self.deals if not self.forbids(deal)]
        self.rational = [worth for worth in counted if self.is_acceptable(worth)]
        self.frontier = [worth for worth in sorted(set(self.rational)) if not self.is_bettered(worth)]
        self.most = tuple(max((worth[side] for worth in self.rational), default=None) for side in (0, 1))

    def least_in(self, number, side):
        """Give the first whole worth of which the rounds before this one leave the least."""
        left = Fraction(100 - self.text.get(f"{side}_discount", 0), 100) ** (number - 1)
        return ceil(self.text[f"{side}_reserve"] / left)

    def worth(self, deal):
        return sum(option["own"] for option in deal.values()), sum(option["other"] for option in deal.values())

    def forbids(self, deal):
        return any(option["forbidden"] for option in deal.values())

    def is_acceptable(self, worth):
        return worth[0] >= self.least[0] and worth[1] >= self.least[1]

    def is_bettered(self, worth):
        return any(other != worth and other[0] >= worth[0] and other[1] >= worth[1] for other in self.allowed)

    def gains(self, worth):
        parts = [Fraction(worth[side] - self.least[side], self.most[side] - self.least[side]) for side in (0, 1)]
        return tuple(min(max(part, Fraction(0)), Fraction(1)) for part in parts)

    def unused(self, worth):
        """Give the largest equal gain that both could still have."""
        here = self.gains(worth)
        there = [self.gains(better) for better in self.frontier]
        return max(Fraction(0), *(min(gain[0] - here[0], gain[1] - here[1]) for gain in there))

    def fairest(self):
        """Give the worths of the deal against which claim and fairness are measured."""
        if not self.text["criteria"]["fairness"]:
            return self.frontier[-1]
        return max(self.frontier, key=lambda worth: (min(self.gains(worth)), max(self.gains(worth)), self.gains(worth)))

    def raw(self, worth):
        """Give what a deal earns of claim, creation and fairness, as fractions of each."""
        gains = self.gains(worth)
        usual = sum(map(self.unused, self.rational))
        left = self.unused(worth)
        creation = 1 - left * len(self.rational) / usual if usual else Fraction(left == 0)
        fairness = min(gains) / max(gains) if max(gains) else Fraction(0)
        return {"claim": gains[0], "creation": max(Fraction(0), creation), "fairness": fairness}


class Talk:
    """A talk as the other side holds it."""

    def __init__(self, table, seed):
        self.table, self.text, self.seed = table, table.text, seed
        self.offers, self.bid, self.agreed, self.walked = [], None, None, False
        self.leasts = [table.least_in(number, "other") for number in range(1, self.text["rounds"] + 1)]
        self.most = sum(max(option["other"] for option in each.values()) for each in table.issues.values())
        self.asked = False

    def hold(self, moves):
        types = {message["id"]: message["type"] for message in self.text["messages"]}
        for move in moves:
            if move["type"] == "offer":
                self.asked |= types.get(move["message"]) == "question"
                self.offer({issue: self.table.issues[issue][option] for issue, option in move["deal"].items()})
            elif move["type"] == "accept":
                self.agreed = self.bid
            else:
                self.walked = True
        return self

    def offer(self, deal):
        self.offers.append(deal)
        worth = self.table.worth(deal)[1]
        wanted = self.wanted()
        is_last = len(self.offers) == self.text["rounds"]
        as_good = self.bid is not None and worth >= self.table.worth(self.bid)[1]
        if worth >= wanted or ((as_good or is_last) and worth >= self.leasts[len(self.offers) - 1]):
            self.agreed = deal
            return
        found = self.most_wished(wanted) if "model" in self.text["counterpart"] else self.counter(deal, wanted)
        held = self.table.worth(self.bid)[1] if self.bid else None
        if held is None or held < wanted or held > self.table.worth(found)[1]:
            self.bid = found

    def wanted(self):
        """Say what the other side wants now, to the millionth of a unit below."""
        number = len(self.offers) - 1
        least = self.leasts[number]
        part = Fraction(number, self.text["rounds"] - 1)
        worths = [self.table.worth(deal)[1] for deal in self.offers]
        persona = self.text["counterpart"]["persona"]
        if persona == "tit-for-tat":
            first = self.most - worths[0]
            left = self.most - Fraction(sum(worths[-2:]), len(worths[-2:]))
            given = 1 - floored(min(Fraction(1), left / first)) if first else Fraction(1)
            return least + (self.most - least) * (1 - given)
        if persona == "nice-tit-for-tat":
            return max(least, self.towards(self.goal(), worths))
        given = {"boulware": floored(part**4), "linear": floored(part), "conceder": fourth_root(part)}[persona]
        return least + (self.most - least) * (1 - given)

    def towards(self, goal, worths):
        if max(worths) >= goal:
            return goal
        return goal + (self.most - goal) * floored(Fraction(goal - max(worths), goal - worths[0]))

    def goal(self):
        if not self.table.rational:
            return self.text["other_reserve"]
        return max(self.table.frontier, key=self.nash)[1]

    def nash(self, worth):
        gains = self.table.gains(worth)
        return gains[0] * gains[1], min(gains), max(gains)

    def counter(self, deal, wanted):
        """Change as few issues as possible, those with most to gain first; then step back where that is enough."""
        deal, changed = dict(deal), []
        tops = {issue: max(option["other"] for option in each.values()) for issue, each in self.table.issues.items()}
        worth = self.table.worth(deal)[1]
        for issue in sorted(deal, key=lambda issue: (deal[issue]["other"] - tops[issue], self.draw(issue))):
            if worth >= wanted:
                break
            worth += tops[issue] - deal[issue]["other"]
            changed.append(issue)
        for issue in reversed(changed):
            enough = [
                option
                for option in self.table.issues[issue].values()
                if worth - tops[issue] + option["other"] >= wanted
            ]
            deal[issue] = min(enough, key=lambda option: (option["other"], -option["own"]))
            worth += deal[issue]["other"] - tops[issue]
        return deal

    def most_wished(self, wanted):
        """Try every deal that is worth enough; then give back what changes nothing for the learner's wishes."""
        counts = {
            issue: {id(option): sum(offer[issue] is option for offer in self.offers) for option in each.values()}
            for issue, each in self.table.issues.items()
        }
        issues = sorted(self.table.issues, key=self.draw)
        deal = dict(
            max(
                (deal for deal in self.table.deals if self.table.worth(deal)[1] >= wanted),
                key=lambda deal: (
                    sum(counts[issue][id(deal[issue])] for issue in issues),
                    self.table.worth(deal)[::-1],
                    [(deal[issue]["other"], deal[issue]["own"], counts[issue][id(deal[issue])]) for issue in issues],
                ),
            )
        )
        for issue in issues:
            spare = self.table.worth(deal)[1] - wanted
            alike = [
                option
                for option in self.table.issues[issue].values()
                if counts[issue][id(option)] == counts[issue][id(deal[issue])]
                and deal[issue]["other"] - option["other"] <= spare
            ]
            deal[issue] = min(alike, key=lambda option: (option["other"], -option["own"]))
        return deal

    def draw(self, issue):
        options = self.table.issues[issue].values()
        table = sorted([option["other"], option["own"]] for option in options)
        purpose = "ties " + json.dumps(table, separators=(",", ":"))
        block = hmac.digest(self.seed.to_bytes(4, "big"), purpose.encode() + bytes(9), hashlib.sha256)
        return int.from_bytes(block[4:8], "big")

    def process(self):
        """Give the part of the points for how the talk was led."""
        if not self.offers:
            return Fraction(0)
        worths = [self.table.worth(deal) for deal in self.offers]
        steps = [(new[0] - old[0], new[1] - old[1]) for old, new in pairwise(worths)]
        bad = sum(own <= 0 and other < 0 for own, other in steps)
        good = 1 - Fraction(bad, len(steps)) if steps else Fraction(1)
        can_ask = any(message["type"] == "question" for message in self.text["messages"])
        return good * Fraction(2, 3) + Fraction(self.asked, 3) if can_ask else good


def floored(part):
    return Fraction(int(part * 10**6), 10**6)


def fourth_root(part):
    """Give the fourth root to the millionth below, by halving."""
    low, high = 0, 10**6
    while low < high:
        middle = (low + high + 1) // 2
        low, high = (middle, high) if Fraction(middle, 10**6) ** 4 <= part else (low, middle - 1)
    return Fraction(low, 10**6)


def faults(published, optimum):
    text, bounds = json.loads(published), optimum["bounds"]
    later = bounds.get("later", [])
    first = Table(published)
    pairs = [list(worth) for worth in first.frontier]
    found = [] if optimum["frontier"] == pairs else [f"the frontier is {pairs}"]
    if len(later) != (text["rounds"] - 1 if has_discount(text) else 0):
        found.append("some rounds have no bounds")
    tables = [first, *(Table(published, number) for number in range(2, len(later) + 2))]
    for number, (table, stored) in enumerate(zip(tables, [bounds, *later], strict=True), 1):
        found += [f"round {number}: {fault}" for fault in faults_of_round(table, stored)]
    return found


def has_discount(text):
    return any(text.get(f"{side}_discount", 0) for side in ("own", "other"))


def faults_of_round(table, bounds):
    found = []
    if bounds["rational"] != len(table.rational) or (bounds["own_most"], bounds["other_most"]) != table.most:
        found.append(f"{len(table.rational)} deals are acceptable, worth up to {table.most}")
    if not table.rational:
        return found
    scale = (table.most[0] - table.least[0]) * (table.most[1] - table.least[1])
    if bounds["unused"] != sum(map(table.unused, table.rational)) * scale:
        found.append("the deals leave something else on the table")
    best = table.worth({issue: table.issues[issue][option] for issue, option in bounds["best"].items()})
    if best != table.fairest():
        found.append(f"the best deal is worth {table.fairest()}")
    if tuple(bounds["nash"]) != max(table.frontier, key=Talk(table, 0).nash):
        found.append("another deal has the largest product of gains")
    return found


def micro_points(published, response, variant):
    table = Table(published)
    talk = Talk(table, variant["seed"]).hold(response["moves"])
    if talk.agreed is None and not talk.walked:
        return None
    table = Table(published, max(1, len(talk.offers))) if has_discount(table.text) else table
    earned = dict.fromkeys(SHARES, Fraction(0))
    broken = False
    if talk.agreed is None:
        earned |= dict.fromkeys(SHARES, Fraction(not table.rational))
    else:
        worth = table.worth(talk.agreed)
        broken = table.forbids(talk.agreed) or worth[0] < table.least[0]
        if table.rational:
            earned |= table.raw(worth)
        if broken:
            earned["claim"] = Fraction(0)
        else:
            best = table.raw(table.fairest())
            earned |= {name: earned[name] / best[name] if earned[name] < best[name] else 1 for name in best}
    earned["process"] = talk.process()
    shares, points = table.text["criteria"], table.text["points"] * 10**6
    total = sum(earned[name] * shares[name] for name in SHARES) * points / sum(shares.values())
    return min(total, Fraction(points * 2, 5)) if broken else total

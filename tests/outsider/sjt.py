"""Situations to judge: pairs of options that the panel agrees on, or its best and its worst option."""

import json
from fractions import Fraction
from itertools import combinations, permutations


def faults(published, optimum):
    """Work out that the answer is worth everything; where options are compared, try every order of them as well."""
    text, answers = json.loads(published), optimum["response"]["answers"]
    found = []
    for scenario in text["scenarios"]:
        best = _share(text, scenario, answers[scenario["id"]])
        orders = [] if text["mode"] == "best-worst" else permutations(option["id"] for option in scenario["options"])
        shares = [_agreement(scenario, {option: -place for place, option in enumerate(order)}) for order in orders]
        if best != 1 or (shares and max(shares) != 1):
            found.append(f"{scenario['id']}: the answer that is given as the best is not")
    return found


def micro_points(published, response, _variant):
    text, answers = json.loads(published), response["answers"]
    if not any(answers.values()):
        return None
    shares = [_share(text, scenario, answers.get(scenario["id"], {})) for scenario in text["scenarios"]]
    return Fraction(text["points"] * 10**6, len(shares)) * sum(shares)


def _share(text, scenario, answer):
    if text["mode"] == "best-worst":
        return _picked(scenario, answer)
    higher_is_better = 1 if text["mode"] == "rate" else -1
    return max(Fraction(0), _agreement(scenario, {option: higher_is_better * n for option, n in answer.items()}))


def _agreement(scenario, worth):
    """Weigh the pairs that the panel agrees on; `worth` says what each option is worth to the learner."""
    whole = net = Fraction(0)
    for one, other in combinations(scenario["options"], 2):
        both = list(zip(one["ratings"], other["ratings"], strict=True))
        apart = Fraction(sum(a - b for a, b in both), len(both))
        ahead = Fraction(sum((a > b) + (a >= b) for a, b in both), 2 * len(both))
        if apart and (ahead if apart > 0 else 1 - ahead) >= Fraction(7, 10):
            whole += abs(apart)
            if one["id"] in worth and other["id"] in worth:
                said = worth[one["id"]] - worth[other["id"]]
                net += apart * ((said > 0) - (said < 0))
    return net / whole


def _picked(scenario, answer):
    best, worst = answer.get("best"), answer.get("worst")
    sums = {option["id"]: sum(option["ratings"]) for option in scenario["options"]}
    if best == worst:
        return Fraction(0)
    right = (sums.get(best) == max(sums.values())) + (sums.get(worst) == min(sums.values()))
    return Fraction(right, 2)

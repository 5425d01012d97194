"""Numbers: read as people write them, compared exactly."""

import json
from fractions import Fraction

LONGEST = 40
THOUSANDS = 3
SPACES, MINUS = "\N{NO-BREAK SPACE}\N{THIN SPACE}\N{NARROW NO-BREAK SPACE}", "\N{MINUS SIGN}"


def faults(published, optimum):
    text, answers = json.loads(published), optimum["response"]["answers"]
    return [f"{item['id']}: not the right number" for item in text["items"] if _share(item, answers[item["id"]]) != 1]


def micro_points(published, response, _variant):
    text, answers = json.loads(published), response["answers"]
    if not any(answer["value"].strip() for answer in answers.values()):
        return None
    empty = {"value": "", "unit": ""}
    return sum(item["points"] * 10**6 * _share(item, answers.get(item["id"], empty)) for item in text["items"])


def _share(item, answer):
    factors = {unit["id"]: Fraction(unit["factor"]) for unit in item["units"]} or {"": Fraction(1)}
    unit = next(iter(factors)) if len(factors) == 1 else answer["unit"]
    number = _read(answer["value"])
    if number is None or unit not in factors:
        return Fraction(0)
    off = _off(item, number * factors[unit])
    if off is not None and off <= 1:
        return Fraction(1)
    return Fraction(1, 2) if item["half"] and off is not None and off <= 2 else Fraction(0)


def _off(item, number):
    """Say how many times as far off as allowed a number is, None when no distance says it."""
    key, amount = Fraction(item["value"]), Fraction(item["tolerance"]["amount"])
    if number == key:
        return Fraction(0)
    if item["tolerance"]["kind"] == "geometric":
        if number * key <= 0:
            return None
        distance, allowed = max(number / key, key / number) - 1, amount
    else:
        distance = abs(number - key)
        allowed = amount * abs(key) if item["tolerance"]["kind"] == "relative" else amount
    return distance / allowed if allowed else None


def _read(text):
    """Read digits with one decimal mark and with spaces between thousands; None for anything else."""
    plain = "".join(" " if sign in SPACES else "-" if sign == MINUS else sign for sign in text).strip()
    unsigned = plain[1:] if plain[:1] in {"+", "-"} else plain
    whole, mark, decimals = unsigned.replace(",", ".").partition(".")
    first, *groups = whole.split(" ")
    are_thousands = all(len(group) == THOUSANDS for group in groups) and (not groups or 1 <= len(first) <= THOUSANDS)
    digits = first + "".join(groups)
    is_number = (decimals if mark else digits) and set(digits + decimals) <= set("0123456789") and are_thousands
    if not is_number or len(text) > LONGEST:
        return None
    return (-1 if plain[0] == "-" else 1) * Fraction(f"{digits or 0}.{decimals or 0}")

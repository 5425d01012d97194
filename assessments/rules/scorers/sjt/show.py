"""What a learner may see of situations to judge before the key is due."""

from collections import Counter
from collections.abc import Mapping
from typing import Any

from assessments.rules.scorers.results import Reasons, arranged
from assessments.rules.scorers.sjt.comparing import Compared
from assessments.rules.scorers.sjt.forms import BEST, WORST, number_field, pick_field
from assessments.rules.scorers.sjt.picking import Picked
from assessments.rules.scorers.sjt.scoring import compiled
from assessments.rules.texts import Texts
from assessments.rules.types.kinds import Definition, Variant
from assessments.rules.types.presentations import SjtItem, SjtOption, SjtPresentation
from assessments.rules.types.scores import MICRO


def present(definition: Definition, variant: Variant, language: str, response: object) -> SjtPresentation:
    """Build what may be shown before the key is due.

    Args:
        definition: a definition without problems.
        variant: what was drawn for the attempt.
        language: code of the reader's language.
        response: what has been saved so far; any JSON value, None for nothing.

    Returns:
        The scenarios with what was answered, options in the order drawn.
    """
    texts = Texts(definition, language)
    answers = _mapping(_mapping(response).get("answers"))
    drawn = _mapping(variant.get("options"))
    items = []
    begun = 0
    for number, scenario in enumerate(compiled(definition), 1):
        given = scenario.read(_mapping(answers.get(scenario.line.id)), Reasons())
        begun += bool(given)
        ids = arranged(scenario.options, drawn.get(scenario.line.id))
        items.append(_item(scenario, number, ids, given, texts))
    return SjtPresentation(
        title=texts("title"),
        intro_html=texts("intro_html"),
        possible=definition["points"] * MICRO,
        mode=definition["mode"],
        panel=definition["panel"],
        items=tuple(items),
        answered=begun,
    )


def _item(scenario: Compared | Picked, number: int, ids: list[str], given: Mapping[str, Any], texts: Texts) -> SjtItem:
    key = scenario.line.id
    base = f"scenarios.{key}"
    is_picked = isinstance(scenario, Picked)
    numbers = {} if is_picked else given
    repeated = repeated_places(scenario, numbers)
    is_same = is_picked and BEST in given and given[BEST] == given.get(WORST)
    wanted = 2 if is_picked else len(ids)
    return SjtItem(
        id=key,
        number=number,
        field=f"s-{key}",
        possible=scenario.line.possible,
        body_html=texts(f"{base}.body_html"),
        question=texts(f"{base}.question"),
        scale=() if isinstance(scenario, Picked) else tuple(range(1, scenario.highest + 1)),
        options=tuple(
            SjtOption(option, texts(f"{base}.options.{option}.text"), number_field(key, option), numbers.get(option, 0))
            for option in ids
        ),
        best_field=pick_field(key, BEST),
        worst_field=pick_field(key, WORST),
        best=given.get(BEST, "") if is_picked else "",
        worst=given.get(WORST, "") if is_picked else "",
        repeated=repeated,
        is_same=is_same,
        answered=len(given) == wanted and not repeated and not is_same,
    )


def repeated_places(scenario: Compared | Picked, numbers: Mapping[str, int]) -> tuple[int, ...]:
    """List the places that were given to several options.

    Args:
        scenario: ready to score.
        numbers: option id → place.

    Returns:
        Places in their order; () where options are not put in order.
    """
    if isinstance(scenario, Picked) or not scenario.is_ranked:
        return ()
    return tuple(sorted(place for place, times in Counter(numbers.values()).items() if times > 1))


def _mapping(value: object) -> Mapping[str, Any]:
    return value if isinstance(value, dict) else {}

import pytest

from assessments.enums import Outcome
from assessments.selectors import Differences
from cms.services import rescoring


def found(*steps, **outcomes):
    counted = dict.fromkeys(Outcome.values, 0) | outcomes
    return Differences(sum(counted.values()), counted, steps, 0, 0)


@pytest.mark.parametrize(
    ("steps", "rows"),
    [
        ((), []),
        (((0, 7),), [("0", 7)]),
        (((-100, 1), (-51, 2), (-50, 3), (-1, 4)), [("\u2212100 to \u221251", 3), ("\u221250", 3), ("\u22121", 4)]),
        (
            ((-3, 1), (0, 5), (1, 2), (5, 2), (6, 1), (100, 3)),
            [("\u22123", 1), ("0", 5), ("+1 to +5", 4), ("+6", 1), ("+100", 3)],
        ),
    ],
)
def test_changes_are_gathered_in_rows(steps, rows):
    assert [(row.words, row.number) for row in rescoring.steps_of(found(*steps))] == rows


def test_every_possible_change_has_a_row():
    steps = tuple((change, 1) for change in range(-100, 101))
    rows = rescoring.steps_of(found(*steps))
    assert len(rows) == 11
    assert sum(row.number for row in rows) == 201


def test_only_outcomes_that_occur_are_told():
    lines = rescoring.outcomes_of(found(raised=2, kept=1))
    assert [(line.words, line.number) for line in lines] == [("higher", 2), ("would be lower, kept as it is", 1)]

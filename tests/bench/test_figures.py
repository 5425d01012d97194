import pytest

from tests.bench import figures
from tests.bench.aims import aims
from tests.bench.figures import Aim, Run
from tests.bench.report import lines, to_json


def make_run(*, rate=100.0, count=10, cpu=0.05, size=2_000):
    milliseconds = tuple(float(number) for number in range(1, count + 1))
    return Run(
        seconds=count / rate, milliseconds=milliseconds, cpu_seconds=cpu, database_seconds=cpu, sizes=(size,) * count
    )


@pytest.mark.parametrize(("percent", "expected"), [(0, 1), (10, 1), (11, 2), (50, 5), (95, 10), (100, 10)], ids=str)
def test_percentile_is_the_nearest_rank(percent, expected):
    assert figures.percentile([7, 3, 1, 2, 5, 4, 6, 10, 9, 8], percent) == expected


def test_percentile_of_one_value_is_that_value():
    assert figures.percentile([4], 95) == 4


def test_ratio_compares_within_a_round_and_takes_the_median():
    fast, slow, odd = make_run(rate=200), make_run(rate=20), make_run(rate=900)
    assert figures.ratio([fast, slow, odd], [100, 10, 100]) == 2


def test_means_of_pairs():
    assert figures.means_of_pairs([1, 3, 10, 20]) == [2, 15]


def test_row_holds_medians_over_the_rounds():
    runs = [make_run(rate=50, cpu=0.1), make_run(rate=100, cpu=0.05), make_run(rate=200, cpu=0.01)]
    floors = {"bare": [1_000, 1_000, 1_000], "wagtail": [50, 50, 50]}
    row = figures.row("lesson", "1x", runs, floors, 5)
    assert (row.rate, row.p50, row.p95, row.cpu, row.size) == (100, 5, 10, 5, 2_000)
    assert (row.to_bare, row.to_wagtail, row.statements) == (0.1, 2, 5)


def test_row_has_no_cpu_where_nobody_can_tell():
    assert figures.row("lesson", "1x", [make_run(cpu=None)], {"bare": [1], "wagtail": [1]}, 5).cpu is None


@pytest.mark.parametrize(
    ("limits", "expected"),
    [({"at_least": 2}, True), ({"at_least": 2.1}, False), ({"at_most": 2}, True), ({"at_most": 1.9}, False)],
)
def test_aim_is_reached_at_its_limit(limits, expected):
    assert Aim("it", 2, **limits).is_reached is expected


def make_figures(**changes):
    floors = {"bare": [1_000], "wagtail": [50]}
    rows = [
        figures.row(target, site, [make_run(**changes)], floors, 5)
        for site in ("1x", "10x")
        for target in ("lesson", "course", "dashboard", "save")
    ]
    times = {"p50": 20.0, "p95": 25.0, "cpu": 9.0}
    attempt = {"milliseconds": 200.0, "statements": 60, "requests": 6}
    return {
        "rows": rows,
        "attempts": {"1x": attempt, "10x": attempt},
        "certificate": {"issuing": times, "setting": times},
        "loads": [0.1, 2.0],
    }


def test_every_aim_can_be_reached():
    assert [aim.text for aim in aims(make_figures()) if not aim.is_reached] == []


def test_growth_with_the_site_is_a_missed_aim():
    found = make_figures()
    found["rows"][4] = figures.row("lesson", "10x", [make_run(cpu=0.09)], {"bare": [1_000], "wagtail": [50]}, 6)
    missed = {aim.text for aim in aims(found) if not aim.is_reached}
    assert missed == {"lesson, statements, 10x", "lesson, statements more at 10x", "lesson, CPU at 10x / at 1x"}


def test_report_says_what_is_missed_and_when_the_machine_was_busy():
    text = "\n".join(lines(make_figures(size=70_000) | {"loads": [90.0]}))
    assert "MISSED   course, bytes, 1x: 70000 (at most 60000)" in text
    assert "THE MACHINE WAS BUSY" in text


def test_report_as_json_holds_rows_and_aims():
    text = to_json(make_figures())
    assert '"target": "lesson"' in text
    assert '"is_reached": true' in text

"""What the figures have to reach. Sources: the aims of the first release, and the budgets drawn from other systems."""

from tests.bench.figures import Aim

KILOBYTE = 1000
# How much more CPU a page may take on a site of ten times the lessons before it counts as growing; noise is below it.
FLAT = 1.15
TO_WAGTAIL = {"lesson": 1.2, "dashboard": 0.8, "course": 0.8, "save": 1.8}
STATEMENTS = {"lesson": 5, "course": 8, "dashboard": 8, "save": 6}
LESSON_CPU = 10
PAGE_BYTES = 60 * KILOBYTE
ATTEMPT_STATEMENTS = 60
ATTEMPT_MILLISECONDS = 250
CERTIFICATE_MILLISECONDS = 30


def aims(figures):
    """Compare what was measured with what is wanted."""
    rows = figures["rows"]
    for row in rows:
        yield from _of_row(row)
    for name, attempt in figures["attempts"].items():
        yield Aim(f"attempt, statements, {name}", attempt["statements"], at_most=ATTEMPT_STATEMENTS)
        yield Aim(f"attempt alone, ms, {name}", attempt["milliseconds"], at_most=ATTEMPT_MILLISECONDS)
    yield Aim("certificate, ms", figures["certificate"]["setting"]["p50"], at_most=CERTIFICATE_MILLISECONDS)
    yield from _flat(rows)


def _of_row(row):
    if row.target in TO_WAGTAIL:
        limit = TO_WAGTAIL[row.target]
        yield Aim(f"{row.target} / plain Wagtail page, {row.site}", row.to_wagtail, at_least=limit)
    if row.target in STATEMENTS:
        yield Aim(f"{row.target}, statements, {row.site}", row.statements, at_most=STATEMENTS[row.target])
    if row.target == "lesson" and row.cpu is not None:
        yield Aim(f"lesson, CPU ms, {row.site}", row.cpu, at_most=LESSON_CPU)
    if row.target in {"course", "dashboard"}:
        yield Aim(f"{row.target}, bytes, {row.site}", row.size, at_most=PAGE_BYTES)


def _flat(rows):
    small, large = dict.fromkeys(row.site for row in rows)
    by_name = {(row.target, row.site): row for row in rows}
    for target in STATEMENTS:
        before, after = by_name[target, small], by_name[target, large]
        yield Aim(f"{target}, statements more at {large}", after.statements - before.statements, at_most=0)
        if before.cpu is not None:
            yield Aim(f"{target}, CPU at {large} / at {small}", after.cpu / before.cpu, at_most=FLAT)

"""The figures as a table for people and as JSON for machines."""

import dataclasses
import json
import os

from tests.bench.aims import aims

HEAD = ("", "lessons", "req/s", "p50 ms", "p95 ms", "CPU ms", "DB ms", "SQL", "bytes", "/ bare", "/ Wagtail")
NAMES = {"bare": "bare view", "wagtail": "plain Wagtail page"}
BUSY = 0.5
# From here on decimals say nothing.
WHOLE = 100


def lines(figures):
    """Yield the report line by line."""
    yield _line(HEAD)
    rows = figures["rows"]
    for target in dict.fromkeys(row.target for row in rows):
        yield from (_line(_cells(row)) for row in rows if row.target == target)
    for name, attempt in figures["attempts"].items():
        yield (
            f"Attempt of ten questions alone, {name}: {attempt['requests']} requests, {attempt['statements']} "
            f"statements, {attempt['milliseconds']:.0f} ms"
        )
    for part, found in figures["certificate"].items():
        what = "issued, with record and mail" if part == "issuing" else "set as a file"
        yield f"Certificate {what}: p50 {found['p50']:.1f} ms, p95 {found['p95']:.1f} ms, CPU {found['cpu']:.1f} ms"
    yield from ("", "Aims:", *(_verdict(aim) for aim in aims(figures)), "", _noise(figures["loads"]))


def to_json(figures):
    """Return everything as text."""
    rows = [dataclasses.asdict(row) for row in figures["rows"]]
    verdicts = [dataclasses.asdict(aim) | {"is_reached": aim.is_reached} for aim in aims(figures)]
    return json.dumps(figures | {"rows": rows, "aims": verdicts}, indent=1)


def _cells(row):
    cpus = ("-" if value is None else f"{value:.1f}" for value in (row.cpu, row.database))
    numbers = (f"{row.rate:.0f}", f"{row.p50:.1f}", f"{row.p95:.1f}", *cpus, str(row.statements), str(row.size))
    return (NAMES.get(row.target, row.target), row.site, *numbers, f"{row.to_bare:.3f}", f"{row.to_wagtail:.2f}")


def _line(cells):
    name, *others = cells
    return f"{name:20}" + "".join(f"{cell:>10}" for cell in others)


def _verdict(aim):
    limit = f"at least {aim.at_least}" if aim.at_least is not None else f"at most {aim.at_most}"
    value = f"{aim.value:.0f}" if aim.value >= WHOLE else f"{aim.value:.3g}"
    return f"  {'reached' if aim.is_reached else 'MISSED '}  {aim.text}: {value} ({limit})"


def _noise(loads):
    """Say whether others used the machine: the first load average was taken before anything of ours was measured."""
    before = loads[0]
    said = f"Load average before: {before:.1f} on {os.cpu_count()} processors."
    if before > BUSY * (os.cpu_count() or 1):
        return f"{said} THE MACHINE WAS BUSY: trust ratios, CPU and statements, not requests a second."
    return said

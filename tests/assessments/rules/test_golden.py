"""Released scorers give the stored results, byte for byte, in every process."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from assessments.rules import canon, registry, verify
from tests.assessments.rules.golden_files import (
    FOLDER,
    FORMS,
    cases,
    definitions,
    digest_all,
    path_of,
    replayed,
    stored,
)

ROOT = Path(__file__).parents[3]
DIGEST_ALL = "from tests.assessments.rules.golden_files import digest_all; print(digest_all())"


@pytest.mark.parametrize("scorer", stored())
def test_stored_results_are_given_again(scorer):
    for scored, before in replayed(scorer):
        assert canon.canonical({**scored.to_json(), "engine": ""}) == canon.canonical({**before, "engine": ""})
        assert verify.check(scored) == []


@pytest.mark.parametrize("scorer", stored())
def test_stored_draws_are_made_again(scorer):
    for number, entry in enumerate(definitions(scorer)):
        assert registry.draw_variant(entry["definition"], number.to_bytes(16, "big")) == entry["variant"]


@pytest.mark.parametrize("scorer", stored())
def test_golden_files_are_complete_and_small(scorer):
    entries = list(cases(scorer))
    states = {result["state"] for *_, result in entries}
    assert len(entries) == 200
    assert states - {"needs_marking"} == {"answered", "unanswered", "invalid"}
    assert {result["scorer"] for *_, result in entries} == {FORMS.get(scorer, scorer)}
    assert path_of(scorer).stat().st_size <= 300_000


def test_every_golden_file_belongs_to_a_scorer():
    assert sorted(FOLDER.glob("*")) == sorted(map(path_of, stored()))


def test_other_processes_give_the_same_bytes():
    command = [sys.executable, "-c", DIGEST_ALL]
    digests = {digest_all()}
    for hash_seed in ("0", "4711"):
        environment = os.environ | {"PYTHONHASHSEED": hash_seed, "LC_ALL": "C", "TZ": "Asia/Tokyo"}
        ended = subprocess.run(command, cwd=ROOT, env=environment, check=True, capture_output=True, text=True)
        digests.add(ended.stdout.strip())
    assert len(digests) == 1

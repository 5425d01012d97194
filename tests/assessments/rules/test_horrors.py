"""Nothing that anybody can send makes the rules fail, or take more than 256 MB; `make bench` shows the time."""

import json
import subprocess
import sys
from pathlib import Path

import pytest

from assessments.rules import registry
from tests.assessments.rules.largest import LARGEST

ROOT = Path(__file__).parents[3]
EVERY = 29


def test_horrors_are_met_without_an_error_and_within_the_memory_allowed():
    command = [sys.executable, "-m", "tests.assessments.rules.horrors", str(EVERY)]
    ended = subprocess.run(command, cwd=ROOT, check=True, capture_output=True, text=True)
    met = json.loads(ended.stdout)
    assert met["raised"] == []
    assert met["calls"] > 500


@pytest.mark.parametrize("name", LARGEST)
def test_the_largest_definitions_are_sound(name):
    assert registry.validate(LARGEST[name]()) == ()


def test_every_kind_has_a_largest_definition():
    assert {made()["kind"] for made in LARGEST.values()} == set(registry.KINDS)

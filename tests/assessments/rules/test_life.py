import datetime
import hashlib

import pytest

from assessments.enums import AttemptState, EventKind
from assessments.rules import life


def test_life_knows_every_state_and_event():
    assert set(AttemptState) == life.STATES
    assert set(EventKind) == set(life.ARROWS)


@pytest.mark.parametrize(
    ("kinds", "states"),
    [
        (["begun"], {"open"}),
        (["begun", "submitted", "scored", "released"], {"released"}),
        (["begun", "submitted", "released"], set()),
        (["begun", "begun"], set()),
        (["submitted", "begun"], set()),
        (["begun", "submitted", "scored", "released", "appealed", "answered", "appealed", "void"], {"void"}),
        (["begun", "expired", "submitted"], set()),
        (["begun", "void", "void"], set()),
        (["corrected"], {"scored", "released", "appealed"}),
        (["corrected", "appealed"], {"appealed"}),
        (["unheard of"], set()),
        (["begun", "paused", "extended", "claimed", "read"], {"open"}),
    ],
)
def test_what_may_follow_what(kinds, states):
    after = None
    for kind in kinds:
        after = life.states_after(kind, after)
    assert after == states


def test_a_link_depends_on_all_it_says():
    at = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
    said = {"number": 1, "kind": "begun", "by": None, "details": "0" * 64}
    changed = [said | {name: value} for name, value in {"number": 2, "kind": "read", "by": 1, "details": ""}.items()]
    links = {life.link("attempt 1", other, at) for other in [said, *changed]}
    links |= {life.link("attempt 2", said, at), life.link("attempt 1", said, at + datetime.timedelta(microseconds=1))}
    assert len(links) == 7
    elsewhere = at.astimezone(datetime.timezone(datetime.timedelta(hours=2)))
    assert life.link("attempt 1", said, elsewhere) == life.link("attempt 1", said, at)


def test_anybody_can_work_out_a_link():
    at = datetime.datetime(2026, 11, 23, 9, tzinfo=datetime.UTC)
    said = {"number": 1, "kind": "begun", "by": None, "details": ""}
    text = '{"at":"2026-11-23T09:00:00+00:00","by":null,"details":"","kind":"begun","number":1,"previous":"attempt 1"}'
    assert life.link("attempt 1", said, at) == hashlib.sha256(text.encode()).hexdigest()

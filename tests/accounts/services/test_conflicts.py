import sqlite3
from types import SimpleNamespace

import pytest
from django.db import IntegrityError, OperationalError

from accounts.services import conflicts


def given_up(sqlstate="40001"):
    error = OperationalError("could not serialize access")
    error.__cause__ = type("Given", (Exception,), {"sqlstate": sqlstate})()
    return error


def locked(tmp_path):
    """Return what Django raises when SQLite's file is locked; made by SQLite itself."""
    first = sqlite3.connect(tmp_path / "file", timeout=0)
    second = sqlite3.connect(tmp_path / "file", timeout=0)
    first.execute("BEGIN IMMEDIATE")
    with pytest.raises(sqlite3.OperationalError) as found:
        second.execute("BEGIN IMMEDIATE")
    first.close()
    second.close()
    error = OperationalError("database is locked")
    error.__cause__ = found.value
    return error


@pytest.fixture
def pauses(monkeypatch):
    slept = []
    monkeypatch.setattr(conflicts, "time", SimpleNamespace(sleep=slept.append))
    return slept


def test_a_conflict_is_known_by_its_code_alone(tmp_path):
    assert conflicts.is_conflict(given_up("40001"))
    assert conflicts.is_conflict(given_up("40P01"))
    assert conflicts.is_conflict(locked(tmp_path))
    for other in (given_up("57P03"), OperationalError("away"), IntegrityError("twice"), ValueError(), None):
        assert not conflicts.is_conflict(other)


def fails(times, error):
    errors = iter([error] * times)

    def work(word):
        failure = next(errors, None)
        if failure:
            raise failure
        return word

    return work


@pytest.mark.parametrize("times", [0, 1, 2])
def test_work_is_done_again_after_a_conflict(pauses, times):
    assert conflicts.retried(fails(times, given_up()), "done") == "done"
    assert len(pauses) == times


def test_the_third_conflict_is_the_last(pauses):
    with pytest.raises(OperationalError):
        conflicts.retried(fails(3, given_up()), "done")
    assert len(pauses) == 2


def test_other_errors_are_raised_at_once(pauses):
    with pytest.raises(OperationalError, match="away"):
        conflicts.retried(fails(1, OperationalError("away")), "done")
    assert pauses == []

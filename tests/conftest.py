"""Fixtures for the whole suite. On SQLite each process copies a migrated file into memory.

Every test finds what an installation has before anybody writes: the tables, and the site that `setup_site` makes.
"""

import contextlib
import os
import sqlite3
from collections.abc import Iterator

import pytest
from django.conf import settings
from django.core.cache import cache
from django.core.management.color import no_style
from django.db import connection, transaction
from django.test.utils import setup_databases, teardown_databases
from django.utils import translation
from pytest_django import DjangoDbBlocker

from cms.services.setup import ensure_site
from tests.migrated import migrated_file


def _is_in_memory() -> bool:
    return settings.DATABASES["default"]["NAME"] == ":memory:"


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave to SQLite the tests that pytest-django keeps from every database, and those that ask little of it."""
    if _is_in_memory():
        return
    kept, left_out = [], []
    for item in items:
        is_stored = item.get_closest_marker("django_db") or {"db", "kept"} & {*item.fixturenames}
        is_left_out = item.get_closest_marker("same_on_both") or not is_stored
        (left_out if is_left_out else kept).append(item)
    config.hook.pytest_deselected(items=left_out)
    items[:] = kept


@pytest.fixture(scope="session")
def bare_rows(django_db_modify_db_settings: None, django_db_blocker: DjangoDbBlocker) -> Iterator[str]:
    """Make the tables and set the site up; return what stood in the tables before, in Django's own words."""
    is_in_memory = _is_in_memory()
    connection.settings_dict["TEST"]["TEMPLATE"] = os.environ.get("TEST_DATABASE_TEMPLATE")
    with django_db_blocker.unblock(), translation.override(settings.LANGUAGE_CODE):
        made = None if is_in_memory else setup_databases(verbosity=0, interactive=False)
        if is_in_memory:
            _copy_into_memory()
        rows = connection.creation.serialize_db_to_string()
        ensure_site()
    yield rows
    with django_db_blocker.unblock():
        connection.close() if is_in_memory else teardown_databases(made, verbosity=0)


def _copy_into_memory() -> None:
    connection.settings_dict["NAME"] = "file:chancery-tests?mode=memory&cache=shared"
    connection.ensure_connection()
    with contextlib.closing(sqlite3.connect(migrated_file())) as kept:
        kept.backup(connection.connection)


@pytest.fixture(scope="session")
def django_db_setup(bare_rows: str) -> None:
    """Take the place of what pytest-django would do."""


@pytest.fixture
def bare(db: None, bare_rows: str) -> None:
    """Take the site away: this test begins with what migrating alone has made."""
    tables = connection.introspection.django_table_names(only_existing=True, include_views=False)
    connection.ops.execute_sql_flush(connection.ops.sql_flush(no_style(), tables))
    connection.creation.deserialize_db_from_string(bare_rows)


@pytest.fixture(scope="module")
def kept(django_db_setup: None, django_db_blocker: DjangoDbBlocker) -> Iterator[None]:
    """Keep what fixtures of a module write for all its tests; what a test writes is gone after it, as ever."""
    with django_db_blocker.unblock():
        cache.clear()
        with transaction.atomic():
            yield
            transaction.set_rollback(True)


@pytest.fixture(autouse=True)
def fresh_cache() -> None:
    """Rate limits and Wagtail's roots of sites stand in the cache; each test begins with an empty one."""
    cache.clear()

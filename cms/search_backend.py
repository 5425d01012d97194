"""The search of the editor: Wagtail's own over the database, without accents on PostgreSQL as well as on SQLite."""

import re
from collections.abc import Callable
from functools import wraps
from typing import Any

from django.db import connection
from modelsearch.backends import database

# Made by the migration 0008_editor_search.
CONFIGURATION = "chancery"
NO_WORD = re.compile(r"\W+")


def SearchBackend(params: dict[str, Any]) -> Any:  # noqa: N802  (the name that Wagtail looks for)
    """Wagtail takes a configuration for whole words only; what the editor completes while typing gets it here."""
    backend = database.SearchBackend(params)
    if connection.vendor == "postgresql":
        backend.config = backend.autocomplete_config = CONFIGURATION
    backend.search, backend.autocomplete = _for_words(backend.search), _for_words(backend.autocomplete)
    return backend


def _for_words(method: Callable[..., Any]) -> Callable[..., Any]:
    """Look for words only: SQLite fails at a quotation mark, and the two divide other signs differently."""

    @wraps(method)
    def look(query: Any, *args: Any, **kwargs: Any) -> Any:
        return method(NO_WORD.sub(" ", query).strip() if isinstance(query, str) else query, *args, **kwargs)

    return look

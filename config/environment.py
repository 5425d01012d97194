"""The one place that reads environment variables, so that every setting is typed and its mistakes have a sentence."""

import os

from django.core.exceptions import ImproperlyConfigured

TRUE_WORDS = frozenset({"1", "true", "yes", "on"})
FALSE_WORDS = frozenset({"0", "false", "no", "off", ""})


def text(name: str, default: str | None = None) -> str:
    """Read a text; without a default the variable is required."""
    value = os.environ.get(name, default)
    if value is None:
        raise ImproperlyConfigured(f"{name} is not set. See docs/configuration.md for what it means.")
    return value


def flag(name: str, *, default: bool) -> bool:
    """Read a yes/no value."""
    word = os.environ.get(name, "1" if default else "0").strip().lower()
    if word in TRUE_WORDS:
        return True
    if word in FALSE_WORDS:
        return False
    raise ImproperlyConfigured(f"{name}={word!r} is neither yes nor no. Write 1 or 0.")


def number(name: str, default: int) -> int:
    """Read a whole number."""
    value = os.environ.get(name, str(default))
    try:
        return int(value)
    except ValueError:
        raise ImproperlyConfigured(f"{name}={value!r} is not a whole number.") from None


def words(name: str, default: str | None = "") -> list[str]:
    """Read a comma-separated list; with None as the default the variable is required."""
    return [word.strip() for word in text(name, default).split(",") if word.strip()]


def starting_with(prefix: str) -> dict[str, str]:
    """Read all variables whose names begin alike."""
    return {name: value for name, value in os.environ.items() if name.startswith(prefix)}

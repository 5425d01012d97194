from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Header:
    """What every kind of exercise has."""

    key: str
    title: str
    intro_html: str = ""
    sources: tuple[str, ...] = ()
    competency: str | None = None

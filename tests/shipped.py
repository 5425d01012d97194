"""The curriculum that comes with Chancery, read and compiled once for all tests of a process, which only look at it."""

from functools import cache
from pathlib import Path
from uuid import UUID

from cms.definitions import compile_definition
from cms.importing.applying.pages import page_specs
from cms.importing.reading.programme import read_programme

CURRICULUM = Path(__file__).parents[1] / "curriculum"


@cache
def programme():
    return read_programme(CURRICULUM, ["en", "fr", "es"])


@cache
def exercises(*kinds):
    """Return what a page of each exercise of these kinds holds, and its definition."""
    skills = {competency.slug: competency.key for competency in programme().competencies}
    found = []
    for spec in (spec for course in programme().courses for spec in page_specs(course, skills)):
        if getattr(spec.model, "kind", "") in kinds:
            page = spec.model(translation_key=UUID(int=7), **spec.fields)
            found.append((spec.fields, compile_definition(page.authored(), "en")))
    return found

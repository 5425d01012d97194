"""The versions of an exercise beside the page it is written on."""

from dataclasses import dataclass

from assessments import selectors as assessment_selectors
from assessments.selectors import VersionData
from cms.competencies import competency_choices
from cms.models import ExercisePage, comparing


@dataclass(frozen=True, slots=True)
class VersionLine:
    """One version and what it changed."""

    version: VersionData
    changed: comparing.Changed


@dataclass(frozen=True, slots=True)
class PageVersions:
    """An exercise through time.

    Attributes:
        lines: the latest versions, the newest first; `total` counts all.
        draft: None when the draft is what learners have.
        under_way: attempts not handed in, on any version; `results` those with a result.
        results_by_another_key: results that rescoring could change.
    """

    lines: tuple[VersionLine, ...]
    total: int
    draft: comparing.DraftChange | None
    under_way: int
    results: int
    results_by_another_key: int


def versions_of(page: ExercisePage) -> PageVersions | None:
    """List the versions of an exercise and compare the page with what learners have.

    Args:
        page: the latest draft, in any language.

    Returns:
        None before the exercise was published. The number of statements does not grow with that of versions.
    """
    found = assessment_selectors.versions_of(page.translation_key)
    if found is None:
        return None
    words = dict(competency_choices())
    return PageVersions(
        lines=tuple(
            VersionLine(version, comparing.changed(version.before or version.definition, version.definition, words))
            for version in found.versions
        ),
        total=found.total,
        draft=comparing.compared(page, found.definition, words),
        under_way=found.under_way,
        results=found.results,
        results_by_another_key=found.results_at("key"),
    )

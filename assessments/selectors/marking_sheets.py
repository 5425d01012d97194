"""Marks as the marking sheet shows them: by criterion, in words, and as form fields."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from django.utils.translation import gettext as _

from assessments.rules.scorers.rubric.forms import COMMENT_FIELD, COMMENT_PREFIX, LEVEL_PREFIX, PLACE_PREFIX
from assessments.rules.scorers.rubric.marking import span_in
from assessments.rules.types import RubricCriterion, RubricPresentation
from assessments.selectors.answers import AnswerLine


@dataclass(frozen=True, slots=True)
class CriterionSheet:
    """One criterion on the marking sheet, with what is given for it so far ("" for nothing).

    Attributes:
        place: `<start>-<end>` of the passage that is pointed at, in characters; `quote` is that passage.
    """

    criterion: RubricCriterion
    level: str
    comment: str
    place: str
    quote: str

    @property
    def level_field(self) -> str:
        return LEVEL_PREFIX + self.criterion.id

    @property
    def comment_field(self) -> str:
        return COMMENT_PREFIX + self.criterion.id

    @property
    def place_field(self) -> str:
        return PLACE_PREFIX + self.criterion.id


def sheets_of(presentation: RubricPresentation, marks: Mapping[str, Any]) -> tuple[CriterionSheet, ...]:
    """Read the marks of each criterion; a place that is not in the text is left out.

    Args:
        presentation: the work with its rubric.
        marks: as they were read from a form, complete or not.

    Returns:
        One sheet for each criterion, in order.
    """
    given, text = marks.get("criteria", {}), presentation.text
    return tuple(_sheet(criterion, given.get(criterion.id, {}), text) for criterion in presentation.criteria)


def comment_on_all(marks: Mapping[str, Any]) -> str:
    """Read the comment on the whole.

    Args:
        marks: as they were read from a form.

    Returns:
        "" for none.
    """
    return _text(marks, COMMENT_FIELD)


def lines_of(sheets: Sequence[CriterionSheet], marks: Mapping[str, Any]) -> tuple[AnswerLine, ...]:
    """Put marks into words.

    Args:
        sheets: of `sheets_of`.
        marks: the same marks.

    Returns:
        A line for each criterion, and one for the comment on the whole if there is any.
    """
    lines = [AnswerLine(sheet.criterion.name, "", tuple(_words(sheet))) for sheet in sheets]
    comment = comment_on_all(marks)
    return (*lines, AnswerLine(_("On the whole"), "", (comment,))) if comment else tuple(lines)


def fields_of(sheets: Sequence[CriterionSheet], marks: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    """Give marks as the form fields they are read from.

    Args:
        sheets: of `sheets_of`.
        marks: the same marks.

    Returns:
        (name, value) of the fields that are filled in.
    """
    levels = [(sheet.level_field, sheet.level) for sheet in sheets]
    comments = [(sheet.comment_field, sheet.comment) for sheet in sheets]
    places = [(sheet.place_field, sheet.place) for sheet in sheets]
    fields = [*levels, *comments, *places, (COMMENT_FIELD, comment_on_all(marks))]
    return tuple((name, value) for name, value in fields if value)


def _sheet(criterion: RubricCriterion, mark: Mapping[str, Any], text: str) -> CriterionSheet:
    span = span_in(mark, len(text))
    return CriterionSheet(
        criterion=criterion,
        level=_text(mark, "level"),
        comment=_text(mark, "comment"),
        place="{}-{}".format(*span) if span else "",
        quote=text[slice(*span)].strip() if span else "",
    )


def _text(marks: Mapping[str, Any], name: str) -> str:
    value = marks.get(name)
    return value if isinstance(value, str) else ""


def _words(sheet: CriterionSheet) -> Iterable[str]:
    names = {cell.level: cell.name for cell in sheet.criterion.cells}
    quote = _("In the text: “%(quote)s”") % {"quote": sheet.quote} if sheet.quote else ""
    return (text for text in (names.get(sheet.level, ""), sheet.comment, quote) if text)

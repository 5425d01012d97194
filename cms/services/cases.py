"""A case study, divided into its introduction, its acts and what is said at the end."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from django.utils.translation import gettext as _

from cms.definitions import lines_of
from cms.definitions.texts import same_words
from cms.errors import PublishProblem
from cms.models import CaseStudyPage, ExercisePage
from cms.services.field_problems import block_anchor, field_anchor
from cms.services.rendering import blocks_html, rich_html
from courses.rules.types import CaseAct, CaseDocument, CaseText


@dataclass(slots=True)
class Part:
    """What stands below one heading: blocks to read, and documents. `head` is the act or the debrief; None at first."""

    head: Any = None
    blocks: list[Any] = field(default_factory=list)
    documents: list[Any] = field(default_factory=list)

    @property
    def exercises(self) -> tuple[str, ...]:
        """The titles of the act's exercises, as they are compared."""
        named = self.head.value["exercises"] if self.head and self.head.block_type == "act" else ""
        return tuple(same_words(title) for title in lines_of(named or ""))


@dataclass(frozen=True, slots=True)
class Parts:
    """A case from top to bottom; `surplus` are the blocks that stand below the debrief and cannot."""

    introduction: Part
    acts: tuple[Part, ...]
    debrief: Part | None
    surplus: tuple[Any, ...]


def parts_of(page: CaseStudyPage) -> Parts:
    """Divide the body of a case study at its headings.

    Args:
        page: with the content that counts.

    Returns:
        Its parts; without an act and a debrief all is introduction.
    """
    parts, surplus = [Part()], []
    for block in page.body:
        is_over = parts[-1].head is not None and parts[-1].head.block_type == "debrief"
        if is_over and block.block_type in {"act", "debrief", "document"}:
            surplus.append(block)
        elif block.block_type in {"act", "debrief"}:
            parts.append(Part(block))
        elif block.block_type == "document":
            parts[-1].documents.append(block)
        else:
            parts[-1].blocks.append(block)
    acts = tuple(part for part in parts if part.head and part.head.block_type == "act")
    debrief = next((part for part in parts if part.head and part.head.block_type == "debrief"), None)
    return Parts(parts[0], acts, debrief, tuple(surplus))


def case_text(page: CaseStudyPage) -> CaseText:
    """Render all of a case study but its introduction, in its own language.

    Args:
        page: with the content to show.

    Returns:
        Trusted HTML in its places. Statements do not grow with the number of blocks.
    """
    parts = parts_of(page)
    return CaseText(
        documents=_documents(page, parts.introduction),
        acts=tuple(
            CaseAct(part.head.value["title"], blocks_html(page, part.blocks), _documents(page, part))
            for part in parts.acts
        ),
        debrief_title=parts.debrief.head.value["title"] if parts.debrief else "",
        debrief_html=blocks_html(page, parts.debrief.blocks) if parts.debrief else "",
    )


def _documents(page: CaseStudyPage, part: Part) -> tuple[CaseDocument, ...]:
    return tuple(
        CaseDocument(
            kind=str(block.value["kind"]),
            title=block.value["title"],
            date=block.value["date"],
            html=blocks_html(page, [block]),
        )
        for block in part.documents
    )


def acts_by_title(page: CaseStudyPage) -> dict[str, int]:
    """Say in which act each exercise stands.

    Args:
        page: the case study in the source language.

    Returns:
        title as it is compared (cms.definitions.texts.same_words) -> number of the act, from 1.
    """
    acts = enumerate(parts_of(page).acts, start=1)
    return {title: number for number, part in acts for title in part.exercises}


def case_problems(page: CaseStudyPage) -> list[PublishProblem]:
    """List what is wrong with the acts and documents of a case study.

    Args:
        page: with the content that would go live.

    Returns:
        Problems; none for a case of text and exercises only.
    """
    parts = parts_of(page)
    below = _("%(block)s: this stands below “Looking back”, which is the end of the case. Move it above.")
    found = [
        PublishProblem("body", below % {"block": block.block.label}, block_anchor(block.id)) for block in parts.surplus
    ]
    found += [
        PublishProblem("body", f"{block.value['title'] or block.block.label}: {message}", block_anchor(block.id))
        for block in page.body
        if block.block_type == "document" and (message := _missing(block.value))
    ]
    return found + _named_twice(parts.acts) + _origin_problems(page, has_acts=bool(parts.acts))


def _missing(document: Any) -> str:
    """Say what a document cannot do without; "" when all is there."""
    if document["image"] and not document["alt"].strip():
        return _("Say what the picture tells, for people who cannot see it.")
    is_empty = not document["image"] and not document["file"] and not rich_html(document["text"])
    return _("A document needs a text, a picture or a file.") if is_empty else ""


def _named_twice(acts: Sequence[Part]) -> list[PublishProblem]:
    counted = Counter(title for part in acts for title in part.exercises)
    message = _("%(act)s: an exercise named here is named in another act as well, or twice. Name each once.")
    return [
        PublishProblem("body", message % {"act": part.head.value["title"]}, block_anchor(part.head.id))
        for part in acts
        if any(counted[title] > 1 for title in part.exercises)
    ]


def _origin_problems(page: CaseStudyPage, *, has_acts: bool) -> list[PublishProblem]:
    if has_acts and not page.origin:
        message = _("The case: say whether it is invented or documented.")
        return [PublishProblem("origin", message, field_anchor(page, "origin"))]
    if page.origin == CaseStudyPage.Origin.DOCUMENTED and not page.origin_source.strip():
        message = _("The case: say where a documented case can be read.")
        return [PublishProblem("origin_source", message, field_anchor(page, "origin_source"))]
    return []


def act_problems(page: ExercisePage) -> list[PublishProblem]:
    """Say when no act of its case study names an exercise.

    Args:
        page: an exercise in the source language.

    Returns:
        At most one problem; what counts is the latest draft of the case study.
    """
    case = CaseStudyPage.objects.parent_of(page).first()
    acts = parts_of(case.get_latest_revision_as_object()).acts if case else ()
    if not acts or any(same_words(page.title) in part.exercises for part in acts):
        return []
    message = _("“%(case)s” has acts, and none of them names this exercise. Write its title into one of them.")
    return [PublishProblem("title", message % {"case": case.title}, field_anchor(page, "title"))]

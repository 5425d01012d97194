"""Makes a copy of pages stand on its own: new exercises, links among its own pages, an address of its own."""

import json
import re
from collections.abc import Callable, Mapping
from typing import Any
from uuid import UUID

from django.conf import settings
from django.db import transaction
from django.utils.translation import gettext as _
from wagtail.actions.copy_page import CopyPageAction
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Page

from cms.guidance import MARK, STARTER
from cms.models import CataloguePage, CoursePage, LearnPage, LessonContentPage

_LINK = re.compile(r"<a\b[^>]*>")
_PAGE = re.compile(r'\bid="(\d+)"')
_HREF = re.compile(r'\bhref="([^"#?]*)"')


@transaction.atomic
def copy_course(course: CoursePage, *, catalogue: CataloguePage, key: UUID, user: Any) -> CoursePage:
    """Begin a new course as a copy of another: drafts of all its pages, with keys of their own.

    Args:
        course: the course to copy, as it is published; where nothing of a page is published, its draft.
        catalogue: where it is put, as the last one.
        key: the key of the new course.
        user: who will own it.

    Returns:
        The new course, whose title is still to be written.

    Not safe to call twice with one key.
    """
    title = _("%(mark)s Title of the new course (copied from “%(title)s”)") % {"mark": MARK, "title": course.title}
    copy: CoursePage = CopyPageAction(
        page=course,
        to=catalogue,
        recursive=True,
        copy_revisions=False,
        keep_live=False,
        user=user,
        update_attrs={"title": title[:255], "slug": f"{STARTER}{key.hex[:8]}", "translation_key": key},
    ).execute(skip_permission_checks=True)
    adopt(course, copy, user=user)
    return CoursePage.objects.get(pk=copy.pk)


@transaction.atomic
def adopt(original: Page, copy: Page, *, user: Any) -> None:
    """Finish what Wagtail copied: links, addresses and dates of the copies become their own.

    Args:
        original: the page that was copied.
        copy: the copy just made of it, a draft, with copies of all pages below or of none.
        user: who copied.

    Exercises need no more: each copy has a key of its own, so no attempt at the original belongs to it. Links from
    one copied page to another then lead to the copies. Safe to call twice.
    """
    originals, copies = _pages(original), _pages(copy)
    pairs = dict(zip((page.pk for page in originals), copies, strict=False))
    ids = {str(source): str(target.pk) for source, target in pairs.items()}
    paths = {_path(page): ids[str(page.pk)] for page in originals if page.pk in pairs and isinstance(page, LearnPage)}
    for page in copies:
        _adopt(page, lambda text: _relinked(text, ids, paths), is_top=page.pk == copy.pk, user=user)


def _pages(top: Page) -> list[Any]:
    return list(top.get_descendants(inclusive=True).order_by("path").specific())


def _path(page: Any) -> str:
    return str(page.learn_path())


def _adopt(page: Any, relink: Callable[[str], str], *, is_top: bool, user: Any) -> None:
    draft = page.get_latest_revision_as_object()
    draft.go_live_at = draft.expire_at = None
    for field in draft._meta.fields:  # noqa: SLF001  (Django documents _meta)
        value = getattr(draft, field.name)
        if isinstance(field, RichTextField):
            setattr(draft, field.name, relink(value or ""))
        elif isinstance(field, StreamField):
            raw = field.stream_block.get_prep_value(value)
            setattr(draft, field.name, json.dumps(_walked(raw, relink)))
    if isinstance(draft, LessonContentPage) and not is_top:
        draft.slug = _free_slug(draft)
    draft.save(clean=False)
    draft.save_revision(user=user, clean=False)


def _walked(value: Any, change: Callable[[str], str]) -> Any:
    if isinstance(value, str):
        return change(value)
    if isinstance(value, list):
        return [_walked(item, change) for item in value]
    if isinstance(value, dict):
        return {name: _walked(item, change) for name, item in value.items()}
    return value


def _relinked(text: str, ids: Mapping[str, str], paths: Mapping[str, str]) -> str:
    """Turn links among the originals into links among the copies, those by address into links by page."""

    def relink(match: re.Match[str]) -> str:
        tag = match[0]
        if 'linktype="page"' in tag:
            return _PAGE.sub(lambda found: f'id="{ids.get(found[1], found[1])}"', tag)
        href = _HREF.search(tag)
        target = paths.get(href[1].removeprefix(settings.CHANCERY_PUBLIC_URL)) if href else None
        return f'<a linktype="page" id="{target}">' if target else tag

    return _LINK.sub(relink, text)


def _free_slug(lesson: LessonContentPage) -> str:
    """Find an address that no other lesson of the course has: a module may be copied within its course."""
    others = Page.objects.descendant_of(lesson.course_page()).filter(depth=lesson.depth).exclude(pk=lesson.pk)
    taken = set(others.values_list("slug", flat=True))
    slug, number = lesson.slug, 2
    while slug in taken:
        slug, number = f"{lesson.slug}-{number}", number + 1
    return str(slug)

"""What is found in courses, lessons, key terms, the library and tasks, and how it is shown."""

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from operator import add, and_
from typing import Any, NamedTuple

from django.core.paginator import Page, Paginator
from django.db.models import Case, Expression, IntegerField, Q, QuerySet, Value, When
from django.urls import reverse

from assessments import selectors as assessment_selectors
from assessments.selectors import SampleCard
from courses.enums import DeskTask, SearchKind
from courses.models import SearchEntry
from courses.rules.search import Piece, Query, Wanted, excerpt_of, fold, pieces_of, read_query, words_of
from courses.selectors.enrolments import own_enrolments
from courses.selectors.outline import foreign
from courses.selectors.wording import plain_text

PAGE_SIZE = 20
KINDS = [kind.value for kind in SearchKind]
# Of a page of the library, what no list shows.
HEAVY = ("reference__body_html", "reference__document")
# What a word counts for, by where it stands.
WHOLE_IN_TITLE, IN_TITLE, IN_TEXT, IN_BODY = 8, 6, 3, 1


@dataclass(frozen=True, slots=True)
class SearchItem:
    """Something found. `minutes` is 0 where there is no saying; `lang` is empty in the reader's language."""

    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    lang: str
    course_title: str
    course_lang: str
    minutes: int
    url: str


@dataclass(frozen=True, slots=True)
class SearchGroup:
    """What was found of one kind, on one page."""

    kind: SearchKind
    items: tuple[SearchItem, ...]


@dataclass(frozen=True, slots=True)
class SearchView:
    """A page of results. `count` is that of all pages."""

    query: Query
    count: int
    groups: tuple[SearchGroup, ...]
    page: Page[Any]


class _Hit(NamedTuple):
    """Something found, in the order of the page: by kind, own language, weight, and place in the courses."""

    kind: int
    is_foreign: bool
    weight: int
    course_position: int
    course_key: str
    lesson_position: int
    title: str
    language: str
    thing: str
    entry_id: int


def search(*, text: str, page: str, learner_id: int | None, language: str) -> SearchView:
    """Look for words in what is published. Every database gives the same answers in the same order.

    Args:
        text: what the reader typed.
        page: of the results, as it stands in the address; what is no number is the first.
        learner_id: who asks; None for a visitor.
        language: the reader's; what is in it comes first in each group.

    Returns:
        One page. What lessons say is looked through, and shown, only in courses that the reader is enrolled in; of
        samples the title and the introduction. Four statements at most, at any number of lessons.
    """
    query = read_query(text)
    own = list(own_enrolments(learner_id).values_list("course_id", flat=True)) if learner_id else []
    samples = {card.slug: card for card in assessment_selectors.samples(language)} if query.wanted else {}
    hits = _hits(query, own, samples, language) if query.wanted else []
    shown = Paginator(hits, PAGE_SIZE).get_page(page)
    return SearchView(query, len(hits), _groups(query, shown.object_list, own, samples, language), shown)


def _hits(query: Query, own: Collection[int], samples: Mapping[str, SampleCard], language: str) -> list[_Hit]:
    best: dict[tuple[int, str], _Hit] = {}
    for hit in sorted([*_tasks(query), *_samples(query, samples), *_entries(query, own, language)]):
        best.setdefault((hit.kind, hit.thing), hit)
    return list(best.values())


def _tasks(query: Query) -> Iterable[_Hit]:
    for number, task in enumerate(DeskTask):
        words = words_of(str(task.label))
        if all(wanted.is_in(words) for wanted in query.needed):
            yield _Hit(KINDS.index(SearchKind.TASK), False, 0, number, "", 0, "", "", task.value, 0)


def _samples(query: Query, samples: Mapping[str, SampleCard]) -> Iterable[_Hit]:
    for number, card in enumerate(samples.values()):
        title, intro = words_of(card.title), words_of(plain_text(card.intro_html))
        if all(wanted.is_in(title + intro) for wanted in query.needed):
            weight = sum(_sample_weight(wanted, title, intro) for wanted in query.wanted)
            at = KINDS.index(SearchKind.SAMPLE)
            yield _Hit(at, bool(card.lang), -weight, number, "", 0, "", card.lang, card.slug, 0)


def _sample_weight(wanted: Wanted, title: str, intro: str) -> int:
    if wanted.is_in(title):
        return WHOLE_IN_TITLE if wanted.whole in title else IN_TITLE
    return IN_TEXT if wanted.is_in(intro) else 0


def _entries(query: Query, own: Collection[int], language: str) -> Iterable[_Hit]:
    open_to_reader = Q(members_only=False) | Q(course__in=own)
    needed = reduce(and_, (_anywhere(wanted, own) for wanted in query.needed))
    rows = SearchEntry.objects.filter(open_to_reader, needed).annotate(
        weight=reduce(add, (_weight(wanted, own) for wanted in query.wanted))
    )
    places = ("course__position", "course__key", "lesson__position")
    for row in rows.values("pk", "kind", "key", "language", "title", "weight", *places):
        yield _Hit(
            kind=KINDS.index(row["kind"]),
            is_foreign=row["language"] != language,
            weight=-row["weight"],
            course_position=row["course__position"] or 0,
            course_key=str(row["course__key"] or ""),
            lesson_position=row["lesson__position"] or 0,
            title=fold(row["title"]),
            language=row["language"],
            thing=str(row["key"]),
            entry_id=row["pk"],
        )


def _stands_in(column: str, wanted: Wanted) -> Q:
    found = Q()
    for piece in wanted.pieces:
        found |= Q(**{f"{column}__contains": piece})
    return found


def _anywhere(wanted: Wanted, own: Collection[int]) -> Q:
    public = _stands_in("title_words", wanted) | _stands_in("text_words", wanted)
    return public | (Q(course__in=own) & _stands_in("body_words", wanted))


def _weight(wanted: Wanted, own: Collection[int]) -> Expression:
    return Case(
        When(title_words__contains=wanted.whole, then=Value(WHOLE_IN_TITLE)),
        When(_stands_in("title_words", wanted), then=Value(IN_TITLE)),
        When(_stands_in("text_words", wanted), then=Value(IN_TEXT)),
        When(Q(course__in=own) & _stands_in("body_words", wanted), then=Value(IN_BODY)),
        default=Value(0),
        output_field=IntegerField(),
    )


def _groups(
    query: Query, hits: Iterable[_Hit], own: Collection[int], samples: Mapping[str, SampleCard], language: str
) -> tuple[SearchGroup, ...]:
    chosen = list(hits)
    entries = (
        SearchEntry.objects.select_related("course", "lesson", "reference")
        .defer(*HEAVY)
        .in_bulk([hit.entry_id for hit in chosen if hit.entry_id])
    )
    groups = []
    for kind, of_kind in groupby(chosen, key=lambda hit: hit.kind):
        found = SearchKind(KINDS[kind])
        if found == SearchKind.TASK:
            items = [_task_item(DeskTask(hit.thing), query.wanted) for hit in of_kind]
        elif found == SearchKind.SAMPLE:
            items = [_sample_item(samples[hit.thing], query.wanted) for hit in of_kind]
        else:
            items = [_entry_item(entries[hit.entry_id], query.wanted, own, language) for hit in of_kind]
        groups.append(SearchGroup(found, tuple(items)))
    return tuple(groups)


def _sample_item(card: SampleCard, wanted: Sequence[Wanted]) -> SearchItem:
    return SearchItem(
        title=pieces_of(card.title, wanted),
        excerpt=pieces_of(excerpt_of((plain_text(card.intro_html),), wanted), wanted),
        lang=card.lang,
        course_title="",
        course_lang="",
        minutes=card.minutes,
        url=reverse("samples:sample", args=[card.slug]),
    )


def _task_item(task: DeskTask, wanted: Sequence[Wanted]) -> SearchItem:
    url = reverse("courses:desk", args=[task.value])
    return SearchItem(pieces_of(str(task.label), wanted), (), "", "", "", 0, url)


def _entry_item(entry: SearchEntry, wanted: Sequence[Wanted], own: Collection[int], language: str) -> SearchItem:
    course, lesson = entry.course, entry.lesson
    texts = (entry.text, entry.body) if entry.course_id in own else (entry.text,)
    return SearchItem(
        title=pieces_of(entry.title, wanted),
        excerpt=pieces_of(excerpt_of(texts, wanted), wanted),
        lang=foreign(entry.language, language),
        course_title=course.title if course and lesson else "",
        course_lang=foreign(course.source_language, language) if course else "",
        minutes=_minutes(entry),
        url=_url(entry),
    )


def _url(entry: SearchEntry) -> str:
    if entry.reference:
        return reverse("library:reference", args=[entry.reference.kind, entry.reference.slug])
    if entry.course and entry.lesson:
        return reverse("courses:lesson", args=[entry.course.slug, entry.lesson.slug])
    return reverse("courses:course", args=[entry.course.slug]) if entry.course else ""


def _minutes(entry: SearchEntry) -> int:
    if entry.kind == SearchKind.TERM:
        return 0
    timed = entry.lesson or entry.course
    return timed.estimated_minutes if timed else 0


def found_references(query: Query) -> QuerySet[SearchEntry]:
    """Find the pages of the library that hold what is looked for.

    Args:
        query: with at least one word.

    Returns:
        Their entries, in no order.
    """
    needed = reduce(and_, (_anywhere(wanted, ()) for wanted in query.needed))
    return SearchEntry.objects.filter(needed, kind=SearchKind.REFERENCE)

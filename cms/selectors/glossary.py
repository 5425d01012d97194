"""All key terms, by their first letters."""

from dataclasses import dataclass
from itertools import groupby

from anyascii import anyascii
from wagtail.models import Locale

from cms.models import Term
from courses import selectors as course_selectors


@dataclass(frozen=True, slots=True)
class GlossaryTerm:
    """A term. `lang` is empty in the reader's language, `origin` that of a word which is not borrowed."""

    term: str
    definition: str
    anchor: str
    lang: str
    origin: str
    lesson_title: str
    lesson_lang: str
    lesson_url: str


@dataclass(frozen=True, slots=True)
class Letter:
    """The terms that begin with a letter."""

    name: str
    terms: tuple[GlossaryTerm, ...]

    @property
    def anchor(self) -> str:
        return self.name.lower()


@dataclass(frozen=True, slots=True)
class GlossaryView:
    """The glossary as one page."""

    count: int
    letters: tuple[Letter, ...]


def glossary_view(language: str, learner_id: int | None = None) -> GlossaryView:
    """List the key terms in the reader's language, and in that in which the site is written.

    Args:
        language: the reader's.
        learner_id: who asks; None for a visitor, who gets no term that only courses for members explain.

    Returns:
        The terms in the order of plain letters, each with the first lesson that explains it where everybody may
        enrol in its course. At most six statements at any number of terms.
    """
    first = Locale.get_default().language_code
    lessons = course_selectors.lessons_of_terms(language)
    hidden = course_selectors.hidden_terms(learner_id)
    stored = [term for term in Term.objects.filter(language__in={language, first}) if term.key not in hidden]
    terms = sorted((_term(term, lessons.get(term.key), language) for term in stored), key=_place)
    letters = groupby(terms, key=_letter)
    return GlossaryView(len(terms), tuple(Letter(name, tuple(listed)) for name, listed in letters))


def _term(term: Term, lesson: course_selectors.LessonLink | None, language: str) -> GlossaryTerm:
    return GlossaryTerm(
        term=term.term,
        definition=term.definition,
        anchor=term.anchor,
        lang=course_selectors.foreign(term.language, language),
        origin=term.origin_language,
        lesson_title=lesson.title if lesson else "",
        lesson_lang=lesson.lang if lesson else "",
        lesson_url=lesson.url if lesson else "",
    )


def _place(term: GlossaryTerm) -> tuple[str, str]:
    return anyascii(term.term).casefold(), term.anchor


def _letter(term: GlossaryTerm) -> str:
    return _place(term)[0][:1].upper()

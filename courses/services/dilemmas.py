"""The dilemma of the week: sent by e-mail to those who asked for it, and answered once."""

import datetime
import zoneinfo
from collections.abc import Collection, Sequence
from typing import Any

from django.conf import settings
from django.contrib.auth import get_user_model
from django.db import transaction
from django.db.models import Exists, OuterRef, Q
from django.template.loader import render_to_string
from django.urls import reverse
from django.utils import timezone, translation
from django.utils.translation import gettext as _

from accounts.enums import DilemmaMail
from accounts.services import mail
from assessments import selectors as assessment_selectors
from assessments import services as assessment_services
from assessments.rules.types import ChoicePresentation, Form, SjtPresentation
from assessments.selectors import SinglePage
from courses.errors import DilemmaError
from courses.models import Dilemma
from courses.rules.dilemmas import WEEK, may_mail
from courses.selectors.dilemmas import (
    LINK_HOLDS,
    chosen_dilemmas,
    mail_link,
    stop_link,
    this_week,
    wanted,
)
from courses.selectors.wording import plain_text

AT_ONCE = 500


def answer_own_dilemma(*, learner_id: int, asks: str, form: Form) -> None:
    """Take a learner's answer to the dilemma of this week, from its page.

    Args:
        learner_id: who answers.
        asks: the question as the page named it.
        form: field name → values.

    Raises:
        DilemmaError: it is another question by now, or there is none.
        assessments.errors.NothingChosenError: the form does not answer the question whole; nothing is stored.

    One transaction, by conditional update. An answer that was given before stays: safe to call twice.
    """
    week = this_week()
    with transaction.atomic():
        row = Dilemma.objects.filter(learner=learner_id, week=week).first()
        row = row or chosen_dilemmas([learner_id], week).get(learner_id)
        if row is None or asks != f"{row.exercise_id}:{row.question}":
            raise DilemmaError(_("The question on your page was that of another week. Nothing was sent."))
        if row.pk is None:
            fields = ("exercise_id", "version", "question", "competency")
            made = {name: getattr(row, name) for name in fields}
            row, _is_new = Dilemma.objects.get_or_create(learner_id=learner_id, week=week, defaults=made)
        _answer(row, form)


def answer_mailed_dilemma(*, dilemma_id: int, form: Form) -> None:
    """Take the answer to a dilemma that was mailed.

    Args:
        dilemma_id: row id, out of a signed link; what is unknown, or of a person who may not sign in, changes nothing.
        form: field name → values.

    Raises:
        assessments.errors.NothingChosenError: the form does not answer the question whole; nothing is stored.

    As `answer_own_dilemma`: whoever holds the link answers once, and whoever comes second changes nothing.
    """
    row = Dilemma.objects.filter(pk=dilemma_id, learner__is_active=True).first()
    if row:
        _answer(row, form)


@transaction.atomic
def _answer(row: Dilemma, form: Form) -> None:
    mine = Dilemma.objects.filter(pk=row.pk)
    if not mine.filter(answered_at=None).update(answered_at=timezone.now()):
        return
    answer = assessment_services.answer_single(
        version=row.version, question=row.question, learner_id=row.learner_id, form=form
    )
    mine.update(attempt_key=answer.attempt_key, right=answer.passed)


def follow_scores(*, attempt_ids: Collection[int]) -> None:
    """Note of answers that were scored again whether they are right now: when they are asked next follows from it.

    Args:
        attempt_ids: of attempts whose scores changed; those that are no answers to a dilemma change nothing.

    In the running transaction. Safe to call twice. At most three statements.
    """
    right = {found.key: found.passed for found in assessment_selectors.outcomes_of(attempt_ids).values()}
    for passed in (True, False):
        keys = [key for key, is_right in right.items() if is_right is passed]
        Dilemma.objects.filter(attempt_key__in=keys).update(right=passed)


def send_dilemmas() -> int:
    """Mail the dilemma of this week to everybody who asked for it, who has none yet, and where it is time for mail.

    Returns:
        How many were sent. One transaction for 500 people, with a fixed number of statements. Safe to run twice and at
        once: a person has one question a week, and its mail one key. What a run that died left out, the next one sends.
    """
    week = this_week()
    readers = _readers(timezone.now(), week).order_by("pk")
    sent = after = 0
    while batch := list(readers.filter(pk__gt=after)[:AT_ONCE]):
        sent, after = sent + _send(batch, week), batch[-1].pk
    return sent


def _readers(now: datetime.datetime, week: datetime.date) -> Any:
    asked_for = get_user_model().objects.filter(is_active=True).exclude(dilemma_mail=DilemmaMail.OFF)
    known = zoneinfo.available_timezones()
    names = asked_for.values_list("time_zone", flat=True).distinct()
    zones = [it for it in names if may_mail(now.astimezone(zoneinfo.ZoneInfo(it if it in known else "UTC")))]
    theirs = Dilemma.objects.filter(learner=OuterRef("pk"))
    rests = Q(Exists(theirs.filter(week=week - WEEK, mailed=True)), dilemma_mail=DilemmaMail.FORTNIGHTLY)
    return asked_for.filter(~Exists(theirs.filter(week=week)), ~rests, time_zone__in=zones)


@transaction.atomic
def _send(batch: Sequence[Any], week: datetime.date) -> int:
    chosen = chosen_dilemmas([reader.pk for reader in batch], week)
    for row in chosen.values():
        row.mailed = True
    Dilemma.objects.bulk_create(chosen.values(), ignore_conflicts=True)
    stored = Dilemma.objects.filter(learner__in=list(chosen), week=week, mailed=True, answered_at=None)
    rows = {row.learner_id: row for row in stored}
    readers = [reader for reader in batch if reader.pk in rows]
    shown = {reader.pk: wanted(rows[reader.pk], reader.language) for reader in readers}
    pages = assessment_selectors.single_pages(shown.values())
    mail.queue_many([_letter(reader, rows[reader.pk], pages[shown[reader.pk]]) for reader in readers])
    return len(readers)


def _letter(reader: Any, row: Dilemma, page: SinglePage) -> mail.Letter:
    shown = page.presentation
    stop = settings.CHANCERY_PUBLIC_URL + reverse("courses:dilemma_stop", args=[stop_link(reader.key)])
    with translation.override(reader.language):
        context = {
            "title": shown.title,
            "words": _words(shown),
            "options": [option.text for option in shown.items[0].options],
            "url": settings.CHANCERY_PUBLIC_URL + reverse("courses:dilemma_mailed", args=[mail_link(row.pk)]),
            "stop": stop,
            "account": settings.CHANCERY_PUBLIC_URL + reverse("accounts:profile"),
            "days": LINK_HOLDS.days,
            "site_name": settings.CHANCERY_SITE_NAME,
        }
        subject = _("Dilemma of the week: %(title)s") % {"title": shown.title}
        text = render_to_string("courses/email/dilemma.txt", context)
    headers = {"List-Unsubscribe": f"<{stop}>", "List-Unsubscribe-Post": "List-Unsubscribe=One-Click"}
    return mail.Letter(reader.email, subject, text, f"courses.dilemma:{reader.pk}:{row.week}", headers)


def _words(shown: ChoicePresentation | SjtPresentation) -> str:
    if isinstance(shown, ChoicePresentation):
        return plain_text(shown.items[0].prompt_html)
    return f"{plain_text(shown.items[0].body_html)}\n\n{shown.items[0].question}"

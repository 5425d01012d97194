from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField

from cms.blocks import (
    INLINE_FEATURES,
    ActionStream,
    ClauseStream,
    LetterStream,
    OwnerStream,
    QuestionStream,
    VerbStream,
    usual_actions,
    usual_marks,
)
from cms.definitions import Clause, IntrayAuthored, Letter, RedpenAuthored, Remark, Word
from cms.models import reading
from cms.models.exercises import RULES_PANELS, ExercisePage
from cms.models.pages import tabs


class PaperExercisePage(ExercisePage):
    """What in-trays and red pens share: a few things that are put in order, and an explanation of that."""

    order_prompt = RichTextField(
        _("task of putting in order"),
        features=INLINE_FEATURES,
        blank=True,
        help_text=_("For those with a turn. May stay empty: then learners are asked which comes first."),
    )
    order_points = models.PositiveSmallIntegerField(
        _("points for the order"), default=4, validators=[MinValueValidator(1), MaxValueValidator(100)]
    )
    why = RichTextField(
        _("explanation of the order"), features=INLINE_FEATURES, blank=True, help_text=_("Shown afterwards.")
    )

    class Meta:
        abstract = True


ORDER_PANELS = [FieldPanel("order_prompt"), FieldRowPanel([FieldPanel("order_points")]), FieldPanel("why")]


class IntrayExercisePage(PaperExercisePage):
    """An in-tray: letters, e-mails and notes, each with an action and an owner, and one reply."""

    kind = "intray"

    actions = StreamField(
        ActionStream(),
        verbose_name=_("actions"),
        default=usual_actions,
        help_text=_("What can be done with a letter: the same for all."),
    )
    owners = StreamField(
        OwnerStream(),
        verbose_name=_("offices and persons"),
        blank=True,
        help_text=_("Whose it can be. May stay empty: then learners are asked for the action only."),
    )
    letters = StreamField(
        LetterStream(), verbose_name=_("letters, e-mails and notes"), help_text=_("Ten to twelve make half an hour.")
    )
    reply_to = models.CharField(
        _("what is replied to"), max_length=255, blank=True, help_text=_("The subject of one of the letters.")
    )
    reply = StreamField(
        QuestionStream(),
        verbose_name=_("the reply"),
        blank=True,
        help_text=_("One question for each sentence to be chosen, each with one right answer. May stay empty."),
    )

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("intro"),
            FieldPanel("actions"),
            FieldPanel("owners"),
            FieldPanel("letters"),
            FieldPanel("reply_to"),
            FieldPanel("reply"),
            *ORDER_PANELS,
            *RULES_PANELS,
        ]
    )

    class Meta:
        verbose_name = _("in-tray")

    def authored(self) -> IntrayAuthored:
        return IntrayAuthored(
            header=reading.header(self),
            actions=_words(self.actions),
            owners=_words(self.owners),
            letters=tuple(_letter(child, number) for number, child in enumerate(self.letters, start=1)),
            reply_to=self.reply_to.strip(),
            reply=reading.questions(self.reply),
            order_prompt_html=reading.rich(self.order_prompt),
            order_points=self.order_points or 0,
            why_html=reading.rich(self.why),
        )


class RedpenExercisePage(PaperExercisePage):
    """A red pen: a document whose clauses are kept, changed, struck or taken to somebody else."""

    kind = "redpen"

    document = models.CharField(
        _("name of the document"), max_length=255, help_text=_("For example: Draft memorandum of understanding.")
    )
    verbs = StreamField(
        VerbStream(),
        verbose_name=_("marks"),
        default=usual_marks,
        help_text=_("What can be done with a clause: the same for all."),
    )
    clauses = StreamField(ClauseStream(), verbose_name=_("clauses or lines, in their order"))

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("intro"),
            FieldPanel("document"),
            FieldPanel("verbs"),
            FieldPanel("clauses"),
            *ORDER_PANELS,
            *RULES_PANELS,
        ]
    )

    class Meta:
        verbose_name = _("red pen")

    def authored(self) -> RedpenAuthored:
        return RedpenAuthored(
            header=reading.header(self),
            document=self.document.strip(),
            verbs=_words(self.verbs),
            clauses=tuple(_clause(child, number) for number, child in enumerate(self.clauses, start=1)),
            order_prompt_html=reading.rich(self.order_prompt),
            order_points=self.order_points or 0,
            why_html=reading.rich(self.why),
        )


def _words(stream: Any) -> tuple[Word, ...]:
    return tuple(
        Word(
            id=reading.id_of(child, number),
            text=reading.plain(child.value["text"]),
            about=reading.plain(child.value["about"]),
            effect=reading.plain(child.value.get("effect")),
        )
        for number, child in enumerate(stream, start=1)
    )


def _letter(child: Any, number: int) -> Letter:
    value = child.value
    return Letter(
        id=reading.id_of(child, number),
        form=value["form"] or "email",
        sender=reading.plain(value["sender"]),
        date=reading.plain(value["date"]),
        subject=reading.plain(value["subject"]),
        body_html=reading.rich(value["body"]),
        action=reading.plain(value["action"]),
        owner=reading.plain(value["owner"]),
        turn=value["turn"],
        why_html=reading.rich(value["why"]),
        feedback=_feedback(value["feedback"]),
        points=value["points"] or 0,
        source=reading.plain(value["source"]),
    )


def _clause(child: Any, number: int) -> Clause:
    value = child.value
    return Clause(
        id=reading.id_of(child, number),
        label=reading.plain(value["label"]),
        text_html=reading.rich(value["text"]),
        verb=reading.plain(value["verb"]),
        wordings=reading.answers(value["wordings"]),
        turn=value["turn"],
        why_html=reading.rich(value["why"]),
        feedback=_feedback(value["feedback"]),
        points=value["points"] or 0,
        source=reading.plain(value["source"]),
    )


def _feedback(items: Any) -> tuple[Remark, ...]:
    return tuple(Remark(reading.plain(value["choice"]), reading.plain(value["text"])) for value in items)

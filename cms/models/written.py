import re
from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField

from cms.blocks import INLINE_FEATURES, CheckStream, CriterionStream, ExemplarStream, PaperStream
from cms.definitions import (
    RubricAuthored,
    RubricCheck,
    RubricCriterion,
    RubricExemplar,
    RubricLevel,
    RubricPaper,
    lines_of,
)
from cms.models import reading
from cms.models.exercises import RULES_PANELS, ExercisePage
from cms.models.pages import tabs

MOST_WORDS = 2500
_WORDS = [MinValueValidator(1), MaxValueValidator(MOST_WORDS)]


class RubricExercisePage(ExercisePage):
    """Written work: a memo, a note or another text that a person marks against a rubric."""

    kind = "rubric"
    # Nobody marks what a visitor without an account writes.
    parent_page_types = ["cms.LessonPage", "cms.CaseStudyPage", "cms.CoursePage"]

    class Form(models.TextChoices):
        MEMO = "memo", _("memo")
        NOTE_VERBALE = "note-verbale", _("note verbale")
        LETTER = "letter", _("letter")
        READOUT = "readout", _("readout")
        TERM_SHEET = "term-sheet", _("term sheet")
        OTHER = "other", _("another text")

    prompt = RichTextField(
        _("task"), features=INLINE_FEATURES, help_text=_("What is to be written, for whom and why. Who reads it first?")
    )
    form = models.CharField(_("form of the text"), max_length=12, choices=Form, default=Form.MEMO)
    least = models.PositiveSmallIntegerField(_("words, at least"), default=200, validators=_WORDS)
    most = models.PositiveSmallIntegerField(_("words, at most"), default=350, validators=_WORDS)
    documents = StreamField(PaperStream(required=False), verbose_name=_("documents"), blank=True)
    levels = models.TextField(
        _("names of the levels"),
        default="Not yet\nNearly\nGood\nVery good",
        help_text=_("One on each line, the lowest first; from two to six, the same for all criteria."),
    )
    criteria = StreamField(
        CriterionStream(),
        verbose_name=_("criteria"),
        help_text=_("Four to six are enough. Learners see this rubric before they write."),
    )
    exemplars = StreamField(ExemplarStream(required=False), verbose_name=_("exemplars"), blank=True)
    checks = StreamField(
        CheckStream(required=False),
        verbose_name=_("what “Check my text” looks for"),
        blank=True,
        help_text=_("Its findings never count. The length and gaps left to fill in are always looked for."),
    )

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("intro"),
            FieldPanel("prompt"),
            FieldRowPanel([FieldPanel("form"), FieldPanel("least"), FieldPanel("most")]),
            FieldPanel("documents"),
            FieldPanel("levels"),
            FieldPanel("criteria"),
            FieldPanel("exemplars"),
            FieldPanel("checks"),
            *RULES_PANELS,
        ]
    )

    class Meta:
        verbose_name = _("written work")

    def authored(self) -> RubricAuthored:
        return RubricAuthored(
            header=reading.header(self),
            prompt_html=reading.rich(self.prompt),
            form=self.form,
            least=self.least or 0,
            most=self.most or 0,
            levels=lines_of(self.levels),
            documents=tuple(_paper(child, number) for number, child in enumerate(self.documents, 1)),
            criteria=tuple(_criterion(child, number) for number, child in enumerate(self.criteria, 1)),
            exemplars=tuple(_exemplar(child, number) for number, child in enumerate(self.exemplars, 1)),
            checks=tuple(_check(child, number) for number, child in enumerate(self.checks, 1)),
        )


def _paper(child: Any, number: int) -> RubricPaper:
    return RubricPaper(
        reading.id_of(child, number), reading.plain(child.value["title"]), reading.rich(child.value["body"])
    )


def _criterion(child: Any, number: int) -> RubricCriterion:
    return RubricCriterion(
        id=reading.id_of(child, number),
        name=reading.plain(child.value["name"]),
        question=reading.plain(child.value["question"]),
        competency=child.value["competency"] or None,
        levels=tuple(RubricLevel(level["points"], reading.plain(level["text"])) for level in child.value["levels"]),
    )


def _exemplar(child: Any, number: int) -> RubricExemplar:
    return RubricExemplar(
        id=reading.id_of(child, number),
        title=reading.plain(child.value["title"]),
        text="\n".join(reading.plain(child.value["text"]).splitlines()),
        levels=tuple(int(figure) for figure in re.findall(r"[0-9]{1,3}", reading.plain(child.value["levels"]))),
        why=reading.plain(child.value["why"]),
    )


def _check(child: Any, number: int) -> RubricCheck:
    value = child.value or {}
    return RubricCheck(
        id=reading.id_of(child, number),
        check=child.block_type,
        name=reading.plain(value.get("name")),
        phrases=lines_of(reading.plain(value.get("phrases"))),
        place=reading.plain(value.get("place")),
    )

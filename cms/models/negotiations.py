from typing import Any

from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField

from cms.blocks import INLINE_FEATURES, IssueStream, LineStream, MessageStream
from cms.definitions import Issue, IssueOption, NegotiationAuthored, Shares, SpokenLine, TableMessage
from cms.models import reading
from cms.models.drawing import DrawingPanel
from cms.models.exercises import RULES_PANELS, ExercisePage
from cms.models.pages import tabs

MOST_WORTH = 8000
MOST_DISCOUNT = 20


def _share(name: Any, default: int) -> Any:
    return models.PositiveSmallIntegerField(name, default=default, validators=[MaxValueValidator(100)])


def _reserve(name: Any, text: Any) -> Any:
    return models.PositiveIntegerField(name, null=True, validators=[MaxValueValidator(MOST_WORTH)], help_text=text)


def _discount(name: Any, text: Any) -> Any:
    return models.PositiveSmallIntegerField(
        name, default=0, validators=[MaxValueValidator(MOST_DISCOUNT)], help_text=text
    )


class NegotiationExercisePage(ExercisePage):
    """A negotiation table: offers on several issues, exchanged with a counterpart until somebody agrees or leaves."""

    kind = "negotiation"

    class Persona(models.TextChoices):
        """How the counterpart bargains."""

        BOULWARE = "boulware", _("stands firm until shortly before the end")
        LINEAR = "linear", _("gives a little way in every round")
        CONCEDER = "conceder", _("is in a hurry and gives way early")
        TIT_FOR_TAT = "tit-for-tat", _("answers in kind: moves when the learner moves, and takes back when they do")
        NICE_TIT_FOR_TAT = (
            "nice-tit-for-tat",
            _("answers in kind, looks for a deal that is good for both, and bears no grudge"),
        )

    own_name = models.CharField(
        _("the learner speaks for"), max_length=150, help_text=_("A city, an office. Say if it is invented.")
    )
    other_name = models.CharField(_("the other side"), max_length=150)
    briefing = RichTextField(
        _("briefing"), features=INLINE_FEATURES, blank=True, help_text=_("What both sides know: the situation, papers.")
    )
    instructions = RichTextField(
        _("confidential instructions"),
        features=INLINE_FEATURES,
        help_text=_("What only the learner knows: what matters to their side and why, what they must bring home."),
    )
    issues = StreamField(IssueStream(), verbose_name=_("issues"))
    own_reserve = _reserve(
        _("the least the learner may accept"),
        _("In worth: what their side has without any deal. A deal below it breaks the mandate."),
    )
    other_reserve = _reserve(
        _("the least the other side accepts"),
        _("In worth: what the other side has without any deal. Never shown before the end."),
    )
    rounds = models.PositiveSmallIntegerField(
        _("rounds"),
        default=6,
        validators=[MinValueValidator(2), MaxValueValidator(20)],
        help_text=_("As many offers the learner may make. There is no clock."),
    )
    own_discount = _discount(
        _("what a round costs the learner, in per cent"),
        _("So much of its worth a deal loses for their side with each round that passes before it. Learners are told."),
    )
    other_discount = _discount(
        _("what a round costs the other side, in per cent"),
        _("Likewise for the other side, which can then agree to fewer and fewer deals. Never shown before the end."),
    )
    persona = models.CharField(
        _("how the other side bargains"), max_length=20, choices=Persona, default=Persona.BOULWARE
    )
    listens = models.BooleanField(
        _("it keeps count of what the learner asks for"),
        default=False,
        help_text=_("It then offers what was asked for most often, as far as that is worth enough to it."),
    )
    messages = StreamField(
        MessageStream(),
        verbose_name=_("short messages"),
        blank=True,
        help_text=_(
            "What learners can say with an offer. Leave empty for the usual six: two questions, which the other side "
            "answers truly by the worths above, a reason, a concern, a package and thanks."
        ),
    )
    lines = StreamField(
        LineStream(),
        verbose_name=_("what the other side says"),
        blank=True,
        help_text=_(
            "May stay empty: for each occasion there are usual words. Of several for one occasion one is drawn."
        ),
    )
    claim = _share(_("own gain"), 40)
    creation = _share(_("gain for both"), 30)
    fairness = _share(_("equal gains"), 15)
    process = _share(_("way of talking"), 15)
    why = RichTextField(_("explanation"), features=INLINE_FEATURES, blank=True, help_text=_("Shown afterwards."))
    points = models.PositiveIntegerField(
        _("points"), default=20, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("intro"),
            FieldRowPanel([FieldPanel("own_name"), FieldPanel("other_name")]),
            FieldPanel("briefing"),
            FieldPanel("instructions"),
            FieldPanel("issues"),
            FieldRowPanel([FieldPanel("own_reserve"), FieldPanel("other_reserve")]),
            DrawingPanel("negotiation"),
            FieldRowPanel([FieldPanel("persona"), FieldPanel("rounds")]),
            FieldPanel("listens"),
            FieldPanel("messages"),
            FieldPanel("lines"),
            FieldPanel("why"),
            MultiFieldPanel(
                [
                    FieldPanel("points"),
                    FieldRowPanel([FieldPanel("claim"), FieldPanel("creation")]),
                    FieldRowPanel([FieldPanel("fairness"), FieldPanel("process")]),
                ],
                heading=_("Points, and how they are shared out"),
                classname="collapsed",
            ),
            MultiFieldPanel(
                [
                    HelpPanel(
                        content=_(
                            "A deal is worth less the later it is reached; what each side has without one stays. What "
                            "learners reach is measured by what is still possible in that round, and at the end they "
                            "read what waiting cost. 0 means that time costs nothing."
                        )
                    ),
                    FieldRowPanel([FieldPanel("own_discount"), FieldPanel("other_discount")]),
                ],
                heading=_("Advanced: what time costs"),
                classname="collapsed",
            ),
            *RULES_PANELS,
        ]
    )

    class Meta:
        verbose_name = _("negotiation table")

    def authored(self) -> NegotiationAuthored:
        return NegotiationAuthored(
            header=reading.header(self),
            own_name=self.own_name.strip(),
            other_name=self.other_name.strip(),
            instructions_html=reading.rich(self.instructions),
            briefing_html=reading.rich(self.briefing),
            issues=_issues(self.issues),
            own_reserve=self.own_reserve,
            other_reserve=self.other_reserve,
            rounds=self.rounds or 0,
            own_discount=self.own_discount or 0,
            other_discount=self.other_discount or 0,
            persona=self.persona,
            listens=self.listens,
            messages=_messages(self.messages),
            lines=_lines(self.lines),
            shares=Shares(self.claim or 0, self.creation or 0, self.fairness or 0, self.process or 0),
            why_html=reading.rich(self.why),
            points=self.points or 0,
        )


def _issues(stream: Any) -> tuple[Issue, ...]:
    return tuple(
        Issue(
            id=reading.id_of(child, number),
            text=reading.plain(child.value["text"]),
            options=_options(child.value["options"]),
            note=reading.plain(child.value["note"]),
            why=reading.plain(child.value["why"]),
        )
        for number, child in enumerate(stream, start=1)
    )


def _options(items: Any) -> tuple[IssueOption, ...]:
    return tuple(
        IssueOption(
            id=reading.id_of(child, number),
            text=reading.plain(child.value["text"]),
            own=child.value["own"],
            other=child.value["other"],
            forbidden=bool(child.value["forbidden"]),
        )
        for number, child in enumerate(items.bound_blocks, start=1)
    )


def _messages(stream: Any) -> tuple[TableMessage, ...]:
    return tuple(
        TableMessage(
            id=reading.id_of(child, number),
            type=reading.plain(child.value["type"]),
            text=reading.plain(child.value["text"]),
            reply=reading.plain(child.value["reply"]),
        )
        for number, child in enumerate(stream, start=1)
    )


def _lines(stream: Any) -> tuple[SpokenLine, ...]:
    return tuple(
        SpokenLine(
            id=reading.id_of(child, number),
            event=reading.plain(child.value["event"]),
            text=reading.plain(child.value["text"]),
        )
        for number, child in enumerate(stream, start=1)
    )

import datetime
import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any

from django.core.exceptions import ValidationError
from django.core.validators import MaxValueValidator, MinValueValidator
from django.db import models
from django.utils import timezone
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel, HelpPanel, MultiFieldPanel, TitleFieldPanel
from wagtail.fields import RichTextField, StreamField
from wagtail.models import Revision

from cms.blocks import INLINE_FEATURES, GuestStream, PlacementRuleStream, RuleSetStream
from cms.definitions import PlacementAuthored, PlacementRule, SeatedGuest, as_data, from_data, lines_of, role_names
from cms.models import reading
from cms.models.exercises import RULES_PANELS, ExercisePage
from cms.models.pages import tabs
from cms.models.rule_sets import RuleSet

_NUMBERS = re.compile(r"\d+")
_WEIGHT = re.compile(r"([^=]+)=\s*(\d{1,3})")


@dataclass(frozen=True, slots=True)
class NamedRuleSet:
    """A rule set that an exercise names, as its author sees it.

    Attributes:
        taken: the edition in the exercise as it is published, "" = none.
        is_newer: whether publishing the exercise again would change what was taken.
        is_due: whether the set was to be checked again by now.
        roles: what its rules call people and flags.
    """

    name: str
    is_published: bool
    taken: str
    is_newer: bool
    is_due: bool
    roles: tuple[str, ...]


class PlacementExercisePage(ExercisePage):
    """A protocol lab: people or flags to be placed at a table, in a line or in a car, by rules with their sources."""

    kind = "placement"

    class Layout(models.TextChoices):
        TALKS = "talks", _("talks: two delegations face to face at a long table")
        ROUND = "round", _("a round table")
        TWO_TABLES = "two-tables", _("two round tables")
        THREE_TABLES = "three-tables", _("three round tables")
        FOUR_TABLES = "four-tables", _("four round tables")
        LINE = "line", _("a line: flags, or people who receive guests")
        CAR = "car", _("a car with a driver")
        SIGNING = "signing", _("a signing table with people standing behind")

    prompt = RichTextField(_("task"), features=INLINE_FEATURES, help_text=_("Who meets whom, where, and why."))
    layout = models.CharField(_("drawing"), max_length=20, choices=Layout, default=Layout.TALKS)
    size = models.PositiveSmallIntegerField(
        _("places"),
        default=5,
        validators=[MinValueValidator(1), MaxValueValidator(40)],
        help_text=_("On each side of a long or signing table; in all at round tables or in a line."),
    )
    guests = StreamField(GuestStream(), verbose_name=_("guests or flags"))
    jurisdictions = models.TextField(
        _("jurisdictions"),
        blank=True,
        help_text=_(
            "One on each line; a plan is scored by the first, and judged by the others as well. Leave empty where the "
            "rules are the same everywhere."
        ),
    )
    rule_sets = StreamField(
        RuleSetStream(),
        blank=True,
        verbose_name=_("rule sets"),
        help_text=_(
            "Their rules are copied when the exercise is published. Jurisdictions of its own above come first, then "
            "those of the rule sets in this order. Give each guest its roles."
        ),
    )
    weights = models.TextField(
        _("other weights"),
        blank=True,
        help_text=_("Where a question of the rule sets weighs more or less here, each on a line: consul-or-mayor = 4"),
    )
    taken_rule_sets = models.JSONField(default=list, blank=True, editable=False)
    rules = StreamField(
        PlacementRuleStream(),
        blank=True,
        verbose_name=_("rules"),
        help_text=_("What holds in this exercise only, or everything where no rule set is named."),
    )
    rules_shown = models.BooleanField(
        _("show the rules from the start"), default=False, help_text=_("Otherwise learners have to know them.")
    )
    why = RichTextField(_("explanation"), features=INLINE_FEATURES, blank=True, help_text=_("Shown afterwards."))
    points = models.PositiveIntegerField(
        _("points"), default=20, validators=[MinValueValidator(1), MaxValueValidator(1000)]
    )

    edit_handler = tabs(
        [
            TitleFieldPanel("title"),
            FieldPanel("intro"),
            FieldPanel("prompt"),
            FieldRowPanel([FieldPanel("layout"), FieldPanel("size")]),
            FieldPanel("guests"),
            FieldPanel("jurisdictions"),
            MultiFieldPanel(
                [
                    FieldPanel("rule_sets"),
                    HelpPanel(template="cms/admin/rule_sets.html"),
                    FieldPanel("weights"),
                ],
                heading=_("Rule sets"),
            ),
            FieldPanel("rules"),
            FieldPanel("rules_shown"),
            FieldPanel("why"),
            FieldPanel("points"),
            *RULES_PANELS,
        ]
    )

    class Meta:
        verbose_name = _("protocol lab: places")

    def clean(self) -> None:
        super().clean()
        wrong = [line for line in lines_of(self.weights) if not _WEIGHT.fullmatch(line)]
        if wrong:
            message = gettext("Write a question, = and a whole number on each line: consul-or-mayor = 4")
            raise ValidationError({"weights": message})

    def take_rule_sets(self, revision: Revision) -> None:
        """Copy the rule sets as they are published now into what is published.

        The copy stands in the revision as well, so that whatever reads the page or the revision finds the same rules.
        """
        chosen = self.chosen_rule_sets()
        self.taken_rule_sets = [as_data(found.content()) for found in chosen if found and found.live]
        type(self).objects.filter(pk=self.pk).update(taken_rule_sets=self.taken_rule_sets)
        revision.content["taken_rule_sets"] = self.taken_rule_sets
        revision.save(update_fields=["content"])

    def chosen_rule_sets(self) -> list[RuleSet | None]:
        """List the rule sets it names, as they are published now; None for one that is gone."""
        return [child.value for child in self.rule_sets]

    def named_rule_sets(self) -> list[NamedRuleSet]:
        """Tell the author about each rule set it names."""
        live = type(self).objects.filter(pk=self.pk, live=True).values_list("taken_rule_sets", flat=True).first()
        taken = {data["key"]: data for data in live or []}
        today = timezone.localdate()
        return [_named(found, taken.get(str(found.key)), today) for found in self.chosen_rule_sets() if found]

    def published(self) -> PlacementAuthored:
        """Return what was written, with the rule sets as they were when it was published.

        A translation gives words only, and the words of rule sets are not translated.
        """
        if not self.taken_rule_sets or self.is_translation:
            return self._written()
        return replace(self._written(), rule_sets=tuple(map(from_data, self.taken_rule_sets)))

    def authored(self) -> PlacementAuthored:
        chosen = self.chosen_rule_sets()
        return replace(
            self._written(),
            rule_sets=tuple(found.content() for found in chosen if found and found.live),
            missing_rule_sets=tuple(str(found or "") for found in chosen if not (found and found.live)),
        )

    def _written(self) -> PlacementAuthored:
        return PlacementAuthored(
            header=reading.header(self),
            prompt_html=reading.rich(self.prompt),
            layout=self.layout,
            size=self.size or 0,
            guests=_guests(self.guests),
            rules=tuple(_rule(child, number) for number, child in enumerate(self.rules, 1)),
            jurisdictions=lines_of(self.jurisdictions),
            rules_shown=self.rules_shown,
            why_html=reading.rich(self.why),
            points=self.points or 0,
            weights=_weights(self.weights),
        )


def _weights(text: str) -> tuple[tuple[str, int], ...]:
    found = [match for line in lines_of(text) if (match := _WEIGHT.fullmatch(line))]
    return tuple((match[1].strip(), int(match[2])) for match in found)


def _named(found: RuleSet, taken: Mapping[str, Any] | None, today: datetime.date) -> NamedRuleSet:
    now = found.content()
    return NamedRuleSet(
        name=str(found),
        is_published=found.live,
        taken=taken["edition"] if taken else "",
        is_newer=bool(taken and found.live and taken != as_data(now)),
        is_due=found.review_on <= today,
        roles=role_names([now]),
    )


def _guests(stream: Any) -> tuple[SeatedGuest, ...]:
    return tuple(
        SeatedGuest(
            id=reading.id_of(child, number),
            text=reading.plain(child.value["text"]),
            about=reading.plain(child.value["about"]),
            delegation=reading.plain(child.value["delegation"]),
            group=reading.plain(child.value["group"]),
            roles=tuple(role.strip() for role in reading.plain(child.value["roles"]).split(";") if role.strip()),
            since=reading.plain(child.value["since"]),
            place=child.value["place"],
        )
        for number, child in enumerate(stream, start=1)
    )


def _rule(child: Any, number: int) -> PlacementRule:
    value = child.value
    return PlacementRule(
        id=reading.id_of(child, number),
        type=child.block_type,
        text=reading.plain(value["text"]),
        source=reading.plain(value["source"]),
        why=reading.plain(value["why"]),
        weight=value["weight"] or 1,
        hard=bool(value["hard"]),
        jurisdiction=reading.plain(value["jurisdiction"]),
        topic=reading.plain(value["topic"]),
        guest=reading.plain(value.get("guest")),
        other=reading.plain(value.get("other")),
        others=tuple(reading.plain(name) for name in value.get("others") or ()),
        places=tuple(map(int, _NUMBERS.findall(reading.plain(value.get("places"))))),
        ranks=reading.ranks(reading.plain(value.get("ranks"))),
        measure=reading.plain(value.get("measure")),
        steps=value.get("steps") or 1,
        tag=reading.plain(value.get("tag")),
        value=reading.plain(value.get("value")),
    )

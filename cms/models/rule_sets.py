import uuid
from typing import Any

from django.contrib.contenttypes.fields import GenericRelation
from django.core.exceptions import ValidationError
from django.db import models
from django.utils.translation import gettext
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel, FieldRowPanel
from wagtail.fields import StreamField
from wagtail.models import DraftStateMixin, RevisionMixin, WorkflowMixin
from wagtail.search import index

from cms.blocks import RoleRuleStream, RuleSourceStream
from cms.definitions import RoleRule, RuleSetEdition, roles_of
from cms.models import reading
from courses.rules.types import SLUG


class RuleSet(WorkflowMixin, DraftStateMixin, RevisionMixin, index.Indexed, models.Model):
    """The rules of one jurisdiction about roles, with their sources. Exercises copy them when they are published."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    title = models.CharField(
        _("title"), max_length=150, help_text=_("As it is cited: Table of Precedence for British Columbia.")
    )
    slug = models.SlugField(
        _("short name"), max_length=60, unique=True, help_text=_("For files: small letters, digits and hyphens.")
    )
    jurisdiction = models.CharField(
        _("jurisdiction"),
        max_length=80,
        blank=True,
        help_text=_("Where it holds. Empty: in every jurisdiction of an exercise, as a treaty does."),
    )
    edition = models.CharField(_("edition"), max_length=80, help_text=_("Which text it is: archived 27 March 2013."))
    as_of = models.DateField(_("as of"), help_text=_("The day on which the text read like this."))
    review_on = models.DateField(_("to be checked again"), help_text=_("When somebody should look for a newer text."))
    sources = StreamField(RuleSourceStream(), verbose_name=_("sources"))
    rules = StreamField(RoleRuleStream(), verbose_name=_("rules"))

    _revisions = GenericRelation("wagtailcore.Revision", related_query_name="rule_set")
    workflow_states = GenericRelation(
        "wagtailcore.WorkflowState",
        content_type_field="base_content_type",
        object_id_field="object_id",
        related_query_name="rule_set",
        for_concrete_model=False,
    )

    panels = [
        FieldPanel("title"),
        FieldRowPanel([FieldPanel("jurisdiction"), FieldPanel("edition")]),
        FieldRowPanel([FieldPanel("as_of"), FieldPanel("review_on")]),
        FieldPanel("sources"),
        FieldPanel("rules"),
        FieldPanel("slug"),
    ]
    search_fields = [
        index.SearchField("title"),
        index.AutocompleteField("title"),
        index.SearchField("jurisdiction"),
    ]

    class Meta:
        ordering = ["title", "pk"]
        verbose_name = _("rule set")
        verbose_name_plural = _("rule sets")

    def __str__(self) -> str:
        return f"{self.title}, {self.edition}" if self.edition else self.title

    @property
    def revisions(self) -> Any:
        return self._revisions

    def clean(self) -> None:
        """Refuse what would let a rule decide a score that it must not decide."""
        super().clean()
        if self.slug and not SLUG.fullmatch(self.slug):
            message = gettext("Write small letters, digits and single hyphens: british-columbia-2013.")
            raise ValidationError({"slug": message})
        problems = [message for rule in self.content().rules for message in _problems(rule, self.jurisdiction)]
        if problems:
            raise ValidationError({"rules": problems})

    def content(self) -> RuleSetEdition:
        """Return what an exercise copies, as plain values."""
        return RuleSetEdition(
            key=str(self.key),
            slug=self.slug,
            title=self.title.strip(),
            jurisdiction=self.jurisdiction.strip(),
            edition=self.edition.strip(),
            rules=tuple(_rule(child, number) for number, child in enumerate(self.rules, start=1)),
        )


def _problems(rule: RoleRule, jurisdiction: str) -> list[str]:
    found = []
    if rule.disputed and not jurisdiction:
        found.append(gettext("“%(text)s” is disputed, so it may count only where it holds: name the jurisdiction."))
    if rule.type == "order" and len(rule.ranks) < 2:  # noqa: PLR2004  (higher and lower)
        found.append(gettext("“%(text)s”: write at least two ranks, each on its own line."))
    if len(set(map(str.casefold, roles_of(rule)))) < len(_mentions(rule)):
        found.append(gettext("“%(text)s”: name each role once."))
    return [message % {"text": rule.text} for message in found]


def _mentions(rule: RoleRule) -> list[str]:
    return [role for role in (*(role for rank in rule.ranks for role in rank), rule.role, rule.other) if role]


def _rule(child: Any, number: int) -> RoleRule:
    value = child.value
    return RoleRule(
        id=reading.id_of(child, number),
        type=child.block_type,
        text=reading.plain(value["text"]),
        source=reading.plain(value["source"]),
        mark=value["mark"] or "primary",
        why=reading.plain(value["why"]),
        weight=value["weight"] or 1,
        hard=bool(value["hard"]),
        topic=reading.plain(value["topic"]),
        disputed=bool(value["disputed"]),
        role=reading.plain(value.get("role")),
        other=reading.plain(value.get("other")),
        ranks=reading.ranks(reading.plain(value.get("ranks"))),
        measure=reading.plain(value.get("measure")),
        steps=value.get("steps") or 1,
    )

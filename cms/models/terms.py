import uuid

from django.conf import settings
from django.db import models
from django.utils.translation import gettext_lazy as _
from wagtail.admin.panels import FieldPanel
from wagtail.search import index


class Term(index.Indexed, models.Model):
    """A word of the trade. Lessons show it by reference, so that a better definition reaches all of them."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    term = models.CharField(_("term"), max_length=150)
    language = models.CharField(_("language"), max_length=10, choices=settings.LANGUAGES, default="en")
    origin_language = models.CharField(
        _("language the word comes from"),
        max_length=10,
        blank=True,
        help_text=_(
            "Only for a borrowed word, as a language code: fr for “placement”. Screen readers then say it right."
        ),
    )
    definition = models.TextField(_("definition"), help_text=_("One or two plain sentences."))

    panels = [
        FieldPanel("term"),
        FieldPanel("definition"),
        FieldPanel("language"),
        FieldPanel("origin_language"),
    ]
    search_fields = [
        index.SearchField("term"),
        index.AutocompleteField("term"),
        index.SearchField("definition"),
    ]

    class Meta:
        ordering = ["term", "pk"]
        verbose_name = _("key term")
        verbose_name_plural = _("key terms")

    def __str__(self) -> str:
        return self.term

    @property
    def anchor(self) -> str:
        """Where it stands in the glossary."""
        return f"term-{self.key}"

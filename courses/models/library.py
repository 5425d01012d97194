from django.db import models

from courses.enums import ReferenceKind


class Reference(models.Model):
    """A page of the library in one language, as anybody reads it. Only services.library writes it."""

    key = models.UUIDField()
    kind = models.CharField(max_length=12, choices=ReferenceKind)
    slug = models.SlugField(max_length=80)
    language = models.CharField(max_length=10)
    is_source = models.BooleanField(help_text="written in the language that the others translate")
    title = models.CharField(max_length=255)
    summary = models.TextField()
    themes = models.JSONField(default=list)
    facts = models.JSONField(default=list, help_text="[{name, text, as_of, mark, note}]")
    body_html = models.TextField()
    owner = models.CharField(max_length=255)
    reviewed = models.DateField()
    document = models.BinaryField(blank=True, help_text="a .docx; empty where there is none")

    class Meta:
        constraints = [
            models.UniqueConstraint(fields=["key", "language"], name="reference_once_a_language"),
            models.UniqueConstraint(fields=["kind", "slug", "language"], name="reference_address"),
        ]

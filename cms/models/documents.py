import secrets
import uuid
from typing import Any

from django.db import models
from django.urls import reverse
from django.utils.translation import gettext_lazy as _
from wagtail.documents.models import AbstractDocument, Document

from cms.rules.uploads import safe_name


def secret_name(_instance: models.Model, name: str) -> str:
    return f"documents/{secrets.token_urlsafe(16)}/{safe_name(name)}"


class CourseDocument(AbstractDocument):
    """A document of the library. Its key is the one it carries in the curriculum files, and in its address."""

    key = models.UUIDField(default=uuid.uuid4, unique=True, editable=False)
    file: Any = models.FileField(_("file"), upload_to=secret_name, max_length=255)

    admin_form_fields = Document.admin_form_fields

    def clean(self) -> None:
        """Files are looked at by cms.forms, which says more about them than their suffix."""

    @property
    def download_path(self) -> str:
        """The address for learners; Wagtail's own address is for editors only."""
        return reverse("download", args=[self.key])

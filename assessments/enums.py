from django.db import models
from django.utils.translation import gettext_lazy as _


class AttemptState(models.TextChoices):
    OPEN = "open", _("in progress")
    SCORED = "scored", _("scored")

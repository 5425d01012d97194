from django.db import models
from django.utils.translation import gettext_lazy as _


class ExerciseKind(models.TextChoices):
    """Kinds of exercise, in plain words."""

    CHOICE = "choice", _("Questions")
    ORDER = "order", _("Put in order")
    BRANCH = "branch", _("Case with decisions")
    MATCH = "match", _("Match pairs")
    NUMERIC = "numeric", _("Numbers to work out")
    SJT = "sjt", _("Situations to judge")
    PLACEMENT = "placement", _("Protocol lab")
    INTRAY = "intray", _("In-tray")
    REDPEN = "redpen", _("Red pen")
    RUBRIC = "rubric", _("Written work")
    NEGOTIATION = "negotiation", _("Negotiation table")
    NETWORK = "network", _("Partners to choose")
    HOTSPOT = "hotspot", _("Places in a picture")


class AttemptState(models.TextChoices):
    OPEN = "open", _("in progress")
    SUBMITTED = "submitted", _("handed in, waiting for marks")
    SCORED = "scored", _("scored")

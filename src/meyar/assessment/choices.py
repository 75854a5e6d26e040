from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class RoundState(models.TextChoices):
    PLANNED = "planned", _("Planned")
    ASSESSING = "assessing", _("Being assessed")
    ASSESSED = "assessed", _("Assessed")
    PUBLISHED = "published", _("Published")


class AnswerKind(models.TextChoices):
    LEVEL = "level", _("Level")
    NOT_APPLICABLE = "na", _("Not applicable")
    NOT_ASSESSED = "not_assessed", _("Not assessed")
    UNREACHABLE = "unreachable", _("Unreachable")


class ResultState(models.TextChoices):
    GRADED = "graded", _("Graded")
    NOT_ELECTRONISED = "not_electronised", _("Not electronised")
    UNDETERMINED = "undetermined", _("Undetermined")
    NOTHING_APPLIES = "nothing_applies", _("Nothing applies")

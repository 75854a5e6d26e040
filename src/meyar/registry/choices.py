from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class BodyKind(models.TextChoices):
    MINISTRY = "ministry", _("Ministry")
    STATE_COMMITTEE = "state_committee", _("State committee")
    STATE_SERVICE = "state_service", _("State service")
    FUND = "fund", _("Fund")
    ADMINISTRATION = "administration", _("Administration")
    COMMISSION = "commission", _("Commission")
    COMPANY = "company", _("Company")
    BANK = "bank", _("Bank")
    OTHER = "other", _("Other body")


class SuccessionKind(models.TextChoices):
    RENAME = "rename", _("Renamed")
    MERGE = "merge", _("Merged")
    SPLIT = "split", _("Split")


class Nature(models.TextChoices):
    INTERACTIVE = "interactive", _("Interactive")
    INFORMATIVE = "informative", _("Informative")
    UNKNOWN = "unknown", _("Not stated")


class Audience(models.TextChoices):
    CITIZENS = "citizens", _("Citizens")
    BUSINESSES = "businesses", _("Businesses")
    BOTH = "both", _("Citizens and businesses")
    STATE = "state", _("State bodies")
    UNKNOWN = "unknown", _("Not stated")


class Fee(models.TextChoices):
    FREE = "free", _("Free of charge")
    PAID = "paid", _("Paid")
    UNKNOWN = "unknown", _("Not stated")

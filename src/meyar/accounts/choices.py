from __future__ import annotations

from django.db import models
from django.utils.translation import gettext_lazy as _


class Role(models.TextChoices):
    ASSESSOR = "assessor", _("Assessor")
    HEAD = "head", _("Head of the Working Group")
    METHODOLOGIST = "methodologist", _("Methodologist")
    REPRESENTATIVE = "representative", _("Representative of a body")
    APPROVER = "approver", _("Member of the Collegium")
    ADMINISTRATOR = "administrator", _("Administrator")
    AUDITOR = "auditor", _("Auditor")

from __future__ import annotations

from django.apps import AppConfig


class DemonstrationConfig(AppConfig):
    name = "meyar.demonstration"
    label = "demonstration"
    default_auto_field = "django.db.models.BigAutoField"

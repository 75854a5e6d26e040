from __future__ import annotations

from django.apps import AppConfig


class RulebooksConfig(AppConfig):
    name = "meyar.rulebooks"
    label = "rulebooks"
    default_auto_field = "django.db.models.BigAutoField"

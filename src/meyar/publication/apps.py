from __future__ import annotations

from django.apps import AppConfig


class PublicationConfig(AppConfig):
    name = "meyar.publication"
    label = "publication"
    default_auto_field = "django.db.models.BigAutoField"

from __future__ import annotations

from django.db import models


class Event(models.Model):
    """One act of a person (or of the system), chained by hash to the one before. Never changed, never deleted."""

    sequence = models.BigIntegerField(unique=True)  # gapless from 1
    at = models.DateTimeField()
    actor_id = models.CharField(max_length=64)  # copied, so that the log outlives the account
    actor_name = models.CharField(max_length=200)
    actor_role = models.CharField(max_length=32)
    verb = models.CharField(max_length=64)  # "registry.import_services"
    subject = models.CharField(max_length=200)  # what it was done to: "round 2013"
    details = models.JSONField()  # what came in and what changed; no floats
    reason = models.TextField(blank=True)
    previous_sha256 = models.CharField(max_length=64)
    sha256 = models.CharField(max_length=64, unique=True)

    class Meta:
        ordering = ["sequence"]

    def __str__(self) -> str:
        return f"{self.sequence} {self.verb} {self.subject}"

from __future__ import annotations

from django.db import models
from django.db.models import Q

from meyar.rulebooks.choices import EditionState


class RulebookEdition(models.Model):
    """One edition of the Rules as canonical JSON. In force it is immutable: it can only be followed by another."""

    code = models.SlugField(max_length=64, unique=True)
    state = models.CharField(max_length=16, choices=EditionState.choices, default=EditionState.DRAFT)
    canonical_json = models.TextField()
    sha256 = models.CharField(max_length=64)
    in_force_on = models.DateField(null=True, blank=True)
    adopted_at = models.DateTimeField()

    class Meta:
        ordering = ["in_force_on", "code"]
        constraints = [
            models.CheckConstraint(
                condition=~Q(state=EditionState.IN_FORCE) | Q(in_force_on__isnull=False),
                name="an_edition_in_force_has_a_date",
            ),
        ]

    def __str__(self) -> str:
        return self.code

from __future__ import annotations

from functools import lru_cache

from django.db.models import QuerySet

from meyar.rulebooks.choices import EditionState
from meyar.rulebooks.models import RulebookEdition
from meyar.scoring import Edition, edition_from_canonical_json


class EditionIsDamaged(Exception):
    """The stored text of an edition no longer has the hash it was adopted with."""


def editions() -> QuerySet[RulebookEdition]:
    return RulebookEdition.objects.all()


def editions_in_force() -> QuerySet[RulebookEdition]:
    return RulebookEdition.objects.filter(state=EditionState.IN_FORCE)


def edition_of(stored: RulebookEdition) -> Edition:
    """
    The edition as scoring reads it; its hash is checked, so a changed row is found before it grades anybody.

    Raises:
        EditionIsDamaged: The text does not have the stored SHA-256.
    """
    edition = _parsed(stored.canonical_json)
    if edition.sha256 != stored.sha256:
        raise EditionIsDamaged(f"The text of edition {stored.code} no longer has the SHA-256 {stored.sha256}.")
    return edition


@lru_cache(maxsize=16)
def _parsed(canonical_json: str) -> Edition:
    return edition_from_canonical_json(canonical_json)

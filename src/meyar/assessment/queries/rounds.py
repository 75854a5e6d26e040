from __future__ import annotations

from django.db.models import QuerySet

from meyar.assessment.models import Round


class NoSuchRound(Exception):
    pass


def rounds() -> QuerySet[Round]:
    return Round.objects.select_related("list_edition", "rulebook")


def round_coded(code: str) -> Round:
    """Raises NoSuchRound, naming the rounds there are."""
    found = rounds().filter(code=code).first()
    if found is None:
        known = ", ".join(Round.objects.values_list("code", flat=True)) or "none yet"
        raise NoSuchRound(f"There is no round {code!r}; known: {known}.")
    return found

from __future__ import annotations

from django.db.models import Count, QuerySet

from meyar.assessment.models import Round


class NoSuchRound(Exception):
    pass


def rounds() -> QuerySet[Round]:
    return Round.objects.select_related("list_edition", "rulebook")


def rounds_shown() -> QuerySet[Round]:
    """The youngest first, with `services` of its List and `answered`, how many of them have answers. One query."""
    services = Count("list_edition__entries", distinct=True)
    answered = Count("answers__entry", distinct=True)
    return rounds().annotate(services=services).annotate(answered=answered).order_by("-year", "-code")


def round_coded(code: str) -> Round:
    """Raises NoSuchRound, naming the rounds there are."""
    found = rounds().filter(code=code).first()
    if found is None:
        known = ", ".join(Round.objects.values_list("code", flat=True)) or "none yet"
        raise NoSuchRound(f"There is no round {code!r}; known: {known}.")
    return found

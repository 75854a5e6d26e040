from __future__ import annotations

from django.db.models import Count, OuterRef, QuerySet, Subquery
from django.db.models.functions import Coalesce

from meyar.assessment.models import Answer, Round


class NoSuchRound(Exception):
    pass


def rounds() -> QuerySet[Round]:
    return Round.objects.select_related("list_edition", "rulebook")


def rounds_shown() -> QuerySet[Round]:
    """The youngest first, with `services` of its List and `answered`, how many of them have answers. One query."""
    answers = Answer.objects.filter(round=OuterRef("pk")).order_by().values("round")
    answered = answers.annotate(services=Count("entry", distinct=True)).values("services")
    return (
        rounds()
        .annotate(services=Count("list_edition__entries"), answered=Coalesce(Subquery(answered), 0))
        .order_by("-year", "-code")
    )


def round_coded(code: str) -> Round:
    """Raises NoSuchRound, naming the rounds there are."""
    found = rounds().filter(code=code).first()
    if found is None:
        known = ", ".join(Round.objects.values_list("code", flat=True)) or "none yet"
        raise NoSuchRound(f"There is no round {code!r}; known: {known}.")
    return found

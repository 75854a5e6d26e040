from __future__ import annotations

from meyar.publication.models import Issue, IssueBody, IssueService


def published_codes() -> tuple[list[str], list[str], list[str]]:
    """Codes of the rounds, bodies and services in the issues in force. Three queries."""
    rounds = Issue.objects.filter(current=True).order_by("year", "round_code").values_list("round_code", flat=True)
    bodies = IssueBody.objects.filter(issue__current=True).order_by("code").values_list("code", flat=True).distinct()
    services = (
        IssueService.objects.filter(issue__current=True).order_by("code").values_list("code", flat=True).distinct()
    )
    return list(rounds), list(bodies), list(services)

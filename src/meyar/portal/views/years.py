from __future__ import annotations

from collections.abc import Iterable

from django.http import Http404

from meyar.publication.queries.issues import IssueSummary


def issue_in(issues: Iterable[IssueSummary], round_code: str) -> IssueSummary:
    """The issue of a round, or 404."""
    for issue in issues:
        if issue.round_code == round_code:
            return issue
    raise Http404(f"No published round is called {round_code}.")

from __future__ import annotations

from meyar.common.fractions import fraction_of, fraction_text, micro
from meyar.publication.models import Issue, IssueService, Move


def freeze_moves(issue: Issue) -> None:
    """
    Keep how each service moved between this issue and its neighbours in time under the same edition of the Rules.

    Issues under different editions are not compared: the ruler moved between them.
    """
    same_rules = Issue.objects.filter(current=True, rulebook_sha256=issue.rulebook_sha256).exclude(pk=issue.pk)
    earlier = same_rules.filter(year__lt=issue.year).order_by("-year").first()
    later = same_rules.filter(year__gt=issue.year).order_by("year").first()
    for before, after in ((earlier, issue), (issue, later)):
        if before is not None and after is not None:
            _freeze_between(before, after)


def _freeze_between(earlier: Issue, later: Issue) -> None:
    before = {service.code: service for service in earlier.issue_services.all()}
    moves = [
        _move(earlier, later, before[service.code], service)
        for service in later.issue_services.all()
        if service.code in before
    ]
    Move.objects.bulk_create(moves, batch_size=500)


def _move(earlier: Issue, later: Issue, was: IssueService, now: IssueService) -> Move:
    percent_before, percent_now = fraction_of(was.percent), fraction_of(now.percent)
    change = None if percent_before is None or percent_now is None else percent_now - percent_before
    return Move(
        earlier=earlier,
        later=later,
        service=now,
        earlier_state=was.state,
        earlier_grade=was.grade,
        earlier_percent=was.percent,
        change=fraction_text(change),
        change_micro=micro(change),
    )

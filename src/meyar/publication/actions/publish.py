"""Publishing: the one place where the public's copies are made. Everything here reads the house; nothing else may."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from meyar.accounts.permissions import require
from meyar.assessment.actions.rounds import close_round
from meyar.assessment.queries.rounds import round_coded
from meyar.common.actors import Actor
from meyar.common.events import record_event
from meyar.publication.actions.charts import draw_charts
from meyar.publication.actions.content import content_sha256
from meyar.publication.actions.freezing import freeze_rows
from meyar.publication.actions.moves import freeze_moves
from meyar.publication.actions.reconciliation import reconcile
from meyar.publication.models import Issue


class RoundIsPublishedAlready(Exception):
    pass


class NothingToCorrect(Exception):
    pass


class ReasonIsMissing(Exception):
    pass


@transaction.atomic
def publish_round(*, actor: Actor, code: str) -> Issue:
    """
    Freeze an assessed round as its first issue.

    Raises:
        RoundIsNotAssessed: Results are missing or older than the answers.
        RoundIsPublishedAlready: A further issue is a correction and needs its reason.
        TotalsDoNotAgree: A total differs from a query over the rows; names all of them with the numbers.
    """
    require(actor, "publication.publish_round")
    if Issue.objects.filter(round_code=code).exists():
        raise RoundIsPublishedAlready(f"Round {code} is published: publish a correction with its reason instead.")
    return _issue(actor=actor, verb="publication.publish_round", code=code, replaces=None, reason="")


@transaction.atomic
def correct_round(*, actor: Actor, code: str, reason: str) -> Issue:
    """
    Freeze the round again as a new issue that replaces the current one; both stay reachable.

    Raises:
        ReasonIsMissing: The public is told why a published result changed.
        NothingToCorrect: The round has no issue, or its content is the one already published.
        TotalsDoNotAgree: As publish_round.
    """
    require(actor, "publication.correct_round")
    if not reason.strip():
        raise ReasonIsMissing("Say why the published results are corrected: the reason is shown to the public.")
    current = Issue.objects.select_for_update().filter(round_code=code, current=True).first()
    if current is None:
        raise NothingToCorrect(f"Round {code} has no published issue to correct.")
    Issue.objects.filter(pk=current.pk).update(current=False)
    issue = _issue(actor=actor, verb="publication.correct_round", code=code, replaces=current, reason=reason.strip())
    if issue.content_sha256 == current.content_sha256:
        raise NothingToCorrect(f"The results of round {code} are the ones already published as {current.code}.")
    return issue


def _issue(*, actor: Actor, verb: str, code: str, replaces: Issue | None, reason: str) -> Issue:
    round_ = round_coded(code)
    close_round(actor=actor, code=code)
    issue = freeze_rows(
        round_=round_,
        number=replaces.number + 1 if replaces else 1,
        replaces=replaces,
        reason=reason,
        published_at=timezone.now(),
        published_by=actor.name,
    )
    reconcile(issue, round_)
    issue.content_sha256 = content_sha256(issue)
    issue.save(update_fields=["content_sha256"])
    freeze_moves(issue)
    draw_charts(issue)
    record_event(
        actor=actor,
        verb=verb,
        subject=f"issue {issue.code}",
        details={"content_sha256": issue.content_sha256, "replaces": replaces.code if replaces else ""},
        reason=reason,
    )
    return issue

from __future__ import annotations

import hashlib
from collections.abc import Sequence
from fractions import Fraction
from typing import TYPE_CHECKING

import rfc8785
from django.db import transaction
from django.utils import timezone

from meyar.accounts.permissions import require
from meyar.assessment.choices import ResultState, RoundState
from meyar.assessment.models import Result, Round
from meyar.assessment.queries.results import AssessedService, assessed_services, canonical_answers
from meyar.common.actors import Actor
from meyar.common.events import record_event
from meyar.common.fractions import fraction_text, micro
from meyar.registry.actions import freeze_list_edition
from meyar.rulebooks.choices import EditionState
from meyar.rulebooks.queries import edition_of
from meyar.scoring import Scorecard, to_next_grade

if TYPE_CHECKING:
    from meyar.registry.models import ListEdition
    from meyar.rulebooks.models import RulebookEdition


class EditionIsNotInForce(Exception):
    pass


class RoundIsPlannedAlready(Exception):
    pass


class RoundHasNoAnswers(Exception):
    pass


class RoundIsNotAssessed(Exception):
    pass


class RoundIsPublished(Exception):
    """Published results are not recomputed in place; they are corrected by a new issue."""


@transaction.atomic
def plan_round(
    *,
    actor: Actor,
    code: str,
    year: int,
    list_edition: ListEdition,
    rulebook: RulebookEdition,
    demonstration: bool = False,
) -> Round:
    """
    Bind a year to an edition of the List, which is frozen by this, and to an edition of the Rules in force.

    Raises:
        EditionIsNotInForce: A draft of the Rules cannot grade anybody.
        RoundIsPlannedAlready: There is a round of this code.
    """
    require(actor, "assessment.plan_round")
    if rulebook.state != EditionState.IN_FORCE:
        raise EditionIsNotInForce(f"Edition {rulebook.code} of the Rules is a draft: put it in force first.")
    if Round.objects.filter(code=code).exists():
        raise RoundIsPlannedAlready(f"There is a round {code} already.")
    freeze_list_edition(actor=actor, edition=list_edition)
    planned = Round.objects.create(
        code=code, year=year, list_edition=list_edition, rulebook=rulebook, demonstration=demonstration
    )
    record_event(
        actor=actor,
        verb="assessment.plan_round",
        subject=f"round {code}",
        details={"list": list_edition.code, "rulebook": rulebook.code, "demonstration": demonstration},
    )
    return planned


@transaction.atomic
def assess_round(*, actor: Actor, assessed: Round) -> Round:
    """
    Score every service of the round exactly and store the results with the hashes of Rules and answers.

    Computing again from the same answers stores the same bytes. Costs a constant number of queries.

    Raises:
        RoundHasNoAnswers: Nothing was answered yet.
        RoundIsPublished: The round's results are public.
    """
    require(actor, "assessment.assess_round")
    round_ = Round.objects.select_for_update().get(pk=assessed.pk)
    if round_.state == RoundState.PUBLISHED:
        raise RoundIsPublished(f"Round {round_.code} is published: correct it by a new issue.")
    if not round_.answers.exists():
        raise RoundHasNoAnswers(f"Round {round_.code} has no answers yet: import or enter them first.")
    services = assessed_services(round_)
    edition = edition_of(round_.rulebook)
    answers_sha256 = hashlib.sha256(canonical_answers(services)).hexdigest()
    ranks = _ranks([service.card.percent for service in services])
    results = [
        Result(
            round=round_,
            entry_id=service.entry_id,
            state=ResultState(service.card.state.value),
            rank=rank,
            rulebook_sha256=edition.sha256,
            answers_sha256=answers_sha256,
            **_figures(service, to_next_grade(edition, service.card)),
        )
        for service, rank in zip(services, ranks, strict=True)
    ]
    round_.results.all().delete()
    Result.objects.bulk_create(results, batch_size=500)
    round_.state = RoundState.ASSESSED
    round_.answers_sha256 = answers_sha256
    round_.results_sha256 = results_sha256(services)
    round_.assessed_at = timezone.now()
    round_.save()
    record_event(
        actor=actor,
        verb="assessment.assess_round",
        subject=f"round {round_.code}",
        details={
            "services": len(results),
            "rulebook_sha256": edition.sha256,
            "answers_sha256": answers_sha256,
            "results_sha256": round_.results_sha256,
        },
    )
    return round_


@transaction.atomic
def close_round(*, actor: Actor, code: str) -> None:
    """
    Mark the round as published. Called by publication, in the transaction that freezes the issue.

    Raises:
        RoundIsNotAssessed: There are no results to publish.
    """
    require(actor, "assessment.close_round")
    round_ = Round.objects.select_for_update().get(code=code)
    if round_.state not in {RoundState.ASSESSED, RoundState.PUBLISHED}:
        raise RoundIsNotAssessed(f"Round {code} is not assessed: assess it before it is published.")
    if round_.state == RoundState.PUBLISHED:
        return
    round_.state = RoundState.PUBLISHED
    round_.save(update_fields=["state"])
    record_event(actor=actor, verb="assessment.close_round", subject=f"round {code}")


def results_sha256(services: Sequence[AssessedService]) -> str:
    """Of the canonical JSON of [service, state, grade, percent "n/d"] in the order of the List."""
    rows = [
        [service.service, service.card.state.value, service.card.grade or "", fraction_text(service.card.percent)]
        for service in services
    ]
    return hashlib.sha256(rfc8785.dumps(rows)).hexdigest()


def _figures(service: AssessedService, to_next: Fraction | None) -> dict[str, str | int | None]:
    card: Scorecard = service.card
    return {
        "grade": card.grade or "",
        "possible_grades": "/".join(card.possible_grades) if card.grade is None else "",
        "points": fraction_text(card.points),
        "maximum": fraction_text(card.maximum),
        "percent": fraction_text(card.percent),
        "percent_micro": micro(card.percent),
        "to_next": fraction_text(to_next),
    }


def _ranks(percents: Sequence[Fraction | None]) -> list[int | None]:
    """Equal exact percents share a rank, the next one counts all before it: 1, 2, 2, 4."""
    ordered = sorted((percent for percent in percents if percent is not None), reverse=True)
    first: dict[Fraction, int] = {}
    for place, percent in enumerate(ordered, start=1):
        first.setdefault(percent, place)
    return [None if percent is None else first[percent] for percent in percents]

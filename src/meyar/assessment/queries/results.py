from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass

import rfc8785

from meyar.assessment.choices import AnswerKind
from meyar.assessment.models import Answer, Result, Round
from meyar.registry.queries import entries_of
from meyar.rulebooks.queries import edition_of
from meyar.scoring import Answer as Finding
from meyar.scoring import Scorecard, parse_answer, score

GATE = "electronised"


@dataclass(frozen=True, slots=True)
class GivenAnswer:
    finding: Finding
    reason: str
    evidence: str
    detail: str  # of the gate: none, partly, fully
    inherited: bool  # answered once for the body


@dataclass(frozen=True, slots=True)
class AssessedService:
    entry_id: int
    service: str  # code
    body: str  # code
    electronised: bool | None
    gate: GivenAnswer | None
    answers: dict[str, GivenAnswer]  # by parameter, without the gate; a missing one is not assessed
    card: Scorecard


def assessed_services(round_: Round) -> list[AssessedService]:
    """Every service of the round's List with its answers and exact scorecard, in the List's order. Three queries."""
    edition = edition_of(round_.rulebook)
    of_service: dict[int, dict[str, GivenAnswer]] = defaultdict(dict)
    of_body: dict[int, dict[str, GivenAnswer]] = defaultdict(dict)
    for answer in Answer.objects.filter(round=round_):
        if answer.entry_id is not None:
            of_service[answer.entry_id][answer.parameter] = _given(answer)
        elif answer.body_id is not None:
            of_body[answer.body_id][answer.parameter] = _given(answer)
    services = []
    for entry in entries_of(round_.list_edition):
        answers = {**of_body[entry.body_id], **of_service[entry.id]}
        gate = answers.pop(GATE, None)
        electronised = _yes_or_no(gate)
        card = score(edition, {code: given.finding for code, given in answers.items()}, electronised=electronised)
        services.append(
            AssessedService(
                entry_id=entry.id,
                service=entry.service,
                body=entry.body,
                electronised=electronised,
                gate=gate,
                answers=answers,
                card=card,
            )
        )
    return services


@dataclass(frozen=True, slots=True)
class StoredResult:
    service: str  # code
    state: str
    grade: str
    percent: str  # "n/d"
    rank: int | None


def stored_results(round_: Round) -> dict[int, StoredResult]:
    """What assess_round stored, by the id of the List's entry. One query."""
    rows = Result.objects.filter(round=round_).values_list(
        "entry_id", "entry__service__code", "state", "grade", "percent", "rank"
    )
    return {
        entry_id: StoredResult(service=service, state=state, grade=grade, percent=percent, rank=rank)
        for entry_id, service, state, grade, percent, rank in rows
    }


def canonical_answers(services: Sequence[AssessedService]) -> bytes:
    """RFC 8785 bytes of every answer with its reason and evidence, in the List's and the alphabet's order."""
    rows: list[list[str]] = []
    for service in services:
        answers = dict(service.answers)
        if service.gate:
            answers[GATE] = service.gate
        rows += [
            [service.service, code, given.finding.word, given.detail, given.reason, given.evidence]
            for code, given in sorted(answers.items())
        ]
    return rfc8785.dumps(rows)


def _given(answer: Answer) -> GivenAnswer:
    word = answer.level if answer.kind == AnswerKind.LEVEL else answer.kind
    return GivenAnswer(
        finding=parse_answer(word),
        reason=answer.reason,
        evidence=answer.evidence,
        detail=answer.detail,
        inherited=answer.body_id is not None,
    )


def _yes_or_no(gate: GivenAnswer | None) -> bool | None:
    if gate is None or gate.finding.level is None:
        return None
    return gate.finding.level == "yes"

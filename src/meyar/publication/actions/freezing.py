from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Sequence
from datetime import datetime
from fractions import Fraction
from statistics import median
from typing import TYPE_CHECKING, Any

from meyar.assessment.queries.results import AssessedService, GivenAnswer, assessed_services, stored_results
from meyar.common.azerbaijani import fold, sort_key
from meyar.common.fractions import fraction_text, micro
from meyar.publication.models import (
    Issue,
    IssueAnswer,
    IssueBody,
    IssueBodyCriterion,
    IssueCriterion,
    IssueCriterionScore,
    IssueGrade,
    IssueService,
)
from meyar.registry.queries import EntryRecord, bodies_by_code, entries_of
from meyar.rulebooks.queries import edition_of
from meyar.scoring import (
    Edition,
    Scorecard,
    State,
    Text,
    cheapest_path,
    grades_within_box,
    to_next_grade,
    weight_box,
)

if TYPE_CHECKING:
    from meyar.assessment.models import Round

WEIGHT_SPREAD = Fraction(1, 4)  # method 1.5: are grades certain when every weight moves by a quarter?


def freeze_rows(
    *,
    round_: Round,
    number: int,
    replaces: Issue | None,
    reason: str,
    published_at: datetime,
    published_by: str,
) -> Issue:
    """Copy the round's List, answers, exact results and edition. A constant number of queries per 500 rows."""
    edition = edition_of(round_.rulebook)
    services = assessed_services(round_)
    issue = _issue_row(round_, edition, services)
    issue.code = f"{round_.code}-{number}"
    issue.number, issue.replaces, issue.reason = number, replaces, reason
    issue.published_at, issue.published_by = published_at, published_by
    issue.save(force_insert=True)
    _freeze_grades(issue, edition, services)
    entries = {entry.id: entry for entry in entries_of(round_.list_edition)}
    bodies = _freeze_bodies(issue, round_, edition, services)
    _freeze_services(issue, round_, edition, services, entries, bodies)
    return issue


def _issue_row(round_: Round, edition: Edition, services: Sequence[AssessedService]) -> Issue:
    states = [service.card.state for service in services]
    edition_of_list = round_.list_edition
    undetermined = sum(1 for service in services if edition.gate and service.electronised is None)
    not_electronised = states.count(State.NOT_ELECTRONISED)
    return Issue(
        round_code=round_.code,
        year=round_.year,
        current=True,
        demonstration=round_.demonstration,
        rulebook_code=edition.code,
        rulebook_sha256=edition.sha256,
        rulebook_json=edition.canonical_json.decode(),
        reconstructed=edition.has_assumed,
        list_code=edition_of_list.code,
        list_title_az=edition_of_list.title_az,
        list_title_en=edition_of_list.title_en,
        list_title_ru=edition_of_list.title_ru,
        list_sha256=edition_of_list.sha256,
        answers_sha256=round_.answers_sha256,
        results_sha256=round_.results_sha256,
        bodies=len({service.body for service in services}),
        services=len(services),
        electronised=len(services) - not_electronised - undetermined,
        not_electronised=not_electronised,
        undetermined=undetermined,
        nothing_applies=states.count(State.NOTHING_APPLIES),
        content_sha256="",
    )


def _freeze_grades(issue: Issue, edition: Edition, services: Sequence[AssessedService]) -> None:
    IssueGrade.objects.bulk_create(
        IssueGrade(
            issue=issue,
            code=grade.code,
            position=position,
            services=sum(1 for service in services if service.card.grade == grade.code),
            **_titles(grade.title),
        )
        for position, grade in enumerate(edition.grades, start=1)
    )


def _freeze_bodies(
    issue: Issue,
    round_: Round,
    edition: Edition,
    services: Sequence[AssessedService],
) -> dict[str, IssueBody]:
    on = round_.list_edition.in_force_on
    register = bodies_by_code()
    by_body: dict[str, list[AssessedService]] = defaultdict(list)
    for service in services:
        by_body[service.body].append(service)
    rows = []
    for code, own in by_body.items():
        body = register[code]
        name = body.name_on(on)
        graded = [service.card for service in own if service.card.grade]
        mean = _mean(card.percent for card in graded)
        rows.append(
            IssueBody(
                issue=issue,
                code=code,
                kind=body.kind,
                name_az=name.name_az,
                name_en=name.name_en,
                name_ru=name.name_ru,
                abbreviation=name.abbreviation,
                site_address=name.site.split(";")[0],
                certainty=body.certainty,
                sort_key=sort_key(name.name_az)[:600],
                search_key=fold(" ".join((name.name_az, name.name_en, name.name_ru, name.abbreviation))),
                services=len(own),
                electronised=sum(1 for service in own if _is_electronised(service, edition)),
                not_electronised=sum(1 for service in own if service.card.state is State.NOT_ELECTRONISED),
                graded=len(graded),
                grade_counts={
                    grade.code: sum(1 for card in graded if card.grade == grade.code) for grade in edition.grades
                },
                mean_percent=fraction_text(mean),
                mean_percent_micro=micro(mean),
            )
        )
    IssueBody.objects.bulk_create(rows, batch_size=500)
    _freeze_criteria(issue, edition, rows, by_body)
    return {row.code: row for row in rows}


def _is_electronised(service: AssessedService, edition: Edition) -> bool:
    return service.electronised is True or edition.gate is None


def _freeze_criteria(
    issue: Issue, edition: Edition, bodies: Sequence[IssueBody], by_body: dict[str, list[AssessedService]]
) -> None:
    body_rows: list[IssueBodyCriterion] = []
    criterion_rows: list[IssueCriterion] = []
    for position, criterion in enumerate(edition.criteria, start=1):
        everywhere: list[Fraction] = []
        means: list[Fraction] = []
        for body in bodies:
            percents = [
                score.percent
                for service in by_body[body.code]
                if service.card.grade
                for score in service.card.criteria
                if score.code == criterion.code and score.percent is not None
            ]
            mean = _mean(percents)
            if mean is None:
                continue
            everywhere += percents
            means.append(mean)
            body_rows.append(
                IssueBodyCriterion(
                    body=body,
                    criterion=criterion.code,
                    services=len(percents),
                    mean=fraction_text(mean),
                    mean_micro=micro(mean) or 0,
                )
            )
        criterion_rows.append(
            IssueCriterion(
                issue=issue,
                code=criterion.code,
                position=position,
                median_of_bodies=fraction_text(median(means) if means else None),
                mean=fraction_text(_mean(everywhere)),
                **_titles(criterion.title),
            )
        )
    IssueCriterion.objects.bulk_create(criterion_rows)
    IssueBodyCriterion.objects.bulk_create(body_rows, batch_size=500)


def _freeze_services(
    issue: Issue,
    round_: Round,
    edition: Edition,
    services: Sequence[AssessedService],
    entries: dict[int, EntryRecord],
    bodies: dict[str, IssueBody],
) -> None:
    ranks = {entry_id: result.rank for entry_id, result in stored_results(round_).items()}
    rows = [
        _service_row(issue, edition, service, entries[service.entry_id], bodies[service.body], ranks[service.entry_id])
        for service in services
    ]
    IssueService.objects.bulk_create(rows, batch_size=500)
    IssueCriterionScore.objects.bulk_create(
        [
            IssueCriterionScore(
                service=row,
                criterion=score.code,
                points=fraction_text(score.points),
                maximum=fraction_text(score.maximum),
                percent=fraction_text(score.percent),
                percent_micro=micro(score.percent),
            )
            for row, service in zip(rows, services, strict=True)
            if service.card.state is State.GRADED
            for score in service.card.criteria
        ],
        batch_size=500,
    )
    IssueAnswer.objects.bulk_create(
        [
            answer
            for row, service in zip(rows, services, strict=True)
            for answer in _answer_rows(row, service.card, service.answers)
        ],
        batch_size=500,
    )


def _service_row(
    issue: Issue, edition: Edition, service: AssessedService, entry: EntryRecord, body: IssueBody, rank: int | None
) -> IssueService:
    card = service.card
    graded = card.state is State.GRADED
    words = [entry.title_az, entry.title_en, entry.title_ru, entry.number]
    return IssueService(
        issue=issue,
        body=body,
        code=service.service,
        number=entry.number,
        position=entry.position,
        title_az=entry.title_az,
        title_en=entry.title_en,
        title_ru=entry.title_ru,
        sort_key=sort_key(entry.title_az)[:2000],
        search_key=f"{fold(' '.join(words))} {body.search_key}",
        nature=entry.nature,
        audience=entry.audience,
        fee=entry.fee,
        stated_time=entry.stated_time,
        uses_per_year=entry.uses_per_year,
        site_address=entry.site_address,
        portal_address=entry.portal_address,
        demonstration=entry.demonstration,
        state=card.state.value,
        electronised=service.electronised,
        gate_reason=service.gate.reason if service.gate else "",
        gate_evidence=service.gate.evidence if service.gate else "",
        gate_detail=service.gate.detail if service.gate else "",
        grade=card.grade or "",
        grade_position=edition.grade_index(card.grade) + 1 if card.grade else 0,
        possible_grades="" if card.grade else "/".join(card.possible_grades),
        points=fraction_text(card.points) if graded else "",
        maximum=fraction_text(card.maximum) if graded else "",
        percent=fraction_text(card.percent),
        percent_micro=micro(card.percent),
        rank=rank,
        to_next=fraction_text(to_next_grade(edition, card)) if graded else "",
        next_grade=_next_grade(edition, card),
        path=_path(edition, service) if graded else None,
        weight_box=_weight_box(edition, card) if graded else None,
    )


def _next_grade(edition: Edition, card: Scorecard) -> str:
    if card.grade is None:
        return ""
    above = edition.grades[edition.grade_index(card.grade) + 1 :]
    return above[0].code if above else ""


def _path(edition: Edition, service: AssessedService) -> dict[str, Any] | None:
    answers = {code: given.finding for code, given in service.answers.items()}
    path = cheapest_path(edition, answers, electronised=service.electronised)
    if path is None:
        return None
    return {
        "percent": fraction_text(path.percent),
        "grade": path.grade,
        "steps": [
            {
                "parameter": step.parameter,
                "from": step.from_level,
                "to": step.to_level,
                "points": fraction_text(step.points),
            }
            for step in path.steps
        ],
    }


def _weight_box(edition: Edition, card: Scorecard) -> dict[str, Any] | None:
    applicable = [score for score in card.criteria if score.percent is not None]
    if not applicable:
        return None
    box = weight_box(
        [score.percent for score in applicable if score.percent is not None],
        [edition.criterion(score.code).weight for score in applicable],
        WEIGHT_SPREAD,
    )
    return {
        "lowest": fraction_text(box.lowest),
        "highest": fraction_text(box.highest),
        "grades": list(grades_within_box(edition, card, WEIGHT_SPREAD)),
    }


def _answer_rows(row: IssueService, card: Scorecard, given: dict[str, GivenAnswer]) -> Iterable[IssueAnswer]:
    if card.state is State.NOT_ELECTRONISED:
        return
    for position, line in enumerate(card.lines, start=1):
        answer = given.get(line.code)
        yield IssueAnswer(
            service=row,
            parameter=line.code,
            criterion=line.criterion,
            position=position,
            kind=line.answer.kind.value,
            level=line.answer.level or "",
            points=fraction_text(line.points),
            maximum=fraction_text(line.maximum),
            share=fraction_text(line.share_of_total),
            inherited=answer.inherited if answer else False,
            reason=answer.reason if answer else "",
            evidence=answer.evidence if answer else "",
        )


def _mean(values: Iterable[Fraction | None]) -> Fraction | None:
    present = [value for value in values if value is not None]
    return sum(present, Fraction(0)) / len(present) if present else None


def _titles(text: Text) -> dict[str, str]:
    return {"title_az": text.az, "title_en": text.en or "", "title_ru": text.ru or ""}

"""Published rows as plain tables, for files anyone may take away. Codes and exact numbers, no formatting."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Final

from django.db.models import QuerySet

from meyar.common.fractions import fraction_of
from meyar.publication.models import IssueAnswer, IssueBody, IssueCriterionScore, IssueService
from meyar.publication.queries.editions import edition_by_hash
from meyar.publication.queries.issues import IssueSummary
from meyar.publication.queries.services import Selection, selected_services, sorted_services
from meyar.publication.queries.shown import half_up, shown_percent
from meyar.scoring import GATE_CODE, Edition, decimal_string

Cell = str | int | Decimal | None

KINDS: Final = ("results", "answers", "bodies")
_YES_NO: Final[dict[bool | None, str]] = {True: "yes", False: "no", None: ""}


@dataclass(frozen=True)
class Rows:
    header: tuple[str, ...]
    rows: Iterable[tuple[Cell, ...]]  # read once, as they come from the database


def results(issue: IssueSummary, selection: Selection | None = None) -> Rows:
    """A row per service of the selection, of all pages, in its order. Two queries."""
    edition = edition_by_hash(issue.rulebook_sha256)
    criteria = tuple(criterion.code for criterion in edition.criteria)
    chosen = selection or Selection()
    services = sorted_services(selected_services(issue, chosen), chosen)
    header = (
        "year", "issue", "number", "service", "title_az", "title_en", "title_ru",
        "body", "body_name_az", "body_name_en", "body_name_ru",
        "electronised", "state", "grade", "points", "maximum", "percent", "percent_exact", "to_next", "rank",
        *(f"{code}_percent" for code in criteria),
        "fee", "stated_time", "site_address", "portal_address", "demonstration",
    )  # fmt: skip
    return Rows(header, _result_rows(issue, edition, criteria, services))


def answers(issue: IssueSummary) -> Rows:
    """A row per service and parameter, the gate first: what `meyar score` reads. Two queries."""
    header = (
        "service", "parameter", "answer", "body", "criterion", "points", "maximum", "share",
        "answered_for_body", "reason", "evidence", "demonstration",
    )  # fmt: skip
    return Rows(header, _answer_rows(issue))


def bodies(issue: IssueSummary) -> Rows:
    """A row per body. Two queries."""
    edition = edition_by_hash(issue.rulebook_sha256)
    grades = tuple(grade.code for grade in edition.grades)
    criteria = tuple(criterion.code for criterion in edition.criteria)
    header = (
        "year", "issue", "body", "abbreviation", "name_az", "name_en", "name_ru", "kind",
        "services", "electronised", "not_electronised", "graded", *grades, "mean_percent",
        *(f"{code}_mean_percent" for code in criteria), "certainty", "demonstration",
    )  # fmt: skip
    return Rows(header, _body_rows(issue, grades, criteria))


def totals(issues: Iterable[IssueSummary]) -> Rows:
    """A row per year, for years whose grades are the same ones. No query."""
    shown = tuple(issues)
    grades = tuple(grade.code for grade in shown[-1].grades)
    header = ("year", "bodies", "services", "electronised", "not_electronised", *grades)
    rows = (
        (
            issue.year,
            issue.bodies,
            issue.services,
            issue.electronised,
            issue.not_electronised,
            *(grade.services for grade in issue.grades),
        )
        for issue in shown
    )
    return Rows(header, rows)


def _result_rows(
    issue: IssueSummary, edition: Edition, criteria: tuple[str, ...], services: QuerySet[IssueService]
) -> Iterator[tuple[Cell, ...]]:
    scores: dict[tuple[int, str], Decimal | None] = {
        (service, criterion): _tenth(percent)
        for service, criterion, percent in IssueCriterionScore.objects.filter(
            service__issue__code=issue.code
        ).values_list("service_id", "criterion", "percent")
    }
    for row in services:
        yield (
            issue.year, issue.code, row.number, row.code, row.title_az, row.title_en, row.title_ru,
            row.body.code, row.body.name_az, row.body.name_en, row.body.name_ru,
            _YES_NO[row.electronised], row.state, row.grade, _decimal(row.points), _decimal(row.maximum),
            shown_percent(edition, fraction_of(row.percent)), row.percent, row.to_next, row.rank,
            *(scores.get((row.pk, code)) for code in criteria),
            row.fee, row.stated_time, row.site_address, row.portal_address,
            _YES_NO[issue.demonstration or row.demonstration],
        )  # fmt: skip


def _answer_rows(issue: IssueSummary) -> Iterator[tuple[Cell, ...]]:
    given = _answers_by_service(issue)
    demonstration = _YES_NO[issue.demonstration]
    services = IssueService.objects.filter(issue__code=issue.code).order_by("position").select_related("body")
    for row in services.only("code", "body__code", "electronised", "gate_reason", "gate_evidence"):
        if issue.has_gate:
            gate = _YES_NO[row.electronised] or "not_assessed"
            reasons = (row.gate_reason, row.gate_evidence)
            yield row.code, GATE_CODE, gate, row.body.code, "", None, None, "", "", *reasons, demonstration
        for answer in given.get(row.pk, ()):
            yield (
                row.code, answer.parameter, answer.level or answer.kind, row.body.code, answer.criterion,
                _decimal(answer.points), _decimal(answer.maximum), answer.share,
                _YES_NO[answer.inherited], answer.reason, answer.evidence, demonstration,
            )  # fmt: skip


def _answers_by_service(issue: IssueSummary) -> dict[int, list[IssueAnswer]]:
    given: dict[int, list[IssueAnswer]] = {}
    for answer in IssueAnswer.objects.filter(service__issue__code=issue.code).order_by("service_id", "position"):
        given.setdefault(answer.service_id, []).append(answer)
    return given


def _body_rows(issue: IssueSummary, grades: tuple[str, ...], criteria: tuple[str, ...]) -> Iterator[tuple[Cell, ...]]:
    rows = IssueBody.objects.filter(issue__code=issue.code).order_by("sort_key").prefetch_related("criteria")
    for row in rows:
        means = {mean.criterion: _tenth(mean.mean) for mean in row.criteria.all()}
        yield (
            issue.year, issue.code, row.code, row.abbreviation, row.name_az, row.name_en, row.name_ru, row.kind,
            row.services, row.electronised, row.not_electronised, row.graded,
            *(row.grade_counts.get(code, 0) for code in grades), _tenth(row.mean_percent),
            *(means.get(code) for code in criteria), row.certainty, _YES_NO[issue.demonstration],
        )  # fmt: skip


def _decimal(stored: str) -> Decimal | None:
    exact = fraction_of(stored)
    return None if exact is None else Decimal(decimal_string(exact))


def _tenth(stored: str) -> Decimal | None:
    exact = fraction_of(stored)
    return None if exact is None else _as_decimal(half_up(exact))


def _as_decimal(tenths: Fraction) -> Decimal:
    return Decimal(int(tenths * 10)).scaleb(-1)

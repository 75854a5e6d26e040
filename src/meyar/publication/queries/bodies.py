"""The bodies of an issue as a table, and one body: its services, its years, its profile by criterion."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction
from typing import Final

from meyar.common.fractions import fraction_of
from meyar.common.language import Wording, wording
from meyar.publication.models import IssueBody, IssueBodyCriterion, IssueCriterion, IssueService
from meyar.publication.queries.editions import edition_by_hash, good_from
from meyar.publication.queries.issues import IssueSummary
from meyar.publication.queries.services import ServiceRow, service_rows
from meyar.publication.queries.words import words

TOO_FEW_FOR_PERCENT: Final = 5  # below it a share says more of chance than of the body (method 5)
SERVICES_OF_BODY: Final = 100  # shown on its page; the list of services has them all
BODY_SORTS: Final = ("name", "services", "electronised", "good", "percent")


@dataclass(frozen=True)
class GradeOfBody:
    code: str
    position: int
    title: Wording
    services: int


@dataclass(frozen=True)
class BodyRow:
    code: str
    kind: str
    name: Wording
    abbreviation: str
    services: int
    electronised: int
    not_electronised: int
    graded: int
    good: int
    grades: tuple[GradeOfBody, ...]  # lowest first, every grade of the edition
    mean_percent: Fraction | None
    certainty: str

    @property
    def share_good(self) -> Fraction | None:
        """Percent of the graded services; None where they are too few for a percent."""
        return Fraction(100 * self.good, self.graded) if self.graded >= TOO_FEW_FOR_PERCENT else None

    @property
    def shown_mean(self) -> Fraction | None:
        return self.mean_percent if self.graded >= TOO_FEW_FOR_PERCENT else None


@dataclass(frozen=True)
class CriterionOfBody:
    """One line of the profile: the body's mean beside the median of all bodies' means."""

    code: str
    title: Wording
    mean: Fraction | None
    services: int
    median_of_bodies: Fraction | None
    national_mean: Fraction | None


@dataclass(frozen=True)
class YearOfBody:
    round_code: str
    year: int
    row: BodyRow
    rulebook_code: str
    breaks: bool  # other Rules than the year before
    is_shown: bool


@dataclass(frozen=True)
class BodyPage:
    row: BodyRow
    site_address: str
    issue_code: str
    round_code: str
    year: int
    demonstration: bool
    reconstructed: bool
    rulebook_code: str
    services: tuple[ServiceRow, ...]  # the first ones in the order of the List, at most SERVICES_OF_BODY
    profile: tuple[CriterionOfBody, ...]
    years: tuple[YearOfBody, ...]


def body_table(
    issue: IssueSummary, language: str, sort: str = "name", *, descending: bool = False
) -> tuple[BodyRow, ...]:
    """
    All bodies of an issue; what has no value for the sort comes last, by name. One query.

    Raises:
        ValueError: An unknown sort.
    """
    if sort not in BODY_SORTS:
        raise ValueError(f"Bodies are sorted by {', '.join(BODY_SORTS)}, not by {sort}.")
    records = IssueBody.objects.filter(issue__code=issue.code).select_related("issue").defer("issue__rulebook_json")
    rows = [_row(record, language) for record in records.order_by("sort_key")]
    if sort == "name":
        return tuple(reversed(rows)) if descending else tuple(rows)
    values = {row.code: _sort_value(row, sort) for row in rows}
    known = [row for row in rows if values[row.code] is not None]
    known.sort(key=lambda row: values[row.code] or Fraction(0), reverse=descending)
    return (*known, *(row for row in rows if values[row.code] is None))


def body_page(code: str, language: str, round_code: str = "") -> BodyPage | None:
    """
    A body as one round found it, the latest one where none is named; None where it is in no such issue.

    Four queries.
    """
    records = list(
        IssueBody.objects.filter(code=code, issue__current=True)
        .select_related("issue")
        .defer("issue__rulebook_json", "search_key")
        .order_by("issue__year", "issue__round_code")
    )
    found = [one for one in records if one.issue.round_code == round_code] if round_code else records[-1:]
    if not found:
        return None
    record = found[0]
    issue, edition = record.issue, edition_by_hash(record.issue.rulebook_sha256)
    services = IssueService.objects.filter(body=record).select_related("body").order_by("position")
    return BodyPage(
        row=_row(record, language),
        site_address=record.site_address,
        issue_code=issue.code,
        round_code=issue.round_code,
        year=issue.year,
        demonstration=issue.demonstration,
        reconstructed=issue.reconstructed,
        rulebook_code=issue.rulebook_code,
        services=service_rows(services[:SERVICES_OF_BODY], edition, language),
        profile=_profile(record, language),
        years=_years(records, record, language),
    )


def _row(record: IssueBody, language: str) -> BodyRow:
    edition = edition_by_hash(record.issue.rulebook_sha256)
    counts: dict[str, int] = record.grade_counts
    good = good_from(len(edition.grades))
    grades = tuple(
        GradeOfBody(grade.code, position, wording(grade.title, language), counts.get(grade.code, 0))
        for position, grade in enumerate(edition.grades, start=1)
    )
    return BodyRow(
        code=record.code,
        kind=record.kind,
        name=words(record, "name", language),
        abbreviation=record.abbreviation,
        services=record.services,
        electronised=record.electronised,
        not_electronised=record.not_electronised,
        graded=record.graded,
        good=sum(grade.services for grade in grades if grade.position >= good),
        grades=grades,
        mean_percent=fraction_of(record.mean_percent),
        certainty=record.certainty,
    )


def _sort_value(row: BodyRow, sort: str) -> Fraction | None:
    if sort == "good":
        return row.share_good
    if sort == "percent":
        return row.shown_mean
    return Fraction(row.services if sort == "services" else row.electronised)


def _profile(record: IssueBody, language: str) -> tuple[CriterionOfBody, ...]:
    """Two queries."""
    own = {one.criterion: one for one in IssueBodyCriterion.objects.filter(body=record)}
    return tuple(
        CriterionOfBody(
            code=national.code,
            title=words(national, "title", language),
            mean=fraction_of(own[national.code].mean) if national.code in own else None,
            services=own[national.code].services if national.code in own else 0,
            median_of_bodies=fraction_of(national.median_of_bodies),
            national_mean=fraction_of(national.mean),
        )
        for national in IssueCriterion.objects.filter(issue_id=record.issue_id).order_by("position")
    )


def _years(records: list[IssueBody], shown: IssueBody, language: str) -> tuple[YearOfBody, ...]:
    years = []
    before = ""
    for record in records:
        rules = record.issue.rulebook_sha256
        years.append(
            YearOfBody(
                round_code=record.issue.round_code,
                year=record.issue.year,
                row=_row(record, language),
                rulebook_code=record.issue.rulebook_code,
                breaks=bool(before) and before != rules,
                is_shown=record.pk == shown.pk,
            )
        )
        before = rules
    return tuple(years)

"""One service: its grade, why, the shortest way up, and its earlier years."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from meyar.common.fractions import fraction_of
from meyar.common.language import Wording, wording
from meyar.publication.models import IssueAnswer, IssueCriterionScore, IssueService
from meyar.publication.queries.editions import edition_by_hash
from meyar.publication.queries.shown import shown_percent
from meyar.publication.queries.words import words
from meyar.scoring import AnswerKind, Criterion, Edition, Parameter


@dataclass(frozen=True)
class LevelLine:
    title: Wording
    points: Fraction
    example: Wording
    chosen: bool


@dataclass(frozen=True)
class ParameterLine:
    code: str
    heading: Wording  # the short title; the question where there is none
    question: Wording
    guidance: Wording
    levels: tuple[LevelLine, ...]  # lowest points first
    kind: str  # level, na, not_assessed, unreachable
    answer: Wording | None  # title of the level; None for the other kinds
    points: Fraction | None  # None: it did not count
    maximum: Fraction
    share: Fraction | None  # percentage points it brings to the total
    inherited: bool  # answered once for the body
    reason: str
    evidence: str
    provenance: str  # of the points: source, inferred, assumed
    clause: str
    deficiency: Wording | None  # what falls short; None where nothing is missing

    @property
    def filled(self) -> Fraction:
        """Percent of its own maximum."""
        return 100 * self.points / self.maximum if self.points is not None and self.maximum else Fraction(0)


@dataclass(frozen=True)
class CriterionPart:
    code: str
    title: Wording
    points: Fraction
    maximum: Fraction  # of the parameters that apply
    percent: Fraction | None
    parameters: tuple[ParameterLine, ...]


@dataclass(frozen=True)
class Step:
    parameter: str
    heading: Wording
    proposal: Wording
    before: Wording | None  # title of the level now
    after: Wording
    points: Fraction


@dataclass(frozen=True)
class Way:
    """The shortest way to a better grade."""

    steps: tuple[Step, ...]
    points: Fraction
    percent: Fraction
    percent_shown: Decimal | None
    grade: str
    grade_position: int
    grade_title: Wording


@dataclass(frozen=True)
class GradeName:
    code: str
    position: int
    title: Wording


@dataclass(frozen=True)
class Robustness:
    """What the grade would be if every criterion's weight moved by up to a quarter."""

    lowest: Fraction
    highest: Fraction
    grades: tuple[GradeName, ...]

    @property
    def holds(self) -> bool:
        return len(self.grades) == 1


@dataclass(frozen=True)
class YearOfService:
    round_code: str
    year: int
    state: str
    grade: GradeName | None
    percent: Fraction | None
    percent_shown: Decimal | None
    body_name: Wording
    rulebook_code: str
    breaks: bool  # other Rules than the year before: the two are not compared directly
    is_shown: bool


@dataclass(frozen=True)
class ServicePage:
    code: str
    number: str
    title: Wording
    body_code: str
    body_name: Wording
    body_abbreviation: str
    nature: str
    audience: str
    fee: str
    stated_time: str
    uses_per_year: int | None
    site_address: str
    portal_address: str
    demonstration: bool
    issue_code: str
    round_code: str
    year: int
    published_demonstration: bool
    content_sha256: str
    rulebook_code: str
    rulebook_title: Wording
    reconstructed: bool
    state: str
    electronised: bool | None
    gate_question: Wording | None
    gate_guidance: Wording | None
    gate_reason: str
    gate_evidence: str
    gate_detail: str
    grade: GradeName | None
    possible_grades: tuple[GradeName, ...]  # lowest first; not electronised stands as code "not_electronised"
    points: Fraction | None
    maximum: Fraction | None
    percent: Fraction | None
    percent_shown: Decimal | None
    rank: int | None
    graded_in_issue: int
    next_grade: GradeName | None
    to_next: Fraction | None  # percentage points
    to_next_points: Fraction | None  # points, where percent follows from points alone
    criteria: tuple[CriterionPart, ...]
    way: Way | None
    robustness: Robustness | None
    years: tuple[YearOfService, ...]  # all issues in force that hold this service, by year


def service_page(code: str, language: str, round_code: str = "") -> ServicePage | None:
    """
    A service as one round found it, the latest one where none is named; None where it is in no such issue.

    At most four queries.
    """
    rows = list(
        IssueService.objects.filter(code=code, issue__current=True)
        .select_related("issue", "body")
        .defer("issue__rulebook_json", "search_key", "body__search_key")
        .order_by("issue__year", "issue__round_code")
    )
    found = [row for row in rows if row.issue.round_code == round_code] if round_code else rows[-1:]
    if not found:
        return None
    return _page(found[0], rows, language)


def _page(row: IssueService, rows: list[IssueService], language: str) -> ServicePage:
    issue, edition = row.issue, edition_by_hash(row.issue.rulebook_sha256)
    graded = IssueService.objects.filter(issue_id=issue.pk).exclude(grade="").count()
    percent, to_next = fraction_of(row.percent), fraction_of(row.to_next)
    return ServicePage(
        code=row.code,
        number=row.number,
        title=words(row, "title", language),
        body_code=row.body.code,
        body_name=words(row.body, "name", language),
        body_abbreviation=row.body.abbreviation,
        nature=row.nature,
        audience=row.audience,
        fee=row.fee,
        stated_time=row.stated_time,
        uses_per_year=row.uses_per_year,
        site_address=row.site_address,
        portal_address=row.portal_address,
        demonstration=row.demonstration,
        issue_code=issue.code,
        round_code=issue.round_code,
        year=issue.year,
        published_demonstration=issue.demonstration,
        content_sha256=issue.content_sha256,
        rulebook_code=issue.rulebook_code,
        rulebook_title=wording(edition.title, language),
        reconstructed=issue.reconstructed,
        state=row.state,
        electronised=row.electronised,
        gate_question=wording(edition.gate.question, language) if edition.gate else None,
        gate_guidance=wording(edition.gate.guidance, language) if edition.gate else None,
        gate_reason=row.gate_reason,
        gate_evidence=row.gate_evidence,
        gate_detail=row.gate_detail,
        grade=_grade(edition, row.grade, language),
        possible_grades=_possible(edition, row.possible_grades, language),
        points=fraction_of(row.points),
        maximum=fraction_of(row.maximum),
        percent=percent,
        percent_shown=shown_percent(edition, percent),
        rank=row.rank,
        graded_in_issue=graded,
        next_grade=_grade(edition, row.next_grade, language),
        to_next=to_next,
        to_next_points=_to_next_points(row),
        criteria=_criteria(row, edition, language),
        way=_way(row, edition, language),
        robustness=_robustness(row.weight_box, edition, language),
        years=_years(rows, row, language),
    )


def _grade(edition: Edition, code: str, language: str) -> GradeName | None:
    if not code:
        return None
    return GradeName(code, edition.grade_index(code) + 1, wording(edition.grade(code).title, language))


def _possible(edition: Edition, stored: str, language: str) -> tuple[GradeName, ...]:
    known = {grade.code for grade in edition.grades}
    names = []
    for code in stored.split("/") if stored else ():
        grade = _grade(edition, code, language) if code in known else GradeName(code, 0, Wording("", language))
        if grade is not None:
            names.append(grade)
    return tuple(names)


def _to_next_points(row: IssueService) -> Fraction | None:
    """Missing points, only where the percent is the share of points: otherwise a point has no fixed worth."""
    points, maximum = fraction_of(row.points), fraction_of(row.maximum)
    percent, to_next = fraction_of(row.percent), fraction_of(row.to_next)
    if points is None or not maximum or percent is None or to_next is None:
        return None
    return to_next * maximum / 100 if 100 * points / maximum == percent else None


def _criteria(row: IssueService, edition: Edition, language: str) -> tuple[CriterionPart, ...]:
    """Two queries. A service without a grade has no scores: what is known of its points is summed from the answers."""
    answers = {answer.parameter: answer for answer in IssueAnswer.objects.filter(service=row)}
    scores = {score.criterion: score for score in IssueCriterionScore.objects.filter(service=row)}
    if not answers:
        return ()
    return tuple(
        _criterion(criterion, scores.get(criterion.code), _lines(criterion, answers, language), language)
        for criterion in edition.criteria
    )


def _criterion(
    criterion: Criterion, score: IssueCriterionScore | None, lines: tuple[ParameterLine, ...], language: str
) -> CriterionPart:
    applicable = [line for line in lines if line.kind != AnswerKind.NOT_APPLICABLE]
    return CriterionPart(
        code=criterion.code,
        title=wording(criterion.title, language),
        points=sum((line.points or Fraction(0) for line in applicable), Fraction(0)),
        maximum=sum((line.maximum for line in applicable), Fraction(0)),
        percent=fraction_of(score.percent) if score else None,
        parameters=lines,
    )


def _lines(criterion: Criterion, answers: dict[str, IssueAnswer], language: str) -> tuple[ParameterLine, ...]:
    return tuple(
        _line(parameter, answers[parameter.code], language)
        for parameter in criterion.parameters
        if parameter.code in answers
    )


def _line(parameter: Parameter, answer: IssueAnswer, language: str) -> ParameterLine:
    points = fraction_of(answer.points)
    falls_short = points is not None and points < parameter.maximum
    return ParameterLine(
        code=parameter.code,
        heading=wording(parameter.heading, language),
        question=wording(parameter.question, language),
        guidance=wording(parameter.guidance, language),
        levels=tuple(
            LevelLine(
                title=wording(level.title, language),
                points=level.points,
                example=wording(level.example, language),
                chosen=level.code == answer.level,
            )
            for level in parameter.levels
        ),
        kind=answer.kind,
        answer=wording(parameter.level(answer.level).title, language) if answer.level else None,
        points=points,
        maximum=parameter.maximum,
        share=fraction_of(answer.share),
        inherited=answer.inherited,
        reason=answer.reason,
        evidence=answer.evidence,
        provenance=parameter.provenance.get("points", ""),
        clause=parameter.clause or "",
        deficiency=wording(parameter.deficiency, language) if falls_short else None,
    )


def _way(row: IssueService, edition: Edition, language: str) -> Way | None:
    path: dict[str, Any] | None = row.path
    if not path:
        return None
    steps = tuple(_step(edition.parameter(step["parameter"]), step, language) for step in path["steps"])
    grade = _grade(edition, path["grade"], language)
    percent = fraction_of(path["percent"])
    if grade is None or percent is None:
        return None
    return Way(
        steps=steps,
        points=sum((step.points for step in steps), Fraction(0)),
        percent=percent,
        percent_shown=shown_percent(edition, percent),
        grade=grade.code,
        grade_position=grade.position,
        grade_title=grade.title,
    )


def _step(parameter: Parameter, step: dict[str, str], language: str) -> Step:
    levels = {level.code: wording(level.title, language) for level in parameter.levels}
    return Step(
        parameter=parameter.code,
        heading=wording(parameter.heading, language),
        proposal=wording(parameter.proposal, language),
        before=levels.get(step["from"]),
        after=levels[step["to"]],
        points=fraction_of(step["points"]) or Fraction(0),
    )


def _robustness(box: dict[str, Any] | None, edition: Edition, language: str) -> Robustness | None:
    if not box:
        return None
    names = [_grade(edition, code, language) for code in box["grades"]]
    return Robustness(
        lowest=fraction_of(box["lowest"]) or Fraction(0),
        highest=fraction_of(box["highest"]) or Fraction(0),
        grades=tuple(name for name in names if name is not None),
    )


def _years(rows: list[IssueService], shown: IssueService, language: str) -> tuple[YearOfService, ...]:
    years = []
    before = ""
    for row in rows:
        rules = row.issue.rulebook_sha256
        years.append(
            YearOfService(
                round_code=row.issue.round_code,
                year=row.issue.year,
                state=row.state,
                grade=_grade(edition_by_hash(rules), row.grade, language),
                percent=fraction_of(row.percent),
                percent_shown=shown_percent(edition_by_hash(rules), fraction_of(row.percent)),
                body_name=words(row.body, "name", language),
                rulebook_code=row.issue.rulebook_code,
                breaks=bool(before) and before != rules,
                is_shown=row.pk == shown.pk,
            )
        )
        before = rules
    return tuple(years)

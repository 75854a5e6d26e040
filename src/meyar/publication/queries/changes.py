"""What moved between two years under the same Rules; why two years are not compared."""

from __future__ import annotations

from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import accumulate, pairwise
from typing import Final

from django.db.models import Count, Q, QuerySet

from meyar.common.fractions import fraction_of
from meyar.common.language import Wording, wording
from meyar.publication.models import IssueService, Move
from meyar.publication.queries.editions import edition_by_hash
from meyar.publication.queries.issues import IssueSummary, current_issues
from meyar.publication.queries.shown import shown_percent
from meyar.publication.queries.words import words
from meyar.scoring import Edition

BIGGEST: Final = 20  # moves shown each way; the files hold all


@dataclass(frozen=True)
class GradeOrState:
    state: str
    position: int
    title: Wording | None  # of the grade; None for a state without one


@dataclass(frozen=True)
class Moved:
    code: str
    number: str
    title: Wording
    body_code: str
    body_name: Wording
    before: GradeOrState
    before_percent: Decimal | None  # as shown
    after: GradeOrState
    after_percent: Decimal | None
    change: Fraction | None  # percentage points


@dataclass(frozen=True)
class Listed:
    """A service that entered the List, or left it."""

    code: str
    number: str
    title: Wording
    body_code: str
    body_name: Wording
    at: GradeOrState


@dataclass(frozen=True)
class Group:
    """The first BIGGEST of a kind of move, and how many there are in all."""

    total: int
    moved: tuple[Moved, ...]


@dataclass(frozen=True)
class ListGroup:
    total: int
    services: tuple[Listed, ...]


@dataclass(frozen=True)
class Changes:
    earlier: IssueSummary
    later: IssueSummary
    compared: int  # services in both years
    rose: int  # to a better grade, of those graded in both years
    fell: int
    kept: int
    up: Group  # by percentage points, whether or not the grade changed
    down: Group
    newly_electronised: Group
    no_longer_electronised: Group
    entered: ListGroup
    left: ListGroup


@dataclass(frozen=True)
class Pair:
    earlier: IssueSummary
    later: IssueSummary

    @property
    def code(self) -> str:
        return f"{self.earlier.round_code}-{self.later.round_code}"

    @property
    def comparable(self) -> bool:
        return self.earlier.rulebook_sha256 == self.later.rulebook_sha256


@dataclass(frozen=True)
class GradeShift:
    """One grade in two years that are not compared service by service."""

    title: Wording
    position: int
    before: Fraction  # percent of the graded services
    before_count: int
    after: Fraction
    after_count: int


@dataclass(frozen=True)
class Shift:
    """What totals alone tell of two years; empty where the grades are not the same ones."""

    grades: tuple[GradeShift, ...]  # lowest first
    verdict: str  # better, worse or same at every threshold; mixed; or unknown


def neighbours(language: str) -> tuple[Pair, ...]:
    """Each year with the next one, comparable or not. Two queries."""
    issues = current_issues(language)
    return tuple(Pair(earlier, later) for earlier, later in pairwise(issues))


def changes(pair: Pair, language: str) -> Changes:
    """
    The moves between two neighbours under the same Rules. Eight queries.

    Raises:
        ValueError: The two are not under the same Rules.
    """
    if not pair.comparable:
        raise ValueError(f"{pair.earlier.code} and {pair.later.code} were graded under different Rules.")
    edition = edition_by_hash(pair.later.rulebook_sha256)
    moves = Move.objects.filter(earlier__code=pair.earlier.code, later__code=pair.later.code)
    tally = moves.aggregate(
        compared=Count("pk"),
        up=Count("pk", filter=Q(change_micro__gt=0)),
        down=Count("pk", filter=Q(change_micro__lt=0)),
        newly=Count("pk", filter=_NEWLY),
        no_longer=Count("pk", filter=_NO_LONGER),
    )
    rose, fell, kept = _grade_changes(moves, edition)
    return Changes(
        earlier=pair.earlier,
        later=pair.later,
        compared=tally["compared"],
        rose=rose,
        fell=fell,
        kept=kept,
        up=_group(moves.filter(change_micro__gt=0).order_by("-change_micro"), tally["up"], edition, language),
        down=_group(moves.filter(change_micro__lt=0).order_by("change_micro"), tally["down"], edition, language),
        newly_electronised=_group(moves.filter(_NEWLY), tally["newly"], edition, language),
        no_longer_electronised=_group(moves.filter(_NO_LONGER), tally["no_longer"], edition, language),
        entered=_only_in(pair.later, pair.earlier, edition, language),
        left=_only_in(pair.earlier, pair.later, edition, language),
    )


def shift(pair: Pair) -> Shift:
    """
    First-order dominance of the later year over the earlier, from totals. No query.

    Source: method 2.8: where the cumulative shares move in both directions, neither year is the better one.
    """
    earlier, later = pair.earlier, pair.later
    same_grades = [grade.code for grade in earlier.grades] == [grade.code for grade in later.grades]
    if not same_grades or not earlier.graded or not later.graded:
        return Shift((), "unknown")
    grades = tuple(
        GradeShift(
            title=now.title,
            position=now.position,
            before=Fraction(100 * was.services, earlier.graded),
            before_count=was.services,
            after=Fraction(100 * now.services, later.graded),
            after_count=now.services,
        )
        for was, now in zip(earlier.grades, later.grades, strict=True)
    )
    below = list(accumulate(grade.after - grade.before for grade in grades))[:-1]
    rises, falls = any(step > 0 for step in below), any(step < 0 for step in below)
    verdict = "mixed" if rises and falls else "worse" if rises else "better" if falls else "same"
    return Shift(grades, verdict)


_NEWLY = Q(earlier_state="not_electronised") & ~Q(service__state="not_electronised")
_NO_LONGER = ~Q(earlier_state="not_electronised") & Q(service__state="not_electronised")


def _grade_changes(moves: QuerySet[Move], edition: Edition) -> tuple[int, int, int]:
    """How many services with a grade in both years have a better one, a worse one, the same one. One query."""
    rose = fell = kept = 0
    both = moves.exclude(earlier_grade="").exclude(service__grade="")
    for was, now, services in both.values_list("earlier_grade", "service__grade").annotate(Count("pk")):
        step = edition.grade_index(now) - edition.grade_index(was)
        rose += services if step > 0 else 0
        fell += services if step < 0 else 0
        kept += services if step == 0 else 0
    return rose, fell, kept


def _group(moves: QuerySet[Move], total: int, edition: Edition, language: str) -> Group:
    ordered = moves.order_by(*moves.query.order_by, "service__position")[:BIGGEST]
    return Group(
        total=total,
        moved=tuple(_moved(move, edition, language) for move in ordered.select_related("service__body")),
    )


def _moved(move: Move, edition: Edition, language: str) -> Moved:
    service = move.service
    return Moved(
        code=service.code,
        number=service.number,
        title=words(service, "title", language),
        body_code=service.body.code,
        body_name=words(service.body, "name", language),
        before=_named(move.earlier_state, move.earlier_grade, edition, language),
        before_percent=shown_percent(edition, fraction_of(move.earlier_percent)),
        after=_named(service.state, service.grade, edition, language),
        after_percent=shown_percent(edition, fraction_of(service.percent)),
        change=fraction_of(move.change),
    )


def _only_in(this: IssueSummary, other: IssueSummary, edition: Edition, language: str) -> ListGroup:
    """One query: the few that are on one List only."""
    there = IssueService.objects.filter(issue__code=other.code).values("code")
    rows = list(
        IssueService.objects.filter(issue__code=this.code)
        .exclude(code__in=there)
        .select_related("body")
        .order_by("position")
    )
    return ListGroup(
        total=len(rows),
        services=tuple(
            Listed(
                code=row.code,
                number=row.number,
                title=words(row, "title", language),
                body_code=row.body.code,
                body_name=words(row.body, "name", language),
                at=_named(row.state, row.grade, edition, language),
            )
            for row in rows[:BIGGEST]
        ),
    )


def _named(state: str, grade: str, edition: Edition, language: str) -> GradeOrState:
    if not grade:
        return GradeOrState(state, 0, None)
    return GradeOrState(state, edition.grade_index(grade) + 1, wording(edition.grade(grade).title, language))

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

from django.db.models import Count, Q, Sum

from meyar.assessment.queries.results import stored_results
from meyar.publication.models import Issue, IssueService
from meyar.registry.queries import entries_of

if TYPE_CHECKING:
    from meyar.assessment.models import Round


class TotalsDoNotAgree(Exception):
    """Nothing is published while a total differs from its rows. `differences` names each with both numbers."""

    def __init__(self, differences: tuple[str, ...]) -> None:
        self.differences = differences
        super().__init__("The totals do not agree with the rows: " + "; ".join(differences) + ".")


def reconcile(issue: Issue, round_: Round) -> None:
    """
    Hold every total of the issue against queries over its own rows, and its rows against the round. Eight queries.

    Raises:
        TotalsDoNotAgree: Names all differences.
    """
    differences = tuple(_differences(issue, round_))
    if differences:
        raise TotalsDoNotAgree(differences)


def _differences(issue: Issue, round_: Round) -> Iterator[str]:
    rows = issue.issue_services.aggregate(
        services=Count("pk"),
        graded=Count("pk", filter=~Q(grade="")),
        not_electronised=Count("pk", filter=Q(state="not_electronised")),
        nothing_applies=Count("pk", filter=Q(state="nothing_applies")),
        without_grade=Count("pk", filter=Q(grade="") & ~Q(state="not_electronised")),
    )
    bodies = issue.issue_bodies.aggregate(
        bodies=Count("pk"),
        services=Sum("services", default=0),
        electronised=Sum("electronised", default=0),
        not_electronised=Sum("not_electronised", default=0),
        graded=Sum("graded", default=0),
    )
    by_grade = dict(issue.grades.values_list("code", "services"))
    counted = dict(
        issue.issue_services.exclude(grade="").order_by().values_list("grade").annotate(services=Count("pk"))
    )
    graded_by_total = sum(by_grade.values())
    on_list = {(entry.service, entry.body) for entry in entries_of(round_.list_edition)}
    published = set(issue.issue_services.values_list("code", "body__code"))
    stored = {
        (result.service, result.state, result.grade, result.percent) for result in stored_results(round_).values()
    }
    frozen = set(IssueService.objects.filter(issue=issue).values_list("code", "state", "grade", "percent"))
    pairs = [
        ("services", issue.services, "rows of services", rows["services"]),
        ("services", issue.services, "entries of the frozen List", len(on_list)),
        (
            "services",
            issue.services,
            "electronised + not electronised + undetermined",
            issue.electronised + issue.not_electronised + issue.undetermined,
        ),
        ("not electronised", issue.not_electronised, "rows in this state", rows["not_electronised"]),
        (
            "electronised + undetermined",
            issue.electronised + issue.undetermined,
            "graded + without a grade",
            graded_by_total + rows["without_grade"],
        ),
        ("sum of the grades", graded_by_total, "rows with a grade", rows["graded"]),
        ("nothing applies", issue.nothing_applies, "rows in this state", rows["nothing_applies"]),
        ("bodies", issue.bodies, "rows of bodies", bodies["bodies"]),
        ("services", issue.services, "sum over the bodies", bodies["services"]),
        ("electronised", issue.electronised, "sum over the bodies", bodies["electronised"]),
        ("not electronised", issue.not_electronised, "sum over the bodies", bodies["not_electronised"]),
        ("sum of the grades", graded_by_total, "sum over the bodies", bodies["graded"]),
        *((f"grade {code}", total, "rows of this grade", counted.get(code, 0)) for code, total in by_grade.items()),
        ("services of the List that are published", len(on_list & published), "of the List", len(on_list)),
        ("results as they were assessed", len(stored & frozen), "of the assessed", len(stored)),
    ]
    for what, number, other, counted_number in pairs:
        if number != counted_number:
            yield f"{what}: {number}, but {other}: {counted_number}"

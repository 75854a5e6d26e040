from __future__ import annotations

from fractions import Fraction

import pytest

from meyar.publication.models import IssueGrade, IssueService
from meyar.publication.queries.editions import edition_by_hash
from meyar.publication.queries.issues import current_issues, front, issue_page
from meyar.publication.queries.totals import TotalsDisagree
from tests.factories.publication import Offered, many, publish, rules

pytestmark = pytest.mark.django_db


def test_nothing_published_has_no_front_page() -> None:
    assert front("az") is None


def test_the_front_counts_what_is_good_and_what_is_electronised() -> None:
    publish(
        2015,
        [
            Offered("s-1"),
            Offered("s-2", answers="full yes yes yes no"),
            Offered("s-3", answers="none no no no no"),
            Offered("s-4", electronised=False),
        ],
    )

    shown = front("az")

    assert shown is not None
    assert [(grade.code, grade.services, grade.is_good) for grade in shown.latest.grades] == [
        ("qeyri_kafi", 1, False),
        ("kafi", 0, False),
        ("yaxsi", 1, True),
        ("ela", 1, True),
    ]
    assert (shown.latest.share_electronised, shown.latest.share_good) == (75, Fraction(200, 3))


def test_years_under_other_rules_stand_in_another_run() -> None:
    publish(2013, edition=rules("2013", weight="10"))
    publish(2014)
    publish(2015)

    shown = front("en")

    assert shown is not None
    assert [[issue.year for issue in run.issues] for run in shown.runs] == [[2013], [2014, 2015]]
    assert shown.before is not None
    assert shown.before.year == 2014


def test_a_wrong_total_is_refused_with_both_numbers() -> None:
    publish(2015, many(8))
    IssueGrade.objects.filter(code="ela").update(services=7)
    IssueService.objects.filter(code="s-1").update(state="not_electronised")

    with pytest.raises(TotalsDisagree) as refused:
        front("az")

    assert str(refused.value) == (
        "2015-1: not_electronised is stated as 1, its rows are 2; 2015-1: graded is stated as 13, its rows are 7; "
        "2015-1: ela is stated as 7, its rows are 1"
    )


def test_a_correction_replaces_and_both_stay_reachable() -> None:
    first = publish(2015, [Offered("s-1", answers="none no no no no")])
    publish(2015, [Offered("s-1")], replaces=first, reason="An answer was read wrongly.")

    assert [issue.code for issue in current_issues("az")] == ["2015-2"]
    old, new = issue_page("2015-1", "az"), issue_page("2015-2", "az")
    assert old is not None
    assert new is not None
    assert (old.issue.current, old.replaced_by, old.reason_of_replacement) == (
        False,
        "2015-2",
        "An answer was read wrongly.",
    )
    assert (new.replaces, new.issue.reason) == ("2015-1", "An answer was read wrongly.")


def test_an_unknown_issue_is_none() -> None:
    assert issue_page("1999-1", "az") is None


def test_the_front_costs_four_queries_with_one_issue_and_with_three(django_assert_num_queries) -> None:
    publish(2013)
    edition_by_hash(rules().sha256)

    with django_assert_num_queries(4):
        front("az")

    publish(2014)
    publish(2015, many(40))

    with django_assert_num_queries(4):
        front("az")


def test_a_missing_text_is_shown_in_azerbaijani_and_says_so() -> None:
    publish(2015)

    (issue,) = current_issues("ru")

    assert tuple(issue.act_title) == ("Qərar 2014", "az")

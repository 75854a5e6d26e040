from __future__ import annotations

from fractions import Fraction

import pytest

from meyar.publication.queries.bodies import body_page, body_table
from meyar.publication.queries.issues import issue_of_round
from tests.factories.publication import Offered, many, publish, rules

pytestmark = pytest.mark.django_db


def test_a_share_of_fewer_than_five_is_not_a_percent() -> None:
    good = [Offered(f"j-{n}") for n in range(4)]
    publish(2015, [*good, *(Offered(f"t-{n}", body="tax") for n in range(5))])
    issue = issue_of_round("2015", "az")
    assert issue is not None

    justice, tax = body_table(issue, "az")

    assert (justice.code, justice.good, justice.graded, justice.share_good, justice.shown_mean) == (
        "justice",
        4,
        4,
        None,
        None,
    )
    assert (tax.share_good, tax.shown_mean) == (100, 100)


def test_bodies_sort_by_the_azerbaijani_alphabet_and_by_numbers() -> None:
    publish(2015, [*many(21), Offered("x", body="tax", answers="none no no no no")])
    issue = issue_of_round("2015", "az")
    assert issue is not None

    by_name = [row.code for row in body_table(issue, "az")]
    by_services = [row.code for row in body_table(issue, "az", "services", descending=True)]

    assert by_name == ["ecology", "justice", "tax"]
    assert by_services[0] == "tax"


def test_a_body_shows_its_profile_beside_the_median_of_all_bodies() -> None:
    publish(
        2015,
        [
            Offered("s-1", answers="full yes yes no no"),
            Offered("s-2", body="tax"),
            Offered("s-3", body="ecology", answers="none no no yes no"),
        ],
    )

    page = body_page("justice", "en")

    assert page is not None
    assert [(line.code, line.mean, line.median_of_bodies) for line in page.profile] == [("M1", 100, 100), ("M2", 0, 50)]


def test_the_years_of_a_body_break_where_the_rules_change() -> None:
    publish(2013, edition=rules("2013", weight="10"))
    publish(2014, [Offered("s-1"), Offered("s-2", answers="none no no no no")])

    page = body_page("justice", "az", "2013")

    assert page is not None
    assert [(year.year, year.breaks, year.row.services, year.is_shown) for year in page.years] == [
        (2013, False, 1, True),
        (2014, True, 2, False),
    ]
    assert body_page("justice", "az", "2015") is None


@pytest.mark.parametrize("count", [1, 3, 60])
def test_a_body_costs_four_queries(count: int, django_assert_num_queries) -> None:
    publish(2015, many(count, bodies=["justice"]))

    with django_assert_num_queries(4):
        page = body_page("justice", "az")

    assert page is not None
    assert len(page.services) == count
    assert page.row.mean_percent is None or isinstance(page.row.mean_percent, Fraction)

"""The query behind the report."""

from __future__ import annotations

from fractions import Fraction
from typing import Any

import pytest

from meyar.publication.models import Chart
from meyar.publication.queries.editions import edition_by_hash
from meyar.publication.queries.report import (
    NothingPublished,
    YearHasSeveralRounds,
    issue_stamps,
    published_years,
    stored_years_picture,
)
from tests.factories.publication import Offered, many, publish, rules

pytestmark = pytest.mark.django_db


def test_it_gives_the_current_issues_of_the_span_by_year() -> None:
    publish(2015, many(3))
    publish(2013, many(2))
    publish(2014, many(1))
    publish(2016, many(1))

    assert [(year.year, year.service_count) for year in published_years(2013, 2015)] == [
        (2013, 2),
        (2014, 1),
        (2015, 3),
    ]


def test_a_replaced_issue_is_not_reported() -> None:
    first = publish(2015, many(3))
    publish(2015, many(2), replaces=first, reason="An appeal was upheld.")
    (year,) = published_years(2015, 2015)

    assert (year.issue_code, year.replaces, year.reason, year.service_count) == (
        "2015-2",
        "2015-1",
        "An appeal was upheld.",
        2,
    )


def test_a_round_is_named_by_its_code() -> None:
    publish(2024, many(1), round_code="canada-2024")
    publish(2024, many(2), round_code="canada-2024-lenient", edition=rules("lenient"))

    assert [year.service_count for year in published_years("canada-2024-lenient", "canada-2024-lenient")] == [2]


def test_a_year_with_several_rounds_is_refused_with_their_codes() -> None:
    publish(2024, many(1), round_code="canada-2024")
    publish(2024, many(1), round_code="canada-2024-lenient", edition=rules("lenient"))

    with pytest.raises(YearHasSeveralRounds, match="2024: canada-2024, canada-2024-lenient"):
        published_years(2024, 2024)


def test_a_year_given_as_text_is_the_year() -> None:
    publish(2015, many(1), round_code="autumn")

    assert [year.round_code for year in published_years("2015", "2015")] == ["autumn"]


@pytest.mark.parametrize("name", ["2020", "spring"])
def test_what_is_not_published_is_refused(name: str) -> None:
    publish(2015, many(1))

    with pytest.raises(NothingPublished, match=name):
        published_years(name, name)


def test_services_stand_by_body_in_alphabetical_order_and_in_the_order_of_the_list() -> None:
    services = [Offered("s-1", body="tax"), Offered("s-2", body="justice"), Offered("s-3", body="tax")]
    publish(2015, services)
    (year,) = published_years(2015, 2015)

    assert [(body.code, [service.code for service in body.services]) for body in year.bodies] == [
        ("justice", ["s-2"]),
        ("tax", ["s-1", "s-3"]),
    ]
    assert year.bodies[0].services[0].percent == Fraction(100)


@pytest.mark.parametrize("count", [1, 3, 40])
def test_it_takes_four_queries_whatever_the_size(count: int, django_assert_num_queries: Any) -> None:
    for year in (2013, 2014, 2015):
        publish(year, many(count))
    edition_by_hash(rules().sha256)

    with django_assert_num_queries(4):
        published_years(2013, 2015)


def test_a_stamp_of_an_issue_takes_one_query(django_assert_num_queries: Any) -> None:
    publish(2015, many(1))

    with django_assert_num_queries(1):
        assert [stamp.code for stamp in issue_stamps(2015, 2015)] == ["2015-1"]


def test_the_picture_drawn_over_exactly_these_issues_is_found() -> None:
    earlier, later = publish(2014, many(1)), publish(2015, many(1))
    drawn_from = "".join([earlier.content_sha256, later.content_sha256])
    Chart.objects.create(
        issue=later, kind="years", language="az", variant="wide", svg="<svg/>", issues_sha256=_sha256(drawn_from)
    )

    assert stored_years_picture(published_years(2014, 2015), "az") == "<svg/>"
    assert stored_years_picture(published_years(2014, 2015), "en") == ""
    assert stored_years_picture(published_years(2015, 2015), "az") == ""


def _sha256(text: str) -> str:
    from hashlib import sha256

    return sha256(text.encode()).hexdigest()

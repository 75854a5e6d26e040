from __future__ import annotations

from dataclasses import replace

import pytest

from meyar.reports.checks import ReportDoesNotAddUp, check_totals
from meyar.reports.yearly_report import report_of
from tests.factories.publication import Offered, rules
from tests.factories.report import historical_years, published_year


def test_the_published_totals_add_up() -> None:
    years = historical_years()

    check_totals(years)

    assert [year.electronised - sum(grade.services for grade in year.grades) for year in years] == [0, 0, 0]


def test_every_total_that_differs_is_named_with_both_numbers() -> None:
    (year,) = historical_years(2015)
    top = replace(year.grades[-1], services=year.grades[-1].services + 1)
    wrong = replace(year, electronised=year.electronised + 2, grades=(*year.grades[:-1], top))

    with pytest.raises(ReportDoesNotAddUp) as refusal:
        report_of((wrong,), language="az")

    assert [str(difference) for difference in refusal.value.differences] == [
        "2015-1: services = electronised + not electronised + undetermined: 438 stated, 440 counted",
        "2015-1: electronised = the grades + nothing applies + grade undetermined: 356 stated, 355 counted",
        "2015-1: grade ela: 129 stated, 128 counted",
        "2015-1: services with a grade: 355 stated, 354 counted",
    ]


def test_a_service_listed_twice_is_refused() -> None:
    year = published_year(2015, [Offered("s-1"), Offered("s-1")], edition=rules())

    with pytest.raises(ReportDoesNotAddUp, match=r"services, each listed once: 2 stated, 1 counted"):
        check_totals([year])


def test_services_without_a_grade_still_add_up() -> None:
    services = [
        Offered("graded"),
        Offered("not-electronised", electronised=False),
        Offered("gate-open", electronised=None),
        Offered("not-assessed", answers="not_assessed yes yes yes yes"),
    ]

    year = published_year(2015, services, edition=rules())

    check_totals([year])

    assert (year.service_count, year.electronised, year.not_electronised, year.undetermined) == (4, 2, 1, 1)

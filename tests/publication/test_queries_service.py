from __future__ import annotations

from fractions import Fraction

import pytest

from meyar.publication.queries.editions import edition_by_hash
from meyar.publication.queries.service import service_page
from tests.factories.publication import Offered, publish, rules

pytestmark = pytest.mark.django_db


def test_a_page_tells_every_parameter_with_its_points() -> None:
    publish(2015, [Offered("s-1", answers="partial na yes yes no")])

    page = service_page("s-1", "en")

    assert page is not None
    assert page.grade is not None
    assert (page.grade.title.text, page.percent, page.to_next) == ("Sufficient", Fraction(550, 9), Fraction(80, 9))
    assert [
        (line.code, line.kind, line.answer and line.answer.text, line.points, line.maximum)
        for part in page.criteria
        for line in part.parameters
    ] == [
        ("automation", "level", "automation: partial", 10, 20),
        ("register", "na", None, None, 10),
        ("site", "level", "site: yes", 10, 10),
        ("forms", "level", "forms: yes", 10, 10),
        ("status", "level", "status: no", 0, 10),
    ]
    assert [(part.points, part.maximum) for part in page.criteria] == [(20, 30), (10, 20)]


def test_the_latest_year_is_shown_unless_another_is_named() -> None:
    publish(2013, [Offered("s-1", answers="none no no no no")], edition=rules("2013", weight="10"))
    publish(2014, [Offered("s-1", electronised=False)])
    publish(2015, [Offered("s-2")])

    latest, first = service_page("s-1", "az"), service_page("s-1", "az", "2013")

    assert latest is not None
    assert first is not None
    assert (latest.year, latest.state, latest.criteria) == (2014, "not_electronised", ())
    assert [(year.year, year.breaks, year.is_shown) for year in first.years] == [
        (2013, False, True),
        (2014, True, False),
    ]
    assert service_page("s-1", "az", "2015") is None
    assert service_page("unknown", "az") is None


def test_an_undetermined_service_shows_its_answers_and_possible_grades() -> None:
    publish(2015, [Offered("s-1", answers="full yes yes yes not_assessed")])

    page = service_page("s-1", "az")

    assert page is not None
    assert (page.state, page.grade, page.percent) == ("undetermined", None, None)
    assert [grade.code for grade in page.possible_grades] == ["yaxsi", "ela"]
    assert [(part.points, part.maximum) for part in page.criteria] == [(40, 40), (10, 20)]


def test_the_shortest_way_names_each_step_and_where_it_leads() -> None:
    path = {
        "percent": "70/1",
        "grade": "yaxsi",
        "steps": [{"parameter": "status", "from": "no", "to": "yes", "points": "10/1"}],
    }
    box = {"lowest": "58/1", "highest": "125/2", "grades": ["kafi"]}
    publish(2015, [Offered("s-1", answers="partial na yes yes no", rows={"path": path, "weight_box": box})])

    page = service_page("s-1", "en")

    assert page is not None
    assert page.way is not None
    assert page.robustness is not None
    (step,) = page.way.steps
    assert step.before is not None
    assert (step.proposal.text, step.before.text, step.after.text, step.points) == (
        "status proposal",
        "status: no",
        "status: yes",
        10,
    )
    assert (page.way.points, page.way.percent, page.way.grade_title.text, page.robustness.holds) == (
        10,
        70,
        "Good",
        True,
    )


@pytest.mark.parametrize("years", [[2015], [2013, 2014, 2015]])
def test_a_service_costs_four_queries(years: list[int], django_assert_num_queries) -> None:
    for year in years:
        publish(year, [Offered("s-1")])
    edition_by_hash(rules().sha256)

    with django_assert_num_queries(4):
        service_page("s-1", "az")

"""Sentences on totals made for the purpose: each direction, each kind of change of the Rules."""

from __future__ import annotations

from meyar.publication.queries.report import PublishedYear
from meyar.reports.blocks import Sentences
from meyar.reports.yearly_report import report_of
from meyar.scoring import Edition
from tests.factories.publication import Offered, rules
from tests.factories.report import published_year

ANSWERS = {
    "ela": "full yes yes yes yes",
    "yaxsi": "full yes yes yes no",
    "kafi": "partial yes yes yes no",
    "qeyri_kafi": "none no no no no",
}


def year_with(year: int, *, edition: Edition | None = None, out: int = 0, **grades: int) -> PublishedYear:
    wanted = [ANSWERS[grade] for grade, count in grades.items() for _number in range(count)]
    services = [Offered(f"s-{number}", answers=answers) for number, answers in enumerate(wanted)]
    services += [Offered(f"n-{number}", electronised=False) for number in range(out)]
    return published_year(year, services, edition=edition or rules("2014"))


def said(*years: PublishedYear, language: str = "en") -> tuple[str, ...]:
    report = report_of(years, language=language)
    blocks = next(section for section in report.sections if section.anchor == "findings").blocks
    return next(block.items for block in blocks if isinstance(block, Sentences))


def test_a_decrease_at_every_boundary_is_supported() -> None:
    items = said(year_with(2014, ela=4), year_with(2015, kafi=4))

    assert items[:2] == (
        (
            "Among the graded services: the share below “Sufficient” (under 50%) did not change; the share below “Good” (under "
            "70%) rose by 100.0 percentage points; the share below “Excellent” (under 90%) rose by 100.0 percentage points."
        ),
        "No share fell: the totals support the statement that results decreased as a whole.",
    )


def test_an_improvement_at_every_boundary_is_supported() -> None:
    items = said(year_with(2014, qeyri_kafi=4), year_with(2015, ela=4))

    assert items[1] == "No share rose: the totals support the statement that results improved as a whole."


def test_where_nothing_changed_no_direction_is_claimed_and_no_move_is_counted() -> None:
    items = said(year_with(2014, ela=2, kafi=1), year_with(2015, ela=2, kafi=1))

    assert items[1:] == (
        "No share changed: the totals show neither a decrease nor an improvement.",
        (
            "Both years were assessed under the same edition of the Rules, so a change of the Rules does not explain the "
            "difference."
        ),
    )


def test_a_tiny_change_is_not_shown_as_none() -> None:
    items = said(year_with(2014, ela=2999, kafi=1), year_with(2015, ela=2998, kafi=2))

    assert "the share below “Good” (under 70%) rose by 0.03 percentage points" in items[0]


def test_one_moved_service_is_counted_in_the_singular() -> None:
    items = said(year_with(2014, ela=3), year_with(2015, ela=2, yaxsi=1))

    assert items[2].startswith("The totals could not have changed so unless at least 1 service changed its state")


def test_other_rules_are_named_as_an_explanation_the_totals_cannot_measure() -> None:
    earlier = year_with(2014, edition=rules("2014"), ela=3)
    later = year_with(2015, edition=rules("2015", weight="10"), kafi=3)

    assert said(earlier, later)[-1].startswith("The Rules changed between these years.")


def test_grades_of_another_kind_are_not_compared() -> None:
    five_stars = rules("2015").model_dump(mode="json", by_alias=True, exclude_none=True)
    five_stars["grades"][1]["from"] = "40"
    later = year_with(2015, edition=Edition.model_validate(five_stars), ela=3)

    assert said(year_with(2014, ela=3), later) == (
        "The grades of these years are not the same ones, so their numbers cannot be compared.",
    )


def test_a_year_without_a_graded_service_is_not_compared() -> None:
    items = said(year_with(2014, ela=3), year_with(2015, out=3))

    assert items == ("In one of these years no service has a grade, so there is nothing to compare.",)


def test_an_upper_closed_boundary_is_named_as_such_in_azerbaijani() -> None:
    upper = rules("2014").model_dump(mode="json", by_alias=True, exclude_none=True)
    upper["policy"]["edges"] = "upper_closed"
    edition = Edition.model_validate(upper)
    items = said(year_with(2014, edition=edition, ela=3), year_with(2015, edition=edition, kafi=3), language="az")

    assert "“Yaxşı”dan aşağı (70\u00a0% və daha az) olanların payı 100,0 faiz bəndi artmışdır" in items[0]

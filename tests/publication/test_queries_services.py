from __future__ import annotations

from fractions import Fraction

import pytest

from meyar.publication.queries.issues import IssueSummary, issue_of_round
from meyar.publication.queries.services import Selection, service_list
from tests.factories.publication import Offered, many, publish

pytestmark = pytest.mark.django_db


def the_issue(round_code: str = "2015") -> IssueSummary:
    found = issue_of_round(round_code, "az")
    assert found is not None
    return found


def codes(**chosen: str | bool) -> list[str]:
    return [row.code for row in service_list(the_issue(), Selection(**chosen), "az").rows]  # type: ignore[arg-type]


def test_a_selection_is_filtered_by_body_grade_and_gate() -> None:
    publish(
        2015,
        [
            Offered("s-1"),
            Offered("s-2", body="tax", answers="none no no no no"),
            Offered("s-3", body="tax", electronised=False),
            Offered("s-4", body="tax", answers="full yes yes yes no"),
        ],
    )

    assert codes(body="tax") == ["s-2", "s-3", "s-4"]
    assert codes(grade="good") == ["s-1", "s-4"]
    assert codes(grade="graded", body="tax") == ["s-2", "s-4"]
    assert codes(grade="not_electronised") == ["s-3"]
    assert codes(electronised="no") == ["s-3"]
    assert codes(electronised="yes", grade="ela") == ["s-1"]


def test_a_band_of_a_criterion_holds_its_own_edge() -> None:
    publish(
        2015,
        [
            Offered("whole", answers="full yes yes yes yes"),
            Offered("half", answers="full yes yes yes no"),  # M2 10 of 20: exactly 50
            Offered("nothing", answers="full yes yes no no"),
            Offered("without", electronised=False),
        ],
    )

    assert codes(criterion="M2", band="kafi") == ["half"]
    assert codes(criterion="M2", band="qeyri_kafi") == ["nothing"]
    assert codes(criterion="M2", band="ela") == ["whole"]


def test_the_search_folds_azerbaijani_letters_and_wants_every_word() -> None:
    publish(
        2015,
        [
            Offered("s-1", title_az="Şəxsiyyət vəsiqəsinin verilməsi"),
            Offered("s-2", body="tax", title_az="Arayışın verilməsi"),
        ],
    )

    assert codes(search="edliyye") == ["s-1"]
    assert codes(search="ƏDLİYYƏ") == ["s-1"]
    assert codes(search="verilmesi vergi") == ["s-2"]
    assert codes(search="verilmesi ədliyyə vergi") == []


def test_sorting_by_title_follows_the_azerbaijani_alphabet() -> None:
    titles = {"x": "Xəritə", "e": "Ədliyyə", "h": "Həkim", "c": "Çıxarış", "q": "Qeydiyyat"}
    publish(2015, [Offered(code, title_az=title) for code, title in titles.items()])

    assert codes(sort="title") == ["c", "e", "h", "x", "q"]
    assert codes(sort="title", descending=True) == ["q", "x", "h", "e", "c"]


def test_what_has_no_percent_comes_last_either_way() -> None:
    publish(
        2015,
        [
            Offered("without", electronised=False),
            Offered("low", answers="none no no no no"),
            Offered("high"),
        ],
    )

    assert codes(sort="percent") == ["low", "high", "without"]
    assert codes(sort="percent", descending=True) == ["high", "low", "without"]


def test_the_counts_are_of_the_whole_selection_not_of_the_page() -> None:
    publish(2015, many(120))

    shown = service_list(the_issue(), Selection(page=2), "az")

    assert (shown.total, shown.pages, shown.first, shown.last, len(shown.rows)) == (120, 3, 51, 100, 50)
    assert [(count.code, count.services) for count in shown.counts] == [
        ("not_electronised", 17),
        ("qeyri_kafi", 41),
        ("kafi", 21),
        ("yaxsi", 20),
        ("ela", 21),
    ]
    assert sum(count.services for count in shown.counts) == shown.total


def test_a_page_beyond_the_last_is_the_last() -> None:
    publish(2015, many(60))

    shown = service_list(the_issue(), Selection(page=99), "az")

    assert (shown.selection.page, shown.first, shown.last) == (2, 51, 60)


def test_a_row_shows_the_percent_on_the_chosen_criterion() -> None:
    publish(2015, [Offered("s-1", answers="partial na yes yes no")])

    (row,) = service_list(the_issue(), Selection(criterion="M1"), "az").rows

    assert row.criterion_percent == Fraction(200, 3)


@pytest.mark.parametrize("count", [1, 3, 60])
def test_a_page_of_the_list_costs_two_queries(count: int, django_assert_num_queries) -> None:
    publish(2015, many(count))
    issue = the_issue()

    with django_assert_num_queries(2):
        service_list(issue, Selection(criterion="M1", band="ela", search="arayis", sort="criterion"), "az")
    with django_assert_num_queries(2):
        service_list(issue, Selection(), "az")

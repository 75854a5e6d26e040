from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meyar.statistics import Totals, TotalsDoNotCompare, Verdict, audit_totals, fewest_downgrades

Y2013 = Totals(134, (5, 83, 142, 75))
Y2014 = Totals(97, (55, 72, 100, 114))
Y2015 = Totals(84, (67, 54, 105, 128))


@pytest.mark.parametrize(
    ("before", "after", "differences", "moves"),
    [
        (Y2013, Y2014, ("274/1891", "8727/104005", "-1839/20801"), 90),
        (Y2014, Y2015, ("307/10974", "-3697/120714", "-1646/60357"), 31),
    ],
)
def test_the_published_totals_show_neither_a_fall_nor_a_rise(
    before: Totals, after: Totals, differences: tuple[str, ...], moves: int
) -> None:
    """TV-11."""
    audit = audit_totals(before, after)

    assert audit.differences_below == tuple(Fraction(difference) for difference in differences)
    assert (audit.fell, audit.rose, audit.dominance) == (Verdict.NOT_IDENTIFIED, Verdict.NOT_IDENTIFIED, False)
    assert audit.fewest_moves == moves


def test_at_least_116_services_changed_state_from_2013_to_2015() -> None:
    """TV-11, with the List one service shorter."""
    assert audit_totals(Y2013, Y2015).fewest_moves == 116


def test_2014_is_polarised_and_stricter_rules_alone_cannot_explain_it() -> None:
    audit = audit_totals(Y2013, Y2014)

    assert (audit.polarised, audit.stricter_rules_alone, audit.newly_graded) == (True, Verdict.CONTRADICTED, 36)


@pytest.mark.parametrize(("left", "downgraded"), [(0, 14), (5, 9), (14, 0), (30, 0)])
def test_the_size_of_the_downgrade_depends_on_who_left(left: int, downgraded: int) -> None:
    """TV-11: composition bound."""
    assert fewest_downgrades(Y2013, Y2014, edge=0, left=left) == downgraded


def test_where_more_left_than_entered_every_service_below_the_edge_that_is_new_there_fell() -> None:
    assert fewest_downgrades(Totals(0, (1, 9)), Totals(4, (3, 3)), edge=0, left=4) == 2


def test_shares_and_counts_below_the_edges_are_of_the_electronised() -> None:
    assert Y2013.below() == (5, 88, 230)
    assert [round(100 * share, 4) for share in Y2013.shares_below()] == [
        Fraction("1.6393"),
        Fraction("28.8525"),
        Fraction("75.4098"),
    ]
    assert (Y2013.listed, Y2013.electronised) == (439, 305)


@pytest.mark.parametrize(
    ("before", "after", "fell", "rose", "dominance"),
    [
        ((1, 2, 3), (2, 2, 2), "supported", "contradicted", True),
        ((2, 2, 2), (1, 2, 3), "contradicted", "supported", True),
        ((2, 2, 2), (4, 4, 4), "contradicted", "contradicted", False),
        ((2, 2, 2), (3, 0, 3), "not_identified", "not_identified", False),
    ],
)
def test_a_direction_is_supported_only_where_every_edge_agrees(
    before: tuple[int, ...], after: tuple[int, ...], fell: str, rose: str, dominance: bool
) -> None:
    audit = audit_totals(Totals(1, before), Totals(1, after))

    assert (audit.fell, audit.rose, audit.dominance) == (fell, rose, dominance)


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        (Totals(5, (3, 4, 3)), "not_identified"),
        (Totals(5, (1, 4, 5)), "contradicted"),
        (Totals(4, (3, 5, 3)), "contradicted"),
        (Totals(5, (3, 5, 3)), "contradicted"),
    ],
)
def test_stricter_rules_alone_lower_grades_of_the_same_services_and_nothing_else(after: Totals, verdict: str) -> None:
    assert audit_totals(Totals(5, (2, 4, 4)), after).stricter_rules_alone == verdict


@settings(deadline=None)
@given(st.data())
def test_no_history_of_services_needs_fewer_moves(data: st.DataObject) -> None:
    """States 0-3; 4 is off the List."""
    history = data.draw(st.lists(st.tuples(st.integers(0, 4), st.integers(0, 4)), min_size=1, max_size=30))
    years = [[pair[year] for pair in history] for year in (0, 1)]
    counts = [[states.count(state) for state in range(4)] for states in years]
    if not all(sum(of_year[1:]) for of_year in counts):
        return
    before, after = (Totals(of_year[0], tuple(of_year[1:])) for of_year in counts)

    assert audit_totals(before, after).fewest_moves <= sum(was != now for was, now in history)


def test_years_with_different_numbers_of_grades_do_not_compare() -> None:
    with pytest.raises(TotalsDoNotCompare, match="4 grades cannot be compared with 5"):
        audit_totals(Y2013, Totals(1, (1, 1, 1, 1, 1)))


@pytest.mark.parametrize(("not_electronised", "grades"), [(-1, (1, 1)), (0, (-1, 2)), (3, (0, 0))])
def test_counts_that_cannot_be_are_refused(not_electronised: int, grades: tuple[int, ...]) -> None:
    with pytest.raises(TotalsDoNotCompare):
        Totals(not_electronised, grades)


@pytest.mark.parametrize("left", [-1, 306])
def test_more_services_than_there_were_cannot_leave(left: int) -> None:
    with pytest.raises(TotalsDoNotCompare, match="of 305 graded services cannot have left"):
        fewest_downgrades(Y2013, Y2014, edge=0, left=left)

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meyar.scoring import NothingToShare, percent_floored, percent_shown, share_half_up, shares_hamilton
from tests.scoring.editions import criterion, edition, parameter


@pytest.mark.parametrize(
    ("percent", "shown"), [("69.95", "69.9"), ("89.96", "89.9"), ("49.95", "49.9"), ("100", "100.0")]
)
def test_a_shown_percent_never_reaches_the_next_edge(percent: str, shown: str) -> None:
    """TV-25."""
    assert str(percent_floored(Fraction(percent))) == shown


def test_a_percent_is_cut_at_the_places_asked_for() -> None:
    assert [str(percent_floored(Fraction(200, 3), places)) for places in (0, 1, 3)] == ["66", "66.6", "66.666"]


@pytest.mark.parametrize(("number", "places", "shown"), [("69.85", 1, "69.9"), ("2.5", 0, "3"), ("1.005", 2, "1.01")])
def test_a_share_rounds_an_exact_half_up(number: str, places: int, shown: str) -> None:
    """TV-24: other rounding engines say 69.8, 2 and 1.00."""
    share = Fraction(number) / 100

    assert str(share_half_up(share.numerator, share.denominator, places)) == shown


def test_more_decimals_are_shown_where_an_edge_needs_them() -> None:
    thirds = edition(criterion("C1", parameter("p1", "0", "1")), grades={"low": "0", "high": "66.66"})
    upper = edition(criterion("C1", parameter("p1", "0", "1")), edges="upper_closed")

    assert percent_shown(thirds, Fraction("66.665")) == Decimal("66.66")
    assert percent_shown(thirds, Fraction("66.65")) == Decimal("66.6")
    assert percent_shown(upper, Fraction("70.004")) == Decimal("70.004")


@settings(deadline=None)
@given(st.fractions(0, 100), st.sampled_from(["lower_closed", "upper_closed"]))
def test_a_shown_percent_stands_in_the_band_of_the_exact_one(percent: Fraction, edges: str) -> None:
    rules = THREE_BANDS[edges]

    shown = percent_shown(rules, percent)

    assert rules.grade_at(Fraction(shown)) == rules.grade_at(percent)
    assert 0 <= percent - Fraction(shown) < Fraction(1, 10)


THREE_BANDS = {
    edges: edition(
        criterion("C1", parameter("p1", "0", "1")), grades={"a": "0", "b": "33.3333", "c": "70"}, edges=edges
    )
    for edges in ("lower_closed", "upper_closed")
}


@pytest.mark.parametrize(
    ("counts", "half_up", "hamilton"),
    [
        ((55, 72, 100, 114), "16.1 21.1 29.3 33.4", "16.1 21.1 29.3 33.5"),
        ((67, 54, 105, 128), "18.9 15.3 29.7 36.2", "18.9 15.2 29.7 36.2"),
        ((5, 83, 142, 75), "1.6 27.2 46.6 24.6", "1.6 27.2 46.6 24.6"),
        ((134, 5, 83, 142, 75), "30.5 1.1 18.9 32.3 17.1", "30.5 1.1 18.9 32.4 17.1"),
        ((97, 55, 72, 100, 114), "22.1 12.6 16.4 22.8 26.0", "22.2 12.6 16.4 22.8 26.0"),
    ],
)
def test_shares_round_half_up_or_to_a_sum_of_100(counts: tuple[int, ...], half_up: str, hamilton: str) -> None:
    """TV-26."""
    assert " ".join(str(share_half_up(count, sum(counts))) for count in counts) == half_up
    assert " ".join(map(str, shares_hamilton(counts))) == hamilton


def test_equal_remainders_are_rounded_up_in_order() -> None:
    assert shares_hamilton([1, 1, 1], places=0) == (Decimal(34), Decimal(33), Decimal(33))


@settings(deadline=None)
@given(st.lists(st.integers(0, 10**6), min_size=1, max_size=8).filter(any), st.integers(0, 4))
def test_hamilton_shares_sum_to_100_and_miss_by_less_than_one_unit(counts: list[int], places: int) -> None:
    shares = shares_hamilton(counts, places)

    assert sum(shares) == 100
    for count, share in zip(counts, shares, strict=True):
        assert abs(Fraction(share) - Fraction(100 * count, sum(counts))) < Fraction(1, 10**places)


def test_nothing_has_no_shares() -> None:
    with pytest.raises(NothingToShare):
        share_half_up(0, 0)
    with pytest.raises(NothingToShare):
        shares_hamilton([0, 0])

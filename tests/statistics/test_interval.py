from __future__ import annotations

from fractions import Fraction

import pytest

from meyar.statistics.interval import Interval


@pytest.mark.parametrize(
    ("lowest", "highest", "sign"), [(1, 2, 1), (-2, -1, -1), (0, 0, 0), (0, 1, None), (-1, 0, None), (-1, 1, None)]
)
def test_the_sign_is_known_where_both_ends_have_it(lowest: int, highest: int, sign: int | None) -> None:
    assert Interval(Fraction(lowest), Fraction(highest)).sign == sign


def test_an_interval_of_one_number_is_that_number() -> None:
    assert Interval.at(3).point == 3
    assert Interval(Fraction(0), Fraction(1)).point is None


def test_unknowns_add_and_turn() -> None:
    one = Interval(Fraction(-1), Fraction(2))

    assert one + Interval.at(1) == Interval(Fraction(0), Fraction(3))
    assert one.times(Fraction(-1, 2)) == Interval(Fraction(-1), Fraction(1, 2))
    assert [number in one for number in (-2, -1, 2, 3)] == [False, True, True, False]


def test_ends_in_the_wrong_order_are_refused() -> None:
    with pytest.raises(ValueError, match="2 is above 1"):
        Interval(Fraction(2), Fraction(1))

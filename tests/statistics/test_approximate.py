"""Against printed tables and known digits."""

from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from meyar.statistics.approximate import (
    chi_square_tail,
    decimal,
    normal_cdf,
    normal_quantile,
    square_root,
    student_quantile,
)


def rounded(number: Decimal, places: int) -> str:
    return f"{number:.{places}f}"


def test_a_third_and_a_root_have_28_digits() -> None:
    assert decimal(Fraction(1, 3)) == Decimal("0.3333333333333333333333333333")
    assert square_root(Fraction(2)) == Decimal("1.414213562373095048801688724")


def test_below_zero_there_is_no_root() -> None:
    with pytest.raises(ValueError, match="-1 has no real root"):
        square_root(Fraction(-1))


@pytest.mark.parametrize(
    ("z", "share"),
    [("0", "0.500000000000"), ("1", "0.841344746069"), ("-1.96", "0.024997895148"), ("5", "0.999999713348")],
)
def test_the_normal_distribution(z: str, share: str) -> None:
    assert rounded(normal_cdf(Fraction(z)), 12) == share


def test_far_out_a_normal_tail_is_nothing() -> None:
    assert (normal_cdf(Fraction(-20)), normal_cdf(Decimal(20))) == (0, 1)


def test_normal_quantiles() -> None:
    assert normal_quantile(Fraction(39, 40)) == Decimal("1.959963984540054235524594431")
    assert normal_quantile(Fraction(1, 40)) == -normal_quantile(Fraction(39, 40))
    assert normal_quantile(Fraction(1, 2)) == 0


@pytest.mark.parametrize(
    ("freedom", "quantile"),
    [
        (1, "12.7062047362"),
        (2, "4.3026527297"),
        (3, "3.1824463053"),
        (4, "2.7764451052"),
        (11, "2.2009851601"),
        (30, "2.0422724563"),
    ],
)
def test_student_s_quantiles(freedom: int, quantile: str) -> None:
    assert rounded(student_quantile(Fraction(39, 40), freedom), 10) == quantile


@pytest.mark.parametrize(
    ("freedom", "edge"),
    [(1, "3.841459"), (2, "5.991465"), (3, "7.814728"), (4, "9.487729"), (5, "11.070498"), (6, "12.591587")],
)
def test_five_percent_of_a_chi_square_lie_above_the_printed_edge(freedom: int, edge: str) -> None:
    assert rounded(chi_square_tail(Fraction(edge), freedom), 7) == "0.0500000"


def test_what_no_distribution_has_is_refused() -> None:
    with pytest.raises(ValueError, match="a share is between 0 and 1"):
        normal_quantile(Fraction(1))
    with pytest.raises(ValueError, match="1 degree of freedom or more, not 0"):
        student_quantile(Fraction(1, 2), 0)
    with pytest.raises(ValueError, match="a chi-square is 0 or more"):
        chi_square_tail(Fraction(-1), 1)

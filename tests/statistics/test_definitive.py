from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from meyar.scoring import PercentOutOfRange
from meyar.statistics.definitive import definitive_grades, mean_probability
from tests.statistics.two_years import A


@pytest.mark.parametrize(
    ("percent", "sem", "expected"),
    [
        ("69", "2", ("0.000000", "0.691462", "0.308538", "0.000000")),
        ("70", "2", ("0.000000", "0.500000", "0.500000", "0.000000")),
        ("75", "2", ("0.000000", "0.006210", "0.993790", "0.000000")),
        ("89.5", "1.5", ("0.000000", "0.000000", "0.630559", "0.369441")),
    ],
)
def test_tv_20_probability_of_the_definitive_grade(percent: str, sem: str, expected: tuple[str, ...]) -> None:
    chances = definitive_grades(A, Fraction(percent), sem=Fraction(sem))

    assert tuple(f"{chance:.6f}" for chance in chances) == expected
    assert sum(chances) == 1


def test_the_national_figure_is_the_mean() -> None:
    assert mean_probability([Decimal("0.5"), Decimal("0.7")]) == Decimal("0.6")


def test_no_service_has_no_mean() -> None:
    with pytest.raises(ValueError, match="at least one probability"):
        mean_probability([])


def test_what_cannot_be_measured_is_refused() -> None:
    with pytest.raises(ValueError, match="above 0, not 0"):
        definitive_grades(A, Fraction(70), sem=Fraction(0))
    with pytest.raises(PercentOutOfRange):
        definitive_grades(A, Fraction(101), sem=Fraction(1))

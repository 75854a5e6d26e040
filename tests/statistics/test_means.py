from __future__ import annotations

from decimal import Decimal
from fractions import Fraction

import pytest

from meyar.statistics import arithmetic_mean, geometric_mean, harmonic_mean

VALUES = [Fraction(100), Fraction(60), Fraction(40)]
WEIGHTS = [Fraction(40), Fraction(30), Fraction(30)]


def test_three_means_show_how_much_an_excess_makes_up_for_a_failing_criterion() -> None:
    """TV-2."""
    assert arithmetic_mean(VALUES, WEIGHTS) == 70
    assert harmonic_mean(VALUES, WEIGHTS) == Fraction(2000, 33)
    assert str(geometric_mean(VALUES, WEIGHTS)).startswith("65.172348700808")


def test_a_geometric_mean_has_the_digits_asked_for() -> None:
    assert geometric_mean([Fraction(2), Fraction(8)], [Fraction(1), Fraction(1)]) == Decimal(4)
    assert geometric_mean(VALUES, WEIGHTS, digits=10) == Decimal("65.17234870")


def test_a_failed_criterion_leaves_nothing_in_the_geometric_and_the_harmonic_mean() -> None:
    failed = [Fraction(100), Fraction(0), Fraction(40)]

    assert (geometric_mean(failed, WEIGHTS), harmonic_mean(failed, WEIGHTS)) == (0, 0)
    assert arithmetic_mean(failed, WEIGHTS) == 52


@pytest.mark.parametrize(("values", "weights"), [([], []), ([1], [1, 2]), ([1], [0]), ([-1], [1])])
def test_a_mean_of_what_has_none_is_refused(values: list[int], weights: list[int]) -> None:
    for mean in (arithmetic_mean, geometric_mean, harmonic_mean):
        with pytest.raises(ValueError, match="as many weights"):
            mean([Fraction(v) for v in values], [Fraction(w) for w in weights])

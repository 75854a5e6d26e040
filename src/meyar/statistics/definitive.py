"""How likely the definitive grade is each of the grades, when a percent carries an assessor's error.

Source: method 3.6. The error is taken as normal around the percent found, with the standard error of
measurement (SEM) that double scoring gives.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import pairwise

from meyar.scoring import Edition
from meyar.statistics.approximate import decimal, normal_cdf


def definitive_grades(edition: Edition, percent: Fraction, *, sem: Fraction) -> tuple[Decimal, ...]:
    """One probability per grade, the lowest first, to 28 digits; they add up to 1. `sem` is in percentage points;
    knock-outs are not looked at. Raises ValueError unless it is above 0, and PercentOutOfRange."""
    edition.grade_index_at(percent)
    return probabilities([grade.begins_at for grade in edition.grades[1:]], percent, sem=sem)


def probabilities(edges: Sequence[Fraction], percent: Fraction, *, sem: Fraction) -> tuple[Decimal, ...]:
    """`edges`: where the second grade and those above begin. Below the first and above the last nothing ends."""
    if sem <= 0:
        raise ValueError(f"a standard error of measurement is above 0, not {sem}")
    below = [Decimal(0), *(normal_cdf((edge - percent) / sem) for edge in edges), Decimal(1)]
    return tuple(later - earlier for earlier, later in pairwise(below))


def mean_probability(of_official_grades: Iterable[Decimal]) -> Decimal:
    """The national figure: how likely an official grade is the definitive one, on average. Raises ValueError
    without any."""
    chances = [Fraction(chance) for chance in of_official_grades]
    if not chances:
        raise ValueError("a mean needs at least one probability")
    return decimal(sum(chances, Fraction(0)) / len(chances))

"""Weighted means of the criteria's percents other than the official one, for analysis only.

The official percent is the arithmetic mean: an excess in one criterion makes up for a failing one. The
geometric and the harmonic mean show how much of a result rests on that.
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal, localcontext
from fractions import Fraction


def arithmetic_mean(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """Exact. Raises ValueError unless values and weights are equally many, at least one, weights above 0."""
    _check(values, weights)
    return sum((v * w for v, w in zip(values, weights, strict=True)), Fraction(0)) / sum(weights)


def harmonic_mean(values: Sequence[Fraction], weights: Sequence[Fraction]) -> Fraction:
    """Exact; 0 where any value is 0. Raises ValueError as `arithmetic_mean`, and for a negative value."""
    _check(values, weights)
    if not all(values):
        return Fraction(0)
    return sum(weights, Fraction(0)) / sum(w / v for v, w in zip(values, weights, strict=True))


def geometric_mean(values: Sequence[Fraction], weights: Sequence[Fraction], digits: int = 28) -> Decimal:
    """To so many significant digits, as it is rarely a fraction; 0 where any value is 0. Raises ValueError as
    `harmonic_mean`."""
    _check(values, weights)
    if not all(values):
        return Decimal(0)
    with localcontext(prec=digits + 10):
        logarithm = sum(
            (_decimal(w) * _decimal(v).ln() for v, w in zip(values, weights, strict=True)), Decimal(0)
        ) / _decimal(sum(weights, Fraction(0)))
        mean = logarithm.exp()
    with localcontext(prec=digits):
        return +mean


def _check(values: Sequence[Fraction], weights: Sequence[Fraction]) -> None:
    if not values or len(values) != len(weights) or min(weights) <= 0 or min(values) < 0:
        raise ValueError("values of 0 or more need as many weights above 0, at least one")


def _decimal(number: Fraction) -> Decimal:
    return Decimal(number.numerator) / Decimal(number.denominator)

"""The two roundings of the public pages, each applied exactly once, when a number becomes text."""

from __future__ import annotations

import math
from fractions import Fraction


def floored(percent: Fraction, places: int = 1) -> Fraction:
    """
    A percent that stands beside a grade: down, so that it never seems to reach the next one.

    >>> floored(Fraction("69.95"))
    Fraction(699, 10)
    """
    scale = 10**places
    return Fraction(math.floor(percent * scale), scale)


def half_up(share: Fraction, places: int = 1) -> Fraction:
    """
    A share in a table, or a difference: to the nearest, a half away from zero.

    >>> half_up(Fraction("80.85")), half_up(Fraction("-0.25"))
    (Fraction(809, 10), Fraction(-3, 10))
    """
    scale = 10**places
    rounded = Fraction(math.floor(abs(share) * scale + Fraction(1, 2)), scale)
    return rounded if share >= 0 else -rounded

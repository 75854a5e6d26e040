"""The two roundings of the public pages, each applied exactly once, when a number becomes text."""

from __future__ import annotations

import math
from decimal import Decimal
from fractions import Fraction

from meyar.scoring import Edition, percent_shown


def shown_percent(edition: Edition, percent: Fraction | None) -> Decimal | None:
    """A percent that stands beside a grade: cut off, so that it never seems to be in another band."""
    return None if percent is None else percent_shown(edition, percent)


def half_up(share: Fraction, places: int = 1) -> Fraction:
    """
    A share in a table, or a difference: to the nearest, a half away from zero.

    >>> half_up(Fraction("80.85")), half_up(Fraction("-0.25"))
    (Fraction(809, 10), Fraction(-3, 10))
    """
    scale = 10**places
    rounded = Fraction(math.floor(abs(share) * scale + Fraction(1, 2)), scale)
    return rounded if share >= 0 else -rounded

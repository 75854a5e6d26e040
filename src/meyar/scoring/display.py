"""Exact numbers as people see them. Never grade, rank or compare what these functions return."""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction

from meyar.scoring.edition import Edition


class NothingToShare(ValueError):
    """Shares of a total of zero."""


def percent_floored(percent: Fraction, places: int = 1) -> Decimal:
    """Cut off after `places` decimals: 69.95 is shown as 69.9, never as 70.0 beside the grade below 70."""
    return _decimal(percent.numerator * 10**places // percent.denominator, places)


def percent_shown(edition: Edition, percent: Fraction, places: int = 1) -> Decimal:
    """As `percent_floored`, with as many more decimals as keep it in the band of the exact percent.

    More are needed where an edge has more decimals itself, or belongs to the grade below.
    """
    shown = percent_floored(percent, places)
    while edition.grade_index_at(Fraction(shown)) != edition.grade_index_at(percent):
        places += 1
        shown = percent_floored(percent, places)
    return shown


def share_half_up(count: int, total: int, places: int = 1) -> Decimal:
    """100 x count / total, halves rounded up; a column of such shares may not sum to 100.
    Raises NothingToShare where the total is 0."""
    if total <= 0:
        raise NothingToShare(f"{count} of {total} is no share")
    scaled = count * 100 * 10**places
    return _decimal((2 * scaled + total) // (2 * total), places)


def shares_hamilton(counts: Sequence[int], places: int = 1) -> tuple[Decimal, ...]:
    """Shares of the counts' sum that sum to exactly 100: the largest remainders are rounded up, the
    earlier count first among equals. Raises NothingToShare where the sum is 0."""
    total = sum(counts)
    if total <= 0:
        raise NothingToShare("the counts sum to 0")
    units = 100 * 10**places
    floors = [count * units // total for count in counts]
    remainders = [count * units % total for count in counts]
    by_remainder = sorted(range(len(counts)), key=lambda index: (-remainders[index], index))
    rounded_up = set(by_remainder[: units - sum(floors)])
    return tuple(_decimal(floor + (index in rounded_up), places) for index, floor in enumerate(floors))


def _decimal(scaled: int, places: int) -> Decimal:
    # From digits, so that the precision of the decimal context has no say.
    return Decimal((int(scaled < 0), tuple(map(int, str(abs(scaled)))), -places))

"""How exact numbers stand in the database and in files: text "n/d", beside it a floor for sorting."""

from __future__ import annotations

import math
from fractions import Fraction


def fraction_text(value: Fraction | None) -> str:
    """ "n/d", always with the denominator; empty for None.

    >>> fraction_text(Fraction(70))
    '70/1'
    """
    return "" if value is None else f"{value.numerator}/{value.denominator}"


def fraction_of(text: str) -> Fraction | None:
    """
    The inverse of fraction_text.

    Raises:
        ValueError: The text is neither empty nor "n/d".
    """
    return Fraction(text) if text else None


def micro(value: Fraction | None) -> int | None:
    """The floor in millionths: for sorting and filtering in the database, never for a grade."""
    return None if value is None else math.floor(value * 1_000_000)

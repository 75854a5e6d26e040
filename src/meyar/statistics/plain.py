"""Findings as plain data for a JSON writer: fractions as "n/d", states by their letters.

A whole effect is null where any of its states is not identified; its bounds stand beside it.
"""

from __future__ import annotations

from collections.abc import Mapping
from decimal import Decimal
from fractions import Fraction
from typing import Any

from meyar.statistics.bounds import composition_and_real
from meyar.statistics.change import Change, Figures
from meyar.statistics.game import Effect
from meyar.statistics.interval import Interval

LETTERS = {"not_electronised": "N", "qeyri_kafi": "I", "kafi": "S", "yaxsi": "G", "ela": "E"}

SHOWN = (
    Effect.OFFICIAL,
    Effect.RULES,
    Effect.COMPOSITION,
    Effect.REAL,
    Effect.EXTENSIVE,
    Effect.INTENSIVE,
    Effect.R0,
    Effect.R1,
    Effect.INTERACTION,
)


def plain_number(number: Fraction | int | Decimal | None) -> str | None:
    """Always n/d for a fraction and a whole number; a decimal as its digits."""
    if number is None:
        return None
    if isinstance(number, Decimal):
        return str(number)
    fraction = Fraction(number)
    return f"{fraction.numerator}/{fraction.denominator}"


def plain_change(change: Change, groups: Mapping[str, Change] | None = None) -> dict[str, Any]:
    """`groups`: contributions by body or by service, in the same form under "groups"."""
    plain: dict[str, Any] = {effect.value: _points(change[effect]) for effect in SHOWN}
    bounds = {effect.value: _bounds(change[effect]) for effect in SHOWN}
    plain["bounds"] = {**bounds, "composition_and_real": _bounds(composition_and_real(change))}
    if groups is not None:
        plain["groups"] = {name: plain_change(one) for name, one in groups.items()}
    return plain


def _points(figures: Figures) -> dict[str, str | None]:
    shown = figures.identified
    return {letter(state): plain_number(figures.point(state)) if shown else None for state in figures.by_state}


def _bounds(figures: Figures) -> dict[str, list[str | None] | None]:
    bounds = {letter(state): _ends(value) for state, value in figures.by_state.items()}
    return {**bounds, **{f">={letter(grade)}": _ends(value) for grade, value in figures.at_or_above.items()}}


def letter(state: str) -> str:
    """N, I, S, G, E; the code itself for the grades of other scales."""
    return LETTERS.get(state, state)


def _ends(value: Interval | None) -> list[str | None] | None:
    return None if value is None else [plain_number(value.lowest), plain_number(value.highest)]

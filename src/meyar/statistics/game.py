"""The game behind a change: Rules, List and answers are switched from the first year to the second.

0 stands for the first year and 1 for the second. A coalition says what is switched: (Rules, List, answers of
services that were or became electronised, answers of the other continuing services). What a coalition is
worth is a sum over cells - who, under which Rules, in which year - divided by the coalition's denominator, so
every effect is a weighted sum of the same cells.

Source: Shorrocks, J. Econ. Inequality 11 (2013) 99-126; of two periods Bennet (1920). The two parts of the
answers are players inside one union (Owen's value).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from enum import StrEnum
from fractions import Fraction
from itertools import product
from typing import NamedTuple


class Effect(StrEnum):
    OFFICIAL = "official"
    RULES = "rules"
    COMPOSITION = "composition"
    REAL = "real"
    EXTENSIVE = "extensive"
    INTENSIVE = "intensive"
    R0 = "R0"
    R1 = "R1"
    INTERACTION = "interaction"
    AT_CONSTANT_OLD = "at_constant_old"  # the change had the old Rules stayed
    AT_CONSTANT_NEW = "at_constant_new"  # had the new Rules always held


class Member(StrEnum):
    EXTENSIVE = "extensive"  # on both Lists, electronised in one year only
    INTENSIVE = "intensive"  # on both Lists, the others
    ENTRY = "entry"
    EXIT = "exit"


class Cell(NamedTuple):
    member: Member
    rules: int
    year: int


class Coalition(NamedTuple):
    rules: int
    list: int
    extensive: int
    intensive: int


class ChangeUndefined(ZeroDivisionError):
    """A share or a mean of nothing: some coalition has an empty denominator."""


CELLS = (
    *(Cell(member, *pair) for member in (Member.EXTENSIVE, Member.INTENSIVE) for pair in product((0, 1), repeat=2)),
    *(Cell(Member.ENTRY, rules, 1) for rules in (0, 1)),
    *(Cell(Member.EXIT, rules, 0) for rules in (0, 1)),
)

_START = Coalition(0, 0, 0, 0)
_END = Coalition(1, 1, 1, 1)
_HALF = Fraction(1, 2)


def cells_of(coalition: Coalition) -> Iterator[Cell]:
    """The cells a coalition sums."""
    rules, new_list, extensive, intensive = coalition
    yield Cell(Member.EXTENSIVE, rules, extensive)
    yield Cell(Member.INTENSIVE, rules, intensive)
    yield Cell(Member.ENTRY, rules, 1) if new_list else Cell(Member.EXIT, rules, 0)


def cell_weights(effect: Effect, denominator: Callable[[Coalition], Fraction]) -> Mapping[Cell, Fraction]:
    """What each cell counts in the effect; cells that do not count are left out. Raises ChangeUndefined."""
    weights: dict[Cell, Fraction] = {}
    for coalition, weight in _coalition_weights(effect).items():
        divisor = denominator(coalition)
        if not divisor:
            raise ChangeUndefined(f"nothing is left to take a share or a mean of in {_words(coalition)}")
        for cell in cells_of(coalition):
            weights[cell] = weights.get(cell, Fraction(0)) + weight / divisor
    return {cell: weight for cell, weight in weights.items() if weight}


def _coalition_weights(effect: Effect) -> dict[Coalition, Fraction]:
    weights: dict[Coalition, Fraction] = {}
    for weight, coalition in _terms(effect):
        weights[coalition] = weights.get(coalition, Fraction(0)) + weight
    return {coalition: weight for coalition, weight in weights.items() if weight}


def _terms(effect: Effect) -> Iterator[tuple[Fraction, Coalition]]:
    match effect:
        case Effect.OFFICIAL:
            yield from _step(Fraction(1), _START, _END)
        case Effect.R0:
            yield from _step(Fraction(1), _START, _START._replace(rules=1))
        case Effect.R1:
            yield from _step(Fraction(1), _END._replace(rules=0), _END)
        case Effect.INTERACTION:
            yield from _terms(Effect.R1)
            yield from ((-weight, coalition) for weight, coalition in _terms(Effect.R0))
        case Effect.AT_CONSTANT_OLD:
            yield from _step(Fraction(1), _START, _END._replace(rules=0))
        case Effect.AT_CONSTANT_NEW:
            yield from _step(Fraction(1), _START._replace(rules=1), _END)
        case _:
            yield from _shapley_terms(effect)


def _shapley_terms(effect: Effect) -> Iterator[tuple[Fraction, Coalition]]:
    for one, other in product((0, 1), repeat=2):
        weight = Fraction(1, 3) if one == other else Fraction(1, 6)
        match effect:
            case Effect.RULES:
                yield from _step(weight, Coalition(0, one, other, other), Coalition(1, one, other, other))
            case Effect.COMPOSITION:
                yield from _step(weight, Coalition(one, 0, other, other), Coalition(one, 1, other, other))
            case Effect.REAL:
                yield from _step(weight, Coalition(one, other, 0, 0), Coalition(one, other, 1, 1))
            case Effect.EXTENSIVE:
                for within in (0, 1):
                    start = Coalition(one, other, 0, within)
                    yield from _step(weight * _HALF, start, start._replace(extensive=1))
            case _:
                for within in (0, 1):
                    start = Coalition(one, other, within, 0)
                    yield from _step(weight * _HALF, start, start._replace(intensive=1))


def _step(weight: Fraction, start: Coalition, end: Coalition) -> Iterator[tuple[Fraction, Coalition]]:
    yield weight, end
    yield -weight, start


def _words(coalition: Coalition) -> str:
    years = ("second" if switched else "first" for switched in coalition)
    words = zip(("the Rules", "the List", "who is electronised", "the other answers"), years, strict=True)
    return ", ".join(f"{what} of the {year} year" for what, year in words)

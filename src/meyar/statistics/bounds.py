"""What can be said where a parameter exists in one edition only and nobody answered it in the other year.

A service then has a set of feasible grades under the other edition. Of the services at or above a grade at
least those are there whose every feasible grade is, and at most those with any: these bounds are sharp, and
reached for all grades at once. Of a single grade the bounds are sharp too, but not for several together. With
a parameter that has one answer for a whole body the bounds of a single grade stay true and may be wide.

Source: Manski, partial identification; method 2.6.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from fractions import Fraction

from meyar.statistics.change import Change, Figures
from meyar.statistics.game import Effect
from meyar.statistics.interval import Interval
from meyar.statistics.panel import Panel


@dataclass(frozen=True)
class ServiceFeasible:
    """The grades (and other states) one service may have, lowest first, in one year under the other year's Rules."""

    service: str
    states: tuple[str, ...]


def feasible_before(panel: Panel) -> tuple[ServiceFeasible, ...]:
    """Services of the first year under the second year's Rules."""
    return tuple(
        ServiceFeasible(one.service, _ordered(panel, one.before.new.states)) for one in panel.services if one.before
    )


def feasible_after(panel: Panel) -> tuple[ServiceFeasible, ...]:
    """Services of the second year under the first year's Rules."""
    return tuple(
        ServiceFeasible(one.service, _ordered(panel, one.after.old.states)) for one in panel.services if one.after
    )


def counted(panel: Panel, feasible: tuple[ServiceFeasible, ...]) -> Figures:
    """How many services may have each state, and be at or above each grade."""
    sets = [frozenset(one.states) for one in feasible]
    by_state = {
        state: Interval(_count(one == {state} for one in sets), _count(state in one for one in sets))
        for state in panel.states
    }
    at_or_above = {}
    for place, grade in enumerate(panel.grades[1:], start=1):
        upper = frozenset(panel.grades[place:])
        at_or_above[grade] = Interval(_count(one <= upper for one in sets), _count(bool(one & upper) for one in sets))
    return Figures(by_state, at_or_above)


def composition_and_real(change: Change) -> Figures:
    """What is left of the official change: everything that is not the Rules. Where the Rules' part is an
    interval so is this, mirrored: the two are not free of each other."""
    official, rules = change[Effect.OFFICIAL], change[Effect.RULES]
    return Figures(
        {state: _rest(value, rules.by_state[state]) for state, value in official.by_state.items()},
        {grade: _rest(value, rules.at_or_above[grade]) for grade, value in official.at_or_above.items()},
    )


def _rest(official: Interval | None, rules: Interval | None) -> Interval | None:
    if official is None or rules is None:
        return None
    return Interval(official.lowest - rules.highest, official.highest - rules.lowest)


def _ordered(panel: Panel, states: frozenset[str]) -> tuple[str, ...]:
    return tuple(state for state in panel.states if state in states)


def _count(found: Iterable[bool]) -> Fraction:
    return Fraction(sum(found))

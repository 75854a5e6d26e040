"""What moved between two years: the ruler, the membership of the List, or the services.

    official = rules + composition + real,   real = extensive + intensive

for every state and every measure, exactly and with no residual, and for every body and service: the parts of
a group are its contribution to the whole, so groups add up to the List. Where answers are missing the parts
are intervals (see `bounds`).
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from functools import cache

from meyar.statistics.feasible import NOT_ELECTRONISED, Outcome
from meyar.statistics.game import CELLS, Cell, Coalition, Effect, Member, cell_weights, cells_of
from meyar.statistics.interval import Interval
from meyar.statistics.panel import Panel, Regraded

MEAN = "mean"  # the only "state" of the measure of that name


class Measure(StrEnum):
    COUNTS = "counts"  # services
    SHARE_LIST = "share_list"  # of the services on the List, 0 to 1
    SHARE_ELECTRONISED = "share_electronised"  # of the electronised, 0 to 1
    MEAN = "mean"  # percent, of the services that have one


class PercentsMissing(ValueError):
    """Means need a panel that was regraded with percents."""


@dataclass(frozen=True)
class Figures:
    """One effect. None: some answers decide whether a service counts at all, and no bound is computed.

    A state's interval is sharp for that state alone; those at or above a grade are sharp all at once.
    """

    by_state: Mapping[str, Interval | None]
    at_or_above: Mapping[str, Interval | None]  # by grade, the lowest left out; empty for means

    @property
    def identified(self) -> bool:
        return all(value is not None and value.point is not None for value in self.by_state.values())

    def point(self, state: str) -> Fraction | None:
        interval = self.by_state[state]
        return None if interval is None else interval.point


@dataclass(frozen=True)
class Change:
    """Intervals are sharp as long as no official grade is open (`Panel.undetermined`), else still true."""

    measure: Measure
    effects: Mapping[Effect, Figures]

    def __getitem__(self, effect: Effect) -> Figures:
        return self.effects[effect]


@dataclass(frozen=True)
class _Reading:
    """What one outcome adds: per target at least and at most; and to the denominator (None: not known)."""

    lowest: tuple[Fraction | int, ...]
    highest: tuple[Fraction | int, ...]
    counts: int | None


@dataclass
class _Tally:
    lowest: list[Fraction | int]
    highest: list[Fraction | int]
    counts: int | None = 0

    def add(self, reading: _Reading) -> None:
        for place, (low, high) in enumerate(zip(reading.lowest, reading.highest, strict=True)):
            self.lowest[place] += low
            self.highest[place] += high
        self.counts = None if self.counts is None or reading.counts is None else self.counts + reading.counts


_Tallies = dict[Cell, _Tally]
_Read = Callable[[Outcome], _Reading]


def decompose(panel: Panel, measure: Measure = Measure.COUNTS) -> Change:
    """Raises game.ChangeUndefined for a share or mean of nothing, PercentsMissing."""
    return _decomposed(panel, measure, {"": panel.services})[""]


def decompose_by_body(panel: Panel, measure: Measure = Measure.COUNTS) -> dict[str, Change]:
    """The contributions of the bodies, in order of first appearance; they add up to `decompose`."""
    groups: dict[str, list[Regraded]] = {}
    for one in panel.services:
        groups.setdefault(one.body, []).append(one)
    return _decomposed(panel, measure, groups)


def decompose_by_service(panel: Panel, measure: Measure = Measure.COUNTS) -> dict[str, Change]:
    """The contributions of the services; they add up to `decompose`."""
    return _decomposed(panel, measure, {one.service: (one,) for one in panel.services})


def transitions(panel: Panel) -> dict[tuple[str | None, str | None], int]:
    """How many services went from which official state to which; None is off the List. Open grades are left
    out (`Panel.undetermined`)."""
    counted: dict[tuple[str | None, str | None], int] = {}
    for one in panel.services:
        ends = (
            one.before.old.states if one.before else None,
            one.after.new.states if one.after else None,
        )
        if all(end is None or len(end) == 1 for end in ends):
            was, now = (None if end is None else next(iter(end)) for end in ends)
            counted[was, now] = counted.get((was, now), 0) + 1
    return counted


def _decomposed(panel: Panel, measure: Measure, groups: Mapping[str, Iterable[Regraded]]) -> dict[str, Change]:
    targets = _targets(panel, measure)
    read = _reader(panel, measure)
    whole = _tallied(panel.services, read, len(targets))
    weights = {effect: _weights(effect, measure, whole) for effect in Effect}
    return {
        name: _change(panel, measure, targets, weights, _tallied(members, read, len(targets)))
        for name, members in groups.items()
    }


def _weights(effect: Effect, measure: Measure, whole: _Tallies) -> Mapping[Cell, Fraction] | None:
    """None where a denominator hangs on answers that are missing."""
    if measure is Measure.COUNTS:
        return cell_weights(effect, lambda _: Fraction(1))
    if any(tally.counts is None for tally in whole.values()):
        return None

    def denominator(coalition: Coalition) -> Fraction:
        return Fraction(sum(whole[cell].counts or 0 for cell in cells_of(coalition) if cell in whole))

    return cell_weights(effect, denominator)


def _change(
    panel: Panel,
    measure: Measure,
    targets: tuple[str, ...],
    weights: Mapping[Effect, Mapping[Cell, Fraction] | None],
    tallies: _Tallies,
) -> Change:
    states = len(targets) if measure is Measure.MEAN else len(panel.states)
    effects = {}
    for effect, of_cells in weights.items():
        values = [_sum(place, of_cells, tallies) for place in range(len(targets))]
        effects[effect] = Figures(
            dict(zip(targets[:states], values[:states], strict=True)),
            dict(zip(targets[states:], values[states:], strict=True)),
        )
    return Change(measure, effects)


def _sum(place: int, weights: Mapping[Cell, Fraction] | None, tallies: _Tallies) -> Interval | None:
    """The unknown answers behind two cells of one service are of two years, so their intervals add."""
    if weights is None:
        return None
    lowest = highest = Fraction(0)
    for cell, tally in tallies.items():
        weight = weights.get(cell, Fraction(0))
        low, high = tally.lowest[place], tally.highest[place]
        if weight and (low or high):
            lowest += weight * (low if weight > 0 else high)
            highest += weight * (high if weight > 0 else low)
    return Interval(lowest, highest)


def _tallied(services: Iterable[Regraded], read: _Read, width: int) -> _Tallies:
    tallies: _Tallies = {}
    for one in services:
        for cell, outcome in _cells(one):
            if cell not in tallies:
                tallies[cell] = _Tally([0] * width, [0] * width)
            tallies[cell].add(read(outcome))
    return dict(sorted(tallies.items(), key=lambda pair: CELLS.index(pair[0])))


def _cells(one: Regraded) -> Iterable[tuple[Cell, Outcome]]:
    member = _member(one)
    for year, both in enumerate((one.before, one.after)):
        if both is not None:
            yield Cell(member, 0, year), both.old
            yield Cell(member, 1, year), both.new


def _member(one: Regraded) -> Member:
    if one.before is None:
        return Member.ENTRY
    if one.after is None:
        return Member.EXIT
    closed = frozenset({NOT_ELECTRONISED})
    changed = (one.before.old.states == closed) != (one.after.new.states == closed)
    return Member.EXTENSIVE if changed else Member.INTENSIVE


def _targets(panel: Panel, measure: Measure) -> tuple[str, ...]:
    return (MEAN,) if measure is Measure.MEAN else (*panel.states, *panel.grades[1:])


def _reader(panel: Panel, measure: Measure) -> _Read:
    if measure is Measure.MEAN:
        return _read_percent

    @cache
    def counted(states: frozenset[str]) -> _Reading:
        certain = [int(states == {state}) for state in panel.states]
        possible = [int(state in states) for state in panel.states]
        for place in range(1, len(panel.grades)):
            above = states & set(panel.grades[place:])
            certain.append(int(above == states))
            possible.append(int(bool(above)))
        return _Reading(tuple(certain), tuple(possible), _denominator(measure, states))

    return lambda outcome: counted(outcome.states)


def _denominator(measure: Measure, states: frozenset[str]) -> int | None:
    if measure is not Measure.SHARE_ELECTRONISED or NOT_ELECTRONISED not in states:
        return 1
    return 0 if len(states) == 1 else None


def _read_percent(outcome: Outcome) -> _Reading:
    if outcome.has_percent is None and outcome.lowest is None:
        raise PercentsMissing("means need regrade(..., percents=True)")
    low, high = outcome.lowest or Fraction(0), outcome.highest or Fraction(0)
    return _Reading((low,), (high,), None if outcome.has_percent is None else int(outcome.has_percent))

"""Which amendment of the Rules moved the grades: the effect of the Rules, split among its amendments.

Every subset of the amendments is adopted in turn and the year scored again; an amendment's part is its mean
step over all orders of adoption (Shapley's value inside the effect of the Rules, which makes it Owen's in the
whole). The parts add up to the effect exactly. Services whose answers are missing give intervals: every
completion of their answers is followed through all subsets.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from itertools import product
from math import factorial, prod

import numpy as np
import numpy.typing as npt

from meyar.scoring import (
    NOT_APPLICABLE,
    NOT_ASSESSED,
    Answer,
    AnswerKind,
    Edition,
    Parameter,
    State,
    UnreachablePolicy,
)
from meyar.scoring.bulk import CODE_OF_STATE
from meyar.statistics.change import Figures
from meyar.statistics.feasible import NOT_ELECTRONISED, NOTHING_APPLIES, ServiceAnswers, readable
from meyar.statistics.grading import AnswerTable, state_codes
from meyar.statistics.hybrids import MOST, Amendment, Hybrids, amendments_between, in_groups
from meyar.statistics.interval import Interval
from meyar.statistics.panel import Assumption, YearAnswers, narrowed_by

COMPLETIONS = 20_000  # of one service's missing answers that are still followed

_Pair = tuple[Answer, Answer]  # as the first and as the second edition reads it
_States = npt.NDArray[np.int64]
_Counts = npt.NDArray[np.int64]


class AmendmentsCannotBeSplit(ValueError):
    """Too many amendments, or services of which too little is known."""


@dataclass(frozen=True)
class AmendmentEffect:
    amendment: Amendment
    r0: Figures  # services of the first year
    r1: Figures  # services of the second year
    rules: Figures  # the mean of both


def split_rules(
    rules_before: Edition,
    rules_after: Edition,
    before: YearAnswers,
    after: YearAnswers,
    *,
    groups: Sequence[Amendment] | None = None,
    assumption: Assumption = Assumption.NONE,
) -> tuple[AmendmentEffect, ...]:
    """`groups` join amendments; together they are all of them, at most 8. None: one by one where they are not
    more than 8, else by kind. Intervals are sharp per amendment and state, one at a time.

    Raises AmendmentsCannotBeSplit.
    """
    chosen = in_groups(amendments_between(rules_before, rules_after)) if groups is None else tuple(groups)
    if len(chosen) > MOST:
        raise AmendmentsCannotBeSplit(f"{len(chosen)} amendments; at most {MOST} can be split, so join some in groups")
    rows = _Rows(rules_before, rules_after)
    rows.add(before, narrowed_by(assumption, rules_before, rules_after, before, after))
    first = len(rows.starts)
    rows.add(after, {})
    graded = _graded(rows, chosen)
    names = (NOT_ELECTRONISED, *(grade.code for grade in rules_before.grades), NOTHING_APPLIES)
    steps = _mean_steps(graded, len(chosen), len(names))
    if all(bool((states < len(names) - 1).all()) for states in graded):
        names = names[:-1]
    split = _Split(names, len(rules_before.grades), rows.starts, first, factorial(len(chosen)))
    return tuple(split.effect(amendment, steps[place]) for place, amendment in enumerate(chosen))


class _Rows:
    """Every completion of every service, one after another: its answers as either edition reads them."""

    def __init__(self, rules_before: Edition, rules_after: Edition) -> None:
        self.editions = (rules_before, rules_after)
        self.starts: list[int] = []  # the first row of each service
        self.old: list[ServiceAnswers] = []
        self.new: list[ServiceAnswers] = []

    def add(self, services: YearAnswers, narrowed: Mapping[str, Mapping[str, tuple[str, ...]]]) -> None:
        too_open = []
        for service, given in services.items():
            gates, choices = self._open(given, narrowed.get(service, {}))
            if len(gates) * prod(len(choice) for choice in choices.values()) > COMPLETIONS:
                too_open.append(service)
                continue
            self.starts.append(len(self.old))
            for gate, found in product(gates, product(*choices.values())):
                pairs = dict(zip(choices, found, strict=True))
                for place, rows in enumerate((self.old, self.new)):
                    answers = {**given.answers, **{code: pair[place] for code, pair in pairs.items()}}
                    rows.append(ServiceAnswers(gate, answers))
        if too_open:
            raise AmendmentsCannotBeSplit(
                f"too little is known of {', '.join(too_open)}: more than {COMPLETIONS} ways to complete the answers"
            )

    def _open(
        self, given: ServiceAnswers, narrowed: Mapping[str, tuple[str, ...]]
    ) -> tuple[tuple[bool | None, ...], dict[str, list[_Pair]]]:
        gated = [edition.gate is not None for edition in self.editions]
        if all(gated) and given.electronised is False:
            return (False,), {}
        gates = (True, False) if any(gated) and given.electronised is None else (given.electronised,)
        old, new = ({one.code: one for one in edition.parameters} for edition in self.editions)
        choices = {}
        for code in dict.fromkeys([*old, *new]):
            versions = [one for one in (old.get(code), new.get(code)) if one is not None]
            answer = given.answers.get(code, NOT_ASSESSED)
            ways = [self._ways(version, answer, narrowed) for version in versions]
            if any(found != [answer] for found in ways):
                choices[code] = _pairs(*ways)
        return gates, choices

    def _ways(self, parameter: Parameter, answer: Answer, narrowed: Mapping[str, tuple[str, ...]]) -> list[Answer]:
        """What the answer may be to one version of a parameter: itself where that version can read it."""
        if answer.kind is AnswerKind.UNREACHABLE:
            known = all(edition.policy.unreachable is UnreachablePolicy.ZERO for edition in self.editions)
        else:
            known = answer.kind is not AnswerKind.NOT_ASSESSED and readable(parameter, answer)
        if known:
            return [answer]
        codes = [level.code for level in parameter.levels]
        left_out = [NOT_APPLICABLE] if parameter.not_applicable is not None else []
        return [*(Answer.of(code) for code in codes if code in narrowed.get(parameter.code, codes)), *left_out]


def _pairs(old: list[Answer], new: list[Answer] | None = None) -> list[_Pair]:
    """An answer both versions can read is one answer; one that only one of them can leaves the other open."""
    if new is None:
        return [(one, one) for one in old]
    return [(one, other) for one in old for other in new if one == other or one not in new or other not in old]


def _graded(rows: _Rows, amendments: Sequence[Amendment]) -> list[_States]:
    """By subset of the amendments (as bits): the state of every row, as its place among the names."""
    hybrids = Hybrids(*rows.editions)
    old, new = AnswerTable.of(rows.old), AnswerTable.of(rows.new)
    places = np.arange(1, 257)
    places[CODE_OF_STATE[State.NOT_ELECTRONISED]] = 0
    places[CODE_OF_STATE[State.NOTHING_APPLIES]] = len(rows.editions[0].grades) + 1
    graded = []
    for subset in range(2 ** len(amendments)):
        adopted = [amendment for place, amendment in enumerate(amendments) if subset >> place & 1]
        codes = {code for amendment in adopted for code in amendment.parameters}
        table = old.with_columns(new, codes)
        graded.append(places[state_codes(hybrids.adopting(adopted), table)])
    return graded


def _mean_steps(graded: Sequence[_States], amendments: int, width: int) -> _Counts:
    """Amendments x rows x states: the mean step over all orders of adoption, times their number."""
    rows = np.arange(len(graded[0]))
    steps = np.zeros((amendments, len(rows), width), dtype=np.int64)
    for subset, states in enumerate(graded):
        size = subset.bit_count()
        for place in range(amendments):
            if subset >> place & 1:
                steps[place, rows, states] += factorial(size - 1) * factorial(amendments - size)
            else:
                steps[place, rows, states] -= factorial(size) * factorial(amendments - size - 1)
    return steps


@dataclass(frozen=True)
class _Split:
    names: tuple[str, ...]
    grades: int
    starts: Sequence[int]
    first: int  # services of the first year
    orders: int

    def effect(self, amendment: Amendment, steps: _Counts) -> AmendmentEffect:
        r0, r1 = self._figures(steps, slice(0, self.first)), self._figures(steps, slice(self.first, None))
        half = Fraction(1, 2)
        return AmendmentEffect(amendment, r0, r1, _combined(r0, r1, half))

    def _figures(self, steps: _Counts, services: slice) -> Figures:
        by_state = {name: self._interval(steps[:, place], services) for place, name in enumerate(self.names)}
        top = self.grades + 1
        at_or_above = {
            self.names[place]: self._interval(steps[:, place:top].sum(axis=1), services) for place in range(2, top)
        }
        return Figures(by_state, at_or_above)

    def _interval(self, steps: _Counts, services: slice) -> Interval:
        """The least and the most of every service, added."""
        if not self.starts:
            return Interval.at(0)
        ends = (np.minimum.reduceat(steps, self.starts), np.maximum.reduceat(steps, self.starts))
        lowest, highest = (Fraction(int(end[services].sum()), self.orders) for end in ends)
        return Interval(lowest, highest)


def _combined(one: Figures, other: Figures, weight: Fraction) -> Figures:
    return Figures(
        {state: _weighted(value, other.by_state[state], weight) for state, value in one.by_state.items()},
        {grade: _weighted(value, other.at_or_above[grade], weight) for grade, value in one.at_or_above.items()},
    )


def _weighted(one: Interval | None, other: Interval | None, weight: Fraction) -> Interval | None:
    return None if one is None or other is None else (one + other).times(weight)

"""The decomposition of `change` for a million services: the same counts, in arrays.

Every service must be decided under both editions in every year it is on the List: unanswered parameters have
bounds, and bounds are the work of `panel` and `change`.
"""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

import numpy as np
import numpy.typing as npt

from meyar.scoring import Edition, State
from meyar.scoring.bulk import CODE_OF_STATE, Codes
from meyar.statistics.change import Change, Figures, Measure
from meyar.statistics.feasible import NOT_ELECTRONISED, NOTHING_APPLIES
from meyar.statistics.game import CELLS, Cell, Coalition, Effect, Member, cell_weights, cells_of
from meyar.statistics.grading import UNDETERMINED, AnswerTable, state_codes
from meyar.statistics.interval import Interval
from meyar.statistics.panel import ScalesDiffer

Numbers = npt.NDArray[np.int64]


class ServicesNotDecided(ValueError):
    """Some service is not decided under an edition: use `panel.regrade`."""


@dataclass(frozen=True)
class BulkYear:
    """One year's List; all arrays of one length. `services` are lasting numbers, each once."""

    services: Numbers
    bodies: Numbers  # 0 and up
    answers: AnswerTable


@dataclass(frozen=True)
class BulkChange:
    whole: Change
    by_body: dict[int, Change]  # contributions, by number of the body; they add up to the whole


def decompose_bulk(
    rules_before: Edition,
    rules_after: Edition,
    before: BulkYear,
    after: BulkYear,
    measure: Measure = Measure.COUNTS,
) -> BulkChange:
    """Not for means, which need percents. A service belongs to the body of the second year, or of the first if
    it left. Raises ScalesDiffer, ServicesNotDecided, game.ChangeUndefined, ValueError."""
    if measure is Measure.MEAN:
        raise ValueError("the bulk decomposition has no percents; use change.decompose for means")
    grades = [grade.code for grade in rules_before.grades]
    if grades != [grade.code for grade in rules_after.grades]:
        raise ScalesDiffer(f"editions {rules_before.code} and {rules_after.code} have different grades")
    editions = (rules_before, rules_after)
    states = [[_states(edition, year) for edition in editions] for year in (before, after)]
    aligned = _aligned(before, after)
    bodies = [before.bodies.copy(), after.bodies]
    bodies[0][aligned.before] = after.bodies[aligned.after]
    count = 1 + max((int(numbers.max()) for numbers in bodies if len(numbers)), default=0)
    cells = _cells(states, aligned, bodies, count, len(grades) + 2)
    names = (NOT_ELECTRONISED, *grades, NOTHING_APPLIES)
    if not any(table[:, -1].any() for table in cells.values()):
        names = names[:-1]
    weights = {effect: _weights(effect, measure, cells) for effect in Effect}
    present = sorted({int(body) for numbers in bodies for body in np.unique(numbers)})
    return BulkChange(
        whole=_change(measure, names, weights, {cell: table.sum(axis=0) for cell, table in cells.items()}),
        by_body={
            body: _change(measure, names, weights, {cell: table[body] for cell, table in cells.items()})
            for body in present
        },
    )


@dataclass(frozen=True)
class _Aligned:
    before: npt.NDArray[np.intp]  # rows of the continuing services
    after: npt.NDArray[np.intp]


def _aligned(before: BulkYear, after: BulkYear) -> _Aligned:
    for year in (before, after):
        if not len(year.services) == len(year.bodies) == len(year.answers):
            raise ValueError("services, bodies and answers of a year are equally many")
        if len(np.unique(year.services)) != len(year.services):
            raise ValueError("a service stands once on a year's List")
    _, first, second = np.intersect1d(before.services, after.services, assume_unique=True, return_indices=True)
    return _Aligned(first, second)


def _states(edition: Edition, year: BulkYear) -> Codes:
    """0 is not electronised, then the grades, then nothing applies."""
    found = state_codes(edition, year.answers)
    open_rows = int((found == UNDETERMINED).sum())
    if open_rows:
        raise ServicesNotDecided(f"{open_rows} services are not decided under edition {edition.code}")
    places = np.arange(1, 257).astype(np.uint8)
    places[CODE_OF_STATE[State.NOT_ELECTRONISED]] = 0
    places[CODE_OF_STATE[State.NOTHING_APPLIES]] = len(edition.grades) + 1
    return places[found]


def _cells(
    states: list[list[Codes]], aligned: _Aligned, bodies: list[Numbers], count: int, width: int
) -> dict[Cell, Numbers]:
    """By cell: services, bodies x states."""
    extensive = (states[0][0][aligned.before] == 0) != (states[1][1][aligned.after] == 0)
    cells = {}
    for year, (rows, off, alone) in enumerate(
        ((aligned.before, len(states[0][0]), Member.EXIT), (aligned.after, len(states[1][0]), Member.ENTRY))
    ):
        members = np.full(off, 2, dtype=np.int64)
        members[rows] = np.where(extensive, 0, 1)
        for rules in (0, 1):
            key = (members * count + bodies[year]) * width + states[year][rules]
            counted = np.bincount(key, minlength=3 * count * width).reshape(3, count, width)
            for place, member in enumerate((Member.EXTENSIVE, Member.INTENSIVE, alone)):
                cells[Cell(member, rules, year)] = counted[place]
    return {cell: cells[cell] for cell in CELLS}


def _weights(effect: Effect, measure: Measure, cells: dict[Cell, Numbers]) -> dict[Cell, Fraction]:
    first = 1 if measure is Measure.SHARE_ELECTRONISED else 0

    def denominator(coalition: Coalition) -> Fraction:
        if measure is Measure.COUNTS:
            return Fraction(1)
        return Fraction(sum(int(cells[cell][:, first:].sum()) for cell in cells_of(coalition)))

    return dict(cell_weights(effect, denominator))


def _change(
    measure: Measure,
    names: tuple[str, ...],
    weights: dict[Effect, dict[Cell, Fraction]],
    cells: dict[Cell, Numbers],
) -> Change:
    grades = [place for place, name in enumerate(names) if name not in {NOT_ELECTRONISED, NOTHING_APPLIES}]
    counts = {cell: table.tolist() for cell, table in cells.items()}
    effects = {}
    for effect, of_cells in weights.items():
        points = [
            sum((weight * counts[cell][place] for cell, weight in of_cells.items()), Fraction(0))
            for place in range(len(names))
        ]
        at_or_above = {names[place]: sum(points[place : grades[-1] + 1], Fraction(0)) for place in grades[1:]}
        effects[effect] = Figures(
            {name: Interval.at(point) for name, point in zip(names, points, strict=True)},
            {grade: Interval.at(point) for grade, point in at_or_above.items()},
        )
    return Change(measure, effects)

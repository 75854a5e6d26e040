"""The shortest way from a service's grade to the next one: which answers would have to be better."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from math import lcm

from meyar.scoring.answers import Answer
from meyar.scoring.edition import EdgeOwnership, Edition, Parameter
from meyar.scoring.exact import score
from meyar.scoring.margin import next_grade
from meyar.scoring.marking import ZERO, Mark, MarkedCriterion, mark_criteria
from meyar.scoring.scorecard import Scorecard


@dataclass(frozen=True)
class Step:
    parameter: str
    from_level: str
    to_level: str
    points: Fraction  # gained, raw points


@dataclass(frozen=True)
class Path:
    steps: tuple[Step, ...]  # in the edition's order
    percent: Fraction  # after all steps
    grade: str  # after all steps; the next grade or a higher one


@dataclass(frozen=True)
class _Rise:
    """A parameter that could be answered better. Gains and points are scaled to whole numbers."""

    parameter: Parameter
    options: tuple[tuple[int, int, int], ...]  # gain in percentage points, raw points, level index
    is_forced: bool  # its present level has a knock-out below the wanted grade


# Steps taken and gain so far, to the points spent and the (parameter, level) indices chosen.
_Ways = dict[tuple[int, int], tuple[int, tuple[tuple[int, int], ...]]]


def cheapest_path(edition: Edition, answers: Mapping[str, Answer], *, electronised: bool | None = None) -> Path | None:
    """The cheapest set of better answers that reaches the next grade, knock-outs respected.

    Cheapest: the fewest parameters, then the fewest points gained, then the earliest parameters (and
    lowest levels) of the edition. N/A stays N/A. None at the top, without a percent, and where no
    better answers reach the next grade. Raises AnswersDoNotFit as `score` does.
    """
    card = score(edition, answers, electronised=electronised)
    following = next_grade(edition, card)
    if following is None or card.percent is None:
        return None
    criteria = mark_criteria(edition, answers)
    rises = _rises(edition, criteria, edition.grade_index(following.code))
    if rises is None:
        return None
    missing = (following.begins_at - card.percent) * _scales(criteria)[0]
    if edition.policy.edges is EdgeOwnership.UPPER_CLOSED:
        needed = missing.numerator // missing.denominator + 1  # the edge itself is not enough
    else:
        needed = -(-missing.numerator // missing.denominator)
    chosen = _cheapest(rises, needed)
    return None if chosen is None else _path(edition, answers, card, rises, chosen)


def _rises(edition: Edition, criteria: tuple[MarkedCriterion, ...], wanted: int) -> list[_Rise] | None:
    """None where a knock-out cannot be left."""
    gain_scale, points_scale = _scales(criteria)
    unit = _unit(criteria)
    rises = []
    for marked in criteria:
        for mark in marked.marks:
            if mark.level is None:
                continue
            present = mark.parameter.levels.index(mark.level)
            options = tuple(
                (
                    int((level.points - mark.points) * marked.point_worth * unit * gain_scale),
                    int((level.points - mark.points) * points_scale),
                    index,
                )
                for index, level in enumerate(mark.parameter.levels)
                if index > present and not _is_barred(edition, mark, index, wanted)
            )
            is_forced = _is_barred(edition, mark, present, wanted)
            if is_forced and not options:
                return None
            if options:
                rises.append(_Rise(mark.parameter, options, is_forced))
    return rises


def _is_barred(edition: Edition, mark: Mark, level: int, wanted: int) -> bool:
    place = (mark.parameter.code, mark.parameter.levels[level].code)
    return any(
        (knock_out.parameter, knock_out.level) == place and edition.grade_index(knock_out.at_most) < wanted
        for knock_out in edition.knock_outs
    )


def _cheapest(rises: list[_Rise], needed: int) -> tuple[tuple[int, int], ...] | None:
    """Forward over the parameters, keeping for every number of steps and gain the cheapest way there,
    and only ways that the best of the remaining parameters can still complete."""
    best = _best_gains(rises)
    steps = next((r for r, gain in enumerate(best[0]) if gain is not None and gain >= needed), None)
    if steps is None:
        return None
    ways: _Ways = {(0, 0): (0, ())}
    for index, rise in enumerate(rises):
        longer: _Ways = {}
        for (taken, gain), (points, chosen) in ways.items():
            followers = [] if rise.is_forced else [(taken, gain, points, chosen)]
            if taken < steps:
                followers += [
                    (taken + 1, gain + more, points + cost, (*chosen, (index, level)))
                    for more, cost, level in rise.options
                ]
            for count, total, spent, picked in followers:
                rest = best[index + 1][steps - count]
                if rest is None or total + rest < needed:
                    continue
                known = longer.get((count, total))
                if known is None or (spent, picked) < known:
                    longer[count, total] = (spent, picked)
        ways = longer
    return min(ways.values())[1]


def _best_gains(rises: list[_Rise]) -> list[list[int | None]]:
    """[i][r]: the greatest gain of at most r steps among the parameters from i on, every forced one
    taken; None where r does not suffice for the forced ones."""
    best: list[list[int | None]] = [[0] * (len(rises) + 1)]
    for rise in reversed(rises):
        after, most = best[0], max(option[0] for option in rise.options)
        row: list[int | None] = []
        for r in range(len(rises) + 1):
            before = after[r - 1] if r else None
            ways = [] if before is None else [before + most]
            unmoved = after[r]
            if unmoved is not None and not rise.is_forced:
                ways.append(unmoved)
            row.append(max(ways, default=None))
        best.insert(0, row)
    return best


def _path(
    edition: Edition,
    answers: Mapping[str, Answer],
    card: Scorecard,
    rises: list[_Rise],
    chosen: tuple[tuple[int, int], ...],
) -> Path:
    counted = {line.code: line.level for line in card.lines}
    steps = []
    for index, level in chosen:
        parameter = rises[index].parameter
        before, after = parameter.level(str(counted[parameter.code])), parameter.levels[level]
        steps.append(Step(parameter.code, before.code, after.code, after.points - before.points))
    better = {**answers, **{step.parameter: Answer.of(step.to_level) for step in steps}}
    reached = score(edition, better, electronised=True)
    assert reached.percent is not None  # better answers leave it graded
    assert reached.grade is not None
    return Path(tuple(steps), reached.percent, reached.grade)


def _scales(criteria: tuple[MarkedCriterion, ...]) -> tuple[int, int]:
    """Factors that make every gain and every number of points whole."""
    unit = _unit(criteria)
    points = lcm(
        *(level.points.denominator for marked in criteria for mark in marked.marks for level in mark.parameter.levels)
    )
    worths = lcm(*((marked.point_worth * unit).denominator for marked in criteria))
    return points * worths, points


def _unit(criteria: tuple[MarkedCriterion, ...]) -> Fraction:
    return 100 / sum((marked.available for marked in criteria), ZERO)

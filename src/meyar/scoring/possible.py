"""What a service could still come to while something is not assessed: interval and possible grades.

Every level a parameter has (and N/A where it is accepted) stays possible until it is assessed. The set
of grades is exact: the interval alone could promise a grade that no combination of levels reaches.
"""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from fractions import Fraction

from meyar.scoring.edition import EdgeOwnership, Edition, Level, NotApplicablePolicy
from meyar.scoring.marking import ZERO, Mark, MarkedCriterion


@dataclass(frozen=True)
class PossibleOutcome:
    grades: tuple[str, ...]  # lowest first
    lowest_percent: Fraction
    highest_percent: Fraction


@dataclass(frozen=True)
class _Option:
    """One way a parameter may turn out."""

    points: Fraction
    maximum: Fraction
    cap: int  # the highest grade index that knock-outs leave
    applies: bool


@dataclass(frozen=True)
class _Group:
    """Parameters whose points share one denominator; `options` per parameter, levels rising, N/A last."""

    weight: Fraction
    options: tuple[tuple[_Option, ...], ...]


# One total of a group or of several: earned, available, cap, whether anything applies.
_Total = tuple[Fraction, Fraction, int, bool]
_Choice = list[list[_Option]]


def possible_outcome(edition: Edition, criteria: tuple[MarkedCriterion, ...]) -> PossibleOutcome:
    """At least one parameter applies or is not assessed."""
    groups = _groups(edition, criteria)
    lowest, highest = _lowest(edition, groups), _highest(groups)
    low, high = _percent(groups, lowest), _percent(groups, highest)
    found = set(_grades_on_the_way(edition, groups, lowest, highest))
    sought = _grades_between(edition, groups, low, high) - found
    if sought:
        found |= _grades_searched(edition, groups, sought)
    if edition.policy.nothing_applies != "own_state" and _may_be_empty(groups):
        found.add(edition.grade_index(edition.policy.nothing_applies))
    return PossibleOutcome(tuple(edition.grades[index].code for index in sorted(found)), low, high)


def _groups(edition: Edition, criteria: tuple[MarkedCriterion, ...]) -> list[_Group]:
    if edition.policy.not_applicable is NotApplicablePolicy.EXCLUDE_WITHIN_CRITERION:
        return [
            _Group(
                marked.criterion.weight,
                tuple(_options(edition, mark, Fraction(1)) for mark in marked.marks),
            )
            for marked in criteria
        ]
    options = tuple(
        _options(edition, mark, marked.criterion.weight / marked.criterion.maximum)
        for marked in criteria
        for mark in marked.marks
    )
    return [_Group(Fraction(1), options)]


def _options(edition: Edition, mark: Mark, worth: Fraction) -> tuple[_Option, ...]:
    counts = edition.policy.not_applicable is NotApplicablePolicy.ZERO
    top = len(edition.grades) - 1
    maximum = mark.parameter.maximum * worth
    not_applicable = _Option(ZERO, maximum if counts else ZERO, top, applies=False)
    if not mark.applies:
        return (not_applicable,)
    levels = (mark.level,) if mark.level else mark.parameter.levels
    options = tuple(
        _Option(level.points * worth, maximum, _cap(edition, mark, level), applies=True) for level in levels
    )
    accepts = mark.level is None and mark.parameter.not_applicable is not None
    return (*options, not_applicable) if accepts else options


def _cap(edition: Edition, mark: Mark, level: Level) -> int:
    caps = (
        edition.grade_index(knock_out.at_most)
        for knock_out in edition.knock_outs
        if (knock_out.parameter, knock_out.level) == (mark.parameter.code, level.code)
    )
    return min(caps, default=len(edition.grades) - 1)


def _lowest(edition: Edition, groups: list[_Group]) -> _Choice:
    """Leaving a parameter (or a whole criterion) out lowers a quotient exactly when it would
    bring more than the rest does, so taking them in from the worst up finds the minimum."""
    if edition.policy.not_applicable is NotApplicablePolicy.ZERO:
        return [_lowest_counted(groups[0])]
    choice = [_lowest_in(group) for group in groups]
    empty = [[options[-1] for options in group.options] for group in groups]
    optional = [index for index in range(len(groups)) if not _applies(empty[index])]
    required = [index for index in range(len(groups)) if index not in optional]
    result = [choice[index] if index in required else empty[index] for index in range(len(groups))]
    reachable = [index for index in optional if _applies(choice[index])]
    for index in sorted(reachable, key=lambda index: _quotient(choice[index])):
        taken = [i for i in range(len(groups)) if _applies(result[i])]
        if not taken or _quotient(choice[index]) < _percent(groups, result) / 100:
            result[index] = choice[index]
    return result


def _lowest_in(group: _Group) -> list[_Option]:
    chosen = [options[0] if options[-1].applies else options[-1] for options in group.options]
    may_apply = [index for index, options in enumerate(group.options) if options[0].applies]
    left_out = [index for index in may_apply if not chosen[index].applies]
    for index in sorted(left_out, key=lambda index: _quotient([group.options[index][0]])):
        option = group.options[index][0]
        if not _applies(chosen) or _quotient([option]) < _quotient(chosen):
            chosen[index] = option
    return chosen


def _lowest_counted(group: _Group) -> list[_Option]:
    """Under the policy zero N/A stays in the maximum; but something must apply."""
    chosen = [min(options, key=lambda option: option.points) for options in group.options]
    if not _applies(chosen):
        least = min(
            (index for index, options in enumerate(group.options) if options[0].applies),
            key=lambda index: group.options[index][0].points,
        )
        chosen[least] = group.options[least][0]
    return chosen


def _highest(groups: list[_Group]) -> _Choice:
    """A full parameter never lowers a quotient, so every open one at its top is the maximum."""
    return [[_top(options) for options in group.options] for group in groups]


def _top(options: tuple[_Option, ...]) -> _Option:
    return max(options, key=lambda option: (option.applies, option.points))


def _grades_between(edition: Edition, groups: list[_Group], low: Fraction, high: Fraction) -> set[int]:
    all_options = [options for group in groups for options in group.options]
    least_cap = min(option.cap for options in all_options for option in options)
    best_cap = min(max(option.cap for option in options) for options in all_options)
    first = min(edition.grade_index_at(low), least_cap)
    last = min(edition.grade_index_at(high), best_cap)
    return set(range(first, last + 1))


def _grades_on_the_way(edition: Edition, groups: list[_Group], lowest: _Choice, highest: _Choice) -> Iterator[int]:
    """The grades met while one parameter after another rises level by level: nearly always all."""
    choice = [list(options) for options in lowest]
    totals = [_total(group, chosen) for group, chosen in zip(groups, choice, strict=True)]
    yield _grade(edition, totals)
    for g, group in enumerate(groups):
        for p, options in enumerate(group.options):
            for option in options:
                if option.applies and option.points > choice[g][p].points:
                    choice[g][p] = option
                    totals[g] = _total(group, choice[g])
                    yield _grade(edition, totals)
    yield _grade(edition, [_total(group, chosen) for group, chosen in zip(groups, highest, strict=True)])


def _grades_searched(edition: Edition, groups: list[_Group], sought: set[int]) -> set[int]:
    """Exact: every total of all groups but the richest, met with the sorted totals of that one."""
    totals = sorted((_all_totals(group) for group in groups), key=len)
    start: _Total = (ZERO, ZERO, len(edition.grades) - 1, False)
    so_far = {start}
    for of_group in totals[:-1]:
        so_far = {_joined(one, other) for one in so_far for other in of_group}
    earned_by_kind: dict[tuple[Fraction, int, bool], list[Fraction]] = defaultdict(list)
    for earned, available, cap, applies in totals[-1]:
        earned_by_kind[available, cap, applies].append(earned)
    for rows in earned_by_kind.values():
        rows.sort()
    return {
        grade
        for grade in sought
        if any(
            _meets(edition, grade, _joined(one, (ZERO, *kind)), rows)
            for one in so_far
            for kind, rows in earned_by_kind.items()
        )
    }


def _meets(edition: Edition, grade: int, rest: _Total, earned: list[Fraction]) -> bool:
    """Whether some of the sorted `earned`, added to the rest, gives exactly this grade."""
    so_far, available, cap, applies = rest
    if not applies or cap < grade:
        return False
    begins = [band.begins_at * available / 100 - so_far for band in edition.grades]
    ends = None if cap == grade or grade == len(begins) - 1 else begins[grade + 1]
    if edition.policy.edges is EdgeOwnership.LOWER_CLOSED:
        index = bisect_left(earned, begins[grade])
        return index < len(earned) and (ends is None or earned[index] < ends)
    index = bisect_right(earned, begins[grade]) if grade else 0
    return index < len(earned) and (ends is None or earned[index] <= ends)


def _all_totals(group: _Group) -> set[_Total]:
    top = max(option.cap for options in group.options for option in options)
    sums: set[_Total] = {(ZERO, ZERO, top, False)}
    for options in group.options:
        added = {(option.points, option.maximum, option.cap, option.applies) for option in options}
        sums = {_joined(one, other) for one in sums for other in added}
    return {
        (group.weight * points / maximum, group.weight, cap, applies) if maximum else (ZERO, ZERO, cap, applies)
        for points, maximum, cap, applies in sums
    }


def _total(group: _Group, chosen: list[_Option]) -> _Total:
    maximum = sum((option.maximum for option in chosen), ZERO)
    cap = min(option.cap for option in chosen)
    if not maximum:
        return ZERO, ZERO, cap, False
    points = sum((option.points for option in chosen), ZERO)
    return group.weight * points / maximum, group.weight, cap, _applies(chosen)


def _joined(one: _Total, other: _Total) -> _Total:
    return one[0] + other[0], one[1] + other[1], min(one[2], other[2]), one[3] or other[3]


def _percent(groups: list[_Group], choice: _Choice) -> Fraction:
    totals = [_total(group, chosen) for group, chosen in zip(groups, choice, strict=True)]
    return 100 * sum((total[0] for total in totals), ZERO) / sum((total[1] for total in totals), ZERO)


def _grade(edition: Edition, totals: list[_Total]) -> int:
    earned = sum((total[0] for total in totals), ZERO)
    available = sum((total[1] for total in totals), ZERO)
    return min(edition.grade_index_at(100 * earned / available), *(total[2] for total in totals))


def _applies(chosen: list[_Option]) -> bool:
    return any(option.applies for option in chosen)


def _quotient(chosen: list[_Option]) -> Fraction:
    return sum((option.points for option in chosen), ZERO) / sum((option.maximum for option in chosen), ZERO)


def _may_be_empty(groups: list[_Group]) -> bool:
    return not any(_applies([options[-1]]) for group in groups for options in group.options)

"""What a service is under an edition, or could be where the edition asks what nobody answered.

Every level of an unanswered parameter (and N/A where that is accepted) is tried, never the interval of
percents alone, which could promise a grade that no answer reaches. Sums that meet are followed once, so
the work grows with the different totals and not with the combinations of answers.
"""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from fractions import Fraction
from functools import lru_cache
from typing import NamedTuple

from meyar.scoring import (
    NOT_ASSESSED,
    Answer,
    AnswerKind,
    Edition,
    Level,
    NotApplicablePolicy,
    Parameter,
    State,
    UnreachablePolicy,
)

NOT_ELECTRONISED = State.NOT_ELECTRONISED.value
NOTHING_APPLIES = State.NOTHING_APPLIES.value

_ZERO = Fraction(0)


class ServiceAnswers(NamedTuple):
    """One service of one year's List."""

    electronised: bool | None  # the gate; None: not assessed
    answers: Mapping[str, Answer]  # may answer parameters of several editions; no answer: not assessed
    body: str = ""


@dataclass(frozen=True)
class Outcome:
    """`states` are grades, "not_electronised" or "nothing_applies": one where the answers decide."""

    states: frozenset[str]
    lowest: Fraction | None  # percent, over the answers that give one; None where none does
    highest: Fraction | None
    has_percent: bool | None  # None: for some answers only


# Earned, available, the best grade that knock-outs leave, whether anything applies.
_Total = tuple[Fraction, Fraction, int, bool]

_CLOSED = Outcome(frozenset({NOT_ELECTRONISED}), None, None, has_percent=False)


def readable(parameter: Parameter, answer: Answer) -> bool:
    """Whether the parameter can be answered so: a level it has, N/A where it is accepted."""
    if answer.kind is AnswerKind.LEVEL:
        return any(level.code == answer.level for level in parameter.levels)
    return answer.kind is not AnswerKind.NOT_APPLICABLE or parameter.not_applicable is not None


def feasible_outcome(
    edition: Edition, service: ServiceAnswers, *, allowed: Mapping[str, Collection[str]] | None = None
) -> Outcome:
    """Answers to parameters the edition does not have are passed over, and an answer it cannot read counts
    as not assessed. `allowed` narrows what an unanswered parameter may turn out to be: codes of levels.
    """
    if edition.gate is not None and service.electronised is False:
        return _CLOSED
    narrowed = allowed or {}
    totals = _totals(edition, service.answers, narrowed)
    outcome = _outcome(edition, totals)
    if edition.gate is not None and service.electronised is None:
        return Outcome(
            outcome.states | _CLOSED.states,
            outcome.lowest,
            outcome.highest,
            has_percent=None if outcome.has_percent is not False else False,
        )
    return outcome


def _outcome(edition: Edition, totals: Collection[_Total]) -> Outcome:
    applying = {(100 * earned / available, cap) for earned, available, cap, applies in totals if applies}
    states = {edition.grades[min(cap, edition.grade_index_at(percent))].code for percent, cap in applying}
    nothing = any(not applies for *_, applies in totals)
    if nothing:
        chosen = edition.policy.nothing_applies
        states.add(NOTHING_APPLIES if chosen == "own_state" else chosen)
    percents = [percent for percent, _ in applying]
    return Outcome(
        frozenset(states),
        min(percents, default=None),
        max(percents, default=None),
        has_percent=None if nothing and percents else bool(percents),
    )


def _totals(edition: Edition, answers: Mapping[str, Answer], allowed: Mapping[str, Collection[str]]) -> set[_Total]:
    so_far: set[_Total] = {(_ZERO, _ZERO, len(edition.grades) - 1, False)}
    within = edition.policy.not_applicable is NotApplicablePolicy.EXCLUDE_WITHIN_CRITERION
    for criterion in edition.criteria:
        sums = so_far if not within else {(_ZERO, _ZERO, len(edition.grades) - 1, False)}
        worth = criterion.weight / criterion.maximum
        for parameter in criterion.parameters:
            options = _options(edition, parameter, answers.get(parameter.code, NOT_ASSESSED), allowed)
            sums = _joined(
                sums, ((worth * points, worth * most, cap, applies) for points, most, cap, applies in options)
            )
        so_far = _joined(so_far, [_weighted(total, criterion.weight) for total in sums]) if within else sums
    return so_far


def _weighted(total: _Total, weight: Fraction) -> _Total:
    earned, available, cap, applies = total
    return (earned / available * weight, weight, cap, applies) if available else total


def _joined(some: Collection[_Total], others: Iterable[_Total]) -> set[_Total]:
    return {
        (one[0] + other[0], one[1] + other[1], min(one[2], other[2]), one[3] or other[3])
        for other in others
        for one in some
    }


def _options(
    edition: Edition, parameter: Parameter, answer: Answer, allowed: Mapping[str, Collection[str]]
) -> tuple[_Total, ...]:
    if answer.kind is AnswerKind.UNREACHABLE and edition.policy.unreachable is UnreachablePolicy.ZERO:
        return (_of_level(edition, parameter, parameter.levels[0]),)
    if answer.kind is AnswerKind.LEVEL and readable(parameter, answer):
        return (_of_level(edition, parameter, parameter.level(answer.word)),)
    if answer.kind is AnswerKind.NOT_APPLICABLE and readable(parameter, answer):
        return (_left_out(edition, parameter),)
    levels = [level for level in parameter.levels if level.code in allowed.get(parameter.code, (level.code,))]
    left_out = [_left_out(edition, parameter)] if parameter.not_applicable is not None else []
    return (*(_of_level(edition, parameter, level) for level in levels), *left_out)


def _of_level(edition: Edition, parameter: Parameter, level: Level) -> _Total:
    return level.points, parameter.maximum, _cap(edition, parameter.code, level.code), True


@lru_cache(maxsize=4096)
def _cap(edition: Edition, parameter: str, level: str) -> int:
    met = (
        knock_out for knock_out in edition.knock_outs if (knock_out.parameter, knock_out.level) == (parameter, level)
    )
    return min((edition.grade_index(knock_out.at_most) for knock_out in met), default=len(edition.grades) - 1)


def _left_out(edition: Edition, parameter: Parameter) -> _Total:
    counts = edition.policy.not_applicable is NotApplicablePolicy.ZERO
    return _ZERO, parameter.maximum if counts else _ZERO, len(edition.grades) - 1, False

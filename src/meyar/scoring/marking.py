"""Answers of one service laid on an edition: what each parameter brings into the percent.

Under every policy the percent is 100 x earned / available, both summed over the criteria:

- exclude_within_criterion: a criterion of weight W earns W x points / applicable maximum and makes W
  available; one where nothing applies is left out and the other weights share the whole;
- exclude_global: a point of a criterion is worth W / maximum of the criterion; N/A leaves both sums;
- zero: as exclude_global, but N/A leaves only the earned sum.

With the default weights (the sum of the maxima) a point is worth the same in every criterion.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from meyar.scoring.answers import NOT_ASSESSED, Answer, AnswerKind
from meyar.scoring.edition import (
    Criterion,
    Edition,
    KnockOut,
    Level,
    NotApplicablePolicy,
    Parameter,
    UnreachablePolicy,
)

ZERO = Fraction(0)


@dataclass(frozen=True)
class Mark:
    """One parameter with its answer as the edition's policy reads it."""

    parameter: Parameter
    answer: Answer
    level: Level | None  # None: not applicable or not assessed

    @property
    def applies(self) -> bool:
        return self.answer.kind is not AnswerKind.NOT_APPLICABLE

    @property
    def is_known(self) -> bool:
        return self.level is not None or not self.applies

    @property
    def level_code(self) -> str | None:
        return self.level.code if self.level else None

    @property
    def points(self) -> Fraction:
        return self.level.points if self.level else ZERO

    @property
    def maximum(self) -> Fraction:
        return self.parameter.maximum if self.applies else ZERO


@dataclass(frozen=True)
class MarkedCriterion:
    criterion: Criterion
    marks: tuple[Mark, ...]
    points: Fraction  # known points
    maximum: Fraction  # applicable maximum
    available: Fraction  # in units of weight
    point_worth: Fraction  # of one raw point, in units of weight

    @property
    def earned(self) -> Fraction:
        return self.points * self.point_worth


def mark_criteria(edition: Edition, answers: Mapping[str, Answer]) -> tuple[MarkedCriterion, ...]:
    """The answers must fit the edition (`check_answers`)."""
    return tuple(_marked(edition, criterion, answers) for criterion in edition.criteria)


def percent_of(criteria: tuple[MarkedCriterion, ...]) -> Fraction:
    """Exact percent. What is not known counts as no points; ask only when all is known."""
    earned = sum((marked.earned for marked in criteria), ZERO)
    return 100 * earned / sum((marked.available for marked in criteria), ZERO)


def met_knock_outs(edition: Edition, levels: Mapping[str, str | None]) -> tuple[KnockOut, ...]:
    """Those whose parameter is at their level, whether or not they lower the grade. `levels`: the level
    that counts, by parameter."""
    return tuple(knock_out for knock_out in edition.knock_outs if levels[knock_out.parameter] == knock_out.level)


def _marked(edition: Edition, criterion: Criterion, answers: Mapping[str, Answer]) -> MarkedCriterion:
    marks = tuple(
        _mark(edition, parameter, answers.get(parameter.code, NOT_ASSESSED)) for parameter in criterion.parameters
    )
    points = sum((mark.points for mark in marks), ZERO)
    maximum = sum((mark.maximum for mark in marks), ZERO)
    whole_worth = criterion.weight / criterion.maximum
    match edition.policy.not_applicable:
        case NotApplicablePolicy.EXCLUDE_WITHIN_CRITERION:
            available = criterion.weight if maximum else ZERO
            point_worth = available / maximum if maximum else ZERO
        case NotApplicablePolicy.EXCLUDE_GLOBAL:
            available, point_worth = whole_worth * maximum, whole_worth
        case _:  # zero
            available, point_worth = criterion.weight, whole_worth
    return MarkedCriterion(criterion, marks, points, maximum, available, point_worth)


def _mark(edition: Edition, parameter: Parameter, answer: Answer) -> Mark:
    match answer.kind:
        case AnswerKind.LEVEL:
            return Mark(parameter, answer, parameter.level(answer.word))
        case AnswerKind.UNREACHABLE if edition.policy.unreachable is UnreachablePolicy.ZERO:
            return Mark(parameter, answer, parameter.levels[0])
        case _:
            return Mark(parameter, answer, None)

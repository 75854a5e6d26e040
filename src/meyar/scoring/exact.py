"""The exact engine: an edition and the answers of one service give a scorecard."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import replace
from fractions import Fraction

from meyar.scoring.answers import Answer, check_answers
from meyar.scoring.edition import Edition, KnockOut, NotApplicablePolicy
from meyar.scoring.marking import (
    ZERO,
    MarkedCriterion,
    mark_criteria,
    met_knock_outs,
    percent_of,
)
from meyar.scoring.possible import possible_outcome
from meyar.scoring.scorecard import CriterionScore, ParameterScore, Scorecard, State


def score(edition: Edition, answers: Mapping[str, Answer], *, electronised: bool | None = None) -> Scorecard:
    """Score one service. A parameter without an answer is not assessed.

    `electronised` answers the gate: None is "not assessed". Without a gate it is not looked at.
    Raises AnswersDoNotFit naming every answer that does not fit.
    """
    check_answers(edition, answers)
    if edition.gate is None or electronised is True:
        return _score_electronised(edition, answers)
    if electronised is False:
        return _card(State.NOT_ELECTRONISED)
    return _with_open_gate(_score_electronised(edition, answers))


def _score_electronised(edition: Edition, answers: Mapping[str, Answer]) -> Scorecard:
    criteria = mark_criteria(edition, answers)
    marks = [mark for marked in criteria for mark in marked.marks]
    if not any(mark.applies for mark in marks):
        return _nothing_applies(edition, criteria)
    if not all(mark.is_known for mark in marks):
        return _undetermined(edition, criteria)
    return _graded(edition, criteria)


def _graded(edition: Edition, criteria: tuple[MarkedCriterion, ...]) -> Scorecard:
    percent = percent_of(criteria)
    band = edition.grade_index_at(percent)
    levels = {mark.parameter.code: mark.level_code for marked in criteria for mark in marked.marks}
    binding = tuple(
        knock_out for knock_out in met_knock_outs(edition, levels) if edition.grade_index(knock_out.at_most) < band
    )
    grade = edition.grades[min([band, *(edition.grade_index(k.at_most) for k in binding)])].code
    return _card(
        State.GRADED,
        edition=edition,
        criteria=criteria,
        percent=percent,
        grade=grade,
        possible_grades=(grade,),
        interval=(percent, percent),
        knocked_out_by=binding,
    )


def _undetermined(edition: Edition, criteria: tuple[MarkedCriterion, ...]) -> Scorecard:
    outcome = possible_outcome(edition, criteria)
    return _card(
        State.UNDETERMINED,
        edition=edition,
        criteria=criteria,
        possible_grades=outcome.grades,
        interval=(outcome.lowest_percent, outcome.highest_percent),
    )


def _nothing_applies(edition: Edition, criteria: tuple[MarkedCriterion, ...]) -> Scorecard:
    chosen = edition.policy.nothing_applies
    if chosen == "own_state":
        return _card(State.NOTHING_APPLIES, edition=edition, criteria=criteria)
    return _card(State.GRADED, edition=edition, criteria=criteria, grade=chosen, possible_grades=(chosen,))


def _with_open_gate(card: Scorecard) -> Scorecard:
    possible = (State.NOT_ELECTRONISED.value, *card.possible_grades)
    return replace(
        card,
        state=State.UNDETERMINED,
        percent=None,
        grade=None,
        possible_grades=possible,
        knocked_out_by=(),
    )


def _card(
    state: State,
    *,
    edition: Edition | None = None,
    criteria: tuple[MarkedCriterion, ...] = (),
    percent: Fraction | None = None,
    grade: str | None = None,
    possible_grades: tuple[str, ...] = (),
    interval: tuple[Fraction, Fraction] | None = None,
    knocked_out_by: tuple[KnockOut, ...] = (),
) -> Scorecard:
    lowest, highest = interval or (None, None)
    total = sum((marked.available for marked in criteria), ZERO)
    unit = 100 / total if percent is not None else None
    counts_not_applicable = edition is not None and edition.policy.not_applicable is NotApplicablePolicy.ZERO
    return Scorecard(
        state=state,
        points=sum((marked.points for marked in criteria), ZERO),
        maximum=sum((marked.maximum for marked in criteria), ZERO),
        percent=percent,
        grade=grade,
        possible_grades=possible_grades,
        lowest_percent=lowest,
        highest_percent=highest,
        criteria=tuple(_criterion_score(marked, unit) for marked in criteria),
        lines=tuple(line for marked in criteria for line in _lines(marked, unit, counts_not_applicable)),
        knocked_out_by=knocked_out_by,
    )


def _criterion_score(marked: MarkedCriterion, unit: Fraction | None) -> CriterionScore:
    answered = all(mark.is_known for mark in marked.marks)
    return CriterionScore(
        code=marked.criterion.code,
        points=marked.points,
        maximum=marked.maximum,
        percent=100 * marked.earned / marked.available if answered and marked.available else None,
        weight=marked.criterion.weight,
        share_of_total=None if unit is None else unit * marked.earned,
        share_available=None if unit is None else unit * marked.available,
    )


def _lines(marked: MarkedCriterion, unit: Fraction | None, counts_not_applicable: bool) -> Iterator[ParameterScore]:
    worth = None if unit is None else unit * marked.point_worth
    for mark in marked.marks:
        counted = mark.parameter.maximum if counts_not_applicable else mark.maximum
        yield ParameterScore(
            code=mark.parameter.code,
            criterion=marked.criterion.code,
            answer=mark.answer,
            level=mark.level_code,
            points=mark.points if mark.level else None,
            maximum=mark.parameter.maximum,
            share_of_total=None if worth is None else worth * mark.points,
            share_available=None if worth is None else worth * counted,
            provenance=mark.parameter.provenance,
            clause=mark.parameter.clause,
        )

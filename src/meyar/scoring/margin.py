"""How far a service stands from the next grade, and how much it could lose."""

from __future__ import annotations

from fractions import Fraction

from meyar.scoring.edition import Edition, Grade
from meyar.scoring.marking import ZERO
from meyar.scoring.scorecard import CriterionScore, Scorecard


def to_next_grade(edition: Edition, card: Scorecard) -> Fraction | None:
    """Missing percentage points; None at the top and without a percent.

    0 means that points are not what is missing: a knock-out holds the grade, or the percent stands on
    an edge that belongs to the lower grade.
    """
    following = next_grade(edition, card)
    if following is None or card.percent is None:
        return None
    return max(ZERO, following.begins_at - card.percent)


def points_to_next(edition: Edition, card: Scorecard) -> Fraction | None:
    """The fewest points that would close `to_next_grade` were points freely divisible; None as there.

    Points are taken where one is worth most and still to be had. Where a point is worth the same in
    every criterion this is edge x maximum / 100 - points.
    """
    missing = to_next_grade(edition, card)
    if missing is None:
        return None
    points = ZERO
    for criterion in sorted(card.criteria, key=_point_worth, reverse=True):
        taken = min(missing, _room(criterion))
        if taken:
            points += taken / _point_worth(criterion)
            missing -= taken
    return points


def margin_down(edition: Edition, card: Scorecard) -> Fraction | None:
    """Percentage points above the lower edge of the grade: a greater loss costs the grade. None in
    the lowest grade and without a percent."""
    if card.grade is None or card.percent is None or card.grade == edition.grades[0].code:
        return None
    return card.percent - edition.grade(card.grade).begins_at


def next_grade(edition: Edition, card: Scorecard) -> Grade | None:
    """The grade above the card's; None at the top and without a grade."""
    if card.grade is None or card.grade == edition.grades[-1].code:
        return None
    return edition.grades[edition.grade_index(card.grade) + 1]


def _point_worth(criterion: CriterionScore) -> Fraction:
    """Percentage points that one raw point of the criterion gives."""
    return (criterion.share_available or ZERO) / criterion.maximum if criterion.maximum else ZERO


def _room(criterion: CriterionScore) -> Fraction:
    """Percentage points still to be had in the criterion."""
    return _point_worth(criterion) * (criterion.maximum - criterion.points)

"""What a percent would be if the weights of the criteria were a little different. Exact, no sampling.

The percent is a weighted mean, so it rises with a weight exactly when the criterion scores above the
mean: the extremes give the upper weight to the k best (or worst) criteria and the lower to the rest,
for some k.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from fractions import Fraction

from meyar.scoring.edition import Edition
from meyar.scoring.marking import ZERO, met_knock_outs
from meyar.scoring.scorecard import Scorecard


@dataclass(frozen=True)
class WeightBox:
    nominal: Fraction
    lowest: Fraction
    highest: Fraction


def weight_box(scores: Sequence[Fraction], weights: Sequence[Fraction], spread: Fraction) -> WeightBox:
    """Weighted mean of the scores when every weight w may lie anywhere from w(1 - spread) to w(1 + spread).

    Raises ValueError unless scores and weights are equally many (at least one), weights are above 0
    and 0 <= spread < 1.
    """
    if not scores or len(scores) != len(weights):
        raise ValueError(f"{len(scores)} scores need as many weights, not {len(weights)}; at least one")
    if min(weights) <= 0 or not 0 <= spread < 1:
        raise ValueError("weights are above 0 and the spread is from 0 to below 1")
    rising = sorted(zip(scores, weights, strict=True))
    return WeightBox(
        nominal=_mean(rising, len(rising), ZERO),
        lowest=min(_mean(rising, k, spread) for k in range(len(rising) + 1)),
        highest=max(_mean(rising[::-1], k, spread) for k in range(len(rising) + 1)),
    )


def grades_within_box(edition: Edition, card: Scorecard, spread: Fraction) -> tuple[str, ...]:
    """The grades the service could have if every criterion's weight were off by up to the spread, lowest
    first; knock-outs hold. One grade means: certain for any such weights. Empty without a percent."""
    if card.percent is None:
        return ()
    counted = [criterion for criterion in card.criteria if criterion.share_available]
    box = weight_box(
        [criterion.percent or ZERO for criterion in counted],
        [criterion.share_available or ZERO for criterion in counted],
        spread,
    )
    met = met_knock_outs(edition, {line.code: line.level for line in card.lines})
    cap = min(
        (edition.grade_index(knock_out.at_most) for knock_out in met),
        default=len(edition.grades) - 1,
    )
    first, last = (min(cap, edition.grade_index_at(percent)) for percent in (box.lowest, box.highest))
    return tuple(grade.code for grade in edition.grades[first : last + 1])


def _mean(ordered: Sequence[tuple[Fraction, Fraction]], upper: int, spread: Fraction) -> Fraction:
    """The first `upper` pairs of score and weight take the upper weight, the others the lower."""
    adjusted = [
        (score, weight * (1 + spread if index < upper else 1 - spread)) for index, (score, weight) in enumerate(ordered)
    ]
    total = sum((weight for _, weight in adjusted), ZERO)
    return sum((score * weight for score, weight in adjusted), ZERO) / total

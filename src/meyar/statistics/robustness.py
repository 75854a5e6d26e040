"""How much of a grade rests on the weights of the criteria, and of an order of services. Exact, no sampling.

Source: method 1.5 and F11.
"""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import combinations

from meyar.scoring import Edition, Scorecard, grades_within_box, weight_box

QUARTER = Fraction(1, 4)


@dataclass(frozen=True)
class WeightRobustness:
    nominal: Fraction  # percent
    lowest: Fraction
    highest: Fraction
    grades: tuple[str, ...]  # lowest first; one means: certain at any such weights

    @property
    def certain(self) -> bool:
        return len(self.grades) == 1


@dataclass(frozen=True)
class Dominance:
    """Pairs of services in which one is at least as good in every criterion and better in one: no weights at
    all turn their order."""

    pairs: int
    dominated: int

    @property
    def share(self) -> Fraction | None:
        return Fraction(self.dominated, self.pairs) if self.pairs else None


def weight_robustness(edition: Edition, card: Scorecard, spread: Fraction = QUARTER) -> WeightRobustness | None:
    """With every criterion's weight anywhere within the spread around its own. None without a percent. Raises
    ValueError unless 0 <= spread < 1."""
    if card.percent is None:
        return None
    counted = [criterion for criterion in card.criteria if criterion.share_available]
    box = weight_box(
        [criterion.percent or Fraction(0) for criterion in counted],
        [criterion.share_available or Fraction(0) for criterion in counted],
        spread,
    )
    return WeightRobustness(box.nominal, box.lowest, box.highest, grades_within_box(edition, card, spread))


def dominance(cards: Mapping[str, Scorecard]) -> Dominance:
    """Over the services with a percent. Where a criterion does not apply to one of a pair, neither dominates."""
    profiles = [[one.percent for one in card.criteria] for card in cards.values() if card.percent is not None]
    found = list(combinations(profiles, 2))
    return Dominance(len(found), sum(_dominates(one, other) or _dominates(other, one) for one, other in found))


def _dominates(one: list[Fraction | None], other: list[Fraction | None]) -> bool:
    better = False
    for mine, theirs in zip(one, other, strict=True):
        if mine is None or theirs is None or mine < theirs:
            return False
        better = better or mine > theirs
    return better

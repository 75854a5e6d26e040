"""One edition and its graded services in whole numbers, ready to be graded again with other weights, policies,
edges and answers."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm

import numpy as np
import numpy.typing as npt

from meyar.scoring import EdgeOwnership, Edition, NotApplicablePolicy, Scorecard
from meyar.scoring.bulk import LARGEST, BoundExceeded

STEPS = 1000  # draws lie on so many steps either way
THOUSANDTHS = 100 * 1000  # of a percentage point, in the whole

Numbers = npt.NDArray[np.int64]
Grades = npt.NDArray[np.uint8]


@dataclass(frozen=True)
class Policied:
    """What a point of a criterion earns and what the criterion makes available, at its own weight and in the
    smallest whole numbers of each service."""

    worth: Numbers  # services x criteria
    available: Numbers


@dataclass(frozen=True)
class KnockedOut:
    parameter: int
    level: int
    cap: int


@dataclass(frozen=True)
class Drawn:
    """Some runs. Steps are from -STEPS to STEPS, one row per run."""

    weights: Numbers  # runs x criteria
    edges: Numbers  # runs x edges
    moved: npt.NDArray[np.int8] | None  # parameters x runs x services: level down, same or up; None: all the same


@dataclass(frozen=True)
class Fieldwork:
    services: int
    levels: npt.NDArray[np.int16]  # services x parameters; -1 does not apply
    points: tuple[Numbers, ...]  # by parameter: of its levels
    criteria: tuple[int, ...]  # by parameter: the place of its criterion
    own_weight: int  # of every criterion, in steps
    weight_step: int
    edges: Numbers
    edge_step: int
    whole: int  # 100 percent in units of the edges
    upper_closed: bool
    policies: Mapping[NotApplicablePolicy, Policied]
    knock_outs: tuple[KnockedOut, ...]

    def graded(self, policy: NotApplicablePolicy, drawn: Drawn) -> tuple[Grades, Numbers]:
        """Runs x services: the grade, and the percent in thousandths of a point, rounded down."""
        how = self.policies[policy]
        weights = self.own_weight + drawn.weights * self.weight_step
        points = self._points(len(weights), drawn.moved)
        earned = np.zeros((len(weights), self.services), dtype=np.int64)
        available = np.zeros_like(earned)
        for place in range(weights.shape[1]):
            weight = weights[:, place, None]
            earned += weight * (points[place] * how.worth[:, place])
            available += weight * how.available[:, place]
        grades = np.zeros(earned.shape, dtype=np.uint8)
        scaled = earned * self.whole
        for place, edge in enumerate(self.edges):
            at_edge = (edge + drawn.edges[:, place, None] * self.edge_step) * available
            grades += scaled > at_edge if self.upper_closed else scaled >= at_edge
        self._knock_out(grades, drawn.moved)
        return grades, earned * THOUSANDTHS // available

    def _points(self, runs: int, moved: npt.NDArray[np.int8] | None) -> list[Numbers]:
        """By criterion: services, or runs x services where answers move."""
        shape = (self.services,) if moved is None else (runs, self.services)
        sums: list[Numbers] = [np.zeros(shape, dtype=np.int64) for _ in range(1 + max(self.criteria))]
        for parameter, criterion in enumerate(self.criteria):
            table = self._stepped(parameter)
            if moved is None:
                sums[criterion] += table[:, 1]
            else:
                for step in (-1, 0, 1):
                    np.add(sums[criterion], table[:, step + 1], out=sums[criterion], where=moved[parameter] == step)
        return sums

    def _stepped(self, parameter: int) -> Numbers:
        """Services x (one level down, as it is, one up): the points; 0 where it does not apply."""
        points, levels = self.points[parameter], self.levels[:, parameter]
        places = np.clip(levels[:, None] + np.array([-1, 0, 1]), 0, len(points) - 1)
        return np.where(levels[:, None] < 0, 0, points[places])

    def _knock_out(self, grades: Grades, moved: npt.NDArray[np.int8] | None) -> None:
        for one in self.knock_outs:
            levels = self.levels[:, one.parameter]
            if moved is not None:
                top = len(self.points[one.parameter]) - 1
                levels = np.where(levels < 0, -1, np.clip(levels + moved[one.parameter], 0, top))
            met = np.broadcast_to(levels == one.level, grades.shape)
            grades[met & (grades > one.cap)] = one.cap


def fieldwork(edition: Edition, cards: Sequence[Scorecard], weight_spread: Fraction, edge_shift: Fraction) -> Fieldwork:
    """The cards have a percent. Raises BoundExceeded where 64 bits might not hold some run."""
    places = {criterion.code: place for place, criterion in enumerate(edition.criteria)}
    criteria = tuple(places[parameter.criterion] for parameter in edition.parameters)
    points = _points(edition)
    levels = _levels(edition, cards)
    policies = _policies(edition, criteria, points, levels)
    step = weight_spread / STEPS
    begins = [grade.begins_at for grade in edition.grades[1:]]
    unit = lcm(*(edge.denominator for edge in begins), (edge_shift / STEPS).denominator)
    available = max(int(how.available.sum(axis=1).max()) for how in policies.values()) * step.denominator * 2
    most = available * max(THOUSANDTHS, (100 + -(-edge_shift // 1)) * unit)
    if most > LARGEST:
        raise BoundExceeded(f"edition {edition.code} needs numbers up to {most}; 64 bits hold {LARGEST}")
    return Fieldwork(
        services=len(cards),
        levels=levels,
        points=tuple(np.array(of_levels, dtype=np.int64) for of_levels in points),
        criteria=criteria,
        own_weight=step.denominator,
        weight_step=step.numerator,
        edges=np.array([int(edge * unit) for edge in begins], dtype=np.int64),
        edge_step=int(edge_shift / STEPS * unit),
        whole=100 * unit,
        upper_closed=edition.policy.edges is EdgeOwnership.UPPER_CLOSED,
        policies=policies,
        knock_outs=_knock_outs(edition),
    )


def _points(edition: Edition) -> list[list[int]]:
    scaled = iter(_whole_numbers([level.points for parameter in edition.parameters for level in parameter.levels]))
    return [[next(scaled) for _ in parameter.levels] for parameter in edition.parameters]


def _levels(edition: Edition, cards: Sequence[Scorecard]) -> npt.NDArray[np.int16]:
    places = [{level.code: place for place, level in enumerate(one.levels)} for one in edition.parameters]
    rows = [
        [-1 if line.level is None else of_level[line.level] for of_level, line in zip(places, card.lines, strict=True)]
        for card in cards
    ]
    return np.array(rows, dtype=np.int16)


def _policies(
    edition: Edition, criteria: Sequence[int], points: Sequence[Sequence[int]], levels: npt.NDArray[np.int16]
) -> dict[NotApplicablePolicy, Policied]:
    count = len(edition.criteria)
    applicable = np.zeros((len(levels), count), dtype=np.int64)
    maxima = [0] * count
    for parameter, criterion in enumerate(criteria):
        applicable[:, criterion] += np.where(levels[:, parameter] >= 0, points[parameter][-1], 0)
        maxima[criterion] += points[parameter][-1]
    weights = _whole_numbers([criterion.weight for criterion in edition.criteria])
    policies = {}
    for policy in NotApplicablePolicy:
        rows, place = np.unique(applicable, axis=0, return_inverse=True)
        ratios = [_worth(policy, weights, maxima, row) for row in rows.tolist()]
        if max(max(numbers) for pair in ratios for numbers in pair) > LARGEST // THOUSANDTHS:
            raise BoundExceeded(f"edition {edition.code} has no small common denominator under {policy.value}")
        worth, available = (np.array(numbers, dtype=np.int64) for numbers in zip(*ratios, strict=True))
        policies[policy] = Policied(worth[place.reshape(-1)], available[place.reshape(-1)])
    return policies


def _worth(
    policy: NotApplicablePolicy, weights: Sequence[int], maxima: Sequence[int], applicable: Sequence[int]
) -> tuple[list[int], list[int]]:
    """By criterion, for one set of applicable maxima."""
    within = policy is NotApplicablePolicy.EXCLUDE_WITHIN_CRITERION
    divisors = applicable if within else maxima
    points = maxima if policy is NotApplicablePolicy.ZERO else applicable
    worth = [Fraction(weight, whole) if whole else Fraction(0) for weight, whole in zip(weights, divisors, strict=True)]
    available = [one * most for one, most in zip(worth, points, strict=True)]
    numbers = _whole_numbers([*worth, *available])
    return numbers[: len(weights)], numbers[len(weights) :]


def _knock_outs(edition: Edition) -> tuple[KnockedOut, ...]:
    codes = [parameter.code for parameter in edition.parameters]
    found = []
    for one in edition.knock_outs:
        parameter = edition.parameter(one.parameter)
        level = [level.code for level in parameter.levels].index(one.level)
        found.append(KnockedOut(codes.index(one.parameter), level, edition.grade_index(one.at_most)))
    return tuple(found)


def _whole_numbers(numbers: Sequence[Fraction]) -> list[int]:
    """The smallest whole numbers with the same ratios; one at least is above 0."""
    scale = lcm(*(number.denominator for number in numbers))
    divisor = gcd(*(int(number * scale) for number in numbers))
    return [int(number * scale) // divisor for number in numbers]

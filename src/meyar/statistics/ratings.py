"""Ratings of units by several raters, with gaps, as every coefficient of agreement reads them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import combinations
from math import comb

Value = Fraction | int
Pattern = tuple[Value, ...]  # the ratings of one unit, sorted; who gave them does not matter
Units = Sequence[Sequence[Value | None]]  # one row per unit, one place per rater, None where there is no rating


class Level(StrEnum):
    NOMINAL = "nominal"
    ORDINAL = "ordinal"
    INTERVAL = "interval"


class Weights(StrEnum):
    """How far two categories agree, 0 to 1."""

    IDENTITY = "identity"
    LINEAR = "linear"
    QUADRATIC = "quadratic"
    ORDINAL = "ordinal"


class RatingsDoNotFit(ValueError):
    """Ratings outside the categories, or no rating at all."""


@dataclass(frozen=True)
class RawAgreement:
    """Printed beside every coefficient: where nearly all ratings are one category, coefficients mislead."""

    units: int  # with at least one rating
    paired: int  # with at least two: only these say anything of agreement
    exact: Fraction | None  # share of pairs of ratings that are equal, mean over the paired units
    adjacent: Fraction | None  # the same, also counting pairs one category apart
    prevalence: Mapping[Value, Fraction]  # share of all ratings, by category


def patterns_of(units: Iterable[Sequence[Value | None]]) -> Counter[Pattern]:
    """Units that were rated alike, counted; units without a rating are left out."""
    found = (tuple(sorted(value for value in unit if value is not None)) for unit in units)
    return Counter(pattern for pattern in found if pattern)


def categories_of(patterns: Mapping[Pattern, int], given: Sequence[Value] | None) -> tuple[Value, ...]:
    """The given ones in rising order, else those that were used. Raises RatingsDoNotFit."""
    used = {value for pattern in patterns for value in pattern}
    if not used:
        raise RatingsDoNotFit("there is no rating")
    if given is None:
        return tuple(sorted(used))
    if used - set(given):
        strange = ", ".join(str(value) for value in sorted(used - set(given)))
        raise RatingsDoNotFit(f"ratings {strange} are no category; accepted: {', '.join(map(str, given))}")
    return tuple(sorted(set(given)))


def raw_agreement(units: Units, categories: Sequence[Value] | None = None) -> RawAgreement:
    patterns = patterns_of(units)
    known = categories_of(patterns, categories)
    place = {value: index for index, value in enumerate(known)}
    paired = {pattern: count for pattern, count in patterns.items() if len(pattern) > 1}
    exact = adjacent = Fraction(0)
    for pattern, count in paired.items():
        steps = [place[other] - place[one] for one, other in combinations(pattern, 2)]
        exact += Fraction(count * sum(step == 0 for step in steps), len(steps))
        adjacent += Fraction(count * sum(step <= 1 for step in steps), len(steps))
    used: Counter[Value] = Counter()
    for pattern, count in patterns.items():
        for value in pattern:
            used[value] += count
    total, pairs = used.total(), sum(paired.values())
    return RawAgreement(
        units=patterns.total(),
        paired=pairs,
        exact=exact / pairs if pairs else None,
        adjacent=adjacent / pairs if pairs else None,
        prevalence={value: Fraction(used[value], total) for value in known},
    )


def agreement_weights(weights: Weights, categories: Sequence[Value]) -> list[list[Fraction]]:
    """Linear and quadratic by the distance of the values, ordinal by that of their places (Gwet 2014)."""
    if len(categories) < 2:
        return [[Fraction(1)] * len(categories) for _ in categories]
    return [[_weight(weights, categories, i, j) for j in range(len(categories))] for i in range(len(categories))]


def _weight(weights: Weights, categories: Sequence[Value], i: int, j: int) -> Fraction:
    apart, span = Fraction(categories[i]) - categories[j], Fraction(categories[-1]) - categories[0]
    distance: Fraction = abs(apart) / span
    match weights:
        case Weights.IDENTITY:
            return Fraction(int(i == j))
        case Weights.LINEAR:
            return 1 - distance
        case Weights.QUADRATIC:
            return 1 - distance * distance
        case _:
            return 1 - Fraction(comb(abs(i - j) + 1, 2), comb(len(categories), 2))

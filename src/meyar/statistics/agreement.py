"""How far raters agree beyond what chance would bring. Every coefficient is exact.

None stands where a coefficient is not defined: no unit with two ratings, or nothing but one category.

Source: Krippendorff 2004; Gwet 2008 and 2014; Cohen 1960 and 1968; Fleiss 1971; method 3.3. The ordinal weights
of Gwet are not Krippendorff's ordinal distance.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction

from meyar.statistics.ratings import (
    Level,
    Pattern,
    RatingsDoNotFit,
    Units,
    Value,
    Weights,
    agreement_weights,
    categories_of,
    patterns_of,
)

RELIABLE = Fraction(4, 5)
TENTATIVE = Fraction(2, 3)


@dataclass(frozen=True)
class _Found:
    """What Gwet's and Fleiss' coefficients are made of."""

    agreement: Fraction  # weighted, mean over the units with at least two ratings
    prevalence: Sequence[Fraction]  # by category, mean over the units
    weights: Sequence[Sequence[Fraction]]


def krippendorff_alpha(units: Units, level: Level) -> Fraction | None:
    """Units with fewer than two ratings are left out."""
    return alpha_of(patterns_of(units), level)


def gwet_ac(
    units: Units, weights: Weights = Weights.IDENTITY, *, categories: Sequence[Value] | None = None
) -> Fraction | None:
    """AC1 with the identity weights, AC2 with others. `categories`: all there are, used or not; None: those
    that were used. Raises RatingsDoNotFit."""
    patterns = patterns_of(units)
    return ac_of(patterns, weights, categories_of(patterns, categories))


def fleiss_kappa(
    units: Units, weights: Weights = Weights.IDENTITY, *, categories: Sequence[Value] | None = None
) -> Fraction | None:
    """Generalised to gaps and weights. Raises RatingsDoNotFit."""
    patterns = patterns_of(units)
    found = _found(patterns, weights, categories_of(patterns, categories))
    if found is None:
        return None
    shares = found.prevalence
    by_chance = sum(
        (weight * shares[i] * shares[j] for i, row in enumerate(found.weights) for j, weight in enumerate(row)),
        Fraction(0),
    )
    return _beyond_chance(found.agreement, by_chance)


def cohen_kappa(table: Sequence[Sequence[int]], weights: Weights = Weights.IDENTITY) -> Fraction | None:
    """Two raters: rows are the first one's categories 1, 2, ..., columns the second's. Raises RatingsDoNotFit."""
    size, total = len(table), sum(sum(row) for row in table)
    if not total or any(len(row) != size for row in table) or min(min(row) for row in table) < 0:
        raise RatingsDoNotFit("a table of two raters has as many rows as columns and counts of 0 or more, not all 0")
    weight = agreement_weights(weights, range(1, size + 1))
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    cells = [(i, j) for i in range(size) for j in range(size)]
    agreement = sum((weight[i][j] * table[i][j] for i, j in cells), Fraction(0)) / total
    by_chance = sum((weight[i][j] * rows[i] * columns[j] for i, j in cells), Fraction(0)) / total**2
    return _beyond_chance(agreement, by_chance)


def gwet_variance(
    units: Units, weights: Weights = Weights.IDENTITY, *, categories: Sequence[Value] | None = None
) -> Fraction | None:
    """Of `gwet_ac`, linearised, for units drawn from a large population (Gwet 2014, as irrCAC computes it).
    The jackknife of `resampling` is the rule here; this one compares with other programs."""
    patterns = patterns_of(units)
    known = categories_of(patterns, categories)
    value, found, count = ac_of(patterns, weights, known), _found(patterns, weights, known), sum(patterns.values())
    if value is None or found is None or count < 2:
        return None
    place = {category: index for index, category in enumerate(known)}
    paired = sum(times for pattern, times in patterns.items() if len(pattern) > 1)
    by_chance = _by_chance(found)
    total = Fraction(0)
    for pattern, times in patterns.items():
        places = [place[category] for category in pattern]
        apart = sum((1 - found.prevalence[index] for index in places), Fraction(0)) / len(places)
        own_chance = _weight_factor(found) * apart
        agreeing = (_pair_agreement(places, found.weights) - by_chance) * count / paired if len(places) > 1 else 0
        own = (agreeing - 2 * (1 - value) * (own_chance - by_chance)) / (1 - by_chance)
        total += times * (own - value) ** 2
    return total / (count * (count - 1))


def cohen_variance(table: Sequence[Sequence[int]], weights: Weights = Weights.IDENTITY) -> Fraction | None:
    """Of `cohen_kappa`, for large samples (Fleiss, Cohen and Everitt 1969). Raises RatingsDoNotFit."""
    kappa = cohen_kappa(table, weights)
    if kappa is None:
        return None
    size, total = len(table), sum(sum(row) for row in table)
    weight = agreement_weights(weights, range(1, size + 1))
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    of_row = [sum((weight[i][j] * columns[j] for j in range(size)), Fraction(0)) / total for i in range(size)]
    of_column = [sum((weight[i][j] * rows[i] for i in range(size)), Fraction(0)) / total for j in range(size)]
    by_chance = sum((of_row[i] * rows[i] for i in range(size)), Fraction(0)) / total
    squares = sum(
        (
            table[i][j] * (weight[i][j] - (of_row[i] + of_column[j]) * (1 - kappa)) ** 2
            for i in range(size)
            for j in range(size)
        ),
        Fraction(0),
    )
    centre = kappa - by_chance * (1 - kappa)
    return (squares / total - centre**2) / (total * (1 - by_chance) ** 2)


def units_of_table(table: Sequence[Sequence[int]]) -> list[tuple[int, int]]:
    """The table of two raters as units; categories 1, 2, ..."""
    return [
        (first, second)
        for first, row in enumerate(table, start=1)
        for second, count in enumerate(row, start=1)
        for _ in range(count)
    ]


def alpha_of(patterns: Mapping[Pattern, int], level: Level) -> Fraction | None:
    """Krippendorff's alpha of counted patterns."""
    paired = {pattern: count for pattern, count in patterns.items() if len(pattern) > 1}
    used: Counter[Value] = Counter()
    for pattern, count in paired.items():
        for value in pattern:
            used[value] += count
    distance = _distances(used, level)
    observed = Fraction(0)
    for pattern, count in paired.items():
        pairs = sum((distance(one, other) for one in pattern for other in pattern), Fraction(0))
        observed += count * pairs / (len(pattern) - 1)
    expected = sum((used[one] * used[other] * distance(one, other) for one in used for other in used), Fraction(0))
    return 1 - (used.total() - 1) * observed / expected if expected else None


def ac_of(patterns: Mapping[Pattern, int], weights: Weights, categories: Sequence[Value]) -> Fraction | None:
    """Gwet's coefficient of counted patterns."""
    found = _found(patterns, weights, categories)
    if found is None or len(categories) < 2:
        return None
    return _beyond_chance(found.agreement, _by_chance(found))


def _distances(used: Mapping[Value, int], level: Level) -> Callable[[Value, Value], Fraction]:
    """Squared differences."""
    if level is Level.NOMINAL:
        return lambda one, other: Fraction(int(one != other))
    if level is Level.INTERVAL:
        return lambda one, other: Fraction(one - other) ** 2
    ranks: dict[Value, Fraction] = {}
    below = 0
    for value in sorted(used):
        ranks[value] = below + Fraction(used[value], 2)
        below += used[value]
    return lambda one, other: (ranks[one] - ranks[other]) ** 2


def _found(patterns: Mapping[Pattern, int], weights: Weights, categories: Sequence[Value]) -> _Found | None:
    weight = agreement_weights(weights, categories)
    place = {value: index for index, value in enumerate(categories)}
    paired = sum(count for pattern, count in patterns.items() if len(pattern) > 1)
    if not paired:
        return None
    agreement = Fraction(0)
    prevalence = [Fraction(0)] * len(categories)
    for pattern, count in patterns.items():
        places = [place[value] for value in pattern]
        for index in places:
            prevalence[index] += Fraction(count, len(places) * sum(patterns.values()))
        if len(places) > 1:
            agreement += count * _pair_agreement(places, weight) / paired
    return _Found(agreement, prevalence, weight)


def _pair_agreement(places: Sequence[int], weight: Sequence[Sequence[Fraction]]) -> Fraction:
    """The mean weight of two different ratings of one unit."""
    pairs = sum((weight[i][j] for i in places for j in places), Fraction(0)) - len(places)
    return pairs / (len(places) * (len(places) - 1))


def _by_chance(found: _Found) -> Fraction:
    spread = sum((share * (1 - share) for share in found.prevalence), Fraction(0))
    return _weight_factor(found) * spread


def _weight_factor(found: _Found) -> Fraction:
    count = len(found.weights)
    return sum((sum(row, Fraction(0)) for row in found.weights), Fraction(0)) / (count * (count - 1))


def _beyond_chance(agreement: Fraction, by_chance: Fraction) -> Fraction | None:
    return None if by_chance == 1 else (agreement - by_chance) / (1 - by_chance)

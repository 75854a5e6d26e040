"""How far a coefficient could be off: leaving out one body (or unit) at a time, or drawing bodies again.

Body parameters repeat one answer over all services of a body, so bodies and not services are left out or drawn
where they are named. The jackknife has no chance in it and is the rule; the bootstrap follows from its seed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from itertools import islice

from meyar.statistics.approximate import decimal, square_root, student_quantile
from meyar.statistics.draws import drawn_places
from meyar.statistics.ratings import Pattern, Units, patterns_of

Coefficient = Callable[[Mapping[Pattern, int]], Fraction | None]

DRAWS = 2000
CONFIDENCE = Fraction(19, 20)


@dataclass(frozen=True)
class Jackknife:
    estimate: Fraction
    clusters: int
    variance: Fraction
    standard_error: Decimal  # 28 digits
    lowest: Decimal  # of the interval by Student's distribution, 28 digits
    highest: Decimal  # cut at 1, which no coefficient exceeds


@dataclass(frozen=True)
class Bootstrap:
    estimate: Fraction
    clusters: int
    draws: int  # in which the coefficient was defined
    seed: str
    lowest: Fraction  # percentiles
    highest: Fraction


def jackknife(
    units: Units,
    coefficient: Coefficient,
    *,
    clusters: Sequence[str] | None = None,
    confidence: Fraction = CONFIDENCE,
) -> Jackknife | None:
    """None where the coefficient is not defined for all units or without some cluster, or there is one cluster.

    SE = sqrt((n - 1) / n x sum of (without i - mean)^2); Student's t with n - 1 degrees of freedom.
    """
    counted = _by_cluster(units, clusters)
    whole: Counter[Pattern] = sum(counted, Counter())
    estimate = coefficient(whole)
    if estimate is None or len(counted) < 2:
        return None
    known: dict[frozenset[tuple[Pattern, int]], Fraction | None] = {}
    without = []
    for cluster in counted:
        key = frozenset(cluster.items())
        if key not in known:
            known[key] = coefficient(whole - cluster)
        value = known[key]
        if value is None:
            return None
        without.append(value)
    return _jackknifed(estimate, without, confidence)


def bootstrap(
    units: Units,
    coefficient: Coefficient,
    *,
    seed: str,
    clusters: Sequence[str] | None = None,
    draws: int = DRAWS,
    confidence: Fraction = CONFIDENCE,
) -> Bootstrap | None:
    """None where the coefficient is not defined. Draws in which it is not are left out and not replaced."""
    counted = _by_cluster(units, clusters)
    estimate = coefficient(sum(counted, Counter()))
    if estimate is None:
        return None
    places = drawn_places(seed, "bootstrap", len(counted))
    values = []
    for _ in range(draws):
        drawn: Counter[Pattern] = Counter()
        for place, times in Counter(islice(places, len(counted))).items():
            for pattern, count in counted[place].items():
                drawn[pattern] += times * count
        value = coefficient(drawn)
        if value is not None:
            values.append(value)
    values.sort()
    tail = (1 - confidence) / 2
    return Bootstrap(
        estimate, len(counted), len(values), seed, _percentile(values, tail), _percentile(values, 1 - tail)
    )


def jackknife_variance(without: Sequence[Fraction]) -> Fraction:
    """(n - 1) / n x the squared deviations of what was found without each."""
    mean = sum(without, Fraction(0)) / len(without)
    return Fraction(len(without) - 1, len(without)) * sum(((one - mean) ** 2 for one in without), Fraction(0))


def _jackknifed(estimate: Fraction, without: Sequence[Fraction], confidence: Fraction) -> Jackknife:
    variance = jackknife_variance(without)
    quantile = Fraction(student_quantile((1 + confidence) / 2, len(without) - 1))
    half = quantile * Fraction(square_root(variance))
    return Jackknife(
        estimate=estimate,
        clusters=len(without),
        variance=variance,
        standard_error=square_root(variance),
        lowest=decimal(estimate - half),
        highest=decimal(min(Fraction(1), estimate + half)),
    )


def _by_cluster(units: Units, clusters: Sequence[str] | None) -> list[Counter[Pattern]]:
    names = [str(place) for place in range(len(units))] if clusters is None else clusters
    grouped: dict[str, list[Sequence[Fraction | int | None]]] = {}
    for name, unit in zip(names, units, strict=True):
        grouped.setdefault(name, []).append(unit)
    counted = (patterns_of(members) for members in grouped.values())
    return [patterns for patterns in counted if patterns]


def _percentile(ordered: Sequence[Fraction], share: Fraction) -> Fraction:
    """The smallest value that at least that share of the values do not exceed."""
    place = -(-len(ordered) * share // 1) - 1
    return ordered[max(int(place), 0)]

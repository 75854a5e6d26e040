"""Re-check samples: how many to check again, and what the errors found say of the rest. Exact, no tables.

Source: hypergeometric acceptance sampling, method 3.8.
"""

from __future__ import annotations

from collections.abc import Collection
from dataclasses import dataclass
from fractions import Fraction
from math import ceil, comb

from meyar.statistics.draws import keyed_hash

FIVE_PERCENT = Fraction(1, 20)


class SampleCannotTell(ValueError):
    """No sample of this population answers the question."""


@dataclass(frozen=True)
class SamplePlan:
    """Accept the lot when at most `accept` of `sample` are wrong."""

    population: int
    wrong: int  # the least number of wrong ones that must not pass
    accept: int
    sample: int
    p_accept: Fraction  # the chance that a lot with `wrong` wrong ones passes
    p_accept_below: Fraction  # the same with one fewer in the sample: above the chance allowed


def acceptance_probability(*, population: int, wrong: int, sample: int, accept: int) -> Fraction:
    """The chance of at most `accept` wrong ones in a sample without replacement."""
    if not (0 <= wrong <= population and 0 <= sample <= population and accept >= 0):
        raise SampleCannotTell(
            f"{wrong} wrong ones of {population}, a sample of {sample} and {accept} accepted do not fit together"
        )
    ways = sum(comb(wrong, x) * comb(population - wrong, sample - x) for x in range(min(accept, sample) + 1))
    return Fraction(ways, comb(population, sample))


def smallest_sample(*, population: int, tolerance: Fraction, beta: Fraction, accept: int = 0) -> SamplePlan:
    """The smallest sample by which a lot with a share `tolerance` of wrong ones passes with a chance of at
    most `beta`. Raises SampleCannotTell where even a full check would pass it."""
    if population < 1 or not 0 < tolerance <= 1 or not 0 < beta < 1 or accept < 0:
        raise SampleCannotTell(
            "a plan needs a population of 1 or more, 0 < tolerance <= 1, 0 < beta < 1 and accept of 0 or more"
        )
    wrong = ceil(tolerance * population)
    if wrong <= accept:
        raise SampleCannotTell(f"{wrong} wrong ones in {population} are accepted even when all are checked")

    def passes(sample: int) -> Fraction:
        return acceptance_probability(population=population, wrong=wrong, sample=sample, accept=accept)

    low, high = 0, population  # passes(low) = 1 > beta, passes(high) = 0
    while high - low > 1:
        middle = (low + high) // 2
        low, high = (low, middle) if passes(middle) <= beta else (middle, high)
    return SamplePlan(population, wrong, accept, high, passes(high), passes(low))


def upper_limit(*, population: int, sampled: int, found: int, alpha: Fraction = FIVE_PERCENT) -> int:
    """At most so many are wrong, with a confidence of 1 - alpha, when `found` of `sampled` were."""
    if not (0 < sampled <= population and 0 <= found <= sampled and 0 < alpha < 1):
        raise SampleCannotTell(f"{found} found among {sampled} sampled of {population} cannot be")
    low, high = found, population - (sampled - found)
    while low < high:
        middle = (low + high + 1) // 2
        likely = acceptance_probability(population=population, wrong=middle, sample=sampled, accept=found) > alpha
        low, high = (middle, high) if likely else (low, middle - 1)
    return low


def drawn_sample(*, seed: str, codes: Collection[str], size: int) -> tuple[str, ...]:
    """Whoever knows the seed draws the same sample, in the same order."""
    if not 0 <= size <= len(set(codes)):
        raise SampleCannotTell(f"{size} cannot be drawn from {len(set(codes))}")
    return tuple(sorted(set(codes), key=lambda code: keyed_hash(seed, f"check|{code}"))[:size])

from __future__ import annotations

from fractions import Fraction

import pytest

from meyar.statistics.approximate import decimal
from meyar.statistics.sampling import (
    SampleCannotTell,
    acceptance_probability,
    drawn_sample,
    smallest_sample,
    upper_limit,
)

BETA = Fraction(1, 20)


@pytest.mark.parametrize(
    ("population", "tolerance", "wrong", "samples"),
    [
        (438, "1/20", 22, (55, 86, 112)),
        (438, "1/50", 9, (123, 187, 240)),
        (438, "1/10", 44, (28, 44, 58)),
        (354, "1/20", 18, (53, 83, 109)),
    ],
)
def test_tv_21_smallest_samples(population: int, tolerance: str, wrong: int, samples: tuple[int, ...]) -> None:
    plans = [
        smallest_sample(population=population, tolerance=Fraction(tolerance), beta=BETA, accept=accept)
        for accept in range(3)
    ]

    assert [plan.wrong for plan in plans] == [wrong] * 3
    assert tuple(plan.sample for plan in plans) == samples
    assert all(plan.p_accept <= BETA < plan.p_accept_below for plan in plans)


def test_tv_21_chances_around_the_smallest_sample() -> None:
    plan = smallest_sample(population=438, tolerance=BETA, beta=BETA)

    assert f"{decimal(plan.p_accept):.7f}" == "0.0482892"
    assert f"{decimal(plan.p_accept_below):.7f}" == "0.0512239"


@pytest.mark.parametrize(("found", "limit"), [(0, 19), (1, 31), (2, 42), (3, 52)])
def test_tv_21_upper_limits(found: int, limit: int) -> None:
    assert upper_limit(population=438, sampled=60, found=found) == limit


def test_when_all_are_checked_the_limit_is_what_was_found() -> None:
    assert upper_limit(population=10, sampled=10, found=3) == 3
    assert upper_limit(population=10, sampled=1, found=1, alpha=Fraction(1, 100)) == 10


def test_chances_of_all_numbers_found_add_up() -> None:
    assert acceptance_probability(population=20, wrong=5, sample=7, accept=7) == 1
    assert acceptance_probability(population=20, wrong=5, sample=0, accept=0) == 1
    assert acceptance_probability(population=20, wrong=20, sample=3, accept=2) == 0


def test_a_lot_that_always_passes_has_no_plan() -> None:
    with pytest.raises(SampleCannotTell, match="3 wrong ones in 20 are accepted even when all are checked"):
        smallest_sample(population=20, tolerance=Fraction(1, 8), beta=BETA, accept=3)


@pytest.mark.parametrize(
    ("population", "tolerance", "beta", "accept"),
    [
        (0, "1/20", "1/20", 0),
        (9, "0", "1/20", 0),
        (9, "11/10", "1/20", 0),
        (9, "1/2", "0", 0),
        (9, "1/2", "1", 0),
        (9, "1/2", "1/2", -1),
    ],
)
def test_a_plan_that_cannot_be_is_refused(population: int, tolerance: str, beta: str, accept: int) -> None:
    with pytest.raises(SampleCannotTell, match="a plan needs"):
        smallest_sample(population=population, tolerance=Fraction(tolerance), beta=Fraction(beta), accept=accept)


@pytest.mark.parametrize(("wrong", "sample", "accept"), [(11, 1, 0), (1, 11, 0), (1, 1, -1), (-1, 1, 0)])
def test_chances_of_what_cannot_be_are_refused(wrong: int, sample: int, accept: int) -> None:
    with pytest.raises(SampleCannotTell, match="do not fit together"):
        acceptance_probability(population=10, wrong=wrong, sample=sample, accept=accept)


@pytest.mark.parametrize(("sampled", "found"), [(0, 0), (11, 0), (5, 6), (5, -1)])
def test_limits_of_what_cannot_be_are_refused(sampled: int, found: int) -> None:
    with pytest.raises(SampleCannotTell, match="cannot be"):
        upper_limit(population=10, sampled=sampled, found=found)


def test_whoever_knows_the_seed_draws_the_same_sample() -> None:
    codes = [f"s{number}" for number in range(30)]

    one, other = (drawn_sample(seed="s", codes=given, size=5) for given in (codes, codes[::-1]))

    assert one == other
    assert len(set(one)) == 5
    assert drawn_sample(seed="t", codes=codes, size=5) != one


def test_more_than_there_are_cannot_be_drawn() -> None:
    with pytest.raises(SampleCannotTell, match="2 cannot be drawn from 1"):
        drawn_sample(seed="s", codes=["a", "a"], size=2)

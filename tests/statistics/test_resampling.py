from __future__ import annotations

from collections.abc import Mapping
from fractions import Fraction

from meyar.statistics.agreement import ac_of, alpha_of
from meyar.statistics.ratings import Level, Pattern, Weights
from meyar.statistics.resampling import bootstrap, jackknife
from tests.statistics.test_agreement import CATEGORIES, TWELVE, units


def ordinal(patterns: Mapping[Pattern, int]) -> Fraction | None:
    return alpha_of(patterns, Level.ORDINAL)


def first_ac(patterns: Mapping[Pattern, int]) -> Fraction | None:
    return ac_of(patterns, Weights.IDENTITY, CATEGORIES)


def test_tv_13_the_jackknife_error_of_ordinal_alpha() -> None:
    found = jackknife(TWELVE, ordinal)

    assert found is not None
    assert found.estimate == Fraction(133559, 159072)
    assert f"{found.standard_error:.17f}" == "0.08205353990259436"
    assert (f"{found.lowest:.5f}", f"{found.highest:.5f}") == ("0.65901", "1.00000")


def test_bodies_are_left_out_whole() -> None:
    """Three copies of every unit under one body are the same as the units alone."""
    copies = [unit for unit in TWELVE for _ in range(3)]
    bodies = [f"b{place // 3}" for place in range(len(copies))]

    clustered, alone = jackknife(copies, first_ac, clusters=bodies), jackknife(TWELVE, first_ac)

    assert clustered is not None
    assert alone is not None
    assert (clustered.clusters, clustered.estimate) == (12, alone.estimate)
    assert clustered.standard_error == alone.standard_error


def test_without_variation_there_is_no_interval() -> None:
    assert jackknife(units("11 11"), ordinal) is None
    assert bootstrap(units("11 11"), ordinal, seed="s") is None


def test_one_body_gives_no_interval_nor_does_one_that_carries_all_variation() -> None:
    assert jackknife(TWELVE, ordinal, clusters=["b"] * 12) is None
    assert jackknife(units("11 11 12"), ordinal) is None


def test_units_without_ratings_are_no_cluster() -> None:
    found = jackknife([*TWELVE, [None, None, None]], ordinal)

    assert found is not None
    assert found.clusters == 12


def test_the_bootstrap_follows_from_its_seed() -> None:
    one, again, other = (bootstrap(TWELVE, first_ac, seed=seed, draws=200) for seed in ("a", "a", "b"))

    assert one is not None
    assert one == again
    assert other is not None
    assert (one.lowest, one.highest) != (other.lowest, other.highest)
    assert one.lowest < one.estimate < one.highest
    assert (one.clusters, one.draws, one.seed) == (12, 200, "a")


def test_draws_without_variation_are_counted_out() -> None:
    found = bootstrap(units("11 22"), ordinal, seed="s", draws=100)

    assert found is not None
    assert (found.lowest, found.highest) == (1, 1)
    assert 0 < found.draws < 100


def test_the_bootstrap_draws_whole_bodies() -> None:
    """One of two bodies agrees, the other does not; a draw takes both, or one of them twice."""
    ratings = [*units("11 22") * 3, *units("12 21") * 3]
    bodies = ["good"] * 6 + ["bad"] * 6

    found = bootstrap(ratings, first_ac, seed="s", clusters=bodies, draws=200)

    assert found is not None
    assert (found.lowest, found.highest) == (first_ac({(1, 2): 1}), first_ac({(1, 1): 1, (2, 2): 1}))

from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meyar.statistics.agreement import (
    cohen_kappa,
    cohen_variance,
    fleiss_kappa,
    gwet_ac,
    gwet_variance,
    krippendorff_alpha,
    units_of_table,
)
from meyar.statistics.approximate import square_root
from meyar.statistics.ratings import Level, RatingsDoNotFit, Weights, agreement_weights, raw_agreement

Units = list[list[int | None]]


def units(words: str) -> Units:
    return [[None if sign == "-" else int(sign) for sign in word] for word in words.split()]


TWELVE = units("11- 223 333 444 434 2-2 334 121 444 323 -33 44-")
CANONICAL = units("11-1 2232 3333 3333 2222 1234 4444 1121 2222 -555 --11 --3-")
PARADOX = [[118, 5], [2, 0]]
FOUR = [[20, 3, 0, 0], [2, 30, 4, 0], [0, 5, 41, 3], [0, 0, 2, 25]]
CATEGORIES = (1, 2, 3, 4)


@pytest.mark.parametrize(
    ("level", "alpha"),
    [(Level.NOMINAL, "42/73"), (Level.ORDINAL, "133559/159072"), (Level.INTERVAL, "892/1047")],
)
def test_tv_13_krippendorff(level: Level, alpha: str) -> None:
    assert krippendorff_alpha(TWELVE, level) == Fraction(alpha)


@pytest.mark.parametrize(
    ("weights", "gwet", "fleiss"),
    [
        (Weights.IDENTITY, "937/1477", "287/467"),
        (Weights.QUADRATIC, "2407/2677", "1199/1379"),
        (Weights.LINEAR, "2023/2563", "551/731"),
        (Weights.ORDINAL, "2279/2639", "175/211"),
    ],
)
def test_tv_13_gwet_and_fleiss(weights: Weights, gwet: str, fleiss: str) -> None:
    assert gwet_ac(TWELVE, weights, categories=CATEGORIES) == Fraction(gwet)
    assert fleiss_kappa(TWELVE, weights, categories=CATEGORIES) == Fraction(fleiss)


@pytest.mark.parametrize(
    ("weights", "error"), [(Weights.IDENTITY, ".13135"), (Weights.QUADRATIC, ".03992"), (Weights.ORDINAL, ".05286")]
)
def test_tv_13_gwet_s_standard_error_is_that_of_another_program(weights: Weights, error: str) -> None:
    variance = gwet_variance(TWELVE, weights, categories=CATEGORIES)

    assert variance is not None
    assert f"{square_root(variance):.5f}".lstrip("0") == error


def test_tv_13_raw_agreement_stands_beside() -> None:
    raw = raw_agreement(TWELVE, CATEGORIES)

    assert (raw.units, raw.paired, raw.exact, raw.adjacent) == (12, 12, Fraction(13, 18), 1)
    assert raw.prevalence == {1: Fraction(1, 8), 2: Fraction(3, 16), 3: Fraction(11, 32), 4: Fraction(11, 32)}


@pytest.mark.parametrize(
    ("level", "alpha"),
    [(Level.NOMINAL, "113/152"), (Level.ORDINAL, "108577/133160"), (Level.INTERVAL, "951/1120")],
)
def test_tv_14_krippendorff_s_own_example(level: Level, alpha: str) -> None:
    assert krippendorff_alpha(CANONICAL, level) == Fraction(alpha)


def test_tv_15_the_paradox_of_kappa() -> None:
    rated = units_of_table(PARADOX)

    assert raw_agreement(rated).exact == Fraction(118, 125)
    assert cohen_kappa(PARADOX) == Fraction(-4, 171)
    assert gwet_ac(rated, categories=(1, 2)) == Fraction(27799, 29549)


@pytest.mark.parametrize(
    ("weights", "kappa"),
    [(Weights.IDENTITY, "10727/13292"), (Weights.LINEAR, "17396/19961"), (Weights.QUADRATIC, "246/265")],
)
def test_tv_16_cohen(weights: Weights, kappa: str) -> None:
    assert cohen_kappa(FOUR, weights) == Fraction(kappa)


def test_tv_16_raw_agreement_gwet_and_the_error_of_kappa() -> None:
    rated = units_of_table(FOUR)
    variance = cohen_variance(FOUR)

    assert raw_agreement(rated).exact == Fraction(116, 135)
    assert gwet_ac(rated) == Fraction(67381, 82771)
    assert variance is not None
    assert f"{square_root(variance):.7f}" == "0.0413262"


def test_ratings_that_never_vary_have_no_coefficient_but_raw_agreement() -> None:
    same = units("11 11 11")

    assert [krippendorff_alpha(same, level) for level in Level] == [None, None, None]
    assert (gwet_ac(same), gwet_variance(same), fleiss_kappa(same)) == (None, None, None)
    assert (cohen_kappa([[3]]), cohen_variance([[3]])) == (None, None)
    assert raw_agreement(same).exact == 1


def test_units_rated_once_say_nothing_of_agreement() -> None:
    alone = units("1- -2 --")

    assert (krippendorff_alpha(alone, Level.NOMINAL), gwet_ac(alone), fleiss_kappa(alone)) == (None, None, None)
    assert (raw_agreement(alone).units, raw_agreement(alone).exact, raw_agreement(alone).adjacent) == (2, None, None)


def test_a_single_unit_has_no_variance() -> None:
    assert gwet_variance(units("12"), categories=(1, 2)) is None


def test_a_rating_outside_the_categories_is_refused() -> None:
    with pytest.raises(RatingsDoNotFit, match="ratings 5 are no category; accepted: 1, 2, 3, 4"):
        gwet_ac(CANONICAL, categories=CATEGORIES)
    with pytest.raises(RatingsDoNotFit, match="there is no rating"):
        raw_agreement([[None, None]])


@pytest.mark.parametrize("table", [[[0, 0], [0, 0]], [[1, 2]], [[1, -1], [0, 2]]])
def test_what_is_no_table_of_two_raters_is_refused(table: list[list[int]]) -> None:
    with pytest.raises(RatingsDoNotFit, match="as many rows as columns"):
        cohen_kappa(table)


def test_one_category_agrees_with_itself() -> None:
    assert agreement_weights(Weights.LINEAR, [1]) == [[1]]


rated = st.lists(st.lists(st.sampled_from([None, 1, 2, 3, 4]), min_size=3, max_size=3), min_size=2, max_size=10).filter(
    lambda found: any(any(unit) for unit in found)
)


@settings(max_examples=60, deadline=None)
@given(rated, st.randoms(use_true_random=False))
def test_neither_the_order_of_units_nor_that_of_raters_matters(found: Units, random) -> None:  # type: ignore[no-untyped-def]
    shuffled = [random.sample(unit, len(unit)) for unit in random.sample(found, len(found))]

    for level in Level:
        assert krippendorff_alpha(shuffled, level) == krippendorff_alpha(found, level)
    for weights in Weights:
        assert gwet_ac(shuffled, weights, categories=CATEGORIES) == gwet_ac(found, weights, categories=CATEGORIES)


@settings(max_examples=60, deadline=None)
@given(rated, st.integers(2, 5), st.integers(-3, 3))
def test_another_unit_of_measurement_changes_nothing(found: Units, scale: int, shift: int) -> None:
    moved = [[None if value is None else scale * value + shift for value in unit] for unit in found]
    categories = [scale * category + shift for category in CATEGORIES]

    for level in Level:
        assert krippendorff_alpha(moved, level) == krippendorff_alpha(found, level)
    for weights in Weights:
        assert gwet_ac(moved, weights, categories=categories) == gwet_ac(found, weights, categories=CATEGORIES)


@settings(max_examples=40, deadline=None)
@given(st.lists(st.tuples(st.integers(1, 4), st.integers(1, 4)), min_size=2, max_size=12))
def test_nominal_alpha_is_fleiss_corrected_for_small_samples(pairs: list[tuple[int, int]]) -> None:
    """For units with two ratings each: alpha = 1 - (1 - kappa) (2n - 1) / 2n."""
    alpha, kappa = krippendorff_alpha(pairs, Level.NOMINAL), fleiss_kappa(pairs)

    if alpha is None or kappa is None:
        assert (alpha, kappa) == (None, None)
    else:
        assert alpha == 1 - (1 - kappa) * Fraction(2 * len(pairs) - 1, 2 * len(pairs))

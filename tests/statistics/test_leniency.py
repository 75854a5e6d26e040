from __future__ import annotations

from fractions import Fraction

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meyar.statistics.leniency import AssessorsNotConnected, Observation, fit_leniency, watch_drift

SCORES = "s1 A 72, s1 B 68, s2 B 55, s2 C 61, s3 A 90, s3 C 92, s4 A 40, s4 B 38"


def observations(words: str) -> list[Observation]:
    rows = (row.split() for row in words.split(","))
    return [Observation(service, assessor, Fraction(score)) for service, assessor, score in rows]


def test_tv_18_leniency() -> None:
    fit = fit_leniency(observations(SCORES))

    assert fit.services == {
        "s1": Fraction(214, 3),
        "s2": Fraction(872, 15),
        "s3": Fraction(1343, 15),
        "s4": Fraction(121, 3),
    }
    assert fit.assessors == {"A": Fraction(4, 15), "B": Fraction(-44, 15), "C": Fraction(8, 3)}
    assert sum(fit.assessors.values()) == 0


def test_what_a_fit_leaves_over_adds_up_to_nothing_for_every_assessor_and_service() -> None:
    rows = observations(SCORES)
    fit = fit_leniency(rows)

    for name in ("A", "B", "C", "s1", "s2", "s3", "s4"):
        assert sum(rest for row, rest in zip(rows, fit.residuals, strict=True) if name in row) == 0


def test_assessors_without_a_common_service_cannot_be_compared() -> None:
    with pytest.raises(AssessorsNotConnected, match="A, B; C, D"):
        fit_leniency(observations("s1 A 1, s1 B 2, s2 C 1, s2 D 2"))


def test_nothing_observed_is_refused() -> None:
    with pytest.raises(ValueError, match="at least one observation"):
        fit_leniency([])


@settings(max_examples=40, deadline=None)
@given(st.lists(st.integers(-10, 10), min_size=3, max_size=3), st.lists(st.integers(0, 100), min_size=4, max_size=4))
def test_leniency_that_is_all_there_is_is_found(lenient: list[int], deserved: list[int]) -> None:
    rows = [
        Observation(f"s{service}", assessor, Fraction(deserved[service] + lenient["ABC".index(assessor)]))
        for service, pair in enumerate(("AB", "BC", "AC", "ABC"))
        for assessor in pair
    ]
    mean = Fraction(sum(lenient), 3)

    assert fit_leniency(rows).assessors == {"ABC"[place]: one - mean for place, one in enumerate(lenient)}


def test_tv_19_drift() -> None:
    differences = [Fraction(d) for d in (0, 1, -1, 2, 3, 2, 3, 4, 3, 4)]

    drift = watch_drift(differences, sigma=Fraction(2))

    assert (drift.ewma[6], drift.ewma[7]) == (Fraction(23319, 15625), Fraction(155776, 78125))
    assert (f"{drift.ewma_limits[6]:.6f}", f"{drift.ewma_limits[7]:.6f}") == ("1.955525", "1.971652")
    assert drift.ewma_alarm == 8
    assert drift.cusum_up == (0, 0, 0, 1, 3, 4, 6, 9, 11, 14)
    assert drift.cusum_alarm == 9


def test_drift_down_is_drift_too() -> None:
    drift = watch_drift([-Fraction(d) for d in (0, 1, -1, 2, 3, 2, 3, 4, 3, 4)], sigma=Fraction(2))

    assert (drift.ewma_alarm, drift.cusum_alarm) == (8, 9)
    assert drift.cusum_down == (0, 0, 0, 1, 3, 4, 6, 9, 11, 14)


def test_a_steady_assessor_raises_no_alarm() -> None:
    drift = watch_drift([Fraction(1), Fraction(-1)] * 5, sigma=Fraction(2))

    assert (drift.ewma_alarm, drift.cusum_alarm) == (None, None)


def test_no_deviation_is_no_yardstick() -> None:
    with pytest.raises(ValueError, match="above 0, not 0"):
        watch_drift([], sigma=Fraction(0))

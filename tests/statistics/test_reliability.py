from __future__ import annotations

from fractions import Fraction

import pytest

from meyar.statistics.approximate import square_root
from meyar.statistics.reliability import ScoresDoNotFit, bland_altman, intraclass_correlation

PAIRS = [(68, 70), (71, 69), (90, 91), (45, 49), (55, 52), (88, 90), (73, 76), (95, 95)]


def test_tv_17_intraclass_correlation() -> None:
    icc = intraclass_correlation(PAIRS)

    assert (icc.agreement, icc.consistency) == (Fraction(33872, 34201), Fraction(33872, 34199))
    assert (icc.between_services, icc.between_assessors, icc.error) == (
        Fraction(68071, 112),
        Fraction(49, 16),
        Fraction(327, 112),
    )


def test_tv_17_the_error_of_one_scoring_is_dahlberg_s() -> None:
    dahlberg = Fraction(sum((first - second) ** 2 for first, second in PAIRS), 2 * len(PAIRS))

    assert intraclass_correlation(PAIRS).sem_squared == dahlberg
    assert f"{intraclass_correlation(PAIRS).sem:.7f}" == "1.7139137"


def test_tv_17_differences_of_two_assessors() -> None:
    found = bland_altman(PAIRS)

    assert found.mean_difference == Fraction(-7, 8)
    assert f"{square_root(found.variance):.6f}" == "2.416461"
    assert (f"{found.lowest:.4f}", f"{found.highest:.4f}") == ("-5.6113", "3.8613")


def test_equal_scores_of_all_services_have_no_correlation() -> None:
    icc = intraclass_correlation([(70, 70), (70, 70)])

    assert (icc.agreement, icc.consistency, icc.sem) == (None, None, 0)


@pytest.mark.parametrize("scores", [[], [(1, 2)], [(1,), (2,)], [(1, 2), (3,)]])
def test_too_few_scores_are_refused(scores: list[tuple[int, ...]]) -> None:
    with pytest.raises(ScoresDoNotFit, match="two services or more"):
        intraclass_correlation(scores)


def test_one_pair_has_no_limits() -> None:
    with pytest.raises(ScoresDoNotFit, match="two pairs"):
        bland_altman([(1, 2)])

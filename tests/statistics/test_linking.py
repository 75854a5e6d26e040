from __future__ import annotations

from fractions import Fraction

import pytest

from meyar.statistics.approximate import decimal
from meyar.statistics.linking import (
    NothingInCommon,
    Stratum,
    backcast,
    bridge_estimate,
    common_core,
    concordance,
    core_edition,
    core_series,
    link_error,
    spliced,
)
from meyar.statistics.panel import regrade
from tests.scoring.editions import answers, criterion, edition, parameter
from tests.statistics.two_years import FIRST, SECOND, A, B, E, G, I, N, S, year

CORE = ("p1", "p2", "p3")


def test_tv_9_bridge_sample() -> None:
    strata = [Stratum(67, 10, 0), Stratum(54, 8, 2), Stratum(105, 15, 6), Stratum(128, 17, 5)]

    found = bridge_estimate(strata)

    assert (found.changed, found.variance) == (Fraction(3167, 34), Fraction(3341151, 8092))
    assert f"{found.standard_error:.4f}" == "20.3198"
    assert (f"{found.lowest:.2f}", f"{found.highest:.2f}") == ("53.32", "132.97")
    assert found.silent == {0: 16}


def test_a_stratum_checked_whole_has_no_variance() -> None:
    found = bridge_estimate([Stratum(3, 3, 1), Stratum(1, 1, 0), Stratum(0, 0, 0)])

    assert (found.changed, found.variance, found.silent) == (1, 0, {1: 0})


@pytest.mark.parametrize("stratum", [Stratum(5, 6, 0), Stratum(5, 3, 4), Stratum(5, 1, 0), Stratum(5, 3, -1)])
def test_a_stratum_that_cannot_be_is_refused(stratum: Stratum) -> None:
    with pytest.raises(ValueError, match="two sampled or all"):
        bridge_estimate([stratum])


def test_tv_10_splicing_misleads() -> None:
    """The means of TV-6: 75 and 57.5 in the overlap, 64 in the second year; re-scored it is 72."""
    ratio, additive = spliced(Fraction(64), overlap_old=Fraction(75), overlap_new=Fraction(115, 2))

    assert (ratio.method, ratio.spliced) == ("ratio", Fraction(1920, 23))
    assert (additive.method, additive.spliced) == ("additive", Fraction(163, 2))
    assert ratio.in_overlap == additive.in_overlap == (75, Fraction(115, 2))


def test_tv_6_concordance_of_the_first_year() -> None:
    third = Fraction(1, 3)

    assert concordance(regrade(A, B, year(FIRST), year(SECOND))) == {
        N: {N: 1},
        I: {I: 1},
        S: {I: 1},
        G: {S: 1},
        E: {S: third, G: third, E: third},
    }


def test_open_grades_stand_in_no_concordance() -> None:
    panel = regrade(A, B, year({"s06": FIRST["s06"], "s08": "N"}, hidden=["p4"]), year({"s11": "1,1,0,0,1"}))

    assert concordance(panel) == {N: {N: 1}}


def test_old_counts_carried_through_a_concordance() -> None:
    shares = concordance(regrade(A, B, year(FIRST), year(SECOND)))

    assert backcast({G: 2, E: 3}, shares) == {S: 3, G: 1, E: 1}


def test_the_core_is_what_is_asked_in_the_same_words() -> None:
    assert common_core(A, B) == CORE


def test_other_words_or_evidence_leave_the_core_unless_declared_comparable() -> None:
    before = edition(criterion("C1", *(parameter(code, "0", "1") for code in ("p1", "p2", "p3", "p4"))))
    after = edition(
        criterion(
            "C1",
            parameter("p1", "0", "5", deficiency={"az": "başqa"}),
            parameter("p2", "0", "1", question={"az": "başqa"}),
            parameter("p3", "0", "1", channels=["visit"]),
            parameter("p4", "0", "0.5", "1"),
        )
    )

    assert common_core(before, after) == ("p1",)
    assert common_core(before, after, comparable=["p2", "p4"]) == ("p1", "p2")


def test_the_core_series_measures_both_years_with_one_ruler() -> None:
    series = core_series(B, CORE, year(FIRST), year(SECOND))

    assert series.services == (8, 10)
    assert series.parameters == CORE
    assert series.before == Fraction(1, 8) * sum(_core_percents(FIRST))
    assert series.change == Fraction(1, 10) * sum(_core_percents(SECOND)) - series.before


def test_tv_6_link_error_over_the_common_parameters() -> None:
    found = link_error(B, CORE, year(FIRST), year(SECOND))

    without = [
        core_series(B, core, year(FIRST), year(SECOND)).change for core in (("p2", "p3"), ("p1", "p3"), ("p1", "p2"))
    ]
    mean = sum(without, Fraction(0)) / 3
    assert list(found.without) == list(CORE)
    assert list(found.without.values()) == without
    assert found.variance == Fraction(2, 3) * sum((one - mean) ** 2 for one in without)
    assert f"{found.standard_error**2:.20f}" == f"{decimal(found.variance):.20f}"


def test_a_core_edition_keeps_the_knock_outs_of_what_it_keeps() -> None:
    whole = edition(
        criterion("C1", parameter("p1", "0", "1")),
        criterion("C2", parameter("p2", "0", "1")),
        knock_outs=[{"parameter": code, "level": "no", "at_most": "kafi"} for code in ("p1", "p2")],
    )

    core = core_edition(whole, ["p2"])

    assert [one.code for one in core.criteria] == ["C2"]
    assert [one.parameter for one in core.knock_outs] == ["p2"]


def test_services_that_the_core_does_not_determine_are_left_out() -> None:
    whole = edition(criterion("C1", parameter("p1", "0", "1", na=True)), gate=True)
    first = year({"s": "N"}) | {
        "open": year({"s": "1"})["s"]._replace(answers=answers("p1=not_assessed")),
        "nothing": year({"s": "1"})["s"]._replace(answers=answers("p1=na")),
        "known": year({"s": "1"})["s"]._replace(answers=answers("p1=yes")),
    }

    assert core_series(whole, ["p1"], first, first).services == (1, 1)


def test_without_a_common_parameter_or_service_there_is_no_series() -> None:
    with pytest.raises(NothingInCommon, match="none of the parameters p9"):
        core_series(A, ["p9"], year(FIRST), year(SECOND))
    with pytest.raises(NothingInCommon, match="no service has a percent"):
        core_series(A, CORE, year({"s": "N"}), year(SECOND))
    with pytest.raises(NothingInCommon, match="two common parameters or more, not 1"):
        link_error(A, ["p1"], year(FIRST), year(SECOND))


def _core_percents(rows: dict[str, str]) -> list[Fraction]:
    """p1 counts 30 of 70, p2 and p3 20 each."""
    words = {"0": Fraction(0), "½": Fraction(1, 2), "1": Fraction(1)}
    marks = [[words[word] for word in row.split(",")] for row in rows.values() if row != "N"]
    return [100 * (30 * p1 + 20 * p2 + 20 * p3) / 70 for p1, p2, p3, *_ in marks]

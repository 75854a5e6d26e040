from __future__ import annotations

from fractions import Fraction

import pytest

from meyar.statistics.bounds import composition_and_real, counted, feasible_after, feasible_before
from meyar.statistics.change import Measure, decompose
from meyar.statistics.feasible import ServiceAnswers
from meyar.statistics.game import Effect
from meyar.statistics.interval import Interval
from meyar.statistics.panel import Assumption, Panel, persistence_broken, regrade
from tests.scoring.editions import answers, criterion, edition, parameter
from tests.statistics.two_years import FIRST, SECOND, A, B, E, G, I, N, S, year

LETTERS = {N: "N", I: "I", S: "S", G: "G", E: "E"}


def hidden(assumption: Assumption) -> Panel:
    """TV-8: P4 was not asked in the first year, P5 no longer in the second."""
    first, second = year(FIRST, hidden=["p4"]), year(SECOND, hidden=["p5"])
    return regrade(A, B, first, second, assumption=assumption, percents=True)


PANELS = {assumption: hidden(assumption) for assumption in Assumption}


@pytest.mark.parametrize(
    ("assumption", "expected"),
    [
        (Assumption.NONE, "s01 GE s02 GE s03 SGE s04 SG s05 SG s06 IS s07 IS s08 N s09 N s10 SG"),
        (Assumption.PERSISTENCE, "s01 GE s02 GE s03 SG s04 S s05 S s06 I s07 I s08 N s09 N s10 SG"),
    ],
)
def test_tv_8_feasible_grades_of_the_first_year(assumption: Assumption, expected: str) -> None:
    assert _words(feasible_before(PANELS[assumption])) == expected


@pytest.mark.parametrize("assumption", list(Assumption))
def test_tv_8_feasible_grades_of_the_second_year(assumption: Assumption) -> None:
    assert _words(feasible_after(PANELS[assumption])) == (
        "s01 GE s02 GE s03 GE s04 GE s05 SG s06 IS s07 SG s08 SG s09 N s11 SG s12 I"
    )


@pytest.mark.parametrize(
    ("grade", "nothing", "persistence"),
    [
        (S, "-1 1/2", "-1 -1/2"),
        (G, "-4 0", "-4 -1"),
        (E, "-5/2 1", "-5/2 1/2"),
    ],
)
def test_tv_8_rules_at_or_above_a_grade(grade: str, nothing: str, persistence: str) -> None:
    found = [decompose(PANELS[assumption])[Effect.RULES].at_or_above[grade] for assumption in Assumption]

    assert found == [_interval(nothing), _interval(persistence)]


@pytest.mark.parametrize(
    ("state", "nothing", "persistence"),
    [
        (I, "-1/2 1", "1/2 1"),
        (S, "-1 9/2", "0 7/2"),
        (G, "-9/2 5/2", "-9/2 3/2"),
        (E, "-5/2 1", "-5/2 1/2"),
    ],
)
def test_tv_8_rules_of_single_grades(state: str, nothing: str, persistence: str) -> None:
    found = [decompose(PANELS[assumption])[Effect.RULES].by_state[state] for assumption in Assumption]

    assert found == [_interval(nothing), _interval(persistence)]


def test_tv_8_the_data_alone_do_not_say_whether_quality_rose() -> None:
    change = decompose(PANELS[Assumption.NONE])
    rest = composition_and_real(change).at_or_above[G]

    assert change[Effect.OFFICIAL].at_or_above[G] == Interval.at(-2)
    assert rest == Interval(Fraction(-2), Fraction(2))
    assert rest.sign is None


def test_tv_8_the_sign_of_the_rules_is_identified_where_persistence_is_granted() -> None:
    signs = {
        assumption: [value and value.sign for value in decompose(panel)[Effect.RULES].at_or_above.values()]
        for assumption, panel in PANELS.items()
    }

    assert signs == {Assumption.NONE: [None, None, None], Assumption.PERSISTENCE: [-1, -1, None]}


@pytest.mark.parametrize("measure", list(Measure))
@pytest.mark.parametrize("assumption", list(Assumption))
def test_what_is_true_lies_within_the_bounds(measure: Measure, assumption: Assumption) -> None:
    true = decompose(regrade(A, B, year(FIRST), year(SECOND), percents=True), measure)
    bounds = decompose(PANELS[assumption], measure)

    for effect in Effect:
        for state, value in bounds[effect].by_state.items():
            point = true[effect].point(state)
            assert value is not None
            assert point is not None
            assert point in value


def test_counts_of_feasible_grades() -> None:
    panel = PANELS[Assumption.NONE]

    figures = counted(panel, feasible_before(panel))

    assert figures.by_state[S] == Interval(Fraction(0), Fraction(6))
    assert figures.at_or_above[G] == Interval(Fraction(2), Fraction(6))
    assert figures.identified is False


def test_tv_6_persistence_fails_on_what_both_years_observed() -> None:
    """s02 and s05 lose part of P5."""
    assert persistence_broken(A, year(FIRST), year(SECOND)) == {"p1": (7, 0), "p2": (7, 0), "p3": (7, 0), "p5": (7, 2)}
    assert persistence_broken(B, year(FIRST), year(SECOND))["p4"] == (7, 0)


def test_persistence_is_not_judged_by_parameters_nobody_observed_twice() -> None:
    assert persistence_broken(A, year(FIRST), {}) == {}


def test_nothing_persists_from_a_year_in_which_the_service_was_not_electronised() -> None:
    first = {"s": ServiceAnswers(True, answers("p1=l2 p2=l2 p3=l2 p5=l2"))}
    second = {"s": ServiceAnswers(False, answers("p4=l0"))}

    panel = regrade(A, B, first, second, assumption=Assumption.PERSISTENCE)

    assert _words(feasible_before(panel)) == "s GE"


def test_a_new_parameter_that_is_not_answered_in_the_second_year_either_stays_open() -> None:
    first = {"s": ServiceAnswers(True, answers("p1=l2 p2=l2 p3=l2 p5=l2"))}
    second = {"s": ServiceAnswers(True, answers("p1=l2 p2=l2 p3=l2 p4=not_assessed"))}

    panel = regrade(A, B, first, second, assumption=Assumption.PERSISTENCE)

    assert _words(feasible_before(panel)) == "s GE"
    assert panel.undetermined == ("s",)


def test_where_a_missing_answer_decides_who_counts_shares_have_no_bounds() -> None:
    panel = regrade(A, A, {"s": ServiceAnswers(None, answers("p1=l0 p2=l0 p3=l0 p5=l0"))}, year(SECOND))

    share = decompose(panel, Measure.SHARE_ELECTRONISED)

    assert decompose(panel)[Effect.OFFICIAL].by_state[N] == Interval(Fraction(0), Fraction(1))
    assert share[Effect.OFFICIAL].by_state[I] is None
    assert share[Effect.OFFICIAL].point(I) is None
    assert composition_and_real(share).by_state[I] is None


def test_an_answer_the_other_edition_cannot_read_is_open_there() -> None:
    finer = edition(criterion("C1", parameter("p1", "0", "10", "20", "40", na=True)), gate=True)
    first = {"s": ServiceAnswers(True, answers("p1=na")), "t": ServiceAnswers(True, answers("p1=l3"))}
    coarser = edition(criterion("C1", parameter("p1", "0", "20", "40")), gate=True)

    panel = regrade(finer, coarser, first, {})

    assert _words(feasible_before(panel)) == "s ISE t ISE"


def _words(feasible: object) -> str:
    return " ".join(f"{one.service} {''.join(LETTERS[state] for state in one.states)}" for one in feasible)  # type: ignore[attr-defined]


def _interval(words: str) -> Interval:
    low, high = words.split()
    return Interval(Fraction(low), Fraction(high))

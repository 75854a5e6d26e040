from __future__ import annotations

from fractions import Fraction

import pytest

from meyar.scoring import AnswersDoNotFit
from meyar.statistics.change import (
    Measure,
    PercentsMissing,
    decompose,
    decompose_by_body,
    decompose_by_service,
    transitions,
)
from meyar.statistics.game import ChangeUndefined, Effect
from meyar.statistics.panel import ScalesDiffer, panel_of_grades, regrade
from tests.scoring.editions import FOUR_GRADES, answers
from tests.statistics.two_years import FIRST, SECOND, STATES, A, B, E, G, I, N, S, fractions, rules, year

PANEL = regrade(A, B, year(FIRST), year(SECOND), percents=True)


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        (Effect.OFFICIAL, "-1 1 3 -1 -1"),
        (Effect.RULES, "0 1 3/2 -1 -3/2"),
        (Effect.COMPOSITION, "0 1 0 0 0"),
        (Effect.REAL, "-1 -1 3/2 0 1/2"),
        (Effect.EXTENSIVE, "-1 0 1/2 1/2 0"),
        (Effect.INTENSIVE, "0 -1 1 -1/2 1/2"),
        (Effect.R0, "0 1 3 -2 -2"),
        (Effect.R1, "0 1 0 0 -1"),
        (Effect.INTERACTION, "0 0 -3 2 1"),
        (Effect.AT_CONSTANT_OLD, "-1 0 3 -1 0"),
        (Effect.AT_CONSTANT_NEW, "-1 0 0 1 1"),
    ],
)
def test_tv_6_counts(effect: Effect, expected: str) -> None:
    figures = decompose(PANEL)[effect]

    assert tuple(figures.point(state) for state in STATES) == fractions(expected)


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        (Effect.RULES, "0 21/220 8/55 -16/165 -19/132"),
        (Effect.COMPOSITION, "-3/220 9/110 -3/110 -13/660 -7/330"),
        (Effect.REAL, "-21/220 -21/220 8/55 -1/660 31/660"),
    ],
)
def test_tv_6_shares_of_the_list(effect: Effect, expected: str) -> None:
    figures = decompose(PANEL, Measure.SHARE_LIST)[effect]

    assert tuple(figures.point(state) for state in STATES) == fractions(expected)


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        (Effect.OFFICIAL, "3/40 11/40 -7/40 -7/40"),
        (Effect.RULES, "121/1080 13/72 -13/108 -31/180"),
        (Effect.COMPOSITION, "5/54 -13/360 -59/2160 -7/240"),
        (Effect.REAL, "-7/54 47/360 -59/2160 19/720"),
    ],
)
def test_tv_6_shares_of_the_electronised(effect: Effect, expected: str) -> None:
    figures = decompose(PANEL, Measure.SHARE_ELECTRONISED)[effect]

    assert tuple(figures.point(state) for state in STATES[1:]) == fractions(expected)


@pytest.mark.parametrize(
    ("effect", "expected"),
    [
        (Effect.OFFICIAL, "-11"),
        (Effect.RULES, "-679/54"),
        (Effect.COMPOSITION, "-455/108"),
        (Effect.REAL, "625/108"),
        (Effect.R0, "-35/2"),
        (Effect.R1, "-8"),
        (Effect.AT_CONSTANT_OLD, "-3"),
        (Effect.AT_CONSTANT_NEW, "13/2"),
    ],
)
def test_tv_6_mean_percent(effect: Effect, expected: str) -> None:
    assert decompose(PANEL, Measure.MEAN)[effect].point("mean") == Fraction(expected)


@pytest.mark.parametrize("measure", [Measure.SHARE_LIST, Measure.SHARE_ELECTRONISED, Measure.MEAN])
def test_electronisation_and_the_other_real_change_add_up_in_every_measure(measure: Measure) -> None:
    change = decompose(PANEL, measure)

    for state, real in change[Effect.REAL].by_state.items():
        parts = [change[effect].point(state) for effect in (Effect.EXTENSIVE, Effect.INTENSIVE)]
        assert real is not None
        assert real.point == sum(part for part in parts if part is not None)


def test_tv_6_from_states_alone() -> None:
    first = {one.service: (_state(one.before.old), _state(one.before.new)) for one in PANEL.services if one.before}
    second = {one.service: (_state(one.after.old), _state(one.after.new)) for one in PANEL.services if one.after}
    plain = panel_of_grades((I, S, G, E), before=first, after=second)

    assert [decompose(plain, m).effects for m in list(Measure)[:3]] == [
        decompose(PANEL, m).effects for m in list(Measure)[:3]
    ]


def test_tv_6_at_or_above_a_grade() -> None:
    at_or_above = decompose(PANEL)[Effect.RULES].at_or_above

    assert {grade: value and value.point for grade, value in at_or_above.items()} == {
        S: -1,
        G: Fraction(-5, 2),
        E: Fraction(-3, 2),
    }


def test_tv_6_of_single_services() -> None:
    by_service = decompose_by_service(PANEL)

    assert {
        service: tuple(by_service[service][effect].point(G) for effect in (Effect.RULES, Effect.REAL))
        for service in ("s01", "s04", "s08")
    } == {"s01": (Fraction(1, 2), Fraction(-1, 2)), "s04": (-1, 0), "s08": (Fraction(1, 2), Fraction(1, 2))}


@pytest.mark.parametrize("measure", list(Measure))
def test_tv_6_bodies_add_up_to_the_list(measure: Measure) -> None:
    body = {service: "odd" if int(service[1:]) % 2 else "even" for service in {**FIRST, **SECOND}}
    panel = regrade(A, B, year(FIRST, body=body), year(SECOND, body=body), percents=True)
    whole = decompose(panel, measure)

    bodies = decompose_by_body(panel, measure)

    assert list(bodies) == ["odd", "even"]
    for effect in Effect:
        for state in whole[effect].by_state:
            points = [bodies[name][effect].point(state) for name in bodies]
            assert sum(point for point in points if point is not None) == whole[effect].point(state)


def test_a_service_belongs_to_the_body_it_has_last() -> None:
    first = year(FIRST, body={"s01": "was", "s10": "was"})
    second = year(SECOND, body={"s01": "is"})

    bodies = {one.service: one.body for one in regrade(A, B, first, second).services}

    assert (bodies["s01"], bodies["s10"]) == ("is", "was")


def test_tv_6_transitions_with_entry_and_exit() -> None:
    assert transitions(PANEL) == {
        (E, E): 2,
        (E, G): 1,
        (G, S): 2,
        (S, I): 1,
        (I, S): 1,
        (N, G): 1,
        (N, N): 1,
        (G, None): 1,
        (None, S): 1,
        (None, I): 1,
    }


def test_an_open_official_grade_is_named_and_left_out_of_the_transitions() -> None:
    panel = regrade(A, A, year(FIRST), year({"s02": "1,1,1,1,1", "s06": "½,½,½,0,1"}, hidden=["p5"]))

    assert panel.undetermined == ("s02", "s06")
    assert sum(transitions(panel).values()) == 8


def test_a_share_of_nothing_is_refused() -> None:
    panel = regrade(A, B, year({"s08": "N"}), year(SECOND))

    with pytest.raises(ChangeUndefined, match="the Rules of the first year, the List of the first year"):
        decompose(panel, Measure.SHARE_ELECTRONISED)


def test_means_are_refused_without_percents() -> None:
    with pytest.raises(PercentsMissing, match="percents=True"):
        decompose(regrade(A, B, year(FIRST), year(SECOND)), Measure.MEAN)


def test_grades_of_different_scales_have_no_difference() -> None:
    stars = rules({"p1": "40"}, grades={"one": "0", "five": "80"})

    with pytest.raises(ScalesDiffer, match="edition small grades one, five"):
        regrade(A, stars, {}, {})


def test_both_years_can_be_compared_under_one_edition() -> None:
    change = decompose(regrade(B, B, year(FIRST), year(SECOND)))

    assert [change[Effect.OFFICIAL].point(state) for state in STATES] == [-1, 0, 0, 1, 1]
    assert change[Effect.RULES].point(G) == 0


def test_answers_that_do_not_fit_the_year_s_own_rules_are_all_named() -> None:
    first = year({"s01": FIRST["s01"], "s02": FIRST["s02"]})
    wrong = {service: given._replace(answers=answers("p1=l9 p4=l9")) for service, given in first.items()}

    with pytest.raises(AnswersDoNotFit) as refused:
        regrade(A, B, wrong, {})

    assert [(one.parameter, one.message) for one in refused.value.problems] == [
        ("p1", 'service s01: has no level "l9"'),
        ("p1", 'service s02: has no level "l9"'),
    ]


def test_states_that_are_none_are_refused() -> None:
    with pytest.raises(ValueError, match="unknown states late; accepted: not_electronised, low, high, nothing_applies"):
        panel_of_grades(("low", "high"), before={"s": ("late", "low")}, after={})


def test_a_service_to_which_nothing_applies_has_a_state_of_its_own() -> None:
    panel = panel_of_grades(
        tuple(FOUR_GRADES), before={"s": (E, "nothing_applies")}, after={"s": ("nothing_applies", "nothing_applies")}
    )

    change = decompose(panel)

    assert change[Effect.OFFICIAL].point("nothing_applies") == 1
    assert change[Effect.RULES].point("nothing_applies") == Fraction(1, 2)
    assert decompose(panel, Measure.SHARE_ELECTRONISED)[Effect.OFFICIAL].point(E) == -1


def _state(outcome: object) -> str:
    (state,) = outcome.states  # type: ignore[attr-defined]
    return state

from __future__ import annotations

from collections import Counter
from fractions import Fraction
from itertools import permutations, product

import pytest

from meyar.statistics.amendments import AmendmentEffect, AmendmentsCannotBeSplit, split_rules
from meyar.statistics.change import Figures, decompose
from meyar.statistics.feasible import ServiceAnswers
from meyar.statistics.game import Effect
from meyar.statistics.hybrids import Amendment, AmendmentKind, Hybrids, amendments_between
from meyar.statistics.interval import Interval
from meyar.statistics.panel import Assumption, regrade
from tests.scoring.editions import answers, criterion, edition, parameter
from tests.statistics.two_years import FIRST, SECOND, STATES, A, B, E, G, I, N, S, fractions, half, year

SPLIT = split_rules(A, B, year(FIRST), year(SECOND))


def points(figures: Figures) -> tuple[Fraction | None, ...]:
    return tuple(figures.point(state) for state in STATES)


def test_tv_7_each_amendment_of_the_first_year() -> None:
    assert {effect.amendment.kind.value: points(effect.r0) for effect in SPLIT} == {
        "added": fractions("0 1 17/6 -5/2 -4/3"),
        "dropped": fractions("0 0 -1/6 1/2 -1/3"),
        "reweighted": fractions("0 0 1/3 0 -1/3"),
    }


@pytest.mark.parametrize(
    ("adopted", "expected"),
    [
        ("", (1, 1, 3, 3)),
        ("reweighted", (1, 2, 3, 2)),
        ("dropped", (1, 1, 4, 2)),
        ("dropped reweighted", (1, 1, 4, 2)),
        ("added", (2, 4, 1, 1)),
        ("added reweighted", (2, 4, 1, 1)),
        ("added dropped", (2, 4, 1, 1)),
        ("added dropped reweighted", (2, 4, 1, 1)),
    ],
)
def test_tv_7_grades_under_every_hybrid(adopted: str, expected: tuple[int, ...]) -> None:
    chosen = [one for one in amendments_between(A, B) if one.kind.value in adopted.split()]
    hybrid = Hybrids(A, B).adopting(chosen)

    panel = regrade(A, hybrid, year(FIRST), {})

    counts = Counter(state for one in panel.services if one.before for state in one.before.new.states)
    assert tuple(counts[grade] for grade in (I, S, G, E)) == expected


def test_the_amendments_add_up_to_the_effect_of_the_rules() -> None:
    change = decompose(regrade(A, B, year(FIRST), year(SECOND)))

    for place, state in enumerate(STATES):
        for effect, parts in (
            (Effect.R0, [points(one.r0) for one in SPLIT]),
            (Effect.R1, [points(one.r1) for one in SPLIT]),
            (Effect.RULES, [points(one.rules) for one in SPLIT]),
        ):
            assert sum(part[place] or 0 for part in parts) == change[effect].point(state)


def test_the_parts_at_or_above_a_grade_are_those_of_the_grades_above() -> None:
    for effect in SPLIT:
        for place, grade in enumerate((S, G, E), start=2):
            value = effect.r0.at_or_above[grade]
            assert value is not None
            assert value.point == sum(effect.r0.point(state) or 0 for state in STATES[place:])


def test_a_service_with_missing_answers_gives_an_amendment_the_parts_of_all_its_completions() -> None:
    """s03 of the first year, with P4 and P5 hidden, against every order of adoption of every completion."""
    hidden = year({"s03": FIRST["s03"]}, hidden=["p4", "p5"])
    words = FIRST["s03"].split(",")
    expected: dict[Amendment, list[dict[str, Fraction]]] = {one: [] for one in amendments_between(A, B)}
    for p4, p5 in product("0½1", repeat=2):
        completed = year({"s03": ",".join([*words[:3], p4, p5])})
        for amendment, steps in _over_all_orders(completed).items():
            expected[amendment].append(steps)

    split = split_rules(A, B, hidden, {})

    for effect in split:
        for state in STATES:
            found = [steps.get(state, Fraction(0)) for steps in expected[effect.amendment]]
            assert effect.r0.by_state[state] == Interval(min(found), max(found))
            assert effect.r1.by_state[state] == Interval.at(0)


def test_persistence_narrows_the_parts() -> None:
    hidden = (A, B, year(FIRST, hidden=["p4"]), year(SECOND, hidden=["p5"]))
    loose, narrow = (split_rules(*hidden, assumption=assumption) for assumption in Assumption)

    widths = [[_width(effect, state) for state in STATES] for effect in loose]
    narrowed = [[_width(effect, state) for state in STATES] for effect in narrow]

    assert narrowed != widths
    assert all(
        one <= other for row, wide in zip(narrowed, widths, strict=True) for one, other in zip(row, wide, strict=True)
    )


def test_without_services_no_amendment_moves_anything() -> None:
    assert {points(figures) for effect in split_rules(A, B, {}, {}) for figures in (effect.r0, effect.r1)} == {(0,) * 5}


def test_amendments_can_be_joined() -> None:
    added, dropped, reweighted = amendments_between(A, B)
    joined = Amendment(AmendmentKind.REPLACED, (*added.parameters, *dropped.parameters))

    split = split_rules(A, B, year(FIRST), year(SECOND), groups=[joined, reweighted])

    assert [effect.amendment for effect in split] == [joined, reweighted]
    assert [sum(effect.r0.point(state) or 0 for effect in split) for state in STATES] == [0, 1, 3, -2, -2]


def test_more_than_eight_groups_are_refused() -> None:
    groups = [Amendment(AmendmentKind.REWEIGHTED, (f"p{place}",)) for place in range(9)]

    with pytest.raises(AmendmentsCannotBeSplit, match="9 amendments; at most 8"):
        split_rules(A, B, {}, {}, groups=groups)


def test_services_of_which_too_little_is_known_are_all_named() -> None:
    many = edition(criterion("C1", *(parameter(f"q{n}", "0", "1", "2") for n in range(10))), gate=True)
    more = edition(criterion("C1", *(parameter(f"q{n}", "0", "1", "2") for n in range(11))), gate=True)
    blank = ServiceAnswers(True, {})

    with pytest.raises(AmendmentsCannotBeSplit, match="too little is known of s, t: more than 20000 ways"):
        split_rules(many, more, {"s": blank, "n": ServiceAnswers(False, {}), "t": blank}, {})


def test_an_unknown_gate_may_be_open_or_closed() -> None:
    given = {"s": ServiceAnswers(None, answers("p1=l2 p2=l2 p3=l2 p4=l0 p5=l2"))}

    split = split_rules(A, B, given, {})

    assert split[0].r0.by_state[N] == Interval.at(0)
    assert split[0].r0.by_state[E] == Interval(Fraction(-1), Fraction(0))


def test_without_a_gate_nobody_is_not_electronised() -> None:
    before, after = (edition(criterion("C1", parameter("p1", "0", half(top), top))) for top in ("4", "6"))

    (split,) = split_rules(before, after, {"s": ServiceAnswers(None, answers("p1=l1"))}, {})

    assert points(split.r0) == (0, 0, 0, 0, 0)


def test_a_level_only_one_edition_has_is_open_under_the_other() -> None:
    """Under the old edition the level is known to be a third; under the new one it is none or all."""
    before = edition(criterion("C1", parameter("p1", "0", "1", "3")))
    after = edition(criterion("C1", parameter("p1", "0", "3")))

    (split,) = split_rules(before, after, {"s": ServiceAnswers(None, answers("p1=l1"))}, {})

    assert split.r0.by_state[E] == Interval(Fraction(0), Fraction(1))
    assert split.r0.by_state[I] == Interval(Fraction(-1), Fraction(0))


def test_unreachable_and_not_applicable_are_followed() -> None:
    """Out of reach counts as nothing under both editions; N/A leaves the only other parameter."""
    criteria = [parameter("p1", "0", "1", na=True), parameter("p2", "0", "1")]
    before = edition(criterion("C1", *criteria), unreachable="zero")
    after = edition(criterion("C1", *criteria), unreachable="zero", policy="zero")

    (split,) = split_rules(before, after, {"s": ServiceAnswers(None, answers("p1=na p2=yes"))}, {})
    (open_split,) = split_rules(
        before, after, {"s": ServiceAnswers(None, answers("p1=not_assessed p2=unreachable"))}, {}
    )

    assert points(split.r0) == (0, 0, 1, 0, -1)
    assert points(open_split.r0) == (0, 0, 0, 0, 0)


def test_unreachable_is_open_where_an_edition_says_so() -> None:
    """Two thirds or all under the old edition, a third or all under the new."""
    before = edition(criterion("C1", parameter("p1", "0", "2"), parameter("p2", "0", "1")))
    after = edition(criterion("C1", parameter("p1", "0", "2"), parameter("p2", "0", "4")))

    (split,) = split_rules(before, after, {"s": ServiceAnswers(None, answers("p1=yes p2=unreachable"))}, {})

    assert split.r0.by_state[S] == Interval(Fraction(-1), Fraction(0))
    assert split.r0.by_state[E] == Interval.at(0)


def test_a_service_to_which_nothing_applies_is_seen() -> None:
    before = edition(criterion("C1", parameter("p1", "0", "1", na=True)))
    after = edition(criterion("C1", parameter("p1", "0", "1", na=True)), nothing_applies="kafi")

    (split,) = split_rules(before, after, {"s": ServiceAnswers(None, answers("p1=na"))}, {})

    assert split.r0.point("nothing_applies") == -1
    assert split.r0.point(S) == 1


def _over_all_orders(services: dict[str, ServiceAnswers]) -> dict[Amendment, dict[str, Fraction]]:
    amendments = amendments_between(A, B)
    hybrids = Hybrids(A, B)
    orders = list(permutations(amendments))
    steps: dict[Amendment, dict[str, Fraction]] = {one: {} for one in amendments}
    for order in orders:
        for place, amendment in enumerate(order):
            for sign, adopted in ((1, order[: place + 1]), (-1, order[:place])):
                (one,) = regrade(A, hybrids.adopting(adopted), services, {}).services
                assert one.before is not None
                (state,) = one.before.new.states
                steps[amendment][state] = steps[amendment].get(state, Fraction(0)) + Fraction(sign, len(orders))
    return steps


def _width(effect: AmendmentEffect, state: str) -> Fraction:
    value = effect.r0.by_state[state]
    assert value is not None
    return value.highest - value.lowest

"""P1-P9 of the method and what must not matter: order, copies, units, the direction of time."""

from __future__ import annotations

from fractions import Fraction
from itertools import permutations

from hypothesis import given, settings
from hypothesis import strategies as st

from meyar.scoring import Edition, decimal_string, score
from meyar.statistics.change import Change, Measure, decompose, decompose_by_body, decompose_by_service
from meyar.statistics.feasible import Outcome, ServiceAnswers, feasible_outcome
from meyar.statistics.game import Effect
from meyar.statistics.panel import Panel, Regraded, UnderBoth, panel_of_grades, regrade
from tests.scoring.editions import quick_edition
from tests.scoring.random_editions import answers_to, editions

GRADES = ("low", "middle", "high")
STATES = ("not_electronised", *GRADES)

examples = settings(max_examples=60, deadline=None)

# One service: its state in the first year under the old Rules and the new, and in the second.
Row = tuple[tuple[str, str] | None, tuple[str, str] | None]

pairs = st.one_of(st.just((STATES[0], STATES[0])), st.tuples(st.sampled_from(GRADES), st.sampled_from(GRADES)))
rows = st.tuples(st.none() | pairs, st.none() | pairs).filter(any)
populations = st.lists(rows, min_size=1, max_size=12)


def panel(population: list[Row]) -> Panel:
    return panel_of_grades(
        GRADES,
        before={f"s{n}": row[0] for n, row in enumerate(population) if row[0]},
        after={f"s{n}": row[1] for n, row in enumerate(population) if row[1]},
        bodies={f"s{n}": f"b{n % 3}" for n in range(len(population))},
    )


def points(change: Change, effect: Effect) -> list[Fraction]:
    found = [change[effect].point(state) for state in change[effect].by_state]
    return [point for point in found if point is not None]


def game(population: list[Row], coalition: frozenset[str]) -> list[int]:
    """What a coalition is worth, counted straight from the definition."""
    rules = "rules" in coalition
    counts = dict.fromkeys(STATES, 0)
    for before, after in population:
        if before and after:
            counts[(after if "answers" in coalition else before)[rules]] += 1
        elif after and "list" in coalition:
            counts[after[rules]] += 1
        elif before and "list" not in coalition:
            counts[before[rules]] += 1
    return list(counts.values())


@examples
@given(populations)
def test_p1_the_effects_add_up_to_the_official_change(population: list[Row]) -> None:
    change = decompose(panel(population))

    parts = [points(change, effect) for effect in (Effect.RULES, Effect.COMPOSITION, Effect.REAL)]
    assert [sum(of_state) for of_state in zip(*parts, strict=True)] == points(change, Effect.OFFICIAL)


@examples
@given(populations)
def test_p2_over_the_states_only_the_list_grows(population: list[Row]) -> None:
    change = decompose(panel(population))

    entries = sum(before is None for before, _ in population)
    exits = sum(after is None for _, after in population)
    sums = [sum(points(change, effect)) for effect in (Effect.RULES, Effect.REAL, Effect.COMPOSITION)]
    assert sums == [0, 0, entries - exits]


@examples
@given(populations)
def test_p3_services_and_bodies_add_up(population: list[Row]) -> None:
    whole = decompose(panel(population))

    for groups in (decompose_by_service(panel(population)), decompose_by_body(panel(population))):
        for effect in Effect:
            parts = [points(group, effect) for group in groups.values()]
            assert [sum(of_state) for of_state in zip(*parts, strict=True)] == points(whole, effect)


@examples
@given(populations)
def test_p4_the_same_rules_have_no_effect(population: list[Row]) -> None:
    same = [(before and (before[0],) * 2, after and (after[0],) * 2) for before, after in population]

    assert set(points(decompose(panel(same)), Effect.RULES)) == {0}


@examples
@given(populations)
def test_p5_the_same_list_has_no_effect(population: list[Row]) -> None:
    staying = [(before or after, after or before) for before, after in population]

    assert set(points(decompose(panel(staying)), Effect.COMPOSITION)) == {0}


@examples
@given(populations)
def test_p6_the_same_answers_have_no_effect(population: list[Row]) -> None:
    unchanged = [(before, before if before and after else after) for before, after in population]

    assert set(points(decompose(panel(unchanged)), Effect.REAL)) == {0}


@examples
@given(populations)
def test_p7_time_reversed_turns_every_sign(population: list[Row]) -> None:
    turned = [(after and after[::-1], before and before[::-1]) for before, after in population]
    change, back = decompose(panel(population)), decompose(panel(turned))

    for effect in Effect:
        mirrored = {Effect.R0: Effect.R1, Effect.R1: Effect.R0}
        mirrored |= {Effect.AT_CONSTANT_OLD: Effect.AT_CONSTANT_NEW, Effect.AT_CONSTANT_NEW: Effect.AT_CONSTANT_OLD}
        sign = 1 if effect is Effect.INTERACTION else -1
        other = points(back, mirrored.get(effect, effect))
        assert points(change, effect) == [sign * point for point in other]


@examples
@given(populations)
def test_p8_the_effects_are_the_mean_over_the_six_orders(population: list[Row]) -> None:
    change = decompose(panel(population))

    for effect, player in ((Effect.RULES, "rules"), (Effect.COMPOSITION, "list"), (Effect.REAL, "answers")):
        steps = []
        for order in permutations(("rules", "list", "answers")):
            earlier = frozenset(order[: order.index(player)])
            pair = zip(game(population, earlier | {player}), game(population, earlier), strict=True)
            steps.append([after - before for after, before in pair])
        means = [Fraction(sum(of_state), len(steps)) for of_state in zip(*steps, strict=True)]
        assert points(change, effect) == means


@examples
@given(populations)
def test_p9_the_interaction_is_the_difference_of_the_constant_rulers(population: list[Row]) -> None:
    change = decompose(panel(population))
    columns = zip(
        *(points(change, e) for e in (Effect.R0, Effect.R1, Effect.AT_CONSTANT_OLD, Effect.AT_CONSTANT_NEW)),
        strict=True,
    )

    assert points(change, Effect.INTERACTION) == [r1 - r0 for r0, r1, _, _ in columns]
    constant = zip(points(change, Effect.AT_CONSTANT_OLD), points(change, Effect.AT_CONSTANT_NEW), strict=True)
    assert points(change, Effect.INTERACTION) == [new - old for old, new in constant]


@examples
@given(populations)
def test_the_closed_form_of_the_counts(population: list[Row]) -> None:
    """phi_R = (R0 + R1) / 2, phi_M and phi_Q the means under either edition."""
    change = decompose(panel(population))
    half = Fraction(1, 2)
    composition, real = dict.fromkeys(STATES, Fraction(0)), dict.fromkeys(STATES, Fraction(0))
    for before, after in population:
        moved = real if before and after else composition
        for rules in (0, 1):
            if after:
                moved[after[rules]] += half
            if before:
                moved[before[rules]] -= half

    r0, r1 = points(change, Effect.R0), points(change, Effect.R1)
    assert points(change, Effect.RULES) == [(one + other) / 2 for one, other in zip(r0, r1, strict=True)]
    assert points(change, Effect.COMPOSITION) == list(composition.values())
    assert points(change, Effect.REAL) == list(real.values())


@examples
@given(populations)
def test_shares_of_the_list_move_by_nothing_in_sum(population: list[Row]) -> None:
    if not all(any(row[year] for row in population) for year in (0, 1)):
        return
    change = decompose(panel(population), Measure.SHARE_LIST)

    assert {sum(points(change, effect)) for effect in Effect} == {0}
    parts = [points(change, effect) for effect in (Effect.RULES, Effect.COMPOSITION, Effect.REAL)]
    assert [sum(of_state) for of_state in zip(*parts, strict=True)] == points(change, Effect.OFFICIAL)


@examples
@given(populations, st.randoms(use_true_random=False))
def test_the_order_of_services_does_not_matter(population: list[Row], random) -> None:  # type: ignore[no-untyped-def]
    shuffled = random.sample(population, len(population))

    assert decompose(panel(shuffled)).effects == decompose(panel(population)).effects


@examples
@given(populations, st.integers(2, 4))
def test_copies_multiply_counts_and_leave_shares(population: list[Row], copies: int) -> None:
    one, many = panel(population), panel(population * copies)

    for effect in Effect:
        counts = points(decompose(one), effect)
        assert points(decompose(many), effect) == [copies * count for count in counts]
    if all(any(row[year] for row in population) for year in (0, 1)):
        assert decompose(many, Measure.SHARE_LIST).effects == decompose(one, Measure.SHARE_LIST).effects


@examples
@given(st.data())
def test_points_of_another_size_change_nothing(data: st.DataObject) -> None:
    rules = data.draw(editions())
    services = {
        f"s{n}": ServiceAnswers(data.draw(st.booleans()), data.draw(answers_to(rules, all_known=True)))
        for n in range(3)
    }
    doubled = _with_points_times(rules, 2)

    panel_of_both = regrade(rules, doubled, services, services, percents=True)

    for one in panel_of_both.services:
        assert one.before is not None
        assert one.before.old == one.before.new


@examples
@given(st.data())
def test_bounds_hold_every_completion(data: st.DataObject) -> None:
    """A hidden answer lies in the bounds, and both ends of each at-or-above bound are reached."""
    population = data.draw(st.lists(st.tuples(_open_outcome(), _open_outcome()), min_size=1, max_size=4))
    panel_of_sets = Panel(
        STATES,
        GRADES,
        tuple(
            Regraded(f"s{n}", "", UnderBoth(_at("low"), old), UnderBoth(new, _at("high")))
            for n, (old, new) in enumerate(population)
        ),
    )
    completed = [
        (
            ("low", data.draw(st.sampled_from(sorted(old.states)))),
            (data.draw(st.sampled_from(sorted(new.states))), "high"),
        )
        for old, new in population
    ]
    bounds, true = decompose(panel_of_sets), decompose(panel(completed))

    for effect in Effect:
        for state in STATES:
            interval, point = bounds[effect].by_state[state], true[effect].point(state)
            assert interval is not None
            assert point is not None
            assert point in interval
    highest = panel([(("low", _end(old, max)), (_end(new, min), "high")) for old, new in population])
    for grade in GRADES[1:]:
        reached = decompose(highest)[Effect.RULES].at_or_above[grade]
        outer = bounds[Effect.RULES].at_or_above[grade]
        assert reached is not None
        assert outer is not None
        assert reached.point == outer.highest


@examples
@given(st.data())
def test_what_scoring_says_of_open_answers_is_what_is_feasible_here(data: st.DataObject) -> None:
    rules = data.draw(editions())
    answers = data.draw(answers_to(rules))
    gate = data.draw(st.sampled_from([True, None]))

    outcome = feasible_outcome(rules, ServiceAnswers(gate, answers))
    card = score(rules, answers, electronised=gate)

    own_state = {"nothing_applies"} if card.state == "nothing_applies" else set()
    assert outcome.states - {"nothing_applies"} == set(card.possible_grades) - own_state
    if card.percent is not None or card.state == "undetermined":
        assert (outcome.lowest, outcome.highest) == (card.lowest_percent, card.highest_percent)


def _with_points_times(rules: Edition, factor: int) -> Edition:
    data = rules.model_dump(mode="json", by_alias=True)
    for criterion in data["criteria"]:
        for parameter in criterion["parameters"]:
            for level in parameter["levels"]:
                level["points"] = decimal_string(Fraction(level["points"]) * factor)
        if criterion["weight"] is not None:
            criterion["weight"] = decimal_string(Fraction(criterion["weight"]) * factor)
    return quick_edition(data)


def _open_outcome() -> st.SearchStrategy[Outcome]:
    return st.sets(st.sampled_from(GRADES), min_size=1).map(
        lambda states: Outcome(frozenset(states), None, None, has_percent=None)
    )


def _at(state: str) -> Outcome:
    return Outcome(frozenset({state}), None, None, has_percent=None)


def _end(outcome: Outcome, which) -> str:  # type: ignore[no-untyped-def]
    return which(outcome.states, key=GRADES.index)

from __future__ import annotations

from fractions import Fraction
from typing import Any

import numpy as np
import pytest
from hypothesis import assume, given, reject, settings
from hypothesis import strategies as st

from meyar.scoring import Answer, Edition, NotApplicablePolicy, Scorecard, decimal_string, score
from meyar.scoring.bulk import BoundExceeded
from meyar.statistics.feasible import ServiceAnswers
from meyar.statistics.runs import STEPS, Drawn, fieldwork
from meyar.statistics.uncertainty import NothingToVary, Sources, Spread, one_at_a_time, simulate
from tests.scoring.editions import answers, criterion, edition, parameter, quick_edition
from tests.scoring.random_editions import answers_to, editions


def weighted(rules: Edition, policy: NotApplicablePolicy, weights: list[Fraction], edges: list[Fraction]) -> Edition:
    data: dict[str, Any] = rules.model_dump(mode="json", by_alias=True)
    data["policy"]["not_applicable"] = policy.value
    for one, weight in zip(data["criteria"], weights, strict=True):
        one["weight"] = decimal_string(weight)
    for grade, edge in zip(data["grades"][1:], edges, strict=True):
        grade["from"] = decimal_string(edge)
    return quick_edition(data)


@settings(max_examples=80, deadline=None)
@given(st.data())
def test_every_run_is_what_the_exact_engine_says(data: st.DataObject) -> None:
    """Weights one step of a quarter apart, edges a step of a point, answers one level up or down, any policy."""
    rules = data.draw(editions())
    given_answers = data.draw(st.lists(answers_to(rules, all_known=True), min_size=1, max_size=4))
    cards = [score(rules, one, electronised=True) for one in given_answers]
    kept = [(one, card) for one, card in zip(given_answers, cards, strict=True) if card.percent is not None]
    assume(kept)
    steps = data.draw(st.lists(st.sampled_from([-1000, -500, 0, 1000]), min_size=3, max_size=3))[: len(rules.criteria)]
    shift = data.draw(st.sampled_from([-1000, 0, 1000]))
    policy = data.draw(st.sampled_from(list(NotApplicablePolicy)))
    moves = [[data.draw(st.integers(-1, 1)) for _ in kept] for _ in rules.parameters]
    some_move = data.draw(st.booleans())
    try:
        work = fieldwork(rules, [card for _, card in kept], Fraction(1, 4), Fraction(1, 100))
    except BoundExceeded:  # the widest of the random editions, refused as they should be
        reject()
    drawn = Drawn(
        np.array([steps]),
        np.full((1, len(rules.grades) - 1), shift),
        np.array(moves, dtype=np.int8)[:, None, :] if some_move else None,
    )

    grades, percents = work.graded(policy, drawn)

    changed = weighted(
        rules,
        policy,
        [one.weight * (4 * STEPS + step) / (4 * STEPS) for one, step in zip(rules.criteria, steps, strict=True)],
        [one.begins_at + Fraction(shift, 100 * STEPS) for one in rules.grades[1:]],
    )
    for place, (one, _) in enumerate(kept):
        moved = {
            parameter.code: _moved(parameter, one[parameter.code], moves[index][place] if some_move else 0)
            for index, parameter in enumerate(rules.parameters)
        }
        card = score(changed, moved, electronised=True)
        assert card.percent is not None
        assert changed.grades[int(grades[0, place])].code == card.grade
        assert int(percents[0, place]) == card.percent * 1000 // 1


def _moved(parameter: Any, answer: Answer, step: int) -> Answer:
    if answer.level is None:
        return answer
    codes = [level.code for level in parameter.levels]
    return Answer.of(codes[min(max(codes.index(answer.level) + step, 0), len(codes) - 1)])


RULES = edition(
    criterion("C1", parameter("p1", "0", "30", "60")), criterion("C2", parameter("p2", "0", "20", "40", na=True))
)
SERVICES = {
    "top": ServiceAnswers(True, answers("p1=l2 p2=l2"), "a"),
    "edge": ServiceAnswers(True, answers("p1=l1 p2=l2"), "a"),
    "half": ServiceAnswers(True, answers("p1=l1 p2=l1"), "b"),
    "low": ServiceAnswers(True, answers("p1=l0 p2=na"), "b"),
    "open": ServiceAnswers(True, answers("p1=l0"), "c"),
}


def test_when_nothing_varies_nothing_changes() -> None:
    found = simulate(RULES, SERVICES, Sources(), seed="s", runs=10)

    assert found.changed == Spread(Fraction(0), Fraction(0), Fraction(0))
    assert [(one.service, one.grade, one.stable, one.percent.median) for one in found.services] == [
        ("top", "ela", 1, 100),
        ("edge", "yaxsi", 1, 70),
        ("half", "kafi", 1, 50),
        ("low", "qeyri_kafi", 1, 0),
    ]
    assert [(one.body, one.rank, one.ranks.highest) for one in found.bodies] == [("a", 1, 1), ("b", 2, 2)]
    assert (found.changed_mean, found.most_ranks_moved, found.seed, found.runs) == (0, 0, "s", 10)


def test_services_on_an_edge_hold_in_half_of_the_runs() -> None:
    found = simulate(RULES, SERVICES, Sources(edge_shift=Fraction(1)), seed="s", runs=2000)

    stable = {one.service: one.stable for one in found.services}
    assert (stable["top"], stable["low"]) == (1, 1)
    assert Fraction(45, 100) < stable["edge"] < Fraction(55, 100)
    assert Fraction(45, 100) < stable["half"] < Fraction(55, 100)
    assert found.changed == Spread(Fraction(0), Fraction(1), Fraction(2))


def test_the_runs_follow_from_the_seed() -> None:
    one, again, other = (simulate(RULES, SERVICES, seed=seed, runs=50) for seed in ("a", "a", "b"))

    assert one == again
    assert one.services != other.services


def test_where_weights_vary_only_uneven_services_move() -> None:
    found = simulate(RULES, SERVICES, Sources(weight_spread=Fraction(1, 4)), seed="s", runs=500)

    percents = {one.service: (one.percent.lowest, one.percent.highest) for one in found.services}
    assert percents["half"] == (50, 50)
    assert percents["edge"][0] < 70 < percents["edge"][1]


def test_each_source_alone() -> None:
    every = Sources(Fraction(1, 4), tuple(NotApplicablePolicy), Fraction(1), Fraction(1, 10))

    lines = one_at_a_time(RULES, SERVICES, every, seed="s", runs=200)

    assert [line.source for line in lines] == ["weight_spread", "policies", "edge_shift", "assessor_noise"]
    assert [line.changed_mean > 0 for line in lines] == [True, False, True, True]
    assert one_at_a_time(RULES, SERVICES, Sources(), seed="s", runs=1) == ()


def test_bodies_with_equal_means_share_a_rank() -> None:
    services = {name: ServiceAnswers(True, answers("p1=l1 p2=l1"), name) for name in ("a", "b")} | {
        "c": ServiceAnswers(True, answers("p1=l0 p2=l0"), "c")
    }

    assert [one.rank for one in simulate(RULES, services, Sources(), seed="s", runs=1).bodies] == [1, 1, 3]


def test_a_service_knocked_out_stays_so_until_its_answer_moves() -> None:
    struck = edition(
        criterion("C1", parameter("p1", "0", "1"), parameter("p2", "0", "9", na=True)),
        knock_outs=[{"parameter": "p1", "level": "no", "at_most": "qeyri_kafi"}],
    )
    services = {"s": ServiceAnswers(True, answers("p1=no p2=yes"))}

    still = simulate(struck, services, Sources(weight_spread=Fraction(1, 4)), seed="s", runs=50)
    noisy = simulate(struck, services, Sources(assessor_noise=Fraction(1, 4)), seed="s", runs=400)

    assert still.services[0].stable == 1
    assert still.services[0].percent.median == 90
    assert noisy.services[0].stable < 1


def test_where_nothing_is_graded_nothing_varies() -> None:
    with pytest.raises(NothingToVary):
        simulate(RULES, {"open": SERVICES["open"]}, seed="s")


@pytest.mark.parametrize(
    "wrong", [{"weight_spread": Fraction(1)}, {"edge_shift": Fraction(-1)}, {"assessor_noise": Fraction(2, 3)}]
)
def test_sources_that_cannot_vary_so_are_refused(wrong: dict[str, Any]) -> None:
    with pytest.raises(ValueError, match="0 <= weight spread < 1"):
        Sources(**wrong)


def test_no_run_is_refused() -> None:
    with pytest.raises(ValueError, match="0 runs; at least 1"):
        simulate(RULES, SERVICES, seed="s", runs=0)


def test_numbers_that_64_bits_might_not_hold_are_refused() -> None:
    fine = edition(criterion("C1", parameter("p1", "0", "1")), grades={"low": "0", "high": "33.3333"})
    card = [score(fine, answers("p1=yes"))]

    with pytest.raises(BoundExceeded, match="64 bits hold"):
        fieldwork(fine, card, Fraction(1, 10**9 + 7), Fraction(1, 10**9 + 7))


def test_criteria_without_a_common_denominator_are_refused() -> None:
    primes = ("999983", "999979", "999961", "999959")
    wide = edition(*(criterion(f"C{n}", parameter(f"p{n}", "0", prime), weight="1") for n, prime in enumerate(primes)))
    cards: list[Scorecard] = [score(wide, answers("p0=yes p1=yes p2=yes p3=yes"))]

    with pytest.raises(BoundExceeded, match="no small common denominator under exclude_global"):
        fieldwork(wide, cards, Fraction(1, 4), Fraction(0))

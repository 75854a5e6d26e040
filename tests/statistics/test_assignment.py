from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meyar.statistics.assignment import AssignmentImpossible, assign, connected_groups
from meyar.statistics.draws import drawn_places

SERVICES = ["s01", "s02", "s03", "s04", "s05", "s06"]


def test_tv_12_blind_assignment() -> None:
    found = assign(
        seed="ASAN-2026-pilot-seed-0001",
        services=SERVICES,
        assessors=["A", "B", "C", "D"],
        conflicts=[("A", "s02"), ("C", "s05"), ("B", "s05")],
    )

    assert found.seed_sha256 == "b13251588ba66538adb89a8554592bc08fbb23963733cc3412e677403e2c0482"
    assert found.order == ("s05", "s02", "s01", "s04", "s03", "s06")
    assert found.assigned == {
        "s05": ("A", "D"),
        "s02": ("B", "C"),
        "s01": ("A", "D"),
        "s04": ("B", "C"),
        "s03": ("B", "D"),
        "s06": ("A", "C"),
    }
    assert found.loads == {"A": 3, "B": 3, "C": 3, "D": 3}
    assert found.connected is True


def test_assessors_who_share_no_service_are_not_connected() -> None:
    conflicts = [(assessor, "s1") for assessor in "CD"] + [(assessor, "s2") for assessor in "AB"]

    found = assign(seed="x", services=["s1", "s2"], assessors=["A", "B", "C", "D"], conflicts=conflicts)

    assert found.connected is False
    assert set(connected_groups(found.assigned)) == {frozenset("AB"), frozenset("CD")}


def test_groups_join_through_others() -> None:
    assert connected_groups({"s1": "AB", "s2": "CD", "s3": "BC", "s4": ""}) == (frozenset("ABCD"),)


def test_all_that_makes_an_assignment_impossible_is_said_at_once() -> None:
    with pytest.raises(AssignmentImpossible) as impossible:
        assign(
            seed="x",
            services=["s1", "s2", "s2"],
            assessors=["A", "B", "A"],
            conflicts=[("A", "s1"), ("Z", "s2"), ("B", "s9")],
        )

    assert impossible.value.problems == (
        "service s2 stands twice",
        "assessor A stands twice",
        "conflict of B with s9: no service is called s9",
        "conflict of Z with s2: no assessor is called Z",
        "service s1: 1 assessors without a conflict, 2 needed",
    )


def test_nobody_is_no_assessor() -> None:
    with pytest.raises(AssignmentImpossible, match="0 assessors per service; at least 1"):
        assign(seed="x", services=SERVICES, assessors=["A"], per_service=0)


@settings(max_examples=40, deadline=None)
@given(st.text(min_size=1, max_size=8), st.integers(1, 3), st.randoms(use_true_random=False))
def test_the_order_of_the_files_does_not_matter_and_loads_are_even(seed: str, per_service: int, random) -> None:  # type: ignore[no-untyped-def]
    assessors = ["A", "B", "C", "D"]

    one = assign(seed=seed, services=SERVICES, assessors=assessors, per_service=per_service)
    other = assign(
        seed=seed,
        services=random.sample(SERVICES, 6),
        assessors=random.sample(assessors, 4),
        per_service=per_service,
    )

    assert (one.order, one.assigned) == (other.order, other.assigned)
    assert max(one.loads.values()) - min(one.loads.values()) <= 1
    assert sum(one.loads.values()) == 6 * per_service


def test_draws_are_fair_and_repeat() -> None:
    draws = drawn_places("seed", "purpose", 7)
    first = [next(draws) for _ in range(700)]
    again = drawn_places("seed", "purpose", 7)

    assert first == [next(again) for _ in range(700)]
    assert all(70 < first.count(place) < 130 for place in range(7))


def test_a_draw_that_would_be_unfair_is_drawn_again() -> None:
    """Below 3 x 2^30 a quarter of the 32-bit numbers has no fair place."""
    below = 3 * 2**30
    draws = drawn_places("seed", "purpose", below)

    assert all(next(draws) < below for _ in range(40))


@pytest.mark.parametrize("below", [0, 2**32 + 1])
def test_places_that_cannot_be_drawn_are_refused(below: int) -> None:
    with pytest.raises(ValueError, match="cannot be drawn; accepted: 1 to 2"):
        next(drawn_places("seed", "purpose", below))

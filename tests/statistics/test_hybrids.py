from __future__ import annotations

import pytest

from meyar.scoring import Edition, score
from meyar.statistics.hybrids import Amendment, AmendmentKind, Hybrids, amendments_between, in_groups
from tests.scoring.editions import answers, criterion, edition, parameter
from tests.statistics.two_years import A, B


def codes(one: Edition) -> list[str]:
    return [parameter.code for parameter in one.parameters]


def kinds(before: Edition, after: Edition) -> list[tuple[str, ...]]:
    return [(amendment.kind.value, *amendment.parameters) for amendment in amendments_between(before, after)]


def test_the_amendments_of_the_worked_example() -> None:
    assert kinds(A, B) == [("added", "p4"), ("dropped", "p5"), ("reweighted", "p1")]
    assert kinds(A, A) == []


@pytest.mark.parametrize(
    ("after", "expected"),
    [
        ({"gate": True}, [("gates",)]),
        ({"knock_outs": [{"parameter": "p1", "level": "no", "at_most": "kafi"}]}, [("gates",)]),
        ({"edges": "upper_closed"}, [("bands",)]),
        ({"grades": {"qeyri_kafi": "0", "kafi": "55", "yaxsi": "70", "ela": "90"}}, [("bands",)]),
        ({"policy": "zero"}, [("policy",)]),
        ({"unreachable": "zero"}, [("policy",)]),
        ({"nothing_applies": "kafi"}, [("policy",)]),
    ],
)
def test_what_is_not_about_a_parameter_is_an_amendment_too(after: dict[str, object], expected: object) -> None:
    criteria = criterion("C1", parameter("p1", "0", "1"))

    assert kinds(edition(criteria), edition(criteria, **after)) == expected


def test_other_words_are_no_amendment() -> None:
    reworded = parameter("p1", "0", "1", channels=["visit"], question={"az": "başqa sual"})

    assert kinds(edition(criterion("C1", parameter("p1", "0", "1"))), edition(criterion("C1", reworded))) == []


@pytest.mark.parametrize(
    "after",
    [
        [criterion("C1", parameter("p1", "0", "2"), parameter("p2", "0", "1"))],
        [criterion("C1", parameter("p1", "0", "0.5", "1"), parameter("p2", "0", "1"))],
        [criterion("C1", parameter("p1", "0", "1", na=True), parameter("p2", "0", "1"))],
        [criterion("C2", parameter("p1", "0", "1")), criterion("C1", parameter("p2", "0", "1"))],
    ],
)
def test_points_levels_not_applicable_and_criterion_reweight_a_parameter(after: list[dict[str, object]]) -> None:
    before = edition(criterion("C1", parameter("p1", "0", "1"), parameter("p2", "0", "1")))

    assert kinds(before, edition(*after)) == [("reweighted", "p1")]


def test_a_parameter_that_supersedes_another_replaces_it() -> None:
    before = edition(criterion("C1", parameter("p1", "0", "1"), parameter("p2", "0", "1")))
    after = edition(criterion("C1", parameter("p1b", "0", "2", supersedes="p1"), parameter("p2", "0", "1")))

    assert kinds(before, after) == [("replaced", "p1", "p1b")]
    assert codes(Hybrids(before, after).adopting(amendments_between(before, after))) == ["p1b", "p2"]
    assert codes(Hybrids(before, after).adopting([])) == ["p2", "p1"]


def test_editions_without_a_common_parameter_replace_everything_at_once() -> None:
    before, after = (edition(criterion("C1", parameter(code, "0", "1"))) for code in ("p1", "p2"))

    assert kinds(before, after) == [("replaced", "p1", "p2")]


def test_weights_are_amended_where_both_editions_have_the_criterion() -> None:
    first, second = parameter("p1", "0", "1"), parameter("p2", "0", "1")
    before = edition(criterion("C1", first, weight="60"), criterion("C2", second, weight="40"))
    after = edition(criterion("C1", first, weight="50"), criterion("C2", second, weight="40"))
    third = criterion("C3", parameter("p3", "0", "1"), weight="10")
    wider = edition(criterion("C1", first, weight="60"), criterion("C2", second, weight="40"), third)

    assert kinds(before, after) == [("weights",)]
    assert kinds(before, wider) == [("added", "p3")]
    assert [str(one.weight) for one in Hybrids(before, after).adopting([]).criteria] == ["60", "40"]
    assert [str(one.weight) for one in Hybrids(before, wider).adopting(amendments_between(before, wider)).criteria] == [
        "60",
        "40",
        "10",
    ]


def test_a_knock_out_on_what_a_hybrid_lacks_strikes_nobody() -> None:
    first, second = parameter("p1", "0", "1"), parameter("p2", "0", "1")
    struck = [{"parameter": "p2", "level": "no", "at_most": "kafi"}]
    before, after = edition(criterion("C1", first)), edition(criterion("C1", first, second), knock_outs=struck)
    added, gates = amendments_between(before, after)

    assert (added.kind, gates.kind) == (AmendmentKind.ADDED, AmendmentKind.GATES)
    assert Hybrids(before, after).adopting([gates]).knock_outs == ()
    assert len(Hybrids(before, after).adopting([added, gates]).knock_outs) == 1


def test_a_criterion_goes_with_its_last_parameter() -> None:
    first, second = parameter("p1", "0", "1"), parameter("p2", "0", "1")
    before = edition(criterion("C1", first), criterion("C2", second))
    after = edition(criterion("C1", first))

    assert [one.code for one in Hybrids(before, after).adopting(amendments_between(before, after)).criteria] == ["C1"]


@pytest.mark.parametrize("adopt_all", [False, True])
def test_no_amendment_is_the_old_edition_and_all_are_the_new(adopt_all: bool) -> None:
    hybrid = Hybrids(A, B).adopting(amendments_between(A, B) if adopt_all else [])
    given = answers("p1=l1 p2=l2 p3=l1 p4=l1 p5=l2")
    known = {code: given[code] for code in codes(hybrid)}

    assert sorted(codes(hybrid)) == sorted(codes(B if adopt_all else A))
    assert (
        score(hybrid, known, electronised=True).percent
        == score(B if adopt_all else A, known, electronised=True).percent
    )
    assert hybrid.code == "hybrid"


def test_too_many_amendments_are_joined_by_kind() -> None:
    many = [Amendment(AmendmentKind.ADDED, (f"p{place}",)) for place in range(8)]
    gates = Amendment(AmendmentKind.GATES)

    assert in_groups(many) == tuple(many)
    assert in_groups([*many, gates]) == (Amendment(AmendmentKind.ADDED, tuple(f"p{n}" for n in range(8))), gates)

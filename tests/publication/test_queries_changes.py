from __future__ import annotations

from fractions import Fraction

import pytest

from meyar.publication.queries.changes import BIGGEST, Pair, changes, neighbours, shift
from tests.factories.publication import Offered, publish, rules

pytestmark = pytest.mark.django_db

EXCELLENT, GOOD, POOR = "full yes yes yes yes", "full yes yes yes no", "none no no no no"


def the_pair() -> Pair:
    (pair,) = neighbours("en")
    return pair


def test_the_biggest_moves_come_first_and_zero_is_no_move() -> None:
    publish(2014, [Offered("up", answers=POOR), Offered("little", answers=GOOD), Offered("same"), Offered("down")])
    publish(2015, [Offered("same"), Offered("little"), Offered("up"), Offered("down", answers=POOR)])

    found = changes(the_pair(), "en")

    assert [(move.code, move.change) for move in found.up.moved] == [("up", 100), ("little", Fraction(50, 3))]
    assert [(move.code, move.change) for move in found.down.moved] == [("down", -100)]
    assert (found.rose, found.fell, found.kept) == (2, 1, 1)


def test_entries_exits_and_the_gate_are_told_apart() -> None:
    publish(2014, [Offered("left"), Offered("newly", electronised=False), Offered("no-longer")])
    publish(2015, [Offered("entered"), Offered("newly"), Offered("no-longer", electronised=False)])

    found = changes(the_pair(), "en")

    assert [move.code for move in found.newly_electronised.moved] == ["newly"]
    assert [move.code for move in found.no_longer_electronised.moved] == ["no-longer"]
    assert [one.code for one in found.entered.services] == ["entered"]
    assert [one.code for one in found.left.services] == ["left"]
    assert (found.compared, found.rose, found.fell, found.kept) == (2, 0, 0, 0)


def test_years_under_other_rules_are_refused() -> None:
    publish(2013, edition=rules("2013", weight="10"))
    publish(2014)

    with pytest.raises(ValueError, match=r"^2013-1 and 2014-1 were graded under different Rules\.$"):
        changes(the_pair(), "en")


@pytest.mark.parametrize(
    ("earlier", "later", "verdict"),
    [
        ([EXCELLENT, POOR], [GOOD, GOOD], "mixed"),
        ([GOOD, POOR], [EXCELLENT, GOOD], "better"),
        ([EXCELLENT, GOOD], [GOOD, POOR], "worse"),
        ([EXCELLENT, POOR], [POOR, EXCELLENT], "same"),
        ([GOOD], [], "unknown"),
    ],
)
def test_totals_support_a_direction_only_where_every_threshold_agrees(
    earlier: list[str], later: list[str], verdict: str
) -> None:
    publish(2013, [Offered(f"s-{n}", answers=one) for n, one in enumerate(earlier)], edition=rules("2013", weight="10"))
    publish(2014, [*(Offered(f"s-{n}", answers=one) for n, one in enumerate(later)), Offered("x", electronised=False)])

    assert shift(the_pair()).verdict == verdict


@pytest.mark.parametrize("count", [1, 3, 90])
def test_a_pair_costs_eight_queries(count: int, django_assert_num_queries) -> None:
    publish(2014, [Offered(f"s-{n}", answers=POOR) for n in range(count)])
    publish(2015, [Offered(f"s-{n}") for n in range(count)])
    pair = the_pair()

    with django_assert_num_queries(8):
        found = changes(pair, "az")

    assert (found.up.total, len(found.up.moved)) == (count, min(count, BIGGEST))

from __future__ import annotations

from fractions import Fraction

from meyar.scoring import margin_down, points_to_next, score, to_next_grade
from tests.scoring.editions import answers, criterion, edition, parameter


def test_139_9_of_200_points_miss_the_next_grade_by_a_tenth_of_a_point() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "139.9", "200")))
    card = score(rules, answers("p1=l1"))

    assert (card.percent, card.grade) == (Fraction("69.95"), "kafi")
    assert to_next_grade(rules, card) == Fraction("0.05")
    assert points_to_next(rules, card) == Fraction("0.1")
    assert margin_down(rules, card) == Fraction("19.95")


def test_points_are_counted_where_a_point_is_worth_most_and_still_to_be_had() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "9", "10"), weight="50"),
        criterion("C2", parameter("p2", "0", "100"), weight="50"),
    )
    card = score(rules, answers("p1=l1 p2=no"))

    assert (card.percent, to_next_grade(rules, card)) == (45, 5)
    assert points_to_next(rules, card) == 1

    card = score(rules, answers("p1=l2 p2=no"))

    assert (card.percent, to_next_grade(rules, card)) == (50, 20)
    assert points_to_next(rules, card) == 40


def test_the_top_has_no_next_grade_and_the_bottom_none_below() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "100")))
    top, bottom = score(rules, answers("p1=yes")), score(rules, answers("p1=no"))

    assert (to_next_grade(rules, top), points_to_next(rules, top), margin_down(rules, top)) == (None, None, 10)
    assert (to_next_grade(rules, bottom), margin_down(rules, bottom)) == (50, None)


def test_a_card_without_a_percent_has_no_margins() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "100", na=True)), nothing_applies="kafi", gate=True)

    for card in (
        score(rules, answers("p1=na"), electronised=True),
        score(rules, {}, electronised=True),
        score(rules, {}, electronised=False),
    ):
        assert (to_next_grade(rules, card), points_to_next(rules, card), margin_down(rules, card)) == (None, None, None)


def test_no_points_are_missing_where_a_knock_out_holds_the_grade() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "5"), parameter("p2", "0", "95")),
        knock_outs=[{"parameter": "p1", "level": "no", "at_most": "kafi"}],
    )
    card = score(rules, answers("p1=no p2=yes"))

    assert (to_next_grade(rules, card), points_to_next(rules, card)) == (0, 0)


def test_a_criterion_where_nothing_applies_offers_no_points() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "10", na=True)),
        criterion("C2", parameter("p2", "0", "45", "100")),
    )
    card = score(rules, answers("p1=na p2=l1"))

    assert (to_next_grade(rules, card), points_to_next(rules, card)) == (5, 5)

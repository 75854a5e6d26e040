from __future__ import annotations

from fractions import Fraction
from itertools import product

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meyar.scoring import WeightBox, grades_within_box, score, weight_box
from tests.scoring.editions import answers, criterion, edition, parameter

WEIGHTS = [Fraction(40), Fraction(30), Fraction(30)]
QUARTER = Fraction(1, 4)


@pytest.mark.parametrize(
    ("scores", "nominal", "lowest", "highest", "grades"),
    [
        ((100, 60, 40), "70", "450/7", "1450/19", ("kafi", "yaxsi")),
        ((70, 70, 70), "70", "70", "70", ("yaxsi",)),
        ((95, 80, 90), "89", "175/2", "1715/19", ("yaxsi", "ela")),
        ((30, 50, 75), "99/2", "1725/38", "215/4", ("qeyri_kafi", "kafi")),
    ],
)
def test_weights_off_by_a_quarter_move_the_percent_within_exact_bounds(
    scores: tuple[int, ...], nominal: str, lowest: str, highest: str, grades: tuple[str, ...]
) -> None:
    """TV-3."""
    rules = edition(criterion("C1", parameter("p1", "0", "1")))
    box = weight_box([Fraction(s) for s in scores], WEIGHTS, QUARTER)

    assert box == WeightBox(Fraction(nominal), Fraction(lowest), Fraction(highest))
    first, last = (rules.grade_index_at(percent) for percent in (box.lowest, box.highest))
    assert tuple(grade.code for grade in rules.grades[first : last + 1]) == grades


def test_the_grades_within_the_box_follow_the_criteria_of_the_card() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "40")),
        criterion("C2", parameter("p2", "0", "18", "30")),
        criterion("C3", parameter("p3", "0", "12", "30")),
    )
    card = score(rules, answers("p1=yes p2=l1 p3=l1"))

    assert grades_within_box(rules, card, QUARTER) == ("kafi", "yaxsi")
    assert grades_within_box(rules, card, Fraction(0)) == ("yaxsi",)


def test_a_knock_out_holds_within_the_box() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "40")),
        criterion("C2", parameter("p2", "0", "18", "30")),
        criterion("C3", parameter("p3", "0", "12", "30")),
        knock_outs=[{"parameter": "p1", "level": "yes", "at_most": "kafi"}],
    )

    assert grades_within_box(rules, score(rules, answers("p1=yes p2=l1 p3=l1")), QUARTER) == ("kafi",)


def test_a_service_without_a_percent_has_no_box() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "40")))

    assert grades_within_box(rules, score(rules, {}), QUARTER) == ()


@settings(deadline=None)
@given(
    pairs=st.lists(st.tuples(st.integers(0, 100), st.integers(1, 60)), min_size=1, max_size=5),
    spread=st.fractions(0, Fraction(19, 20), max_denominator=20),
)
def test_the_extremes_stand_at_corners_of_the_box(pairs: list[tuple[int, int]], spread: Fraction) -> None:
    scores, weights = ([Fraction(value) for value in values] for values in zip(*pairs, strict=True))
    corners = [
        sum(s * w * f for s, w, f in zip(scores, weights, factors, strict=True))
        / sum(w * f for w, f in zip(weights, factors, strict=True))
        for factors in product((1 - spread, 1 + spread), repeat=len(scores))
    ]

    box = weight_box(scores, weights, spread)

    assert (box.lowest, box.highest) == (min(corners), max(corners))


@pytest.mark.parametrize(
    ("scores", "weights", "spread"),
    [([], [], 0), ([1], [1, 2], 0), ([1], [0], 0), ([1], [1], 1), ([1], [1], -1)],
)
def test_a_box_that_makes_no_sense_is_refused(scores: list[int], weights: list[int], spread: int) -> None:
    with pytest.raises(ValueError, match=r"weights"):
        weight_box([Fraction(s) for s in scores], [Fraction(w) for w in weights], Fraction(spread))

from __future__ import annotations

from fractions import Fraction

import pytest

from meyar.scoring import Edition, Scorecard, score
from meyar.statistics.robustness import dominance, weight_robustness
from tests.scoring.editions import answers, criterion, edition, parameter

I, S, G, E = "qeyri_kafi", "kafi", "yaxsi", "ela"  # noqa: E741 - the letters of the method


def three_criteria(percents: str) -> tuple[Edition, Scorecard]:
    """Weights 40, 30, 30; every criterion has one parameter with the points found of 100."""
    marks = [int(word) for word in percents.split()]
    rules = edition(
        *(
            criterion(f"C{place}", parameter(f"p{place}", "0", str(min(mark, 99)), "100"), weight=weight)
            for place, (mark, weight) in enumerate(zip(marks, ("40", "30", "30"), strict=True))
        )
    )
    levels = " ".join(f"p{place}={'l2' if mark == 100 else 'l1'}" for place, mark in enumerate(marks))
    return rules, score(rules, answers(levels))


@pytest.mark.parametrize(
    ("percents", "nominal", "lowest", "highest", "grades"),
    [
        ("100 60 40", "70", "450/7", "1450/19", (S, G)),
        ("70 70 70", "70", "70", "70", (G,)),
        ("95 80 90", "89", "175/2", "1715/19", (G, E)),
        ("30 50 75", "99/2", "1725/38", "215/4", (I, S)),
    ],
)
def test_tv_3_exact_weight_box(percents: str, nominal: str, lowest: str, highest: str, grades: tuple[str, ...]) -> None:
    found = weight_robustness(*three_criteria(percents))

    assert found is not None
    assert (found.nominal, found.lowest, found.highest) == (Fraction(nominal), Fraction(lowest), Fraction(highest))
    assert (found.grades, found.certain) == (grades, len(grades) == 1)


def test_without_a_percent_there_is_nothing_to_be_certain_of() -> None:
    rules, _ = three_criteria("70 70 70")

    assert weight_robustness(rules, score(rules, {})) is None


def test_pairs_whose_order_no_weights_turn() -> None:
    """Of five services with a percent: best beats mixed, other and equal."""
    rules = edition(
        criterion("C1", parameter("p1", "0", "1", "2")), criterion("C2", parameter("p2", "0", "1", "2", na=True))
    )
    given = {
        "mixed": "p1=l0 p2=l2",
        "best": "p1=l2 p2=l2",
        "other": "p1=l1 p2=l1",
        "equal": "p1=l1 p2=l1",
        "alone": "p1=l2 p2=na",
        "open": "p1=l2",
    }

    found = dominance({service: score(rules, answers(words)) for service, words in given.items()})

    assert (found.pairs, found.dominated, found.share) == (10, 3, Fraction(3, 10))


def test_one_service_makes_no_pair() -> None:
    _, card = three_criteria("70 70 70")

    assert dominance({"s": card}).share is None

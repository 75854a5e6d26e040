from __future__ import annotations

from fractions import Fraction

import pytest

from meyar.scoring import (
    NOT_APPLICABLE,
    UNREACHABLE,
    AnswersDoNotFit,
    Edition,
    PercentOutOfRange,
    State,
    score,
)
from tests.scoring.editions import answers, criterion, edition, parameter


def vector_1(policy: str) -> Edition:
    return edition(
        criterion("C1", parameter("p1", "0", "20"), parameter("p2", "0", "10", "20")),
        criterion("C2", parameter("p3", "0", "10"), parameter("p4", "0", "20", na=True)),
        criterion("C3", parameter("p5", "0", "12", "30")),
        policy=policy,
    )


VECTOR_1_ANSWERS = "p1=yes p2=l1 p3=yes p4=na p5=l1"


@pytest.mark.parametrize(
    ("policy", "percent", "grade"),
    [("exclude_global", 65, "kafi"), ("exclude_within_criterion", 72, "yaxsi"), ("zero", 52, "kafi")],
)
def test_one_answer_that_does_not_apply_gives_two_different_grades(policy: str, percent: int, grade: str) -> None:
    """TV-1."""
    card = score(vector_1(policy), answers(VECTOR_1_ANSWERS))

    assert (card.state, card.percent, card.grade) == (State.GRADED, percent, grade)
    assert (card.points, card.maximum) == (52, 80)


def test_the_percent_is_the_weighted_arithmetic_mean_of_the_criteria() -> None:
    """TV-2, the official aggregation."""
    rules = edition(
        criterion("C1", parameter("p1", "0", "1"), weight="40"),
        criterion("C2", parameter("p2", "0", "6", "10"), weight="30"),
        criterion("C3", parameter("p3", "0", "4", "10"), weight="30"),
    )

    card = score(rules, answers("p1=yes p2=l1 p3=l1"))

    assert card.percent == 70
    assert [criterion.percent for criterion in card.criteria] == [100, 60, 40]


def three_weighted(first: str, second: str, third: str) -> Edition:
    return edition(
        criterion("C1", parameter("p1", "0", first, "100"), weight="0.35"),
        criterion("C2", parameter("p2", "0", second, "100"), weight="0.35"),
        criterion("C3", parameter("p3", "0", third, "100"), weight="0.3"),
    )


@pytest.mark.parametrize("percents", [("45", "85", "15"), ("85", "45", "15")])
def test_a_service_on_the_edge_is_graded_where_binary_numbers_would_fail_it(percents: tuple[str, str, str]) -> None:
    """TV-23: in binary floating point the sum is 49.99999999999999."""
    assert sum(weight * int(p) for weight, p in zip((0.35, 0.35, 0.30), percents, strict=True)) < 50

    card = score(three_weighted(*percents), answers("p1=l1 p2=l1 p3=l1"))

    assert (card.percent, card.grade) == (50, "kafi")


def test_97_of_194_points_are_exactly_50_percent() -> None:
    """TV-23: 97 * (100 / 194) is 49.99999999999999 in binary floating point."""
    card = score(edition(criterion("C1", parameter("p1", "0", "97", "194"))), answers("p1=l1"))

    assert (card.percent, card.grade) == (50, "kafi")


@pytest.mark.parametrize(
    ("percent", "grade"),
    [
        ("0", "qeyri_kafi"),
        ("49.9999", "qeyri_kafi"),
        ("50", "kafi"),
        ("69.9999", "kafi"),
        ("70", "yaxsi"),
        ("90", "ela"),
        ("100", "ela"),
    ],
)
def test_an_edge_belongs_to_the_grade_above_where_the_edition_says_so(percent: str, grade: str) -> None:
    """TV-22."""
    rules = edition(criterion("C1", parameter("p1", "0", "1")), edges="lower_closed")

    assert rules.grade_at(Fraction(percent)).code == grade


@pytest.mark.parametrize(
    ("percent", "grade"),
    [("0", "qeyri_kafi"), ("50", "qeyri_kafi"), ("50.0001", "kafi"), ("90", "yaxsi"), ("100", "ela")],
)
def test_an_edge_belongs_to_the_grade_below_where_the_edition_says_so(percent: str, grade: str) -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "1")), edges="upper_closed")

    assert rules.grade_at(Fraction(percent)).code == grade


@pytest.mark.parametrize("percent", [Fraction(-1, 10**9), Fraction(100) + Fraction(1, 10**9)])
def test_a_percent_out_of_range_is_an_error_and_is_not_clamped(percent: Fraction) -> None:
    """TV-22."""
    rules = edition(criterion("C1", parameter("p1", "0", "1")))

    with pytest.raises(PercentOutOfRange):
        rules.grade_at(percent)


def test_a_whole_criterion_that_does_not_apply_leaves_its_weight_to_the_others() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "20", na=True)),
        criterion("C2", parameter("p2", "0", "6", "10")),
        criterion("C3", parameter("p3", "0", "30")),
    )

    card = score(rules, answers("p1=na p2=l1 p3=yes"))

    assert card.percent == 90
    assert [c.share_available for c in card.criteria] == [0, 25, 75]
    assert card.criteria[0].percent is None


def test_a_service_where_nothing_applies_has_a_state_of_its_own() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "20", na=True)))

    card = score(rules, {"p1": NOT_APPLICABLE})

    assert (card.state, card.percent, card.grade, card.possible_grades) == (State.NOTHING_APPLIES, None, None, ())
    assert (card.points, card.maximum) == (0, 0)


def test_an_edition_may_give_a_grade_where_nothing_applies() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "20", na=True)), nothing_applies="kafi")

    card = score(rules, {"p1": NOT_APPLICABLE})

    assert (card.state, card.percent, card.grade) == (State.GRADED, None, "kafi")


def test_the_gate_decides_before_any_points() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "20")), gate=True)

    card = score(rules, answers("p1=yes"), electronised=False)

    assert (card.state, card.grade, card.percent) == (State.NOT_ELECTRONISED, None, None)
    assert (card.lines, card.criteria) == ((), ())


def test_an_open_gate_leaves_not_electronised_possible() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "20")), gate=True)

    card = score(rules, answers("p1=yes"))

    assert (card.state, card.grade, card.percent) == (State.UNDETERMINED, None, None)
    assert card.possible_grades == ("not_electronised", "ela")
    assert (card.lowest_percent, card.highest_percent) == (100, 100)


def test_without_a_gate_every_service_is_graded() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "20")))

    assert score(rules, answers("p1=yes"), electronised=False).grade == "ela"


def test_a_parameter_that_is_not_assessed_gives_an_interval_and_never_a_grade() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "60"), parameter("p2", "0", "40")))

    card = score(rules, answers("p1=yes"))

    assert (card.state, card.grade, card.percent) == (State.UNDETERMINED, None, None)
    assert (card.lowest_percent, card.highest_percent) == (60, 100)
    assert card.possible_grades == ("kafi", "ela")
    assert [(line.points, line.share_of_total) for line in card.lines] == [(60, None), (None, None)]


def test_an_unreachable_service_waits_for_assessment_or_counts_as_the_lowest_level() -> None:
    criteria = criterion("C1", parameter("p1", "5", "20"), parameter("p2", "0", "20"))
    given = {**answers("p2=yes"), "p1": UNREACHABLE}

    waits = score(edition(criteria), given)
    counts = score(edition(criteria, unreachable="zero"), given)

    assert (waits.state, waits.lowest_percent) == (State.UNDETERMINED, Fraction(125, 2))
    assert (counts.state, counts.percent, counts.lines[0].level) == (State.GRADED, Fraction(125, 2), "no")


def test_a_knock_out_caps_the_grade_and_is_named() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "5"), parameter("p2", "0", "95")),
        knock_outs=[
            {"parameter": "p1", "level": "no", "at_most": "kafi", "source": "bənd 7"},
            {"parameter": "p2", "level": "no", "at_most": "qeyri_kafi"},
        ],
    )

    card = score(rules, answers("p1=no p2=yes"))

    assert (card.percent, card.grade) == (95, "kafi")
    assert [(k.parameter, k.source) for k in card.knocked_out_by] == [("p1", "bənd 7")]


def test_a_knock_out_above_the_band_changes_nothing() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "60"), parameter("p2", "0", "40")),
        knock_outs=[{"parameter": "p1", "level": "no", "at_most": "kafi"}],
    )

    card = score(rules, answers("p1=no p2=yes"))

    assert (card.percent, card.grade, card.knocked_out_by) == (40, "qeyri_kafi", ())


@pytest.mark.parametrize("policy", ["exclude_global", "exclude_within_criterion", "zero"])
def test_the_shares_of_the_lines_and_of_the_criteria_sum_to_the_percent(policy: str) -> None:
    card = score(vector_1(policy), answers(VECTOR_1_ANSWERS))

    for parts in (card.lines, card.criteria):
        assert sum(part.share_of_total for part in parts if part.share_of_total) == card.percent
        assert sum(part.share_available for part in parts if part.share_available) == 100


def test_a_line_says_what_the_answer_brought_and_where_the_rule_comes_from() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "6", "12", provenance={"wording": "source"}, clause="bənd 1")),
        criterion("C2", parameter("p2", "0", "8", na=True)),
    )

    first, second = score(rules, answers("p1=l1 p2=na")).lines

    assert (first.code, first.criterion, first.level, first.points, first.maximum) == ("p1", "C1", "l1", 6, 12)
    assert (first.share_of_total, first.share_available) == (50, 100)
    assert (first.provenance, first.clause) == ({"wording": "source"}, "bənd 1")
    assert (second.answer, second.points, second.maximum) == (NOT_APPLICABLE, None, 8)
    assert (second.share_of_total, second.share_available) == (0, 0)


def test_given_weights_decide_what_a_point_is_worth_under_every_policy() -> None:
    def percent(policy: str) -> Fraction | None:
        rules = edition(
            criterion("C1", parameter("p1", "0", "1"), parameter("p2", "0", "1", na=True), weight="30"),
            criterion("C2", parameter("p3", "0", "10"), weight="70"),
            policy=policy,
        )
        return score(rules, answers("p1=yes p2=na p3=no")).percent

    assert percent("exclude_within_criterion") == 30
    assert percent("exclude_global") == Fraction(100 * 15, 85)
    assert percent("zero") == 15


def test_answers_that_do_not_fit_are_all_named_with_what_is_accepted() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "2", "3"), parameter("p2", "0", "1"), parameter("p3", "0", "1", na=True)),
        gate=True,
    )

    with pytest.raises(AnswersDoNotFit) as refusal:
        score(rules, answers("p9=yes electronised=yes p1=full p2=na p3=na"), electronised=False)

    assert str(refusal.value).splitlines() == [
        "p9: edition small has no such parameter; accepted: p1, p2, p3",
        "electronised: is the gate, not a parameter; it is answered apart from the parameters; accepted: p1, p2, p3",
        'p1: has no level "full"; accepted: l0, l1, l2, not_assessed, unreachable',
        'p2: "na" is not accepted for this parameter; accepted: no, yes, not_assessed, unreachable',
    ]
    assert refusal.value.problems[2].accepted == ("l0", "l1", "l2", "not_assessed", "unreachable")

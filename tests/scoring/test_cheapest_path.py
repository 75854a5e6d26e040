from __future__ import annotations

from fractions import Fraction
from itertools import product

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from meyar.scoring import Answer, AnswerKind, Edition, Path, Step, cheapest_path, score
from tests.scoring.editions import answers, criterion, edition, parameter
from tests.scoring.random_editions import answers_to, editions


def test_one_great_step_is_cheaper_than_two_small_ones() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "10"), parameter("p2", "0", "10"), parameter("p3", "0", "5", "30", "80"))
    )

    path = cheapest_path(rules, answers("p1=no p2=no p3=l2"))

    assert path == Path((Step("p3", "l2", "l3", Fraction(50)),), Fraction(80), "yaxsi")


def test_among_as_many_steps_the_fewest_points_and_then_the_earliest_parameter_win() -> None:
    rules = edition(
        criterion(
            "C1",
            parameter("p1", "0", "30"),
            parameter("p2", "0", "20", "25"),
            parameter("p3", "0", "20"),
            parameter("p4", "0", "25"),
        )
    )

    path = cheapest_path(rules, answers("p1=yes p2=l0 p3=no p4=no"))

    assert path == Path((Step("p2", "l0", "l1", Fraction(20)),), Fraction(50), "kafi")


def test_a_knock_out_must_be_left_even_where_points_suffice() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "2", "5"), parameter("p2", "0", "95")),
        knock_outs=[
            {"parameter": "p1", "level": "l0", "at_most": "kafi"},
            {"parameter": "p1", "level": "l1", "at_most": "kafi"},
        ],
    )

    path = cheapest_path(rules, answers("p1=l0 p2=yes"))

    assert path == Path((Step("p1", "l0", "l2", Fraction(5)),), Fraction(100), "ela")


def test_there_is_no_path_past_a_knock_out_on_the_highest_level() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "5"), parameter("p2", "0", "95")),
        knock_outs=[{"parameter": "p1", "level": "yes", "at_most": "kafi"}],
    )

    assert cheapest_path(rules, answers("p1=yes p2=yes")) is None


def test_there_is_no_path_where_what_does_not_apply_keeps_the_points() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "60", na=True), parameter("p2", "0", "40")), policy="zero")

    assert cheapest_path(rules, answers("p1=na p2=no")) is None


def test_there_is_no_path_from_the_top_nor_without_a_grade() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "1", na=True)), gate=True, nothing_applies="kafi")

    assert cheapest_path(rules, answers("p1=yes"), electronised=True) is None
    assert cheapest_path(rules, answers("p1=no"), electronised=False) is None
    assert cheapest_path(rules, {}, electronised=True) is None
    assert cheapest_path(rules, answers("p1=na"), electronised=True) is None


def test_an_edge_of_the_lower_grade_must_be_passed() -> None:
    criteria = criterion("C1", parameter("p1", "0", "50", "51"), parameter("p2", "0", "49"))

    assert cheapest_path(edition(criteria), answers("p1=l0 p2=no")) == Path(
        (Step("p1", "l0", "l1", Fraction(50)),), Fraction(50), "kafi"
    )
    assert cheapest_path(edition(criteria, edges="upper_closed"), answers("p1=l0 p2=no")) == Path(
        (Step("p1", "l0", "l2", Fraction(51)),), Fraction(51), "kafi"
    )


def test_forty_parameters_are_searched_exactly() -> None:
    rules = edition(
        criterion("C1", *(parameter(f"a{n}", "0", str(n + 1), str(2 * n + 2)) for n in range(20))),
        criterion("C2", *(parameter(f"b{n}", "0", str(3 * n + 1)) for n in range(20))),
    )
    nothing = {one.code: Answer.of(one.levels[0].code) for one in rules.parameters}

    path = cheapest_path(rules, nothing)

    assert path is not None
    assert (len(path.steps), sum(step.points for step in path.steps), path.percent, path.grade) == (
        12,  # 58 + 55 + ... + 36 are 494 in eleven steps
        505,
        50,
        "kafi",
    )


def cheapest_by_brute_force(
    rules: Edition, given_answers: dict[str, Answer], wanted: int
) -> tuple[int, Fraction] | None:
    """Fewest steps and points of all better answers that reach the grade."""
    counted = {line.code: line.level for line in score(rules, given_answers, electronised=True).lines}
    choices = []
    for one in rules.parameters:
        codes = [level.code for level in one.levels]
        now = counted[one.code]
        choices.append([None] if now is None else [None, *codes[codes.index(now) + 1 :]])
    found = []
    for levels in product(*choices):
        chosen = {one.code: level for one, level in zip(rules.parameters, levels, strict=True) if level is not None}
        better = {**given_answers, **{code: Answer.of(level) for code, level in chosen.items()}}
        grade = score(rules, better, electronised=True).grade
        if grade is not None and rules.grade_index(grade) >= wanted:
            gained = sum(
                rules.parameter(code).level(level).points - rules.parameter(code).level(str(counted[code])).points
                for code, level in chosen.items()
            )
            found.append((len(chosen), Fraction(gained)))
    return min(found, default=None)


@settings(max_examples=100, deadline=None)
@given(st.data())
def test_the_path_reaches_the_next_grade_and_no_cheaper_one_exists(data: st.DataObject) -> None:
    rules = data.draw(editions())
    given_answers = {
        code: answer
        for code, answer in data.draw(answers_to(rules)).items()
        if answer.kind is not AnswerKind.NOT_ASSESSED
    }
    card = score(rules, given_answers, electronised=True)
    assume(card.percent is not None)
    assert card.grade is not None
    wanted = rules.grade_index(card.grade) + 1
    assume(wanted < len(rules.grades))

    path = cheapest_path(rules, given_answers, electronised=True)

    expected = cheapest_by_brute_force(rules, given_answers, wanted)
    if path is None:
        assert expected is None
    else:
        better = {**given_answers, **{step.parameter: Answer.of(step.to_level) for step in path.steps}}
        reached = score(rules, better, electronised=True)
        assert (reached.percent, reached.grade) == (path.percent, path.grade)
        assert rules.grade_index(path.grade) >= wanted
        assert (len(path.steps), sum(step.points for step in path.steps)) == expected

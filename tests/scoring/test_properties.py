from __future__ import annotations

from fractions import Fraction

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from meyar.scoring import Answer, AnswerKind, Edition, State, decimal_string, edition_from_canonical_json, score
from tests.scoring.editions import quick_edition
from tests.scoring.random_editions import answers_to, completions, editions


@settings(deadline=None)
@given(st.data())
def test_the_order_of_the_answers_does_not_matter(data: st.DataObject) -> None:
    rules = data.draw(editions())
    given_answers = data.draw(answers_to(rules))
    shuffled = dict(data.draw(st.permutations(list(given_answers.items()))))

    assert score(rules, shuffled, electronised=True) == score(rules, given_answers, electronised=True)


@settings(deadline=None)
@given(st.data())
def test_a_better_answer_never_lowers_the_percent_or_the_grade(data: st.DataObject) -> None:
    rules = data.draw(editions(knock_outs_on_the_lowest_level=True))
    before = data.draw(answers_to(rules, all_known=True))
    codes = [code for code, answer in before.items() if answer.kind is AnswerKind.LEVEL]
    assume(codes)
    parameter = rules.parameter(data.draw(st.sampled_from(codes)))
    levels = [level.code for level in parameter.levels]
    better = data.draw(st.sampled_from(levels[levels.index(before[parameter.code].word) :]))

    low = score(rules, before, electronised=True)
    high = score(rules, {**before, parameter.code: Answer.of(better)}, electronised=True)

    assert low.percent is not None
    assert low.grade is not None
    assert high.percent is not None
    assert high.grade is not None
    assert low.percent <= high.percent
    assert rules.grade_index(low.grade) <= rules.grade_index(high.grade)


def scaled(rules: Edition, factor: Fraction) -> Edition:
    data = rules.model_dump(mode="json", by_alias=True)
    for criterion in data["criteria"]:
        if criterion["weight"]:
            criterion["weight"] = decimal_string(Fraction(criterion["weight"]) * factor)
        for parameter in criterion["parameters"]:
            for level in parameter["levels"]:
                level["points"] = decimal_string(Fraction(level["points"]) * factor)
    return quick_edition(data)


@settings(deadline=None)
@given(st.data(), st.sampled_from([Fraction(1, 4), Fraction(3), Fraction(7, 2)]))
def test_scaling_all_points_changes_no_percent_and_no_grade(data: st.DataObject, factor: Fraction) -> None:
    rules = data.draw(editions())
    given_answers = data.draw(answers_to(rules))

    before = score(rules, given_answers, electronised=True)
    after = score(scaled(rules, factor), given_answers, electronised=True)

    assert (after.percent, after.grade, after.possible_grades) == (before.percent, before.grade, before.possible_grades)
    assert after.points == before.points * factor


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_the_interval_and_the_possible_grades_are_those_of_all_completions(data: st.DataObject) -> None:
    rules = data.draw(editions())
    given_answers = data.draw(answers_to(rules))
    card = score(rules, given_answers, electronised=True)
    assume(card.state is State.UNDETERMINED)
    unknown = [
        line.code for line in card.lines if line.level is None and line.answer.kind is not AnswerKind.NOT_APPLICABLE
    ]

    outcomes = [score(rules, one, electronised=True) for one in completions(rules, given_answers, unknown)]

    percents = [outcome.percent for outcome in outcomes if outcome.percent is not None]
    grades = {outcome.grade for outcome in outcomes if outcome.grade is not None}
    assert (card.lowest_percent, card.highest_percent) == (min(percents), max(percents))
    assert card.possible_grades == tuple(grade.code for grade in rules.grades if grade.code in grades)


@settings(deadline=None)
@given(st.data())
def test_the_shares_sum_to_the_percent_under_every_edition(data: st.DataObject) -> None:
    rules = data.draw(editions())
    card = score(rules, data.draw(answers_to(rules, all_known=True)), electronised=True)
    assume(card.percent is not None)

    for parts in (card.criteria, card.lines):
        assert sum(part.share_of_total or 0 for part in parts) == card.percent
        assert sum(part.share_available or 0 for part in parts) == 100


@settings(deadline=None)
@given(editions())
def test_an_edition_comes_back_from_its_canonical_json_with_the_same_hash(rules: Edition) -> None:
    again = edition_from_canonical_json(rules.canonical_json)

    assert again == rules
    assert (again.sha256, hash(again)) == (rules.sha256, hash(rules))

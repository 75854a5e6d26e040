from __future__ import annotations

import pytest

from meyar.scoring import NOT_APPLICABLE, NOT_ASSESSED, UNREACHABLE, Answer, AnswerKind, accepted_words, parse_answer
from tests.scoring.editions import criterion, edition, parameter


@pytest.mark.parametrize(
    ("word", "answer"),
    [
        ("na", NOT_APPLICABLE),
        (" NA ", NOT_APPLICABLE),
        ("not_assessed", NOT_ASSESSED),
        ("unreachable", UNREACHABLE),
        ("up_to_3_clicks", Answer.of("up_to_3_clicks")),
    ],
)
def test_a_word_of_a_sheet_is_a_level_or_one_of_three_kinds(word: str, answer: Answer) -> None:
    assert parse_answer(word) == answer


@pytest.mark.parametrize("word", ["na", "not_assessed", "unreachable", "full"])
def test_an_answer_gives_back_its_word(word: str) -> None:
    assert parse_answer(word).word == word


@pytest.mark.parametrize(("kind", "level"), [(AnswerKind.LEVEL, None), (AnswerKind.NOT_APPLICABLE, "full")])
def test_an_answer_has_a_level_exactly_when_it_is_one(kind: AnswerKind, level: str | None) -> None:
    with pytest.raises(ValueError, match="exactly when"):
        Answer(kind, level)


def test_not_applicable_is_an_accepted_word_only_where_the_edition_says_so() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "1"), parameter("p2", "0", "1", na=True)))

    assert accepted_words(rules, "p1") == ("no", "yes", "not_assessed", "unreachable")
    assert accepted_words(rules, "p2") == ("no", "yes", "na", "not_assessed", "unreachable")

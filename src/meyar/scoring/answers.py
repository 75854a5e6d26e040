"""Answers to the parameters of an edition: a level, or one of three kinds of no level, kept apart."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

from meyar.scoring.edition import GATE_CODE, Edition


class AnswerKind(StrEnum):
    LEVEL = "level"
    NOT_APPLICABLE = "na"
    NOT_ASSESSED = "not_assessed"
    UNREACHABLE = "unreachable"


@dataclass(frozen=True)
class Answer:
    kind: AnswerKind
    level: str | None = None  # code of the level; only with AnswerKind.LEVEL

    def __post_init__(self) -> None:
        if (self.kind is AnswerKind.LEVEL) != (self.level is not None):
            raise ValueError("an answer has a level exactly when it is of the kind level")

    @classmethod
    def of(cls, level: str) -> Answer:
        return cls(AnswerKind.LEVEL, level)

    @property
    def word(self) -> str:
        """The word a sheet of answers uses: the level's code, na, not_assessed or unreachable."""
        return self.kind.value if self.level is None else self.level


NOT_APPLICABLE = Answer(AnswerKind.NOT_APPLICABLE)
NOT_ASSESSED = Answer(AnswerKind.NOT_ASSESSED)
UNREACHABLE = Answer(AnswerKind.UNREACHABLE)

_WORDS = {answer.word: answer for answer in (NOT_APPLICABLE, NOT_ASSESSED, UNREACHABLE)}


def parse_answer(word: str) -> Answer:
    """Read a word of a sheet. A word that is none of the three kinds is taken for a level's code;
    whether the parameter has that level is known only to `check_answers`."""
    code = word.strip().lower()
    return _WORDS.get(code) or Answer.of(code)


@dataclass(frozen=True)
class AnswerProblem:
    parameter: str
    answer: str  # the word given
    message: str
    accepted: tuple[str, ...]  # parameter codes or answer words, as the message says

    def __str__(self) -> str:
        return f"{self.parameter}: {self.message}; accepted: {', '.join(self.accepted)}"


class AnswersDoNotFit(ValueError):
    """The answers do not fit the edition. `problems` names every one of them."""

    def __init__(self, problems: tuple[AnswerProblem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def check_answers(edition: Edition, answers: Mapping[str, Answer]) -> None:
    """Raises AnswersDoNotFit naming all unknown parameters, unknown levels and N/A where it is not accepted."""
    problems = tuple(answer_problems(edition, answers))
    if problems:
        raise AnswersDoNotFit(problems)


def answer_problems(edition: Edition, answers: Mapping[str, Answer]) -> Iterator[AnswerProblem]:
    """Unknown parameters first, in the order given, then the answers in the edition's order."""
    codes = tuple(parameter.code for parameter in edition.parameters)
    for code, answer in answers.items():
        if code == GATE_CODE:
            message = "is the gate, not a parameter; it is answered apart from the parameters"
            yield AnswerProblem(code, answer.word, message, codes)
        elif code not in codes:
            message = f"edition {edition.code} has no such parameter"
            yield AnswerProblem(code, answer.word, message, codes)
    for parameter in edition.parameters:
        given = answers.get(parameter.code, NOT_ASSESSED)
        levels = tuple(level.code for level in parameter.levels)
        if given.kind is AnswerKind.LEVEL and given.level not in levels:
            yield AnswerProblem(
                parameter.code,
                given.word,
                f'has no level "{given.level}"',
                accepted_words(edition, parameter.code),
            )
        elif given.kind is AnswerKind.NOT_APPLICABLE and parameter.not_applicable is None:
            message = '"na" is not accepted for this parameter'
            yield AnswerProblem(parameter.code, given.word, message, accepted_words(edition, parameter.code))


def accepted_words(edition: Edition, parameter: str) -> tuple[str, ...]:
    """Every word a sheet may hold for the parameter: levels lowest first, then the other kinds."""
    known = edition.parameter(parameter)
    kinds = [AnswerKind.NOT_ASSESSED, AnswerKind.UNREACHABLE]
    if known.not_applicable is not None:
        kinds.insert(0, AnswerKind.NOT_APPLICABLE)
    return (*(level.code for level in known.levels), *(kind.value for kind in kinds))

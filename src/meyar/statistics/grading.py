"""Answers of many services as small numbers that any edition can read, and their states in one go."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import numpy.typing as npt

from meyar.scoring import NOT_ASSESSED, Answer, AnswerKind, Edition, Parameter, State, score
from meyar.scoring.bulk import CODE_OF_KIND, CODE_OF_STATE, BoundExceeded, Codes, compile_edition
from meyar.statistics.feasible import ServiceAnswers, readable

UNDETERMINED = CODE_OF_STATE[State.UNDETERMINED]

_UNKNOWN = CODE_OF_KIND[AnswerKind.NOT_ASSESSED]


@dataclass(frozen=True)
class AnswerTable:
    """One row per service. A parameter nobody answered has no column."""

    electronised: Sequence[bool | None]
    columns: Mapping[str, npt.NDArray[np.unsignedinteger[Any]]]  # by parameter: places in `words`
    words: Mapping[str, tuple[Answer, ...]]

    def __len__(self) -> int:
        return len(self.electronised)

    @classmethod
    def of(cls, services: Iterable[ServiceAnswers]) -> AnswerTable:
        rows = list(services)
        columns, words = {}, {}
        for code in dict.fromkeys(code for row in rows for code in row.answers):
            places: dict[Answer, int] = {NOT_ASSESSED: 0}
            column = [places.setdefault(row.answers.get(code, NOT_ASSESSED), len(places)) for row in rows]
            columns[code] = np.array(column, dtype=np.uint16)
            words[code] = tuple(places)
        return cls(tuple(row.electronised for row in rows), columns, words)

    def with_columns(self, other: AnswerTable, codes: Collection[str]) -> AnswerTable:
        """The same services with the other table's columns for these parameters."""
        taken = [code for code in codes if code in other.columns]
        return AnswerTable(
            self.electronised,
            {**self.columns, **{code: other.columns[code] for code in taken}},
            {**self.words, **{code: other.words[code] for code in taken}},
        )

    def codes(self, edition: Edition) -> Codes:
        """As the bulk engine reads them; what the edition cannot read is not assessed."""
        codes = np.full((len(self), len(edition.parameters)), _UNKNOWN, dtype=np.uint8, order="F")
        for place, parameter in enumerate(edition.parameters):
            if parameter.code in self.columns:
                table = np.array([_code(parameter, word) for word in self.words[parameter.code]], dtype=np.uint8)
                np.take(table, self.columns[parameter.code], out=codes[:, place])
        return codes


def state_codes(edition: Edition, table: AnswerTable) -> Codes:
    """The index of each service's grade, or a code of scoring.bulk.CODE_OF_STATE."""
    try:
        return compile_edition(edition).grade(table.codes(edition), table.electronised)
    except BoundExceeded:
        return np.array([_exact(edition, table, row) for row in range(len(table))], dtype=np.uint8)


def states_of(edition: Edition, table: AnswerTable) -> list[str | None]:
    """A grade, "not_electronised" or "nothing_applies"; None where the answers do not decide."""
    names: dict[int, str | None] = {index: grade.code for index, grade in enumerate(edition.grades)}
    names |= {code: None if state is State.UNDETERMINED else state.value for state, code in CODE_OF_STATE.items()}
    return [names[code] for code in state_codes(edition, table).tolist()]


def _code(parameter: Parameter, answer: Answer) -> int:
    if not readable(parameter, answer):
        return _UNKNOWN
    if answer.kind is AnswerKind.LEVEL:
        return [level.code for level in parameter.levels].index(answer.word)
    return CODE_OF_KIND[answer.kind]


def _exact(edition: Edition, table: AnswerTable, row: int) -> int:
    answers = {
        parameter.code: answer
        for parameter in edition.parameters
        if parameter.code in table.columns
        and readable(parameter, answer := table.words[parameter.code][int(table.columns[parameter.code][row])])
    }
    card = score(edition, answers, electronised=table.electronised[row])
    return CODE_OF_STATE[card.state] if card.grade is None else edition.grade_index(card.grade)

"""What the cells of an answer sheet may say under one edition of the Rules."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from meyar.assessment.choices import AnswerKind
from meyar.common.azerbaijani import fold
from meyar.registry.imports.columns import header_key
from meyar.registry.imports.problems import Suggestions
from meyar.scoring import GATE_CODE, Edition, Parameter, Scope, Text, accepted_words

GATE_LEVELS: Final = ("yes", "no")
GATE_DETAILS: Final = ("none", "partly", "fully")

_KINDS: Final = {
    AnswerKind.NOT_APPLICABLE: ("na", "n/a", "not applicable", "tətbiq olunmur", "неприменимо", "не применимо"),
    AnswerKind.NOT_ASSESSED: (
        "not_assessed", "not assessed", "qiymətləndirilməmişdir", "qiymətləndirilməyib", "не оценено", "не оценивалось",
    ),
    AnswerKind.UNREACHABLE: ("unreachable", "əlçatmazdır", "əlçatmaz", "недоступно", "недоступен"),
}  # fmt: skip
_YES_NO: Final = {
    "yes": ("yes", "y", "true", "bəli", "hə", "да"),
    "no": ("no", "n", "false", "xeyr", "yox", "нет"),
}
_DETAILS: Final = {
    "none": ("none", "heç biri", "yoxdur", "нет"),
    "partly": ("partly", "partial", "qismən", "частично"),
    "fully": ("fully", "full", "tam", "полностью"),
}


@dataclass(frozen=True)
class Word:
    """One answer as the database keeps it."""

    kind: AnswerKind
    level: str = ""

    @property
    def text(self) -> str:
        return self.level or self.kind.value


class AnswerWords:
    """Reads parameters and answers by code or by their words in any language."""

    def __init__(self, edition: Edition) -> None:
        self.edition = edition
        self.has_gate = edition.gate is not None
        self.parameters = {parameter.code: parameter for parameter in edition.parameters}
        codes = [*((GATE_CODE,) if self.has_gate else ()), *self.parameters]
        self.known = Suggestions(codes)
        self._codes: dict[str, str] = {}
        for code, text in self._questions():
            self._codes.setdefault(header_key(text), code)
        self._codes |= {header_key(code): code for code in codes}
        self._words = {code: _words_of(parameter) for code, parameter in self.parameters.items()}
        self._gate_words = {
            _key(text): Word(AnswerKind.LEVEL, level) for level, texts in _YES_NO.items() for text in texts
        }
        self._details = {_key(text): detail for detail, texts in _DETAILS.items() for text in texts}

    def parameter(self, text: str) -> str | None:
        """The code of the parameter (or of the gate) that the text names by code or question."""
        return text if text in self.parameters else self._codes.get(header_key(text))

    def answer(self, parameter: str, text: str) -> Word | None:
        words = self._gate_words if parameter == GATE_CODE else self._words[parameter]
        return words.get(text) or words.get(_key(text))

    def detail(self, text: str) -> str | None:
        return self._details.get(_key(text))

    def accepted(self, parameter: str) -> tuple[str, ...]:
        """Codes with their Azerbaijani label, then the kinds of no level."""
        if parameter == GATE_CODE:
            return GATE_LEVELS
        levels = {level.code: f"{level.code} ({level.title.az})" for level in self.parameters[parameter].levels}
        return tuple(levels.get(word, word) for word in accepted_words(self.edition, parameter))

    def accepts_not_applicable(self, parameter: str) -> bool:
        return parameter != GATE_CODE and self.parameters[parameter].not_applicable is not None

    def is_about_the_body(self, parameter: str) -> bool:
        return parameter != GATE_CODE and self.parameters[parameter].scope is Scope.BODY

    def _questions(self) -> Iterator[tuple[str, str]]:
        if self.edition.gate:
            yield from ((GATE_CODE, text) for text in _texts(self.edition.gate.question))
        for parameter in self.edition.parameters:
            yield from ((parameter.code, text) for text in _texts(parameter.question))


def _words_of(parameter: Parameter) -> dict[str, Word]:
    """Exact kinds first, as `parse_answer` has it; then level codes, labels, and the other ways to write them."""
    words: dict[str, Word] = {}
    codes = {level.code for level in parameter.levels}
    for level in parameter.levels:
        for text in (level.code, *_texts(level.title)):
            words.setdefault(_key(text), Word(AnswerKind.LEVEL, level.code))
    for level_code in codes & _YES_NO.keys():
        for text in _YES_NO[level_code]:
            words.setdefault(_key(text), Word(AnswerKind.LEVEL, level_code))
    for kind, texts in _KINDS.items():
        for text in texts:
            words.setdefault(_key(text), Word(kind))
        words[kind.value] = Word(kind)
    return words


def _texts(text: Text) -> tuple[str, ...]:
    return tuple(filter(None, (text.az, text.en, text.ru)))


def _key(text: str) -> str:
    return fold(text)

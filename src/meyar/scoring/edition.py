"""The types of one edition of a rulebook, as the YAML format 1 writes them."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from datetime import date
from enum import StrEnum
from fractions import Fraction
from functools import cached_property
from typing import Annotated, Any, Literal, Protocol, Self, TypeVar

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field, PrivateAttr, model_validator

from meyar.scoring.canonical import canonical_bytes, sha256_hex
from meyar.scoring.consistency import consistency_findings
from meyar.scoring.exact_number import ExactNumber

GATE_CODE = "electronised"


class Scope(StrEnum):
    SERVICE = "service"
    BODY = "body"


class Channel(StrEnum):
    SITE = "site"
    PORTAL = "portal"
    QUESTIONNAIRE = "questionnaire"
    VISIT = "visit"
    TEST_APPLICATION = "test_application"
    PROBE = "probe"
    USER_VOICE = "user_voice"


class Provenance(StrEnum):
    SOURCE = "source"
    INFERRED = "inferred"
    ASSUMED = "assumed"


class NotApplicablePolicy(StrEnum):
    EXCLUDE_GLOBAL = "exclude_global"
    EXCLUDE_WITHIN_CRITERION = "exclude_within_criterion"
    ZERO = "zero"


class UnreachablePolicy(StrEnum):
    NOT_ASSESSED = "not_assessed"
    ZERO = "zero"


class EdgeOwnership(StrEnum):
    LOWER_CLOSED = "lower_closed"
    UPPER_CLOSED = "upper_closed"


class PercentOutOfRange(ValueError):
    """A percent below 0 or above 100 is an error of the caller and is never clamped."""


def _plain_date(value: Any) -> Any:
    # pydantic would also take "20140115" and 1389744000 for a date.
    if isinstance(value, str) and not re.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}", value):
        raise ValueError(f'"{value}" is not a date; write it as 2014-01-15')
    if not isinstance(value, (str, date)):
        raise ValueError("is not a date; write it as 2014-01-15")
    return value


def _clean(text: str) -> str:
    cleaned = unicodedata.normalize("NFC", text.strip())
    if not cleaned:
        raise ValueError("is empty; write the text or leave the key out")
    return cleaned


Day = Annotated[date, BeforeValidator(_plain_date)]
Words = Annotated[str, AfterValidator(_clean), Field(max_length=4000)]
SnakeCode = Annotated[str, Field(pattern=r"^[a-z0-9][a-z0-9_]*$", max_length=60)]
CriterionCode = Annotated[str, Field(pattern=r"^[A-Za-z][A-Za-z0-9_]*$", max_length=20)]
EditionCode = Annotated[str, Field(pattern=r"^[a-z0-9-]+$", max_length=40)]
ProvenanceByField = dict[SnakeCode, Provenance]


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid", populate_by_name=False)


class Text(_Frozen):
    az: Words
    en: Words | None = None
    ru: Words | None = None

    def in_language(self, code: str) -> tuple[str, str]:
        """The text and the language it really is in: az where the asked one is missing."""
        wanted = {"az": self.az, "en": self.en, "ru": self.ru}.get(code)
        return (wanted, code) if wanted else (self.az, "az")


class Act(_Frozen):
    title: Text
    number: Words
    date: Day | None = None
    in_force_on: Day | None = None  # absent while nobody has put it in force
    source: Words


class Policy(_Frozen):
    not_applicable: NotApplicablePolicy
    unreachable: UnreachablePolicy
    nothing_applies: SnakeCode = Field(description="`own_state`, or the code of a grade")
    edges: EdgeOwnership
    provenance: ProvenanceByField = {}


class Grade(_Frozen):
    """One band. `begins_at` (YAML: `from`) is the percent at which it begins; its edge belongs
    to it or to the grade below as `Policy.edges` says."""

    code: SnakeCode
    begins_at: ExactNumber = Field(alias="from")
    title: Text
    provenance: ProvenanceByField = {}


class Gate(_Frozen):
    code: Literal["electronised"]
    question: Text
    guidance: Text
    provenance: ProvenanceByField = {}


class KnockOut(_Frozen):
    """If `parameter` is at `level`, the grade is at most `at_most`."""

    parameter: SnakeCode
    level: SnakeCode
    at_most: SnakeCode
    source: Words | None = None


class NotApplicableRule(_Frozen):
    when: Text


class Level(_Frozen):
    code: SnakeCode
    points: ExactNumber
    title: Text
    example: Text


class Parameter(_Frozen):
    code: SnakeCode
    title: Text | None = None
    supersedes: SnakeCode | None = None
    scope: Scope
    channels: tuple[Channel, ...] = Field(min_length=1)
    probe: Words | None = None
    question: Text
    guidance: Text
    deficiency: Text
    proposal: Text
    not_applicable: NotApplicableRule | None = None
    provenance: ProvenanceByField = {}
    clause: Words | None = None
    levels: tuple[Level, ...] = Field(min_length=2, max_length=100)

    _criterion: str = PrivateAttr(default="")

    @property
    def criterion(self) -> str:
        """Code of the criterion it belongs to."""
        return self._criterion

    @property
    def heading(self) -> Text:
        """The short title for tables and pictures; the question where the edition gives none."""
        return self.title or self.question

    @property
    def maximum(self) -> Fraction:
        return self.levels[-1].points

    def level(self, code: str) -> Level:
        """Raises KeyError with the accepted codes."""
        return _by_code(self.levels, code, f"level of {self.code}")


class Criterion(_Frozen):
    code: CriterionCode
    title: Text
    title_in_act: Text | None = None
    given_weight: ExactNumber | None = Field(default=None, alias="weight")
    provenance: ProvenanceByField = {}
    parameters: tuple[Parameter, ...] = Field(min_length=1, max_length=200)

    def model_post_init(self, _context: Any, /) -> None:
        for parameter in self.parameters:
            parameter._criterion = self.code

    @cached_property
    def maximum(self) -> Fraction:
        return sum((parameter.maximum for parameter in self.parameters), Fraction(0))

    @property
    def weight(self) -> Fraction:
        """As given, else the sum of the maxima of its parameters. Only ratios of weights count."""
        return self.maximum if self.given_weight is None else self.given_weight


class Edition(_Frozen):
    """One edition of the rules as data. Equal content has equal `sha256`, whatever the file looked like."""

    format: Literal[1]
    code: EditionCode
    title: Text
    act: Act
    follows: EditionCode | None = None
    note: Text | None = None
    policy: Policy
    grades: tuple[Grade, ...] = Field(min_length=2, max_length=20, description="lowest first")
    gate: Gate | None = None
    knock_outs: tuple[KnockOut, ...] = Field(default=(), max_length=100)
    criteria: tuple[Criterion, ...] = Field(min_length=1, max_length=30)

    @model_validator(mode="after")
    def _consistent(self) -> Self:
        findings = consistency_findings(self.model_dump(mode="json", by_alias=True))
        if findings:
            raise ValueError("; ".join(f"{'.'.join(map(str, path))}: {text}" for path, text in findings))
        return self

    def __hash__(self) -> int:
        return hash(self.sha256)

    @cached_property
    def canonical_json(self) -> bytes:
        """RFC 8785 bytes; text in NFC, numbers as exact decimal strings, absent optional keys left out."""
        return canonical_bytes(self.model_dump(mode="json", by_alias=True, exclude_none=True))

    @cached_property
    def sha256(self) -> str:
        return sha256_hex(self.canonical_json)

    @cached_property
    def parameters(self) -> tuple[Parameter, ...]:
        return tuple(parameter for criterion in self.criteria for parameter in criterion.parameters)

    @cached_property
    def has_assumed(self) -> bool:
        """True where any part is `assumed`: whatever shows the edition must then say so."""
        return Provenance.ASSUMED in set(_provenances(self))

    def parameter(self, code: str) -> Parameter:
        """Raises KeyError with the accepted codes."""
        return _by_code(self.parameters, code, f"parameter of edition {self.code}")

    def criterion(self, code: str) -> Criterion:
        """Raises KeyError with the accepted codes."""
        return _by_code(self.criteria, code, f"criterion of edition {self.code}")

    def grade(self, code: str) -> Grade:
        """Raises KeyError with the accepted codes."""
        return _by_code(self.grades, code, f"grade of edition {self.code}")

    def grade_index(self, code: str) -> int:
        """0 for the lowest grade. Raises KeyError with the accepted codes."""
        return self.grades.index(self.grade(code))

    def grade_at(self, percent: Fraction) -> Grade:
        """The band of an exact percent, before any knock-out. Raises PercentOutOfRange."""
        return self.grades[self.grade_index_at(percent)]

    def grade_index_at(self, percent: Fraction) -> int:
        if not 0 <= percent <= 100:
            raise PercentOutOfRange(f"{percent} is not a percent from 0 to 100")
        upper = self.policy.edges is EdgeOwnership.UPPER_CLOSED
        edges = (grade.begins_at for grade in self.grades[1:])
        return sum(edge < percent if upper else edge <= percent for edge in edges)


class _Coded(Protocol):
    @property
    def code(self) -> str: ...


_Item = TypeVar("_Item", bound=_Coded)


def _by_code(items: tuple[_Item, ...], code: str, what: str) -> _Item:
    for item in items:
        if item.code == code:
            return item
    raise KeyError(f"no {what} is called {code!r}; accepted: {', '.join(item.code for item in items)}")


def _provenances(edition: Edition) -> Iterator[Provenance]:
    yield from edition.policy.provenance.values()
    for grade in edition.grades:
        yield from grade.provenance.values()
    if edition.gate:
        yield from edition.gate.provenance.values()
    for criterion in edition.criteria:
        yield from criterion.provenance.values()
        for parameter in criterion.parameters:
            yield from parameter.provenance.values()

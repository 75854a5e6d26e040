"""Situations worked by hand (cases/*.yaml), run against an edition."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from fractions import Fraction
from typing import Annotated, Any, Literal

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field, ValidationError

from meyar.scoring.answers import AnswersDoNotFit, parse_answer
from meyar.scoring.edition import Edition
from meyar.scoring.exact import score
from meyar.scoring.problems import Problem, RulebookProblems
from meyar.scoring.scorecard import Scorecard, State
from meyar.scoring.shape import accepted_keys, shape_findings
from meyar.scoring.yaml_tree import read_yaml

Path = tuple[str | int, ...]


def _quotient(value: Any) -> Fraction:
    if isinstance(value, str) and re.fullmatch(r"[0-9]{1,40}(\.[0-9]{1,9}|/0*[1-9][0-9]{0,40})?", value):
        return Fraction(value)
    raise ValueError('is not an exact number; write "n/d" or a decimal string in quotes, such as "284/3" or "96"')


Exact = Annotated[Fraction, BeforeValidator(_quotient)]


class _Expected(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    state: State
    points: Exact | None = None
    maximum: Exact | None = None
    percent: Exact | None = None
    grade: str | None = None
    possible: tuple[str, ...] | None = None


class _Case(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")

    name: str = Field(min_length=1)
    why: str = Field(min_length=1)
    electronised: Literal["yes", "no", "not_assessed"] | None = None
    answers: dict[str, str] = {}
    expect: _Expected


def run_case(edition: Edition, case_text: str, name: str) -> list[Problem]:
    """Every way in which the case is unreadable, does not fit the edition or is not met; empty when it
    holds. `name` is the file's name in messages."""
    try:
        tree = read_yaml(case_text, name=name)
    except RulebookProblems as unreadable:
        return list(unreadable.problems)
    if not isinstance(tree.data, dict):
        return [*tree.problems, tree.problem((), f"is not a case; accepted keys: {', '.join(accepted_keys(_Case))}")]
    try:
        case = _Case.model_validate(tree.data)
    except ValidationError as error:
        findings = shape_findings(error, _Case)
        return [*tree.problems, *(tree.problem(path, message) for path, message in findings)]
    return [*tree.problems, *_outcome(edition, case, tree.problem)]


def _outcome(edition: Edition, case: _Case, problem: Callable[[Path, str], Problem]) -> Iterator[Problem]:
    if edition.gate is None and case.electronised is not None:
        yield problem(("electronised",), f"edition {edition.code} has no gate; leave the key out")
    answers = {code: parse_answer(word) for code, word in case.answers.items()}
    gate = {"yes": True, "no": False}.get(case.electronised or "")
    try:
        card = score(edition, answers, electronised=gate)
    except AnswersDoNotFit as refusal:
        for found in refusal.problems:
            message = f"{found.message}; accepted: {', '.join(found.accepted)}"
            yield problem(("answers", found.parameter), message)
        return
    for key, expected, computed in _compared(case.expect, card):
        if expected != computed:
            yield problem(("expect", key), f"expected {expected}, computed {computed}")


def _compared(expected: _Expected, card: Scorecard) -> Iterator[tuple[str, str, str]]:
    yield "state", expected.state.value, card.state.value
    for key in ("points", "maximum", "percent", "grade"):
        wanted = getattr(expected, key)
        if wanted is not None:
            computed = getattr(card, key)
            yield key, str(wanted), "none" if computed is None else str(computed)
    if expected.possible is not None:
        yield "possible", "/".join(expected.possible), "/".join(card.possible_grades)

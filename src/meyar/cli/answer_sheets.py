"""Answers in a sheet: the columns service, parameter, answer and optionally body."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

import click

from meyar.cli.columns import Columns, read_columns
from meyar.cli.installation import fail
from meyar.scoring import (
    Answer,
    AnswersDoNotFit,
    Edition,
    Scope,
    Scorecard,
    accepting_not_applicable,
    parse_answer,
    score,
    unforeseen_not_applicable,
)

_GATE = "electronised"
_COLUMNS = ("service", "parameter", "answer")


@dataclass
class Answered:
    body: str = ""
    gate: bool | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)  # parameter to the row it stands on


def read_answers(
    path: Path, editions: Sequence[Edition], *, problems: list[str], with_body: bool = False
) -> dict[str, Answered]:
    """By service, in order of appearance. A parameter may be of any of the editions; whether its answer fits is
    left to who uses it. What cannot be read is added to `problems`."""
    required, optional = ((*_COLUMNS, "body"), ()) if with_body else (_COLUMNS, ("body",))
    sheet = read_columns(path, required, optional, problems=problems)
    services: dict[str, Answered] = {}
    if sheet is not None:
        problems += _take_rows(sheet, editions, required, services)
        problems += _contradictions(path, editions, services)
    return services


def note_unforeseen(path: Path, edition: Edition, answered: Answered) -> tuple[str, ...]:
    """The parameters that are answered "not applicable" though the edition does not foresee it, each said."""
    unforeseen = unforeseen_not_applicable(edition, answered.answers)
    for parameter in unforeseen:
        click.echo(
            f"note: {path}: row {answered.rows[parameter]}: edition {edition.code} does not foresee that "
            f"{parameter} is not applicable; computed as if it did",
            err=True,
        )
    return unforeseen


def scored_services(path: Path, edition: Edition) -> dict[str, Scorecard]:
    """By service, in order of appearance; ends the command with all problems when there are any."""
    problems: list[str] = []
    services = read_answers(path, [edition], problems=problems)
    cards: dict[str, Scorecard] = {}
    as_if: dict[tuple[str, ...], Edition] = {(): edition}
    for service, answered in services.items():
        unforeseen = note_unforeseen(path, edition, answered)
        if unforeseen not in as_if:
            as_if[unforeseen] = accepting_not_applicable(edition, unforeseen)
        try:
            cards[service] = score(as_if[unforeseen], answered.answers, electronised=answered.gate)
        except AnswersDoNotFit as refusal:
            problems += misfits(path, service, answered, refusal)
    if problems:
        fail(problems)
    return cards


def misfits(path: Path, service: str, answered: Answered, refusal: AnswersDoNotFit) -> Iterator[str]:
    for problem in refusal.problems:
        yield f"{path}: row {answered.rows[problem.parameter]}: service {service}: {problem}"


def _take_rows(
    sheet: Columns, editions: Sequence[Edition], required: Sequence[str], services: dict[str, Answered]
) -> Iterator[str]:
    known = list(dict.fromkeys(parameter.code for edition in editions for parameter in edition.parameters))
    has_gate = any(edition.gate is not None for edition in editions)
    named = " and ".join(f"edition {code}" for code in dict.fromkeys(edition.code for edition in editions))
    has = "has" if " and " not in named else "have"
    for line in sheet.lines:
        empty = list(sheet.empty_cells(line, required))
        if empty:
            yield from empty
            continue
        answered = services.setdefault(line["service"], Answered(body=line["body"]))
        parameter, word = line["parameter"], line["answer"]
        if parameter in answered.rows:
            yield (
                f"{sheet.row(line)}: service {line['service']}, parameter {parameter}: "
                f"answered already in row {answered.rows[parameter]}"
            )
            continue
        answered.rows[parameter] = line.number
        if line["body"] and answered.body not in {"", line["body"]}:
            yield f"{sheet.cell(line, 'body')}: service {line['service']} is of {answered.body} in an earlier row"
        answered.body = answered.body or line["body"]
        if parameter == _GATE:
            if not has_gate:
                yield f"{sheet.row(line)}: {named} {has} no gate: every service is graded; leave the row out"
            elif word.lower() in {"yes", "no"}:
                answered.gate = word.lower() == "yes"
            elif word.lower() != "not_assessed":
                yield (f"{sheet.cell(line, 'answer')}: the gate is answered {word!r}; accepted: yes, no, not_assessed")
        elif parameter not in known:
            yield (
                f"{sheet.cell(line, 'parameter')}: {named} {has} no parameter {parameter!r}; "
                f"accepted: {', '.join([_GATE, *known])}"
            )
        else:
            answered.answers[parameter] = parse_answer(word)


def _contradictions(path: Path, editions: Sequence[Edition], services: Mapping[str, Answered]) -> Iterator[str]:
    """A parameter of a body has one answer, so all services of the body carry the same."""
    of_bodies = dict.fromkeys(
        parameter.code for edition in editions for parameter in edition.parameters if parameter.scope is Scope.BODY
    )
    for code in of_bodies:
        first: dict[str, tuple[str, Answered]] = {}
        for service, answered in services.items():
            if not answered.body or code not in answered.answers:
                continue
            other, before = first.setdefault(answered.body, (service, answered))
            if before.answers[code] != answered.answers[code]:
                yield (
                    f"{path}: row {answered.rows[code]}: {code} is asked of the body "
                    f"{answered.body}: {answered.answers[code].word} here, but "
                    f"{before.answers[code].word} for service {other} in row {before.rows[code]}"
                )

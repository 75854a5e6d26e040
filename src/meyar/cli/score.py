from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterator, Sequence
from dataclasses import asdict, dataclass, field
from fractions import Fraction
from pathlib import Path

import click

from meyar.cli.files import read_edition
from meyar.cli.installation import fail
from meyar.common.fractions import fraction_text
from meyar.documents import Row, SheetRefused, column_letter, read_table
from meyar.scoring import (
    Answer,
    AnswersDoNotFit,
    Edition,
    Scope,
    Scorecard,
    State,
    accepting_not_applicable,
    parse_answer,
    percent_floored,
    score,
    to_next_grade,
    unforeseen_not_applicable,
)

_GATE = "electronised"
_COLUMNS = ("service", "parameter", "answer")


@dataclass
class _Answered:
    body: str = ""
    gate: bool | None = None
    answers: dict[str, Answer] = field(default_factory=dict)
    rows: dict[str, int] = field(default_factory=dict)  # parameter to the row it stands on


@dataclass(frozen=True)
class _Line:
    service: str
    state: str
    points: str
    max: str
    percent: str
    percent_exact: str
    grade: str
    to_next: str


@click.command()
@click.argument("rulebook", type=click.Path(path_type=Path))
@click.argument("answers", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["csv", "json"]), default="csv", show_default=True)
def score_answers(rulebook: Path, answers: Path, form: str) -> None:
    """
    Score the services of ANSWERS under RULEBOOK, exactly and without a database.

    ANSWERS is a CSV, XLSX or ODS with the columns service, parameter, answer and optionally body. An answer is a
    level's code, na, not_assessed or unreachable; the parameter "electronised" is answered yes or no. A parameter
    without a row is not assessed.
    """
    edition = read_edition(rulebook)
    services, problems = _read(answers, edition)
    cards: list[tuple[str, Scorecard]] = []
    as_if: dict[tuple[str, ...], Edition] = {(): edition}
    for service, answered in services.items():
        unforeseen = unforeseen_not_applicable(edition, answered.answers)
        if unforeseen not in as_if:
            as_if[unforeseen] = accepting_not_applicable(edition, unforeseen)
        for parameter in unforeseen:
            click.echo(
                f"note: {answers}: row {answered.rows[parameter]}: edition {edition.code} does not foresee that "
                f"{parameter} is not applicable; computed as if it did",
                err=True,
            )
        try:
            cards.append((service, score(as_if[unforeseen], answered.answers, electronised=answered.gate)))
        except AnswersDoNotFit as refusal:
            problems += [
                f"{answers}: row {answered.rows[problem.parameter]}: service {service}: {problem}"
                for problem in refusal.problems
            ]
    if problems:
        fail(problems)
    lines = [_line(edition, service, card) for service, card in cards]
    if form == "json":
        click.echo(json.dumps([asdict(line) for line in lines], ensure_ascii=False, indent=2))
        return
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(_Line.__dataclass_fields__)
    table.writerows(asdict(line).values() for line in lines)
    click.echo(out.getvalue(), nl=False)


def _line(edition: Edition, service: str, card: Scorecard) -> _Line:
    graded = card.state is State.GRADED
    points = card.state is not State.NOT_ELECTRONISED
    grade = card.grade or ("/".join(card.possible_grades) if card.state is State.UNDETERMINED else "")
    return _Line(
        service=service,
        state=card.state.value,
        points=_number(card.points) if points else "",
        max=_number(card.maximum) if points else "",
        percent="" if card.percent is None else str(percent_floored(card.percent)),
        percent_exact=fraction_text(card.percent),
        grade=grade,
        to_next=fraction_text(to_next_grade(edition, card)) if graded else "",
    )


def _number(value: Fraction) -> str:
    """A whole number or a finite decimal as such, anything else as n/d."""
    denominator = value.denominator
    for prime in (2, 5):
        while denominator % prime == 0:
            denominator //= prime
    if denominator != 1:
        return fraction_text(value)
    places = 0
    while (value * 10**places).denominator != 1:
        places += 1
    digits = str(abs(int(value * 10**places))).rjust(places + 1, "0")
    sign = "-" if value < 0 else ""
    return sign + (f"{digits[:-places]}.{digits[-places:]}" if places else digits)


def _read(path: Path, edition: Edition) -> tuple[dict[str, _Answered], list[str]]:
    try:
        workbook = read_table(path.read_bytes(), file_name=path.name)
    except FileNotFoundError:
        fail([f"{path}: there is no such file"])
    except SheetRefused as refusal:
        fail([f"{path}: {refusal.message}"])
    rows = [row for sheet in workbook.sheets[:1] for row in sheet.rows]
    if not rows:
        fail([f"{path}: the file has no rows; the first must be the header {','.join(_COLUMNS)}"])
    header = [cell.strip().lower() for cell in rows[0].cells]
    missing = [column for column in _COLUMNS if column not in header]
    if missing:
        fail(
            [
                f"{path}: row {rows[0].number}: column {column} is missing; the header holds "
                f"{', '.join(header) or 'nothing'}; accepted: service, parameter, answer, body"
                for column in missing
            ]
        )
    services: dict[str, _Answered] = {}
    problems = list(_take_rows(path, edition, header, rows[1:], services))
    problems += _contradictions(path, edition, services)
    return services, problems


def _take_rows(
    path: Path, edition: Edition, header: list[str], rows: Sequence[Row], services: dict[str, _Answered]
) -> Iterator[str]:
    column = {name: header.index(name) for name in (*_COLUMNS, "body") if name in header}
    known = [parameter.code for parameter in edition.parameters]
    for row in rows:
        cells = {name: row[place].strip() for name, place in column.items()}
        where = f"{path}: row {row.number}"
        empty = [name for name in _COLUMNS if not cells[name]]
        if empty:
            yield from (f"{where}, column {column_letter(column[name])} ({name}): is empty" for name in empty)
            continue
        answered = services.setdefault(cells["service"], _Answered())
        parameter, word = cells["parameter"], cells["answer"]
        place = f"{where}, column {column_letter(column['answer'])} (answer)"
        if parameter in answered.rows:
            yield (
                f"{where}: service {cells['service']}, parameter {parameter}: "
                f"answered already in row {answered.rows[parameter]}"
            )
            continue
        answered.rows[parameter] = row.number
        answered.body = answered.body or cells.get("body", "")
        if parameter == _GATE:
            if edition.gate is None:
                yield f"{where}: edition {edition.code} has no gate: every service is graded; leave the row out"
            elif word.lower() in {"yes", "no"}:
                answered.gate = word.lower() == "yes"
            elif word.lower() != "not_assessed":
                yield f"{place}: the gate is answered {word!r}; accepted: yes, no, not_assessed"
        elif parameter not in known:
            yield (
                f"{where}, column {column_letter(column['parameter'])} (parameter): edition {edition.code} has no "
                f"parameter {parameter!r}; accepted: {', '.join([_GATE, *known])}"
            )
        else:
            answered.answers[parameter] = parse_answer(word)


def _contradictions(path: Path, edition: Edition, services: dict[str, _Answered]) -> Iterator[str]:
    """A parameter of a body has one answer, so all services of the body carry the same."""
    for parameter in edition.parameters:
        if parameter.scope is not Scope.BODY:
            continue
        first: dict[str, tuple[str, _Answered]] = {}
        for service, answered in services.items():
            if not answered.body or parameter.code not in answered.answers:
                continue
            other, before = first.setdefault(answered.body, (service, answered))
            if before.answers[parameter.code] != answered.answers[parameter.code]:
                yield (
                    f"{path}: row {answered.rows[parameter.code]}: {parameter.code} is asked of the body "
                    f"{answered.body}: {answered.answers[parameter.code].word} here, but "
                    f"{before.answers[parameter.code].word} for service {other} in row {before.rows[parameter.code]}"
                )

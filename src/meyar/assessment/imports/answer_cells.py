"""From the rows of an answer sheet, long or wide, to one cell per answer."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop as _

from meyar.assessment.imports.answer_words import AnswerWords
from meyar.registry.imports.columns import ANSWER_COLUMNS, SERVICE_COLUMNS, columns_by_header, header_key
from meyar.registry.imports.mapping import TableMapping
from meyar.registry.imports.problems import Problem
from meyar.registry.imports.table import Record, Table, read_records

_PARTS: Final = ("reason", "evidence", "detail")
# Columns of the List that people keep beside the code to read the sheet by.
_BESIDE: Final = columns_by_header(SERVICE_COLUMNS).keys()


@dataclass(frozen=True)
class AnswerCell:
    record: Record
    column: str  # canonical, of the cell that holds the answer
    service: str
    body: str
    parameter: str  # as written in a long sheet; a code in a wide one
    text: str
    detail: str
    reason: str
    evidence: str


@dataclass(frozen=True)
class AnswerTable:
    table: Table
    cells: tuple[AnswerCell, ...]
    problems: tuple[Problem, ...]


def read_answer_table(*, data: bytes, file_name: str, mapping: TableMapping, words: AnswerWords) -> AnswerTable:
    def name_header(text: str) -> str | None:
        return _wide_column(text, words)

    unknown = tuple(_unknown_parameters(mapping, words))
    if unknown:
        return AnswerTable(Table("", {}, frozenset(), (), unknown), (), unknown)
    table = read_records(
        data=data,
        file_name=file_name,
        columns=ANSWER_COLUMNS,
        mapping=_without_answers(mapping),
        name_header=name_header,
    )
    if table.problems:
        return AnswerTable(table, (), table.problems)
    wide = sorted(name.removeprefix("answer:") for name in table.columns if name.startswith("answer:"))
    problems = tuple(_shape_problems(table, wide, words, is_mapped=bool(mapping.answers)))
    if problems:
        return AnswerTable(table, (), problems)
    cells = _wide_cells(table, wide, mapping) if wide else _long_cells(table)
    return AnswerTable(table, tuple(cells), ())


def _unknown_parameters(mapping: TableMapping, words: AnswerWords) -> Iterator[Problem]:
    for name in mapping.answers:
        code = name.partition(":")[0]
        if words.parameter(code) is None:
            message = _("“%(header)s” is not a parameter of the edition “%(edition)s” of the Rules.")
            params = {"header": code, "edition": words.edition.code}
            yield Problem(message, params, accepted=words.known.near(code))


def _wide_column(text: str, words: AnswerWords) -> str | None:
    """answer:automation of “automation” or of its question; reason:automation of “automation:reason”."""
    kind, _colon, code = text.partition(":")
    if kind in {"answer", *_PARTS} and words.parameter(code):
        return text  # a mapping speaks of it by its canonical name
    parameter = words.parameter(text)
    if parameter:
        return f"answer:{parameter}"
    name, _colon, part = text.rpartition(":")
    parameter = words.parameter(name) if header_key(part) in _PARTS else None
    return f"{header_key(part)}:{parameter}" if parameter else None


def _without_answers(mapping: TableMapping) -> TableMapping:
    """The same mapping with its wide answers as columns; what it says of their values is applied here, later."""
    wide = {_canonical(name): header for name, header in mapping.answers.items()}
    kept = {name: values for name, values in mapping.values.items() if name not in {"answer", *mapping.answers}}
    return mapping.model_copy(update={"columns": mapping.columns | wide, "answers": {}, "values": kept})


def _canonical(name: str) -> str:
    parameter, _colon, part = name.partition(":")
    return f"{part}:{parameter}" if part in _PARTS else f"answer:{name}"


def _shape_problems(table: Table, wide: list[str], words: AnswerWords, *, is_mapped: bool) -> Iterator[Problem]:
    is_long = {"parameter", "answer"} <= table.columns
    if not table.columns & {"service", "body"}:
        message = _("The sheet says of no row which service or body it is about.")
        yield Problem(message, sheet=table.sheet, accepted=("service", "body"))
    if wide and (table.columns & {"parameter", "answer"}):
        message = _("The sheet has a column “answer” and columns of parameters; it must be either long or wide.")
        yield Problem(message, sheet=table.sheet)
    if not wide and not is_long:
        message = _("The sheet has neither the columns “parameter” and “answer” nor a column per parameter.")
        yield Problem(message, sheet=table.sheet, accepted=words.known.near(""))
    if wide and not is_mapped:
        for header in table.ignored:
            if header_key(header.text) not in _BESIDE:
                message = _("“%(header)s” is not a parameter of the edition “%(edition)s” of the Rules.")
                params = {"header": header.text, "edition": words.edition.code}
                near = words.known.near(header.text)
                yield Problem(message, params, table.sheet, None, header.text, header.letter, near)


def _long_cells(table: Table) -> Iterator[AnswerCell]:
    for record in table.records:
        value = record.values
        yield AnswerCell(
            record=record,
            column="answer",
            service=value.get("service", ""),
            body=value.get("body", ""),
            parameter=value["parameter"],
            text=value["answer"],
            detail=value.get("detail", ""),
            reason=value.get("reason", ""),
            evidence=value.get("evidence", ""),
        )


def _wide_cells(table: Table, parameters: list[str], mapping: TableMapping) -> Iterator[AnswerCell]:
    """An empty cell is no answer. Reason and evidence of the row stand for those of its answers that have none."""
    everywhere = mapping.values.get("answer", {})
    translations = {code: everywhere | mapping.values.get(code, {}) for code in parameters}
    for record in table.records:
        value = record.values
        for code in parameters:
            text = value[f"answer:{code}"]
            if text:
                yield AnswerCell(
                    record=record,
                    column=f"answer:{code}",
                    service=value.get("service", ""),
                    body=value.get("body", ""),
                    parameter=code,
                    text=translations[code].get(text, text),
                    detail=value.get(f"detail:{code}", ""),
                    reason=value.get(f"reason:{code}", "") or value.get("reason", ""),
                    evidence=value.get(f"evidence:{code}", "") or value.get("evidence", ""),
                )

"""From a sheet as it came to records under our own column names."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop as _

from meyar.documents import (
    SHEET_MESSAGES,
    SHEET_NOTES,
    Row,
    Sheet,
    SheetRefused,
    Workbook,
    column_letter,
    read_table,
)
from meyar.registry.imports.columns import Column, columns_by_header, header_key
from meyar.registry.imports.mapping import TableMapping
from meyar.registry.imports.problems import Problem, Suggestions

HEADER_WITHIN: Final = 20  # rows in which the header row is looked for: official sheets carry titles above it
_NO_ROOM: Final = dict.fromkeys(map(ord, "\u00ad\u200b\u200c\u200d\u200e\u200f\u2060\ufeff"))
_ADDRESS: Final = re.compile(r"https?://[^\s,;<>\"“”]+", re.IGNORECASE)


@dataclass(frozen=True)
class Header:
    text: str  # as it stands in the file
    letter: str


@dataclass(frozen=True)
class Record:
    row: int
    values: Mapping[str, str]  # canonical name -> text, white space collapsed; only columns the table has


@dataclass(frozen=True)
class Table:
    sheet: str
    headers: Mapping[str, Header]  # canonical name -> where it came from; constants have none
    columns: frozenset[str]  # canonical names every record has
    records: tuple[Record, ...]
    problems: tuple[Problem, ...] = ()
    notes: tuple[Problem, ...] = ()
    ignored: tuple[Header, ...] = ()  # columns that are not read

    def problem(
        self,
        message: str,
        record: Record | None,
        column: str = "",
        *,
        accepted: tuple[str, ...] = (),
        **params: str | int,
    ) -> Problem:
        header = self.headers.get(column, Header(column, ""))
        row = record.row if record else None
        return Problem(message, params, self.sheet, row, header.text, header.letter, accepted)


def read_records(
    *,
    data: bytes,
    file_name: str,
    columns: tuple[Column, ...],
    mapping: TableMapping,
    name_header: Callable[[str], str | None] | None = None,
) -> Table:
    """
    Read the file in its limited process, find the header row and put every cell under its column.

    Args:
        name_header: Names the column of a header that is none of `columns`, or None where nothing of it is known.

    Returns:
        A table; where `problems` is not empty its records may be incomplete and are not to be used.
    """
    try:
        workbook = read_table(data, file_name=file_name)
    except SheetRefused as refused:
        return _nothing(Problem(SHEET_MESSAGES[refused.code], refused.params))
    sheet = _chosen_sheet(workbook, mapping)
    if isinstance(sheet, Problem):
        return _nothing(sheet)
    return _Reading(sheet, columns, mapping, name_header).table(_workbook_notes(workbook))


def _nothing(problem: Problem) -> Table:
    return Table(problem.sheet, {}, frozenset(), (), (problem,))


def _chosen_sheet(workbook: Workbook, mapping: TableMapping) -> Sheet | Problem:
    names = tuple(sheet.name for sheet in workbook.sheets)
    if mapping.sheet and workbook.format != "csv":
        for sheet in workbook.sheets:
            if sheet.name == mapping.sheet:
                return sheet
        return Problem(_("The file has no sheet “%(sheet)s”."), {"sheet": mapping.sheet}, accepted=names)
    filled = [sheet for sheet in workbook.sheets if sheet.rows and sheet.visible]
    return filled[0] if filled else Problem(_("The file has no rows."))


def _workbook_notes(workbook: Workbook) -> list[Problem]:
    return [Problem(SHEET_NOTES[note.code], note.params) for note in workbook.notes]


class _Reading:
    """One pass over one sheet; collects every problem instead of stopping at the first."""

    def __init__(
        self,
        sheet: Sheet,
        columns: tuple[Column, ...],
        mapping: TableMapping,
        name_header: Callable[[str], str | None] | None,
    ) -> None:
        self.sheet = sheet
        self.wanted = columns
        self.mapping = mapping
        self.name_header = name_header or (lambda _header: None)
        self.known = columns_by_header(columns)
        self.problems: list[Problem] = []
        self.notes: list[Problem] = []
        self.ignored: list[Header] = []

    def table(self, notes: list[Problem]) -> Table:
        below = [row for row in self.sheet.rows if row.number > self.mapping.skip_rows]
        if not below:
            return _nothing(Problem(_("The file has no rows."), sheet=self.sheet.name))
        at = self._header_at(below)
        self.header_row = below[at]
        self.places: dict[str, int] = {}
        for place, text in enumerate(self.header_row.cells):
            self.places.setdefault(text.strip(), place)
        sources = self._sources()
        records = [] if self.problems else self._records(below[at + 1 :], sources)
        if not records and not self.problems:
            self.problems.append(self._why_nothing_is_left(below[at + 1 :]))
        names = frozenset(sources) | frozenset(self.mapping.constants) | frozenset(self.mapping.split)
        headers = {name: self._header(place) for name, place in sources.items()}
        return Table(
            sheet=self.sheet.name,
            headers=headers,
            columns=names,
            records=tuple(records),
            problems=tuple(self.problems),
            notes=tuple(notes + self.notes),
            ignored=tuple(self.ignored),
        )

    def _why_nothing_is_left(self, rows: list[Row]) -> Problem:
        if not rows or not self.mapping.filter:
            return Problem(_("Below the header row there are no rows."), sheet=self.sheet.name)
        message = _("None of the %(rows)s rows has what the mapping file keeps: %(kept)s.")
        kept = "; ".join(f"{header} = {', '.join(texts)}" for header, texts in self.mapping.filter.items())
        header, texts = self._filters()[0]
        found = Suggestions(row[self.places[header.strip()]].strip() for row in rows)
        params: dict[str, str | int] = {"rows": len(rows), "kept": kept}
        return Problem(message, params, self.sheet.name, column=header, accepted=found.near(texts[0] if texts else ""))

    def _header_at(self, rows: list[Row]) -> int:
        """The row with the most headers we know; the first of equals."""
        mapped = {header_key(text) for text in self.mapping.columns.values()}
        mapped |= {header_key(split.column) for split in self.mapping.split.values()}

        def known(row: Row) -> int:
            keys = {header_key(cell) for cell in row.cells if cell}
            return len(keys & (self.known.keys() | mapped))

        near = rows[:HEADER_WITHIN]
        return max(range(len(near)), key=lambda at: (known(near[at]), -at))

    def _sources(self) -> dict[str, int]:
        """Canonical name -> place of its column. What the mapping names comes before what the headers say."""
        sources: dict[str, int] = {}
        for name, header in self.mapping.columns.items():
            place = self._place_of(header)
            if place is not None:
                sources[name] = place
        for split in self.mapping.split.values():
            self._place_of(split.column)
        for header in self.mapping.filter:
            self._place_of(header)
        taken = set(sources.values()) | {self.places.get(split.column) for split in self.mapping.split.values()}
        self._recognise(sources, taken, is_described=bool(self.mapping.columns))
        self._check_names()
        self._check_required(sources)
        return sources

    def _recognise(self, sources: dict[str, int], taken: set[int | None], *, is_described: bool) -> None:
        described = sources.keys() | self.mapping.constants.keys() | self.mapping.split.keys()
        found: dict[str, int] = {}
        for place, text in enumerate(self.header_row.cells):
            if not text.strip() or place in taken:
                continue
            name = self.known.get(header_key(text)) or self.name_header(text.strip())
            if name is None or name in described:
                self.ignored.append(self._header(place))
            elif name in found:
                message = _("The columns “%(first)s” and “%(second)s” are both read as “%(name)s”.")
                first = self.header_row.cells[found[name]]
                self._complain(message, place, first=first, second=text, name=name)
            else:
                found[name] = place
        sources.update(found)
        if self.ignored and not is_described:
            message = _("Columns that are not read: %(columns)s.")
            self.notes.append(
                Problem(
                    message,
                    {"columns": ", ".join(header.text for header in self.ignored)},
                    self.sheet.name,
                    self.header_row.number,
                )
            )

    def _place_of(self, header: str) -> int | None:
        if header.strip() in self.places:
            return self.places[header.strip()]
        for text, place in self.places.items():
            if text and header_key(text) == header_key(header):
                return place
        message = _("The mapping file names the column “%(header)s”, which the sheet does not have.")
        near = Suggestions(text for text in self.places if text).near(header)
        problem = Problem(message, {"header": header}, self.sheet.name, self.header_row.number, accepted=near)
        if problem not in self.problems:
            self.problems.append(problem)
        return None

    def _check_names(self) -> None:
        accepted = tuple(column.name for column in self.wanted)
        used = [*self.mapping.columns, *self.mapping.constants, *self.mapping.values, *self.mapping.split]
        for name in dict.fromkeys([*used, *self.mapping.first_address]):
            if name not in accepted and self.name_header(name) is None:
                message = _("The mapping file speaks of “%(name)s”, which is no column of ours.")
                self.problems.append(Problem(message, {"name": name}, accepted=accepted))

    def _check_required(self, sources: dict[str, int]) -> None:
        here = sources.keys() | self.mapping.constants.keys() | self.mapping.split.keys()
        seen = tuple(text for text in self.places if text)
        for column in self.wanted:
            if column.required and column.name not in here:
                message = _("The column “%(name)s” is missing; the header row read is row %(header_row)s (%(seen)s).")
                params: dict[str, str | int] = {
                    "name": column.name,
                    "header_row": self.header_row.number,
                    "seen": ", ".join(seen[:20]),
                }
                self.problems.append(Problem(message, params, self.sheet.name, accepted=column.headers))

    def _records(self, rows: list[Row], sources: dict[str, int]) -> list[Record]:
        kept = [(self.places[header.strip()], frozenset(accepted)) for header, accepted in self._filters()]
        constants = self.mapping.constants
        splits = [(name, self.places[split.column], split) for name, split in self.mapping.split.items()]
        records = []
        for row in rows:
            if any(row[place].strip() not in accepted for place, accepted in kept):
                continue
            values = {name: clean(row[place]) for name, place in sources.items()}
            for name, place, split in splits:
                parts = row[place].split(split.separator)
                values[name] = clean(parts[split.part]) if split.part < len(parts) else ""
            self._translate(values)
            values.update(constants)
            records.append(Record(row.number, values))
        return records

    def _filters(self) -> list[tuple[str, list[str]]]:
        texts = {header_key(text): text for text in self.places}
        return [(texts[header_key(header)], accepted) for header, accepted in self.mapping.filter.items()]

    def _translate(self, values: dict[str, str]) -> None:
        for name, translations in self.mapping.values.items():
            if name in values:
                values[name] = translations.get(values[name], values[name])
        for name in self.mapping.first_address:
            if name in values:
                found = _ADDRESS.search(values[name])
                values[name] = found[0].rstrip(".)") if found else ""

    def _header(self, place: int) -> Header:
        return Header(self.header_row.cells[place].strip(), column_letter(place))

    def _complain(self, message: str, place: int, **params: str | int) -> None:
        header = self._header(place)
        self.problems.append(
            Problem(message, params, self.sheet.name, self.header_row.number, header.text, header.letter)
        )


def clean(text: str) -> str:
    """NFC, every run of white space as one space, without the marks that take no room (soft hyphen, zero width)."""
    if text.isascii():
        return " ".join(text.split())
    return unicodedata.normalize("NFC", " ".join(text.translate(_NO_ROOM).split()))

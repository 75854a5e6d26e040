"""The XML parts of an archive, streamed: no document types, and no more rows and cells than allowed."""

from __future__ import annotations

import re
from dataclasses import dataclass
from xml.parsers import expat

from meyar.documents.columns import column_letter, column_number
from meyar.documents.sheet_limits import SheetLimits
from meyar.documents.sheet_refusals import SheetRefused

REFERENCE = re.compile(r"([A-Za-z]{1,7})([0-9]{1,10})")


@dataclass
class Counts:
    """Over all parts of one file."""

    rows: int = 0
    cells: int = 0
    external_links: int = 0
    error_cells: int = 0
    first_error: str = ""
    formulas_without_value: int = 0
    first_formula: str = ""

    def notes(self) -> list[dict[str, object]]:
        found: list[dict[str, object]] = []
        if self.external_links:
            found.append({"code": "external_links", "params": {"count": self.external_links}})
        for code, count, first in (
            ("error_cells", self.error_cells, self.first_error),
            ("formulas_without_value", self.formulas_without_value, self.first_formula),
        ):
            if count:
                found.append({"code": code, "params": {"count": count, "first": first}})
        return found


class PlainPart:
    """A part in which only document types matter."""

    def __init__(self, name: str, *, file_name: str, limits: SheetLimits, counts: Counts) -> None:
        self.name = name[:100]
        self.file_name = file_name
        self.limits = limits
        self.counts = counts
        # Old drawings are written in a dialect that is not well-formed; no one reads them here.
        self._is_tolerant = name.lower().endswith(".vml")
        self._is_over = False
        self._parser = expat.ParserCreate()
        self._parser.StartDoctypeDeclHandler = self._refuse_document_type
        self._parser.EntityDeclHandler = self._refuse_document_type
        self._parser.StartElementHandler = self.start
        self._parser.EndElementHandler = self.end

    def feed(self, chunk: bytes, *, is_last: bool = False) -> None:
        if self._is_over:
            return
        try:
            self._parser.Parse(chunk, is_last)
        except expat.ExpatError as error:
            if not self._is_tolerant:
                found = f"{self.name}: {error}"
                raise SheetRefused("damaged", file=self.file_name, found=found) from None
            self._is_over = True

    def close(self) -> None:
        self.feed(b"", is_last=True)

    def start(self, name: str, attributes: dict[str, str]) -> None:
        pass

    def end(self, name: str) -> None:
        pass

    def check_span(self, rows: int, columns: int) -> None:
        """Refuse a table that spans, or says it spans, more than is allowed."""
        limits = self.limits
        if rows > limits.rows or columns > limits.columns:
            raise SheetRefused(
                "beyond_limits",
                file=self.file_name,
                part=self.name,
                found=f"{column_letter(max(columns, 1) - 1)}{rows}",
                rows=limits.rows,
                columns=limits.columns,
            )
        if rows * columns > limits.cells:
            self._refuse("too_many_cells", limits.cells)

    def check_counts(self) -> None:
        if self.counts.rows > self.limits.rows:
            self._refuse("too_many_rows", self.limits.rows)
        if self.counts.cells > self.limits.cells:
            self._refuse("too_many_cells", self.limits.cells)

    def damaged(self, found: str) -> SheetRefused:
        return SheetRefused("damaged", file=self.file_name, found=f"{self.name}: {found[:100]}")

    def _refuse(self, code: str, limit: int) -> None:
        raise SheetRefused(code, file=self.file_name, part=self.name, limit=limit)

    def _refuse_document_type(self, *_declaration: object) -> None:
        raise SheetRefused("document_type", file=self.file_name, part=self.name)


class XlsxPart(PlainPart):
    """A part of an XLSX: rows, cells and how far they reach."""

    def __init__(self, name: str, *, file_name: str, limits: SheetLimits, counts: Counts) -> None:
        super().__init__(name, file_name=file_name, limits=limits, counts=counts)
        self._is_table = False
        self._row = self._column = self._rows = self._columns = 0
        self._cell = ""
        self._formula = ""
        self._parser.EndElementHandler = None

    def start(self, name: str, attributes: dict[str, str]) -> None:
        if ":" in name:
            name = name.rpartition(":")[2]
        if name == "c":
            if self._is_table:
                self._start_cell(attributes)
        elif name == "v":
            self._formula = ""
        elif name == "row":
            if self._is_table:
                self._start_row(attributes)
        elif name == "f":
            self._formula = self._cell
        elif name == "sheetData":
            self._is_table = True
        elif name == "dimension":
            self._span(attributes.get("ref", "").rpartition(":")[2])

    def close(self) -> None:
        super().close()
        self._end_formula()

    def _start_row(self, attributes: dict[str, str]) -> None:
        self._row = self._number(attributes["r"]) if "r" in attributes else self._row + 1
        self._column = 0
        self.counts.rows += 1
        self.check_counts()
        self._reach(self._row, 0)

    def _start_cell(self, attributes: dict[str, str]) -> None:
        if self._formula:
            self._end_formula()
        reference = attributes.get("r")
        if reference is None:
            self._reach(self._row, self._column + 1)
            self._cell = f"{column_letter(self._column - 1)}{self._row}"
        else:
            self._span(reference)
            self._cell = reference
        self.counts.cells += 1
        if not self.counts.cells % 1024:
            self.check_counts()
        if attributes.get("t") == "e":
            self.counts.error_cells += 1
            self.counts.first_error = self.counts.first_error or self._cell

    def _end_formula(self) -> None:
        if self._formula:
            self.counts.formulas_without_value += 1
            self.counts.first_formula = self.counts.first_formula or self._formula
            self._formula = ""

    def _span(self, reference: str) -> None:
        if not reference:
            return
        letters = reference.rstrip("0123456789")
        column = _COLUMNS.get(letters)
        if column is None:
            if not REFERENCE.fullmatch(reference):
                raise self.damaged(reference)
            column = column_number(letters) + 1
        self._reach(self._number(reference[len(letters) :]), column)

    def _reach(self, row: int, column: int) -> None:
        self._row, self._column = row, column
        if row > self._rows or column > self._columns:
            self._rows = max(row, self._rows)
            self._columns = max(column, self._columns)
            self.check_span(self._rows, self._columns)
            self.check_counts()

    def _number(self, text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 10:
            raise self.damaged(text)
        return int(text)


class OdsPart(PlainPart):
    """A part of an ODS: rows and cells with their repetitions. Trailing empty ones, which every ODS
    repeats to the end of the sheet, do not count."""

    def __init__(self, name: str, *, file_name: str, limits: SheetLimits, counts: Counts) -> None:
        super().__init__(name, file_name=file_name, limits=limits, counts=counts)
        self._row = self._columns = 0
        self._row_repeat = self._column = self._filled = 0
        self._cell_elements = self._row_elements = 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        local = name.rpartition(":")[2]
        if local in ("table-cell", "covered-table-cell"):
            self._cell_elements += 1
            self._column += self._repeat(attributes, "number-columns-repeated")
            if any(key.endswith(("value-type", ":formula")) for key in attributes):
                self._filled = self._column
            if any(key.endswith(":formula") for key in attributes) and not any(
                key.endswith("value-type") for key in attributes
            ):
                self.counts.formulas_without_value += 1
        elif local == "p":
            self._filled = max(self._filled, self._column)
        elif local == "table-row":
            self._row_elements += 1
            self._row_repeat = self._repeat(attributes, "number-rows-repeated")
            self._column = self._filled = 0
        elif local == "table":
            self._row = self._columns = 0
        elif local == "s":
            self._check_spaces(attributes)
        elif local == "table-source":
            self.counts.external_links += 1
        elif local == "encryption-data":
            raise SheetRefused("password", file=self.file_name)
        if self._row_elements > self.limits.rows:
            self._refuse("too_many_rows", self.limits.rows)
        if self._cell_elements > self.limits.cells:
            self._refuse("too_many_cells", self.limits.cells)

    def end(self, name: str) -> None:
        if not name.endswith("table-row"):
            return
        self._row += self._row_repeat
        if self._filled:
            self._columns = max(self._columns, self._filled)
            self.check_span(self._row, self._columns)
            self.counts.rows += self._row_repeat
            self.counts.cells += self._row_repeat * self._filled
            self.check_counts()

    def _repeat(self, attributes: dict[str, str], kind: str) -> int:
        for key, value in attributes.items():
            if key.endswith(kind):
                return self._whole(value)
        return 1

    def _check_spaces(self, attributes: dict[str, str]) -> None:
        for key, value in attributes.items():
            if key.rpartition(":")[2] == "c" and self._whole(value) > self.limits.cell_characters:
                raise SheetRefused(
                    "cell_too_long",
                    file=self.file_name,
                    row=self._row + 1,
                    limit=self.limits.cell_characters,
                )

    def _whole(self, text: str) -> int:
        if not text.isascii() or not text.isdigit() or len(text) > 10:
            raise self.damaged(text)
        return int(text)


_COLUMNS = {column_letter(column): column + 1 for column in range(702)}

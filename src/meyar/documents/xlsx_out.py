"""XLSX in which every text is a text, every number a number, and the same data are the same bytes."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

SheetValue = str | int | Decimal | Fraction | date | bool | None

NAME_LENGTH = 31  # of a sheet, in spreadsheet programs
NAME_FORBIDDEN = frozenset("[]:*?/\\")
CELL_CHARACTERS = 32_767


@dataclass(frozen=True)
class Column:
    """A column of a sheet.

    A fraction is exact: write it twice, as a `number` to calculate with and, in a column of its own, as
    a `text` such as "784/10". A percent is the number as people say it (78.4), not a share of one.
    """

    title: str
    width: float = 12  # characters
    number_format: str = ""  # as spreadsheet programs write it: "0.0", "yyyy-mm-dd"
    is_wrapped: bool = False


@dataclass(frozen=True)
class SheetOut:
    name: str
    columns: Sequence[Column]
    rows: Iterable[Sequence[SheetValue]]
    notes: Sequence[str] = ()  # lines above the header: source, edition, demonstration


@dataclass(frozen=True)
class BookAbout:
    """What the file says of itself."""

    title: str
    created: datetime  # with a time zone; passed in, so that the same data are the same bytes
    author: str = ""
    subject: str = ""
    comments: str = ""
    fingerprint: str = ""  # of the data, kept as a property of the file
    language: str = ""


def workbook_bytes(sheets: Sequence[SheetOut], *, about: BookAbout) -> bytes:
    """An XLSX with frozen, filtered headers.

    Raises:
        ValueError: a name or a row that spreadsheet programs would refuse, cut or shift; all are listed.
    """
    import xlsxwriter

    if problems := _name_problems(sheets):
        raise ValueError("; ".join(problems))
    target = io.BytesIO()
    options = {
        "constant_memory": True,
        "in_memory": True,
        "strings_to_formulas": False,
        "strings_to_urls": False,
        "strings_to_numbers": False,
    }
    with xlsxwriter.Workbook(target, options) as book:
        _describe(book, about)
        header = book.add_format(
            {"bold": True, "bottom": 2, "text_wrap": True, "valign": "bottom", "font_name": "Calibri"}
        )
        for sheet in sheets:
            _write_sheet(book, sheet, header)
    return target.getvalue()


def _name_problems(sheets: Sequence[SheetOut]) -> list[str]:
    problems, used = [], set[str]()
    for sheet in sheets:
        name = sheet.name
        if not name or len(name) > NAME_LENGTH or NAME_FORBIDDEN & set(name) or name[:1] == "'":
            problems.append(f"sheet {name!r}: accepted are 1 to {NAME_LENGTH} characters without []:*?/\\")
        if name.casefold() in used:
            problems.append(f"sheet {name!r}: there is another of this name")
        used.add(name.casefold())
        if not sheet.columns:
            problems.append(f"sheet {name!r}: needs at least one column")
    return problems if sheets else ["a workbook needs at least one sheet"]


def _describe(book: Any, about: BookAbout) -> None:
    book.set_properties(
        {
            "title": about.title,
            "subject": about.subject,
            "author": about.author,
            "comments": about.comments,
            # A spreadsheet program keeps moments in UTC and knows no time zones.
            "created": about.created.astimezone(UTC).replace(tzinfo=None),
        }
    )
    for name, value in (("fingerprint", about.fingerprint), ("language", about.language)):
        if value:
            book.set_custom_property(name, value, "text")


def _write_sheet(book: Any, sheet: SheetOut, header: Any) -> None:
    page = book.add_worksheet(sheet.name)
    formats = [
        book.add_format(
            {
                "num_format": column.number_format or "General",
                "text_wrap": column.is_wrapped,
                "valign": "top",
            }
        )
        for column in sheet.columns
    ]
    for number, column in enumerate(sheet.columns):
        page.set_column(number, number, column.width)
    top = len(sheet.notes)
    for number, note in enumerate(sheet.notes):
        page.write_string(number, 0, note)
    for number, column in enumerate(sheet.columns):
        page.write_string(top, number, column.title, header)
    last = top
    for last, row in enumerate(sheet.rows, start=top + 1):
        if len(row) != len(sheet.columns):
            raise ValueError(f"sheet {sheet.name!r}, row {last + 1}: {len(row)} values for {len(formats)} columns")
        for number, value in enumerate(row):
            _write(page, last, number, value, formats[number])
    page.freeze_panes(top + 1, 0)
    page.autofilter(top, 0, last, len(sheet.columns) - 1)
    page.repeat_rows(top)
    page.set_landscape()
    page.set_paper(9)
    page.fit_to_pages(1, 0)


def _write(page: Any, row: int, column: int, value: SheetValue, style: Any) -> None:
    if value is None:
        page.write_blank(row, column, None, style)
    elif isinstance(value, str):
        if len(value) > CELL_CHARACTERS:
            raise ValueError(f"row {row + 1}: a text of {len(value)} characters, accepted {CELL_CHARACTERS}")
        page.write_string(row, column, value, style)
    elif isinstance(value, bool):
        page.write_boolean(row, column, value, style)
    elif isinstance(value, date):
        page.write_datetime(row, column, value, style)
    else:
        # The nearest number a spreadsheet holds; what must be exact stands as text in its own column.
        page.write_number(row, column, float(value), style)

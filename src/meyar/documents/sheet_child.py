"""The process that reads one sheet: limits first, then the scan, then the parser.

Asked on standard input with a line of JSON and the file; answers on standard output with lines of JSON.
"""

from __future__ import annotations

import datetime
import io
import json
import resource
import sys
from collections.abc import Iterable, Iterator
from decimal import Decimal
from typing import Any, BinaryIO

from meyar.documents.sheet_csv import csv_rows
from meyar.documents.sheet_limits import MIB, SheetLimits
from meyar.documents.sheet_refusals import SheetRefused
from meyar.documents.sheet_scan import scan_archive, sheet_format


def main(source: BinaryIO, target: BinaryIO) -> None:
    header = json.loads(source.readline())
    limits = SheetLimits(**header["limits"])
    limit_process(limits)
    answer = _Answer(target, file_name=header["file_name"], limits=limits)
    try:
        read_sheets(source.read(), answer)
    except SheetRefused as refusal:
        answer.line({"refused": refusal.code, "params": dict(refusal.params)})
    except MemoryError:
        answer.line({"refused": "too_heavy", "params": answer.heavy_params()})
    target.flush()


def limit_process(limits: SheetLimits) -> None:
    for kind, bound in (
        (resource.RLIMIT_AS, limits.memory_bytes),
        (resource.RLIMIT_CPU, limits.cpu_seconds),
        (resource.RLIMIT_FSIZE, 0),
        (resource.RLIMIT_CORE, 0),
    ):
        resource.setrlimit(kind, (bound, bound))


class _Answer:
    def __init__(self, target: BinaryIO, *, file_name: str, limits: SheetLimits) -> None:
        self.file_name = file_name
        self.limits = limits
        self._target = target
        self._written = 0

    def line(self, content: object) -> None:
        text = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode("utf-8", "backslashreplace")
        self._written += len(text)
        if isinstance(content, list) and self._written > self.limits.text_bytes:
            raise SheetRefused("too_much_text", file=self.file_name, limit=self.limits.text_bytes // MIB)
        self._target.write(text + b"\n")

    def sheet(self, name: str, rows: Iterable[list[str]], *, visible: bool = True) -> None:
        self.line({"sheet": name, "visible": visible})
        for number, cells in enumerate(rows, start=1):
            while cells and not cells[-1]:
                cells.pop()
            if cells:
                self.line([number, cells])
        self.line({"end_sheet": True})

    def heavy_params(self) -> dict[str, str | int]:
        return {
            "file": self.file_name,
            "seconds": self.limits.wall_seconds,
            "memory": self.limits.memory_bytes // MIB,
        }


def read_sheets(content: bytes, answer: _Answer) -> None:
    if sheet_format(content, file_name=answer.file_name) == "csv":
        answer.sheet("", csv_rows(content, file_name=answer.file_name, limits=answer.limits))
        answer.line({"done": "csv", "notes": []})
        return
    kind, counts = scan_archive(content, file_name=answer.file_name, limits=answer.limits)
    _read_with_calamine(content, answer)
    answer.line({"done": kind, "notes": counts.notes()})


def _read_with_calamine(content: bytes, answer: _Answer) -> None:
    from python_calamine import CalamineError, CalamineWorkbook, SheetTypeEnum, SheetVisibleEnum

    try:
        workbook = CalamineWorkbook.from_filelike(io.BytesIO(content))
        for about in workbook.sheets_metadata:
            if about.typ is SheetTypeEnum.WorkSheet:
                sheet = workbook.get_sheet_by_name(about.name)
                left = sheet.start[1] if sheet.start else 0
                visible = about.visible is SheetVisibleEnum.Visible
                answer.sheet(about.name, _texts(sheet.iter_rows(), left), visible=visible)
    except CalamineError as error:
        raise SheetRefused("damaged", file=answer.file_name, found=str(error)[:200]) from None


def _texts(rows: Iterable[list[Any]], left: int) -> Iterator[list[str]]:
    before = [""] * left  # calamine begins a row at the first column in use, but at row 1
    for row in rows:
        yield before + [cell_text(value) for value in row]


def cell_text(
    value: str | int | float | bool | datetime.date | datetime.time | datetime.timedelta,
) -> str:
    """A cell as text: 12.0 is "12", 0.1 is "0.1", midnight of a day is the day."""
    if isinstance(value, bool):
        return "TRUE" if value else "FALSE"
    if isinstance(value, float):
        return str(int(value)) if value.is_integer() else format(Decimal(repr(value)), "f")
    if isinstance(value, datetime.datetime):
        midnight = value.time() == datetime.time()
        return value.date().isoformat() if midnight else value.isoformat(sep=" ")
    if isinstance(value, datetime.date | datetime.time):
        return value.isoformat()
    return str(value)


if __name__ == "__main__":
    main(sys.stdin.buffer, sys.stdout.buffer)

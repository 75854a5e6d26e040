"""Tables that came from outside, read in a limited process of their own."""

from __future__ import annotations

import json
import os
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import asdict, dataclass
from pathlib import Path
from typing import Any

from meyar.documents.sheet_limits import DEFAULT_LIMITS, MIB, SheetLimits
from meyar.documents.sheet_refusals import SHEET_NOTES, Params, SheetRefused

SOURCE_ROOT = Path(__file__).resolve().parents[2]


@dataclass(frozen=True)
class Row:
    number: int  # 1-based, as the spreadsheet program shows it
    cells: tuple[str, ...]  # from column A; empty cells are "", trailing ones are left out

    def __getitem__(self, column: int) -> str:
        """The cell at a 0-based column, "" beyond the last one."""
        return self.cells[column] if column < len(self.cells) else ""


@dataclass(frozen=True)
class Sheet:
    name: str  # "" in a CSV
    rows: tuple[Row, ...]  # rows with something in them, in order
    visible: bool = True


@dataclass(frozen=True)
class SheetNote:
    """Something the reader should know. `code` is a key of SHEET_NOTES, `params` fill its msgid."""

    code: str
    params: Params

    def text(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of `translate`, which is given its msgid."""
        return translate(SHEET_NOTES[self.code]) % self.params


@dataclass(frozen=True)
class Workbook:
    file_name: str
    format: str  # xlsx, ods or csv
    sheets: tuple[Sheet, ...]
    notes: tuple[SheetNote, ...] = ()


def read_table(data: bytes | Path, *, file_name: str, limits: SheetLimits = DEFAULT_LIMITS) -> Workbook:
    """Read an XLSX, ODS or CSV; nothing is parsed in the calling process.

    Numbers come without a needless fraction (12.0 is "12"), dates in ISO form, truth as TRUE and FALSE,
    formulas as their stored value. A CSV apostrophe written before =, +, - or @ by csv_bytes is taken off.

    Raises:
        SheetRefused: the file is hostile, damaged, of another kind or too large. Never later than
            limits.wall_seconds and a moment.
    """
    content = _content(data, file_name=file_name, limits=limits)
    header = json.dumps({"file_name": file_name, "limits": asdict(limits)}).encode()
    answer = _ask_child(header + b"\n" + content, file_name=file_name, limits=limits)
    return _workbook(answer, file_name=file_name, limits=limits)


def _content(data: bytes | Path, *, file_name: str, limits: SheetLimits) -> bytes:
    size = data.stat().st_size if isinstance(data, Path) else len(data)
    if size == 0:
        raise SheetRefused("empty_file", file=file_name)
    if size > limits.file_bytes:
        raise SheetRefused("file_too_large", file=file_name, found=-(-size // MIB), limit=limits.file_bytes // MIB)
    return data.read_bytes() if isinstance(data, Path) else data


def _ask_child(request: bytes, *, file_name: str, limits: SheetLimits) -> bytes:
    # -P keeps the working folder off the path, -s the user's packages; the environment is empty so that
    # no setting, secret or proxy of the server is known to the process that touches the file.
    command = [sys.executable, "-P", "-s", "-B", "-X", "utf8", "-m", "meyar.documents.sheet_child"]
    with subprocess.Popen(
        command,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        env={"PATH": os.defpath, "PYTHONPATH": str(SOURCE_ROOT)},
        cwd="/",
        start_new_session=True,
    ) as child:
        try:
            answer, _errors = child.communicate(request, timeout=limits.wall_seconds)
        except subprocess.TimeoutExpired:
            child.kill()
            child.communicate()
            raise _too_heavy(file_name, limits) from None
    return answer


def _workbook(answer: bytes, *, file_name: str, limits: SheetLimits) -> Workbook:
    sheets: list[Sheet] = []
    name, visible, rows = "", True, list[Row]()
    for line in _lines(answer):
        if isinstance(line, list):
            rows.append(Row(line[0], tuple(line[1])))
        elif "sheet" in line:
            name, visible, rows = line["sheet"], line["visible"], []
        elif "end_sheet" in line:
            sheets.append(Sheet(name, tuple(rows), visible))
        elif "refused" in line:
            raise SheetRefused(line["refused"], **line["params"])
        elif "done" in line:
            notes = tuple(SheetNote(note["code"], note["params"]) for note in line["notes"])
            return Workbook(file_name, line["done"], tuple(sheets), notes)
    # The process ended without a last line: it met one of its limits.
    raise _too_heavy(file_name, limits)


def _lines(answer: bytes) -> Iterator[Any]:
    for line in answer.split(b"\n"):
        try:
            yield json.loads(line)
        except ValueError:
            return  # cut off in mid-line: the caller sees that the last line is missing


def _too_heavy(file_name: str, limits: SheetLimits) -> SheetRefused:
    return SheetRefused("too_heavy", file=file_name, seconds=limits.wall_seconds, memory=limits.memory_bytes // MIB)

"""CSV as it comes: four encodings, three delimiters, quotation marks that are never closed."""

from __future__ import annotations

import codecs
import csv
import io
from collections import Counter
from collections.abc import Iterator

from meyar.documents.csv_out import without_apostrophe
from meyar.documents.sheet_limits import SheetLimits
from meyar.documents.sheet_refusals import SheetRefused

DELIMITERS = (",", ";", "\t")
SAMPLE_CHARACTERS = 65_536
SAMPLE_ROWS = 50


def csv_rows(content: bytes, *, file_name: str, limits: SheetLimits) -> Iterator[list[str]]:
    text = decoded(content, file_name=file_name)
    if "\0" in text:
        row = text.count("\n", 0, text.index("\0")) + 1
        raise SheetRefused("nul_character", file=file_name, row=row)
    yield from _bounded(text, file_name=file_name, limits=limits)


def decoded(content: bytes, *, file_name: str) -> str:
    for mark, encoding in (
        (codecs.BOM_UTF8, "utf-8-sig"),
        (codecs.BOM_UTF16_LE, "utf-16"),
        (codecs.BOM_UTF16_BE, "utf-16"),
    ):
        if content.startswith(mark):
            return _decoded_as((encoding,), content, file_name=file_name)
    # Latin text in UTF-16 has a zero in almost every second byte.
    start = content[:4096]
    if start[1::2].count(0) > len(start) // 4 and 0 not in start[0::2]:
        return _decoded_as(("utf-16-le",), content, file_name=file_name)
    if start[0::2].count(0) > len(start) // 4 and 0 not in start[1::2]:
        return _decoded_as(("utf-16-be",), content, file_name=file_name)
    return _decoded_as(("utf-8", "windows-1254"), content, file_name=file_name)


def delimiter_of(text: str) -> str:
    """The delimiter that cuts the first rows into the most columns, most evenly."""
    sample = text[:SAMPLE_CHARACTERS]
    stated = _stated_delimiter(sample)
    return stated or max(DELIMITERS, key=lambda delimiter: _evenness(sample, delimiter))


def _stated_delimiter(text: str) -> str:
    line = text.partition("\n")[0].rstrip("\r")
    return line[4] if len(line) == 5 and line[:4] == "sep=" and line[4] in DELIMITERS else ""


def _decoded_as(encodings: tuple[str, ...], content: bytes, *, file_name: str) -> str:
    for encoding in encodings:
        try:
            return content.decode(encoding)
        except UnicodeDecodeError:
            continue
    raise SheetRefused("unknown_encoding", file=file_name)


def _evenness(sample: str, delimiter: str) -> tuple[float, int]:
    widths: list[int] = []
    try:
        for row in csv.reader(io.StringIO(sample, newline=""), delimiter=delimiter):
            if row:
                widths.append(len(row))
            if len(widths) == SAMPLE_ROWS:
                break
    except csv.Error:
        pass  # the sample may be cut in mid-cell; the rows before it decide
    if not widths:
        return (0.0, 0)
    width, times = Counter(widths).most_common(1)[0]
    return (times / len(widths) if width > 1 else 0.0, width)


def _bounded(text: str, *, file_name: str, limits: SheetLimits) -> Iterator[list[str]]:
    csv.field_size_limit(limits.cell_characters)
    reader = csv.reader(io.StringIO(text, newline=""), delimiter=delimiter_of(text))
    row = cells = 0
    while True:
        row += 1
        try:
            found = next(reader, None)
        except csv.Error:
            raise SheetRefused("cell_too_long", file=file_name, row=row, limit=limits.cell_characters) from None
        if found is None:
            return
        cells += len(found)
        if row > limits.rows:
            raise SheetRefused("too_many_rows", file=file_name, part=file_name, limit=limits.rows)
        if len(found) > limits.columns:
            raise SheetRefused("too_many_columns", file=file_name, part=file_name, limit=limits.columns)
        if cells > limits.cells:
            raise SheetRefused("too_many_cells", file=file_name, part=file_name, limit=limits.cells)
        if row == 1 and _stated_delimiter(text):
            found = []  # Excel's own first line, not data
        yield [without_apostrophe(cell) for cell in found]

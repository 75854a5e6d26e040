"""CSV that no spreadsheet program takes for a formula."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterable, Sequence
from decimal import Decimal

CsvValue = str | int | Decimal | None

# What spreadsheet programs take for the beginning of a formula, with the full-width forms they fold.
FORMULA_STARTS = ("=", "+", "-", "@", "\t", "\r", "\n", "＝", "＋", "－", "＠")


def csv_bytes(rows: Iterable[Sequence[CsvValue]], *, delimiter: str = ",", byte_order_mark: bool = True) -> bytes:
    """Rows as UTF-8 CSV with CRLF (RFC 4180).

    A text that begins as a formula gets an apostrophe before it, which read_table takes off again.
    Numbers stay numbers: pass int or Decimal, never a text, for what is one.
    """
    target = io.StringIO(newline="")
    writer = csv.writer(target, delimiter=delimiter, lineterminator="\r\n")
    for row in rows:
        writer.writerow([_value(value) for value in row])
    return (codecs.BOM_UTF8 if byte_order_mark else b"") + target.getvalue().encode("utf-8")


def with_apostrophe(text: str) -> str:
    # A text that already begins with apostrophes gets one more, so that taking one off gives it back.
    return f"'{text}" if text.lstrip("' \u00a0").startswith(FORMULA_STARTS) else text


def without_apostrophe(text: str) -> str:
    """The text that with_apostrophe was given."""
    return text[1:] if text.startswith("'") and with_apostrophe(text[1:]) == text else text


def _value(value: CsvValue) -> str:
    if value is None:
        return ""
    if isinstance(value, str):
        return with_apostrophe(value)
    return format(value, "f") if isinstance(value, Decimal) else str(value)

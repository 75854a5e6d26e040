from __future__ import annotations

import csv
import io
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meyar.documents import csv_bytes
from meyar.documents.csv_out import FORMULA_STARTS, with_apostrophe, without_apostrophe


@pytest.mark.parametrize("start", FORMULA_STARTS)
def test_a_text_that_begins_as_a_formula_gets_an_apostrophe(start: str) -> None:
    content = csv_bytes([[f"{start}1+1"]], byte_order_mark=False).decode()

    assert next(csv.reader(io.StringIO(content, newline=""))) == [f"'{start}1+1"]


def test_numbers_stay_numbers() -> None:
    content = csv_bytes([[-5, Decimal("-1.50"), "-5", None]], byte_order_mark=False)

    assert content == b"-5,-1.50,'-5,\r\n"


def test_a_file_begins_with_the_byte_order_mark_unless_it_is_not_wanted() -> None:
    rows = [["Ədliyyə", "bəli"]]

    assert csv_bytes(rows) == b"\xef\xbb\xbf" + csv_bytes(rows, byte_order_mark=False)
    assert csv_bytes(rows, delimiter=";", byte_order_mark=False) == "Ədliyyə;bəli\r\n".encode()


@given(st.text())
def test_no_text_is_left_that_begins_a_formula(text: str) -> None:
    assert not with_apostrophe(text).startswith(FORMULA_STARTS)


@given(st.text(alphabet="'=+-@ a\t\n"))
def test_the_apostrophe_is_taken_off_again(text: str) -> None:
    assert without_apostrophe(with_apostrophe(text)) == text

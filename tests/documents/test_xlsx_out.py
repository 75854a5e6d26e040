from __future__ import annotations

import io
import zipfile
from collections.abc import Sequence
from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Any

import openpyxl
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meyar.documents import BookAbout, Column, SheetOut, SheetValue, read_table, workbook_bytes

ABOUT = BookAbout(
    title="Xidmətlərin qiymətləri",
    created=datetime(2016, 2, 12, tzinfo=UTC),
    author="Agentlik",
    fingerprint="9f3a0c41",
    language="az",
)
COLUMNS = (Column("Xidmət", 40, is_wrapped=True), Column("Faiz", 8, "0.0"), Column("Faiz (dəqiq)"), Column("Tarix", 12, "yyyy-mm-dd"))  # fmt: skip
ROW = ("Şəxsiyyət vəsiqəsi", Fraction(2351, 30), "2351/30", date(2015, 1, 31))


def book(*rows: Sequence[SheetValue], notes: Sequence[str] = ()) -> bytes:
    return workbook_bytes([SheetOut("2015", COLUMNS, rows, notes)], about=ABOUT)


def opened(content: bytes) -> Any:
    return openpyxl.load_workbook(io.BytesIO(content))


def test_numbers_dates_and_texts_keep_their_kinds() -> None:
    cells = opened(book(ROW))["2015"][2]

    assert [cell.data_type for cell in cells] == ["s", "n", "s", "d"]
    assert [cell.value for cell in cells] == [
        "Şəxsiyyət vəsiqəsi", 2351 / 30, "2351/30", datetime(2015, 1, 31),  # noqa: DTZ001 - as a sheet has it
    ]  # fmt: skip
    assert [cell.number_format for cell in cells][1] == "0.0"


def test_the_header_is_frozen_filtered_and_printed_on_every_page() -> None:
    sheet = opened(book(ROW, ROW, notes=("Nümunə məlumat",)))["2015"]

    assert [cell.value for cell in sheet[2]] == [column.title for column in COLUMNS]
    assert sheet["A1"].value == "Nümunə məlumat"
    assert sheet.freeze_panes == "A3"
    assert sheet.auto_filter.ref == "A2:D4"
    assert sheet.print_title_rows == "$2:$2"
    assert round(sheet.column_dimensions["A"].width) == 41


@pytest.mark.parametrize("text", ["=1+1", "+1", "-1", "@x", "http://example.org", "{=1}", "12", "\t=1"])
def test_a_text_is_never_a_formula_an_address_or_a_number(text: str) -> None:
    sheet = opened(book((text, 1, "", None)))["2015"]

    assert (sheet["A2"].data_type, sheet["A2"].value, sheet["A2"].hyperlink) == ("s", text, None)


@settings(max_examples=25, deadline=None)
@given(st.lists(st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["Cc", "Cs", "Cn", "Co"]), min_size=1), min_size=1, max_size=20))  # fmt: skip
def test_no_formula_is_ever_written(texts: list[str]) -> None:
    content = workbook_bytes([SheetOut("a", (Column("x"),), [(text,) for text in texts])], about=ABOUT)

    with zipfile.ZipFile(io.BytesIO(content)) as parts:
        assert b"<f>" not in parts.read("xl/worksheets/sheet1.xml")
    assert [cell.value for (cell,) in opened(content)["a"].iter_rows(min_row=2)] == texts


def test_the_file_names_its_title_and_fingerprint() -> None:
    written = opened(book(ROW))

    assert (written.properties.title, written.properties.creator) == (ABOUT.title, ABOUT.author)
    assert written.properties.created == datetime(2016, 2, 12)  # noqa: DTZ001 - as a sheet has it
    assert {found.name: found.value for found in written.custom_doc_props.props} == {
        "fingerprint": "9f3a0c41",
        "language": "az",
    }


def test_the_same_data_are_the_same_bytes() -> None:
    assert book(ROW) == book(ROW)


def test_what_is_written_can_be_read_back() -> None:
    sheet = read_table(book((*ROW[:1], Decimal("78.5"), *ROW[2:])), file_name="a.xlsx").sheets[0]

    assert sheet.rows[1].cells == ("Şəxsiyyət vəsiqəsi", "78.5", "2351/30", "2015-01-31")


def test_a_sheet_without_rows_has_its_header() -> None:
    assert opened(book())["2015"].max_row == 1


@pytest.mark.parametrize(
    ("sheets", "message"),
    [
        ([], "a workbook needs at least one sheet"),
        ([SheetOut("a/b", (Column("x"),), [])], r"sheet 'a/b': accepted are 1 to 31 characters"),
        ([SheetOut("x" * 32, (Column("x"),), [])], "accepted are 1 to 31 characters"),
        ([SheetOut("a", (Column("x"),), []), SheetOut("A", (Column("x"),), [])], "another of this name"),
        ([SheetOut("a", (Column("x"),), [("1", "2")])], "row 2: 2 values for 1 columns"),
        ([SheetOut("a", (Column("x"),), [("x" * 32_768,)])], "a text of 32768 characters"),
    ],
)
def test_what_a_spreadsheet_program_would_cut_or_refuse_is_refused(sheets: list[SheetOut], message: str) -> None:
    with pytest.raises(ValueError, match=message):
        workbook_bytes(sheets, about=ABOUT)

from __future__ import annotations

import datetime
import io
import subprocess
import sys
from pathlib import Path

import openpyxl
import pytest
import xlsxwriter
from odf.opendocument import OpenDocumentSpreadsheet
from odf.table import Table, TableCell, TableRow
from odf.text import P

from meyar.documents import Row, Sheet, SheetNote, column_letter, read_table
from tests.documents import hostile_sheets as hostile

TEXT = "xidmət;cavab\nİlin “ən” yaxşısı, ağ;bəli\n"


def xlsx_of(write: object, name: str = "Cavablar") -> bytes:
    target = io.BytesIO()
    book = xlsxwriter.Workbook(target)
    write(book, book.add_worksheet(name))  # type: ignore[operator]
    book.close()
    return target.getvalue()


def test_cells_are_read_as_text_with_the_row_numbers_of_the_spreadsheet() -> None:
    def write(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        day = book.add_format({"num_format": "yyyy-mm-dd"})
        moment = book.add_format({"num_format": "yyyy-mm-dd hh:mm"})
        sheet.write_row("B3", ["Ədliyyə", 12.0, 0.1, 1e21, True])
        sheet.write_datetime("B5", datetime.date(2015, 1, 31), day)
        sheet.write_datetime("C5", datetime.datetime(2015, 1, 31, 12, 30), moment)  # noqa: DTZ001 - a sheet knows no time zone
        sheet.write_number("D5", 0.5, book.add_format({"num_format": "0 %"}))
        sheet.write_formula("E5", "=1+1", None, 2)

    workbook = read_table(xlsx_of(write), file_name="cavablar.xlsx")

    assert workbook.format == "xlsx"
    assert workbook.sheets == (
        Sheet(
            "Cavablar",
            (
                Row(3, ("", "Ədliyyə", "12", "0.1", "1000000000000000000000", "TRUE")),
                Row(5, ("", "2015-01-31", "2015-01-31 12:30:00", "0.5", "2")),
            ),
        ),
    )
    assert workbook.notes == ()


def test_a_cell_beyond_the_last_one_of_its_row_is_empty() -> None:
    row = Row(7, ("a", "b"))

    assert (row[1], row[2]) == ("b", "")


def test_sheets_come_in_their_order_and_hidden_ones_are_marked() -> None:
    def write(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write("A1", "bir")
        other = book.add_worksheet("Gizli")
        other.write("A1", "iki")
        other.hide()

    workbook = read_table(xlsx_of(write), file_name="a.xlsx")

    assert workbook.sheets == (
        Sheet("Cavablar", (Row(1, ("bir",)),), visible=True),
        Sheet("Gizli", (Row(1, ("iki",)),), visible=False),
    )


def test_what_could_not_be_taken_from_a_cell_is_noted() -> None:
    def write(book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        sheet.write("A1", "x")
        sheet.write_formula("A2", "=1/0", None, "#DIV/0!")

    workbook = read_table(xlsx_of(write), file_name="a.xlsx")
    without_value = hostile.xlsx('<row r="1"><c r="A1"><f>1+1</f></c><c r="B1"><f>2+2</f><v>4</v></c></row>')
    linked = hostile.xlsx(
        f'<row r="1">{hostile.text_cell("A1")}</row>', extra={"xl/externalLinks/externalLink1.xml": "<a/>"}
    )

    assert [note.text(str) for note in workbook.notes] == [
        "Cells with an error value are read as empty: 1, the first is A2."
    ]
    assert workbook.notes == (SheetNote("error_cells", {"count": 1, "first": "A2"}),)
    assert read_table(without_value, file_name="a.xlsx").notes == (
        SheetNote("formulas_without_value", {"count": 1, "first": "A1"}),
    )
    assert read_table(linked, file_name="a.xlsx").notes == (SheetNote("external_links", {"count": 1}),)


def test_an_ods_is_read_with_its_gaps_and_without_its_trailing_rows() -> None:
    content = hostile.ods(
        '<table:table-row table:number-rows-repeated="2"><table:table-cell/></table:table-row>'
        f'<table:table-row><table:table-cell table:number-columns-repeated="2"/>{hostile.ods_cell("ağ")}'
        '<table:table-cell table:number-columns-repeated="16381"/></table:table-row>'
        '<table:table-row table:number-rows-repeated="1048573">'
        '<table:table-cell table:number-columns-repeated="16384"/></table:table-row>'
    )

    workbook = read_table(content, file_name="a.ods")

    assert workbook.format == "ods"
    assert workbook.sheets == (Sheet("Cavablar", (Row(3, ("", "", "ağ")),)),)


def test_an_ods_written_by_a_library_is_read_though_its_table_packs_far_better_than_fifty_to_one() -> None:
    document = OpenDocumentSpreadsheet()
    table = Table(name="Cavablar")
    for _ in range(2_000):
        row = TableRow()
        for _ in range(10):
            cell = TableCell(valuetype="string")
            cell.addElement(P(text="bəli"))
            row.addElement(cell)
        table.addElement(row)
    document.spreadsheet.addElement(table)
    target = io.BytesIO()
    document.write(target)

    workbook = read_table(target.getvalue(), file_name="a.ods")

    assert len(workbook.sheets[0].rows) == 2_000
    assert workbook.sheets[0].rows[-1] == Row(2_000, ("bəli",) * 10)


def test_a_workbook_of_another_library_is_read_alike() -> None:
    book = openpyxl.Workbook()
    book.active.append(["xidmət", 12, 0.5, None, "bəli"])
    target = io.BytesIO()
    book.save(target)

    workbook = read_table(target.getvalue(), file_name="a.xlsx")

    assert workbook.sheets == (Sheet("Sheet", (Row(1, ("xidmət", "12", "0.5", "", "bəli")),)),)


@pytest.mark.parametrize(
    "content",
    [
        TEXT.encode("utf-8"),
        TEXT.encode("utf-8-sig"),
        b"\xff\xfe" + TEXT.encode("utf-16-le"),
        b"\xfe\xff" + TEXT.encode("utf-16-be"),
        TEXT.encode("utf-16-le"),
        TEXT.encode("utf-16-be"),
        TEXT.replace("\n", "\r\n").encode("utf-8"),
        ("sep=;\n" + TEXT).encode("utf-8"),
    ],
    ids=["utf-8", "utf-8 mark", "utf-16 le", "utf-16 be", "le no mark", "be no mark", "crlf", "sep"],
)
def test_a_csv_is_read_in_any_of_its_encodings(content: bytes) -> None:
    workbook = read_table(content, file_name="a.csv")

    assert [row.cells for row in workbook.sheets[0].rows] == [
        ("xidmət", "cavab"),
        ("İlin “ən” yaxşısı, ağ", "bəli"),
    ]


def test_turkish_windows_text_is_read_where_it_is_not_utf_8() -> None:
    workbook = read_table("şəhər".replace("ə", "e").encode("windows-1254") + b",2\n", file_name="a.csv")

    assert workbook.sheets[0].rows == (Row(1, ("şeher", "2")),)


@pytest.mark.parametrize("delimiter", [",", ";", "\t"])
def test_the_delimiter_is_found_even_when_cells_hold_the_others(delimiter: str) -> None:
    lines = [["ad", "qeyd", "bal"], ["“a, b; c”", '"d, e; f"', "1"], ["g,h", '"i;j"', "2"]]
    if delimiter == ",":
        lines[2][0] = '"g,h"'
        lines[1][0] = '"a, b; c"'
    if delimiter == ";":
        lines[1][0] = '"a, b; c"'
    content = "\n".join(delimiter.join(line) for line in lines).encode()

    rows = read_table(content, file_name="a.csv").sheets[0].rows

    assert [row.cells[2] for row in rows] == ["bal", "1", "2"]
    assert rows[1].cells[1] == "d, e; f"


def test_blank_rows_of_a_csv_keep_the_numbers_of_those_after_them() -> None:
    rows = read_table(b"a,b\n\n,\n1,2\n", file_name="a.csv").sheets[0].rows

    assert rows == (Row(1, ("a", "b")), Row(4, ("1", "2")))


def test_a_path_is_read_like_its_bytes(tmp_path: Path) -> None:
    path = tmp_path / "upload"
    path.write_bytes(hostile.ORDINARY)

    workbook = read_table(path, file_name="cavablar.xlsx")

    assert workbook == read_table(hostile.ORDINARY, file_name="cavablar.xlsx")


def test_ten_thousand_rows_of_fifteen_columns_are_read_whole() -> None:
    def write(_book: xlsxwriter.Workbook, sheet: xlsxwriter.worksheet.Worksheet) -> None:
        for number in range(10_000):
            sheet.write_row(number, 0, [f"Xidmət {number}", "bəli", number / 2] * 5)

    content = xlsx_of(write)

    workbook = read_table(content, file_name="a.xlsx")

    assert len(workbook.sheets[0].rows) == 10_000
    assert workbook.sheets[0].rows[7].cells == ("Xidmət 7", "bəli", "3.5") * 5


def test_the_process_that_asks_never_loads_the_parser() -> None:
    program = (
        "import sys; from meyar.documents import read_table;"
        "read_table(b'a,b', file_name='a.csv'); print('python_calamine' in sys.modules)"
    )

    found = subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True, cwd="src")

    assert found.stdout == "False\n"


def test_columns_are_named_as_a_spreadsheet_names_them() -> None:
    assert [column_letter(column) for column in (0, 25, 26, 701, 702, 16_383)] == [
        "A", "Z", "AA", "ZZ", "AAA", "XFD",
    ]  # fmt: skip

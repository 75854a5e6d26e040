"""The workbook and the CSV: typed numbers, and the demonstration column in every sheet."""

from __future__ import annotations

import csv
import io

import openpyxl
from openpyxl.worksheet.worksheet import Worksheet

from meyar.reports.writers.csv import HEADER, report_csv
from meyar.reports.writers.xlsx import xlsx_bytes
from meyar.reports.yearly_report import report_of
from tests.factories.publication import Offered, rules
from tests.factories.report import GRADES, historical_years, published_totals, published_year

REPORT = report_of(historical_years(), language="az")
BOOK = openpyxl.load_workbook(io.BytesIO(xlsx_bytes(REPORT)))


def table(sheet: Worksheet) -> tuple[list[object], list[list[object]]]:
    """The header and the rows below the notes."""
    start = int(sheet.freeze_panes.removeprefix("A")) - 1
    rows = [list(row) for row in sheet.iter_rows(min_row=start, values_only=True)]
    return rows[0], rows[1:]


def test_there_are_totals_an_annex_a_year_and_the_method() -> None:
    assert BOOK.sheetnames == ["Yekunlar", "2013", "2014", "2015", "Metodika"]


def test_the_totals_are_numbers() -> None:
    header, rows = table(BOOK["Yekunlar"])
    names = ("bodies", "services", "electronised", "not_electronised", *GRADES)

    assert header == ["Cədvəl", "Göstərici", "2013", "2014", "2015", "Nümunə məlumat"]
    assert [row[2:5] for row in rows] == [[year[name] for year in published_totals().values()] for name in names]


def test_every_sheet_says_on_every_row_that_the_data_are_a_demonstration() -> None:
    for sheet in BOOK:
        header, rows = table(sheet)
        assert header[-1] == "Nümunə məlumat"
        assert {row[-1] for row in rows} == {"bəli"}


def test_an_annex_has_every_service_with_its_percent_as_a_number_and_exactly() -> None:
    header, rows = table(BOOK["2014"])

    assert header[5:10] == ["Elektronlaşdırılmış", "Səviyyə", "Səviyyənin kodu", "%", "Dəqiq faiz"]
    assert len(rows) == published_totals()[2014]["services"]
    assert sum(row[5] == "bəli" for row in rows) == published_totals()[2014]["electronised"]
    assert {type(row[8]) for row in rows if row[5] == "bəli"} <= {int, float}
    assert {row[8] for row in rows if row[5] == "xeyr"} == {None}


def test_the_same_issues_give_the_same_workbook() -> None:
    assert xlsx_bytes(REPORT) == xlsx_bytes(REPORT)


def test_the_csv_has_a_row_a_service_and_a_demonstration_column() -> None:
    header, *rows = csv.reader(io.StringIO(report_csv(REPORT).decode("utf-8-sig")))

    assert tuple(header) == HEADER
    assert len(rows) == sum(year["services"] for year in published_totals().values())
    assert {row[-1] for row in rows} == {"yes"}


def test_a_percent_in_the_csv_is_cut_off_and_stands_beside_the_exact_one() -> None:
    year = published_year(2024, [Offered("s-1", answers="partial na yes no no")], edition=rules())
    _header, row = csv.reader(io.StringIO(report_csv(report_of((year,), language="en")).decode("utf-8-sig")))

    assert row == [
        "2024", "2024-1", "justice", "Ministry of Justice", "s-1", "1.1", "Xidmət s-1", "graded", "yes", "qeyri_kafi",
        "Insufficient", "44.4", "400/9", "no",
    ]  # fmt: skip

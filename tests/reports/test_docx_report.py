from __future__ import annotations

import io
from typing import Any

import docx as word
from docx.oxml.ns import qn

from meyar.reports.writers.docx import docx_bytes
from tests.factories.report import published_totals
from tests.reports.papers import MARK, docx, report

YEARS = (2013, 2014, 2015)


def paper() -> Any:
    return word.Document(io.BytesIO(docx()))


def headings(level: int) -> list[str]:
    return [paragraph.text for paragraph in paper().paragraphs if paragraph.style.name == f"Heading {level}"]


def cells(table: Any) -> list[list[str]]:
    return [[cell.text for cell in row.cells] for row in table.rows]


def test_the_mark_stands_in_the_header_of_its_only_section() -> None:
    sections = list(paper().sections)

    assert [section.header.paragraphs[0].text for section in sections] == [MARK]
    assert [section.different_first_page_header_footer for section in sections] == [False]


def test_the_footer_has_the_rules_their_checksum_and_the_number_of_the_page() -> None:
    footer = paper().sections[0].footer.paragraphs[0]
    fields = [found.text.strip() for found in footer._p.iter(qn("w:instrText"))]

    assert footer.text.startswith(report(*YEARS).footer)
    assert fields == ["PAGE", "NUMPAGES"]


def test_the_headings_are_real_ones() -> None:
    made = report(*YEARS)

    assert headings(1) == [
        *(f"{section.number}. {section.title}" for section in made.sections),
        *(f"{annex.label}. {annex.title}" for annex in made.annexes),
    ]
    assert headings(2)[:3] == ["2013–2014", "2014–2015", "2013–2015"]
    assert headings(3) == [body.name.text for annex in made.annexes for found in annex.lists for body in found.bodies]


def test_the_two_tables_have_the_published_numbers() -> None:
    first, second = paper().tables[:2]

    assert [row[1:] for row in cells(first)[1:]] == [
        ["40", "41", "39"],
        ["439", "438", "438"],
        ["", "", ""],
        ["305", "341", "354"],
        ["134", "97", "84"],
    ]
    assert [row[1:] for row in cells(second)[1:]] == [
        ["5", "55", "67"],
        ["83", "72", "54"],
        ["142", "100", "105"],
        ["75", "114", "128"],
    ]


def test_every_table_repeats_its_header() -> None:
    tables = paper().tables

    assert [len(list(table._tbl.iter(qn("w:tblHeader")))) for table in tables] == [1] * len(tables)


def test_the_annexes_have_as_many_rows_as_services() -> None:
    graded, others = 0, 0
    for table in paper().tables[3:]:
        rows = cells(table)
        if len(rows[0]) == 4:
            graded += len(rows) - 1
        else:
            others += len(rows) - 1

    totals = published_totals().values()
    assert graded == sum(year["electronised"] for year in totals)
    assert others == sum(year["not_electronised"] for year in totals)


def test_the_picture_has_a_text_that_stands_for_it() -> None:
    described = [found.get("descr") for found in paper().element.body.iter(qn("wp:docPr"))]

    assert described == [
        (
            "İllər və nəticələr üzrə xidmətlər. 2013: Elektronlaşdırılmamış – 134, Qeyri-kafi – 5, Kafi – 83, Yaxşı – 142, Əla – "
            "75. 2014: Elektronlaşdırılmamış – 97, Qeyri-kafi – 55, Kafi – 72, Yaxşı – 100, Əla – 114. 2015: "
            "Elektronlaşdırılmamış – 84, Qeyri-kafi – 67, Kafi – 54, Yaxşı – 105, Əla – 128."
        )
    ]


def test_the_same_issues_give_the_same_bytes() -> None:
    assert docx_bytes(report(*YEARS)) == docx()

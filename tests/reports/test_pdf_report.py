from __future__ import annotations

import io
import re
from functools import cache

from pypdf import PdfReader
from pypdf.generic import Destination

from meyar.reports.writers.pdf import pdf_bytes
from meyar.reports.yearly_report import report_of
from tests.factories.publication import Offered, rules
from tests.factories.report import published_totals, published_year
from tests.reports.papers import MARK, pdf, report


@cache
def pages(content: bytes) -> list[str]:
    return [" ".join(page.extract_text().split()) for page in PdfReader(io.BytesIO(content)).pages]


def bookmarks(content: bytes) -> list[tuple[int, str]]:
    def walk(entries: list[object], level: int) -> list[tuple[int, str]]:
        found: list[tuple[int, str]] = []
        for entry in entries:
            if isinstance(entry, Destination):
                found.append((level, str(entry.title)))
            elif isinstance(entry, list):
                found += walk(entry, level + 1)
        return found

    return walk(list(PdfReader(io.BytesIO(content)).outline), 1)


def test_every_page_bears_the_mark_the_rules_with_their_checksum_and_its_number() -> None:
    texts = pages(pdf())
    footer = f"Nəşrlər: 2015-1 · Qaydalar və nəzarət cəmi: 1/1-01 ({report(2015).years[0].edition_sha256[:12]})"

    assert [MARK in text for text in texts] == [True] * len(texts)
    assert [footer in text for text in texts] == [True] * len(texts)
    assert [f"Səhifə {number} / {len(texts)}" in text for number, text in enumerate(texts, start=1)] == [True] * len(
        texts
    )


def test_the_mark_stands_in_the_picture_too() -> None:
    (page,) = [text for text in pages(pdf()) if "8. Yekun göstəricilərin təhlili" in text and "438 xidmət" in text]

    assert page.count(MARK) == 2


def test_the_bookmarks_lead_to_sections_annexes_lists_and_bodies() -> None:
    found = bookmarks(pdf())

    assert [title for level, title in found if level == 1] == [
        *(f"{section.number}. {section.title}" for section in report(2015).sections),
        f"Əlavə 1. {report(2015).annexes[0].title}",
    ]
    assert [title for level, title in found if level == 2] == [
        "Xidmətlər və onların səviyyəsi (2015-ci il): 354",
        "Elektronlaşdırılmamış xidmətlərin siyahısı (2015-ci il): 84",
    ]
    bodies = [body.name.text for annex in report(2015).annexes for found in annex.lists for body in found.bodies]
    assert [title for level, title in found if level == 3] == bodies


def test_every_service_of_the_annex_is_printed_once() -> None:
    text = " ".join(pages(pdf()))
    numbers = [int(found) for found in re.findall(r"(\d+) nömrəli arayışın", text)]

    assert sorted(numbers) == list(range(1, published_totals()[2015]["services"] + 1))


def test_a_table_that_goes_on_has_its_header_again() -> None:
    year = published_year(2024, [Offered(f"s-{number}") for number in range(120)], edition=rules())
    texts = pages(pdf_bytes(report_of((year,), language="en")))
    with_rows = [text for text in texts if "Xidmət s-" in text]

    assert len(with_rows) > 2
    assert ["№ Name of the service % Level of the service" in text for text in with_rows] == [True] * len(with_rows)


def test_it_is_tagged_and_names_its_language() -> None:
    root = PdfReader(io.BytesIO(pdf())).trailer["/Root"]

    assert root["/Lang"] == "az"
    assert root["/MarkInfo"]["/Marked"]


def test_the_same_issues_give_the_same_bytes() -> None:
    assert pdf_bytes(report(2015)) == pdf()


def test_a_report_of_real_data_bears_no_mark() -> None:
    year = published_year(2024, [Offered("s-1")], edition=rules())
    texts = pages(pdf_bytes(report_of((year,), language="az")))

    assert [text for text in texts if "Nümunə" in text] == []

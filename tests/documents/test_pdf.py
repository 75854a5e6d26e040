from __future__ import annotations

import io
from datetime import UTC, datetime
from typing import Any

import pypdfium2
import pytest
from pypdf import PdfReader

from meyar.documents import About, AddressRefused, Margins, render_pdf, years_chart
from tests.documents.charts.examples import YEARS
from tests.documents.paper_example import FOOTER, HTML, LETTERS, MARK, RUSSIAN

CHART = years_chart(YEARS, width="wide", language="az", patterned=True).svg.encode()
CREATED = datetime(2016, 2, 12, tzinfo=UTC)


def paper(html: str = HTML, *, mark: str | None = MARK) -> bytes:
    return render_pdf(
        html,
        title="Hesabat “2013–2015”",
        language="az",
        margins=Margins(footer=FOOTER, page="Səhifə {page} / {pages}", demonstration=mark),
        about=About(author="Agentlik", created=CREATED),
        assets={"years.svg": CHART},
    )


PAPER = paper()
SVG_WITH_FILE = (
    "%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%229%22 height=%229%22%3E"
    "%3Cimage href=%22file:///etc/hostname%22 width=%229%22 height=%229%22/%3E%3C/svg%3E"
)


def pages(content: bytes) -> list[str]:
    document = pypdfium2.PdfDocument(content)
    return [page.get_textpage().get_text_range().replace("\r\n", "\n") for page in document]


def test_every_letter_comes_out_as_it_went_in() -> None:
    first = pages(PAPER)[0]

    assert LETTERS in first
    assert RUSSIAN in first


def test_capitals_are_azerbaijani() -> None:
    assert "VƏTƏNDAŞLARA XİDMƏT VƏ SOSİAL İNNOVASİYALAR ÜZRƏ DÖVLƏT AGENTLİYİ" in pages(PAPER)[0]


def test_every_page_bears_the_mark_the_footer_and_its_number() -> None:
    texts = pages(PAPER)

    assert len(texts) > 3
    assert [text.count(MARK) for text in texts] == [1] * len(texts)
    assert [text.count(FOOTER) for text in texts] == [1] * len(texts)
    assert [text.count(f"Səhifə {n} / {len(texts)}") for n, text in enumerate(texts, start=1)] == [1] * len(texts)


def test_a_paper_of_real_data_bears_no_mark() -> None:
    assert [text.count(MARK) for text in pages(paper(mark=None))] == [0] * len(pages(PAPER))


def test_the_header_of_a_long_table_is_on_each_of_its_pages() -> None:
    with_rows = [text for text in pages(PAPER) if "vəsiqəsinin" in text]

    assert len(with_rows) > 2
    assert [text.count("Xidmətin adı") for text in with_rows] == [1] * len(with_rows)


def test_headings_are_bookmarks_with_their_numbers() -> None:
    outline: Any = PdfReader(io.BytesIO(PAPER)).outline

    assert [entry.title for entry in outline if not isinstance(entry, list)] == [
        "1. Necə qiymətləndirilib", "2. Əlavə",
    ]  # fmt: skip
    assert [entry.title for entry in outline[1]] == ["1.1. Meyarlar"]


def test_the_file_is_tagged_and_says_what_it_is() -> None:
    reader = PdfReader(io.BytesIO(PAPER))
    root: Any = reader.trailer["/Root"]

    assert root["/MarkInfo"]["/Marked"]
    assert "/StructTreeRoot" in root
    assert root["/Lang"] == "az"
    assert reader.metadata is not None
    assert (reader.metadata.title, reader.metadata.author) == ("Hesabat “2013–2015”", "Agentlik")
    assert reader.metadata.creation_date == CREATED
    assert b"pdfuaid:part" in root["/Metadata"].get_data()


def test_only_the_packaged_type_is_used() -> None:
    fonts = set()
    for page in PdfReader(io.BytesIO(PAPER)).pages:
        resources: Any = page["/Resources"]
        for font in resources.get("/Font", {}).values():
            fonts.add(font.get_object()["/BaseFont"].split("+")[1].split("-")[0])

    assert fonts == {"Noto"}


def test_the_same_paper_is_the_same_bytes() -> None:
    assert paper() == PAPER


def test_a_chart_stands_in_the_paper_with_its_words() -> None:
    assert "Elektronlaşdırılmamış" in pages(PAPER)[0]
    assert "2014-cü il 15 yanvar: Qaydalar dəyişdirilib" in pages(PAPER)[0]


@pytest.mark.parametrize(
    "html",
    [
        '<img src="file:///etc/hostname">',
        '<img src="http://198.51.100.1/a.png">',
        '<img src="https://198.51.100.1/a.png">',
        '<img src="ftp://198.51.100.1/a.png">',
        '<img src="asset:other.svg">',
        '<img src="packaged:../pdf.py">',
        '<p style="background: url(file:///etc/hostname)">x</p>',
        '<style>@import "file:///etc/hostname";</style>',
        '<style>@font-face { font-family: x; src: url(http://198.51.100.1/x.ttf) } p { font-family: x }</style><p>x</p>',
        '<link rel="stylesheet" href="file:///etc/hostname">',
        '<a rel="attachment" href="file:///etc/hostname">x</a>',
        '<object data="file:///etc/hostname"></object>',
        f'<img src="data:image/svg+xml,{SVG_WITH_FILE}">',
    ],
)  # fmt: skip
def test_no_address_is_fetched(html: str) -> None:
    with pytest.raises(AddressRefused, match="The paper refers to"):
        paper(html)


def test_a_data_address_is_drawn() -> None:
    svg = "%3Csvg xmlns=%22http://www.w3.org/2000/svg%22 width=%2299%22 height=%2299%22%3E%3Ctext y=%2230%22%3Eişarə%3C/text%3E%3C/svg%3E"

    assert "işarə" in pages(paper(f'<img alt="x" src="data:image/svg+xml;charset=utf-8,{svg}">'))[0]


def test_texts_of_the_margins_are_texts() -> None:
    content = render_pdf(
        "<p>mətn</p>",
        title="</title><b>",
        language="az",
        margins=Margins(footer='"; } body { display: none } \\', demonstration="</style>\n50 %"),
    )

    assert '"; } body { display: none } \\' in pages(content)[0]
    assert "</style> 50 %" in pages(content)[0]
    assert "mətn" in pages(content)[0]


def test_a_whole_document_is_refused() -> None:
    with pytest.raises(ValueError, match="inside of <body>"):
        paper("<!DOCTYPE html><html><body>x</body></html>")

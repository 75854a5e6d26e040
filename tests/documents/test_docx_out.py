from __future__ import annotations

import io
import zipfile
from datetime import UTC, datetime
from typing import Any

import docx
import pytest
from docx.oxml.ns import qn
from jinja2.exceptions import SecurityError, UndefinedError

from meyar.documents import (
    About,
    GradeCell,
    Margins,
    WordColumn,
    WordPaper,
    WordRow,
    fill_docx_template,
    years_chart,
)
from tests.documents.charts.examples import YEARS
from tests.documents.paper_example import FOOTER, LETTERS, MARK, RUSSIAN

COLUMNS = (
    WordColumn("Göstərici", 80),
    WordColumn("2013", 30, is_number=True),
    WordColumn("2014", 30, is_number=True, is_after_break=True),
    WordColumn("Qiymət", 30),
)
CHART = years_chart(YEARS, width="wide", language="az")


def written(*, language: str = "az", mark: str | None = MARK) -> bytes:
    paper = WordPaper(
        title="Hesabat",
        language=language,
        margins=Margins(footer=FOOTER, page="Səhifə {page} / {pages}", demonstration=mark),
        about=About(author="Agentlik", created=datetime(2016, 2, 12, tzinfo=UTC)),
    )
    paper.title_block(issuer="Dövlət Agentliyi", title="Hesabat", subtitle="2013–2015-ci illər")
    paper.paragraph("Əsasnamənin 2.1.7-ci bəndi", style="Basis")
    paper.heading("Necə qiymətləndirilib")
    paper.paragraph(f"{LETTERS} · {RUSSIAN} & <b>")
    paper.heading("Meyarlar", level=2)
    paper.bullets(["bir", "iki"])
    paper.numbered(["bir", "iki"])
    paper.picture(CHART.png(), alternative=f"{CHART.title}. {CHART.description}")
    paper.page_break()
    paper.table(
        COLUMNS,
        [
            WordRow(["Ədliyyə Nazirliyi"], kind="group"),
            WordRow(["Xidmətlərin sayı", "439", "438", GradeCell("Əla", "ela")]),
            WordRow(["Cəmi", "439", "438", ""], kind="total"),
        ],
        caption="Cədvəl 1",
    )
    return paper.content()


def opened(content: bytes) -> Any:
    return docx.Document(io.BytesIO(content))


PAPER = written()


def test_headings_are_words_own_styles() -> None:
    headings = [(p.style.name, p.text) for p in opened(PAPER).paragraphs if p.style.name.startswith("Heading")]

    assert headings == [("Heading 1", "Necə qiymətləndirilib"), ("Heading 2", "Meyarlar")]


def test_every_letter_is_kept_and_markup_is_text() -> None:
    assert f"{LETTERS} · {RUSSIAN} & <b>" in [p.text for p in opened(PAPER).paragraphs]


def test_the_mark_the_footer_and_the_page_number_are_on_every_page() -> None:
    file = opened(PAPER)

    assert len(file.sections) == 1
    section = file.sections[0]
    assert not section.different_first_page_header_footer
    assert not file.settings.odd_and_even_pages_header_footer
    assert [p.text for p in section.header.paragraphs] == [MARK]
    assert section.footer.paragraphs[0].text == f"{FOOTER}\tSəhifə 1 / 1"
    fields = [field.text for field in section.footer._element.iter(qn("w:instrText"))]
    assert fields == [" PAGE ", " NUMPAGES "]


def test_a_paper_of_real_data_bears_no_mark() -> None:
    assert [p.text for p in opened(written(mark=None)).sections[0].header.paragraphs] == [""]


def test_the_header_of_a_table_comes_again_and_no_row_is_cut() -> None:
    table = opened(PAPER).tables[0]

    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows == [
        ["Göstərici", "2013", "2014", "Qiymət"],
        ["Ədliyyə Nazirliyi"] * 4,
        ["Xidmətlərin sayı", "439", "438", "Əla"],
        ["Cəmi", "439", "438", ""],
    ]
    assert [row._tr.find(f".//{qn('w:tblHeader')}") is not None for row in table.rows] == [True, False, False, False]
    assert [row._tr.find(f".//{qn('w:cantSplit')}") is not None for row in table.rows] == [True] * 4


def test_other_rules_begin_behind_a_dashed_line() -> None:
    table = opened(PAPER).tables[0]

    dashed = [[cell.find(f".//{qn('w:left')}") is not None for cell in row._tr.tc_lst] for row in table.rows]
    assert dashed == [[False, False, True, False], [False], [False, False, True, False], [False, False, True, False]]


def test_a_picture_has_a_text_in_its_place() -> None:
    shape = opened(PAPER).inline_shapes[0]

    assert shape._inline.docPr.get("descr") == f"{CHART.title}. {CHART.description}"
    assert round(shape.width.mm) == 170


@pytest.mark.parametrize(("language", "tag"), [("az", "az-Latn-AZ"), ("en", "en-GB"), ("ru", "ru-RU")])
def test_the_text_is_tagged_with_its_language(language: str, tag: str) -> None:
    file = opened(written(language=language))

    tags = {found.get(qn("w:val")) for found in file.styles.element.iter(qn("w:lang"))}
    assert (tags, file.core_properties.language) == ({tag}, tag)


def test_the_file_says_what_it_is() -> None:
    properties = opened(PAPER).core_properties

    assert (properties.title, properties.author, properties.comments) == ("Hesabat", "Agentlik", "")
    assert properties.created == datetime(2016, 2, 12, tzinfo=UTC)


def test_the_same_paper_is_the_same_bytes() -> None:
    assert written() == PAPER


def test_letters_no_file_can_hold_are_replaced() -> None:
    paper = WordPaper(title="a\x00", language="az")
    paper.paragraph("b\x01c")

    assert opened(paper.content()).paragraphs[-1].text == "b\ufffdc"


def test_a_row_that_does_not_fit_its_table_is_refused() -> None:
    paper = WordPaper(title="a", language="az")

    with pytest.raises(ValueError, match="table 'Cədvəl', row 2: 1 cells for 4 columns"):
        paper.table(COLUMNS, [WordRow(["a", "b", "c", "d"]), WordRow(["a"])], caption="Cədvəl")


def template(text: str) -> bytes:
    file = docx.Document()
    file.add_paragraph(text)
    target = io.BytesIO()
    file.save(target)
    return target.getvalue()


def test_an_agencys_template_is_filled_with_text_and_not_with_markup() -> None:
    filled = fill_docx_template(template("Hörmətli {{ body }}"), {"body": "A & B <w:br/>"})

    assert [p.text for p in opened(filled).paragraphs] == ["Hörmətli A & B <w:br/>"]
    assert filled == fill_docx_template(template("Hörmətli {{ body }}"), {"body": "A & B <w:br/>"})


@pytest.mark.parametrize(
    ("text", "error"),
    [("{{ nobody }}", UndefinedError), ("{{ body.__class__.__mro__ }}", SecurityError)],
)
def test_a_template_sees_only_what_it_is_given(text: str, error: type[Exception]) -> None:
    with pytest.raises(error):
        fill_docx_template(template(text), {"body": "A"})


def test_the_files_inside_have_no_time_of_their_own() -> None:
    with zipfile.ZipFile(io.BytesIO(PAPER)) as parts:
        assert {part.date_time for part in parts.infolist()} == {(1980, 1, 1, 0, 0, 0)}

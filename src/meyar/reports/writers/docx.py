"""The report for those who go on writing in Word: the same blocks as on paper."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from meyar.common import numbers
from meyar.documents import About, Chart, GradeCell, Margins, WordColumn, WordPaper, WordRow
from meyar.documents.docx_out import WordCell
from meyar.reports.blocks import (
    Annex,
    AnnexList,
    AnnexRow,
    Block,
    FactTable,
    Paragraph,
    Quotation,
    Sentences,
    TableRow,
    YearlyReport,
    YearsPicture,
    YearTable,
)
from meyar.reports.writers.picture import drawn_picture

TEXT_WIDTH = 170  # millimetres
INDENT = "\u2003"  # an em space a level


def docx_bytes(report: YearlyReport) -> bytes:
    with override(report.language):
        return _paper(report).content()


def _paper(report: YearlyReport) -> WordPaper:
    paper = WordPaper(
        title=f"{report.title}, {report.span}",
        language=report.language,
        margins=Margins(
            footer=report.footer, page=_("Page {page} of {pages}"), demonstration=report.demonstration or None
        ),
        about=About(author=report.issuer, subject=report.footer, created=report.issued_at),
    )
    paper.title_block(issuer=report.issuer, title=report.title, subtitle=report.span)
    paper.paragraph(f"{report.stamp} {report.translation_notice}".strip(), style="Note")
    chart = drawn_picture(report, patterned=True)
    for section in report.sections:
        paper.heading(f"{section.number}. {section.title}")
        for block in section.blocks:
            _write(block, paper, report.language, chart)
    for annex in report.annexes:
        _write_annex(annex, paper, report.language)
    return paper


def _write(block: Block, paper: WordPaper, language: str, chart: Chart) -> None:
    match block:
        case Paragraph():
            paper.paragraph(block.text)
        case Quotation():
            paper.paragraph(f"* {block.text}", style="Quote")
            paper.paragraph(f"{block.said_by}. {block.translated}".strip(), style="Note")
        case Sentences():
            if block.heading:
                paper.heading(block.heading, level=2)
            paper.bullets(block.items)
        case YearTable():
            _write_year_table(block, paper, language)
        case FactTable():
            _write_facts(block, paper)
        case YearsPicture():
            paper.picture(chart.png(), alternative=f"{chart.title}. {chart.description}")
            paper.paragraph(block.caption, style="Note")


def _write_year_table(table: YearTable, paper: WordPaper, language: str) -> None:
    share = 96 / len(table.columns)
    columns = [WordColumn(table.first_column, TEXT_WIDTH - 96)]
    columns += [
        WordColumn(title, share, is_number=True, is_after_break=place in table.breaks)
        for place, title in enumerate(table.columns)
    ]
    rows = [WordRow([INDENT * row.depth + row.label, *_values(row, language)]) for row in table.rows]
    caption = _("Table %(number)s. %(caption)s") % {"number": table.number, "caption": table.caption}
    paper.table(columns, rows, caption=caption)
    if table.note:
        paper.paragraph(table.note, style="Note")


def _values(row: TableRow, language: str) -> Iterator[str]:
    for value in row.values:
        if value is None:
            yield "" if row.shows_nothing else numbers.DASH
        else:
            yield numbers.number(value, language)


def _write_facts(table: FactTable, paper: WordPaper) -> None:
    share = 132 / len(table.columns)
    columns = [WordColumn(table.first_column, TEXT_WIDTH - 132), *(WordColumn(title, share) for title in table.columns)]
    rows = [WordRow([fact.label, *fact.values]) for fact in table.facts]
    paper.table(columns, rows, caption=table.caption)


def _write_annex(annex: Annex, paper: WordPaper, language: str) -> None:
    paper.page_break()
    paper.heading(f"{annex.label}. {annex.title}")
    for found in annex.lists:
        paper.heading(f"{found.title}: {numbers.number(found.count, language)}", level=2)
        columns = _annex_columns(found)
        for body in found.bodies:
            paper.heading(body.name.text, level=3)
            paper.table(columns, [WordRow(_annex_cells(found, row)) for row in body.rows])


def _annex_columns(found: AnnexList) -> list[WordColumn]:
    percent = [WordColumn("%", 16, is_number=True)] if found.has_percent else []
    result = [WordColumn(_("Level of the service"), 36)] if found.has_result else []
    taken = sum(column.width for column in (*percent, *result))
    return [WordColumn("№", 12), WordColumn(_("Name of the service"), TEXT_WIDTH - 12 - taken), *percent, *result]


def _annex_cells(found: AnnexList, row: AnnexRow) -> list[WordCell]:
    cells: list[WordCell] = [str(row.position), row.title.text]
    if found.has_percent:
        cells.append(row.percent_text)
    if found.has_result:
        cells.append(GradeCell(row.result, row.shade) if row.grade else row.result)
    return cells

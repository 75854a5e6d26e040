"""The report as a workbook: totals, one sheet a year with every service, the method."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _
from django.utils.translation import override

from meyar.documents import BookAbout, Column, SheetOut, SheetValue, workbook_bytes
from meyar.reports.blocks import Annex, AnnexRow, FactTable, Paragraph, Sentences, YearlyReport, YearTable


def xlsx_bytes(report: YearlyReport) -> bytes:
    with override(report.language):
        return workbook_bytes(
            [_totals(report), *(_annex(report, annex) for annex in report.annexes), _method(report)],
            about=BookAbout(
                title=f"{report.title}, {report.span}",
                created=report.issued_at,
                author=report.issuer,
                subject=report.footer,
                comments=report.demonstration,
                fingerprint=" ".join(year.content_sha256 for year in report.years),
                language=report.language,
            ),
        )


def _notes(report: YearlyReport) -> tuple[str, ...]:
    lines = (f"{report.title}, {report.span}", report.stamp, report.footer, report.demonstration)
    return tuple(line for line in lines if line)


def _yes_or_no(truth: bool) -> str:
    return _("yes") if truth else _("no")


def _totals(report: YearlyReport) -> SheetOut:
    synthetic = _yes_or_no(any(year.demonstration for year in report.years))
    tables = [block for section in report.sections for block in section.blocks if isinstance(block, YearTable)]
    columns = [
        Column(_("Table"), 8),
        Column(_("Indicator"), 70, is_wrapped=True),
        *(Column(str(year.year), 12, "#,##0") for year in report.years),
        Column(_("Demonstration data"), 16),
    ]
    rows: list[list[SheetValue]] = []
    for table in tables:
        for row in table.rows:
            values = dict(zip(table.years, row.values, strict=True))
            if not row.shows_nothing:
                rows.append([table.number, row.label, *(values.get(year.year) for year in report.years), synthetic])
    return SheetOut(_("Totals"), columns, rows, _notes(report))


def _annex(report: YearlyReport, annex: Annex) -> SheetOut:
    columns = [
        Column(_("No in the list"), 9),
        Column(_("No in the List of services"), 12),
        Column(_("Code of the service"), 16),
        Column(_("Body"), 42, is_wrapped=True),
        Column(_("Name of the service"), 80, is_wrapped=True),
        *((Column(_("Electronised"), 14),) if annex.year.edition.gate else ()),
        Column(_("Level of the service"), 22),
        Column(_("Code of the level"), 14),
        Column("%", 9, "0.0"),
        Column(_("Exact percent"), 14),
        Column(_("Demonstration data"), 16),
    ]
    gated = annex.year.edition.gate is not None
    rows = [
        _service(body.name.text, row, gated=gated)
        for found in annex.lists
        for body in found.bodies
        for row in body.rows
    ]
    return SheetOut(annex.year.round_code, columns, rows, (annex.title, *_notes(report)[1:]))


def _service(body: str, row: AnnexRow, *, gated: bool) -> list[SheetValue]:
    return [
        row.position,
        row.list_number,
        row.service_code,
        body,
        row.title.text,
        *(("" if row.electronised is None else _yes_or_no(row.electronised),) if gated else ()),
        row.result,
        row.grade,
        row.percent_shown,
        "" if row.percent is None else str(row.percent),
        _yes_or_no(row.demonstration),
    ]


def _method(report: YearlyReport) -> SheetOut:
    columns = [
        Column(_("Indicator"), 34, is_wrapped=True),
        *(Column(str(year.year), 66, is_wrapped=True) for year in report.years),
        Column(_("Demonstration data"), 16),
    ]
    synthetic = [_yes_or_no(year.demonstration) for year in report.years]
    overall = _yes_or_no(any(year.demonstration for year in report.years))
    rows: list[list[SheetValue]] = [
        [fact.label, *fact.values, overall]
        for section in report.sections
        for block in section.blocks
        if isinstance(block, FactTable)
        for fact in block.facts
    ]
    rows.append([_("Demonstration data"), *synthetic, overall])
    return SheetOut(_("Method"), columns, rows, (*_notes(report), *_words(report)))


def _words(report: YearlyReport) -> Iterator[str]:
    """The findings and the method in words, each in a line of its own above the table."""
    for section in report.sections:
        if section.anchor in {"findings", "method"}:
            for block in section.blocks:
                if isinstance(block, Paragraph):
                    yield block.text
                elif isinstance(block, Sentences):
                    yield from (f"{block.heading}: {item}" if block.heading else item for item in block.items)

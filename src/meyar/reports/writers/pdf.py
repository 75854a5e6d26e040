"""The report as PDF: tagged, with bookmarks, and the mark, the edition and its checksum on every page."""

from __future__ import annotations

from functools import partial
from pathlib import Path

from django.utils.html import format_html
from django.utils.translation import gettext as _
from django.utils.translation import override

from meyar.documents.pdf import About, Margins, render_pdf
from meyar.reports.blocks import YearlyReport
from meyar.reports.writers.html import article_html
from meyar.reports.writers.picture import drawn_picture

PICTURE = "years.svg"
_STYLE = Path(__file__).with_name("report_on_paper.css")


def pdf_bytes(report: YearlyReport) -> bytes:
    return paper_of(report)()


def paper_of(report: YearlyReport) -> partial[bytes]:
    """The rendering, ready to be called: here, or in a process that knows neither Django nor the house."""
    with override(report.language):
        page = _("Page {page} of {pages}")
    chart = drawn_picture(report, patterned=True)
    picture = format_html('<img src="asset:{}" alt="{}">', PICTURE, f"{chart.title}. {chart.description}")
    return partial(
        render_pdf,
        f"<style>{_STYLE.read_text('utf-8')}</style>{article_html(report, picture=picture)}",
        title=f"{report.title}, {report.span}",
        language=report.language,
        margins=Margins(footer=report.footer, page=page, demonstration=report.demonstration or None),
        about=About(author=report.issuer, subject=report.footer, created=report.issued_at),
        assets={PICTURE: chart.svg.encode()},
    )

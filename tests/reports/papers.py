"""The report of 2015 in each format, written once for all tests of the formats."""

from __future__ import annotations

from functools import cache

from meyar.reports.blocks import YearlyReport
from meyar.reports.writers.docx import docx_bytes
from meyar.reports.writers.pdf import pdf_bytes
from meyar.reports.yearly_report import report_of
from tests.factories.report import historical_years

MARK = "Nümunə məlumat: ayrı-ayrı xidmətlər üzrə cavablar, deməli, qiymətlər də sintetikdir."


@cache
def report(*years: int) -> YearlyReport:
    return report_of(historical_years(*years), language="az")


@cache
def pdf() -> bytes:
    return pdf_bytes(report(2015))


@cache
def docx() -> bytes:
    return docx_bytes(report(2013, 2014, 2015))

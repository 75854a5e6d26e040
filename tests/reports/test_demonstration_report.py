"""The report of the demonstration: the 24 published numbers, computed from the answers of single services."""

from __future__ import annotations

import pytest

from meyar.reports.blocks import YearTable
from meyar.reports.yearly_report import yearly_report
from tests.factories.report import GRADES, published_totals


@pytest.mark.usefixtures("demonstration")
def test_the_demonstration_gives_the_published_tables() -> None:
    report = yearly_report(2013, 2015, language="az")
    tables = [block for section in report.sections for block in section.blocks if isinstance(block, YearTable)]
    shown = [row.values for table in tables for row in table.rows if not row.shows_nothing]
    names = ("bodies", "services", "electronised", "not_electronised", *GRADES)

    assert shown == [tuple(year[name] for year in published_totals().values()) for name in names]
    assert (
        report.demonstration == "Nümunə məlumat: ayrı-ayrı xidmətlər üzrə cavablar, deməli, qiymətlər də sintetikdir."
    )
    for annex in report.annexes:
        codes = [row.service_code for found in annex.lists for row in found.rows]
        assert len(codes) == len(set(codes)) == published_totals()[annex.year.year]["services"]
        assert annex.lists[0].count == published_totals()[annex.year.year]["electronised"]

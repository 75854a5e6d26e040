"""Drawing the picture of a report, for the formats that are not made in a web process."""

from __future__ import annotations

from meyar.documents.charts import Chart, years_chart
from meyar.reports.blocks import YearlyReport, YearsPicture


def drawn_picture(report: YearlyReport, *, patterned: bool) -> Chart:
    """
    About a second the first time, a tenth of it afterwards.

    Args:
        report: Its picture is drawn.
        patterned: For paper, where the colours may be lost.
    """
    return years_chart(
        picture_of(report).data,
        width="wide",
        language=report.language,
        prefix="report-years",
        with_title=False,
        patterned=patterned,
    )


def picture_of(report: YearlyReport) -> YearsPicture:
    return next(block for section in report.sections for block in section.blocks if isinstance(block, YearsPicture))

"""Documents in and out, knowing nothing of the house: data object in; PDF, DOCX, XLSX, chart out.

Heavy libraries are imported by the function that needs them.
"""

from meyar.documents.charts import (
    GRADE_COLOURS,
    Category,
    Chart,
    HistoryChart,
    HistoryGroup,
    HistoryYear,
    ProfileChart,
    ProfileRow,
    Segment,
    YearBar,
    YearGroup,
    YearsChart,
    criterion_profile_chart,
    grade_history_chart,
    years_chart,
)
from meyar.documents.columns import column_letter
from meyar.documents.csv_out import csv_bytes
from meyar.documents.pdf import About, AddressRefused, Margins, render_pdf
from meyar.documents.sheet_limits import DEFAULT_LIMITS, SheetLimits
from meyar.documents.sheet_refusals import SHEET_MESSAGES, SheetRefused
from meyar.documents.sheets import Row, Sheet, SheetNote, Workbook, read_table

__all__ = [
    "DEFAULT_LIMITS",
    "GRADE_COLOURS",
    "SHEET_MESSAGES",
    "About",
    "AddressRefused",
    "Category",
    "Chart",
    "HistoryChart",
    "HistoryGroup",
    "HistoryYear",
    "Margins",
    "ProfileChart",
    "ProfileRow",
    "Row",
    "Segment",
    "Sheet",
    "SheetLimits",
    "SheetNote",
    "SheetRefused",
    "Workbook",
    "YearBar",
    "YearGroup",
    "YearsChart",
    "column_letter",
    "criterion_profile_chart",
    "csv_bytes",
    "grade_history_chart",
    "read_table",
    "render_pdf",
    "years_chart",
]

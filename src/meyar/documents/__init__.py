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
from meyar.documents.docx_out import GradeCell, WordColumn, WordPaper, WordRow, fill_docx_template
from meyar.documents.pdf import About, AddressRefused, Margins, render_pdf
from meyar.documents.sheet_limits import DEFAULT_LIMITS, SheetLimits
from meyar.documents.sheet_refusals import SHEET_MESSAGES, SHEET_NOTES, SheetRefused
from meyar.documents.sheets import Row, Sheet, SheetNote, Workbook, read_table
from meyar.documents.xlsx_out import BookAbout, Column, SheetOut, SheetValue, workbook_bytes

__all__ = [
    "DEFAULT_LIMITS",
    "GRADE_COLOURS",
    "SHEET_MESSAGES",
    "SHEET_NOTES",
    "About",
    "AddressRefused",
    "BookAbout",
    "Category",
    "Chart",
    "Column",
    "GradeCell",
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
    "SheetOut",
    "SheetRefused",
    "SheetValue",
    "WordColumn",
    "WordPaper",
    "WordRow",
    "Workbook",
    "YearBar",
    "YearGroup",
    "YearsChart",
    "column_letter",
    "criterion_profile_chart",
    "csv_bytes",
    "fill_docx_template",
    "grade_history_chart",
    "read_table",
    "render_pdf",
    "workbook_bytes",
    "years_chart",
]

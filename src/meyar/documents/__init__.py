"""Documents in and out, knowing nothing of the house: data object in; PDF, DOCX, XLSX, chart out.

Heavy libraries are imported by the function that needs them.
"""

from meyar.documents.columns import column_letter
from meyar.documents.csv_out import csv_bytes
from meyar.documents.sheet_limits import DEFAULT_LIMITS, SheetLimits
from meyar.documents.sheet_refusals import SHEET_MESSAGES, SheetRefused
from meyar.documents.sheets import Row, Sheet, SheetNote, Workbook, read_table

__all__ = [
    "DEFAULT_LIMITS",
    "SHEET_MESSAGES",
    "Row",
    "Sheet",
    "SheetLimits",
    "SheetNote",
    "SheetRefused",
    "Workbook",
    "column_letter",
    "csv_bytes",
    "read_table",
]

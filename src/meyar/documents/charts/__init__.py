"""Charts as pictures with a name: SVG for a page, PNG for a document. All texts come from the caller."""

from meyar.documents.charts.drawing import Chart
from meyar.documents.charts.history import HistoryChart, HistoryGroup, HistoryYear, grade_history_chart
from meyar.documents.charts.parts import Category
from meyar.documents.charts.profile import ProfileChart, ProfileRow, criterion_profile_chart
from meyar.documents.charts.style import FONTS, GRADE_COLOURS, Width
from meyar.documents.charts.years import Segment, YearBar, YearGroup, YearsChart, years_chart

__all__ = [
    "FONTS",
    "GRADE_COLOURS",
    "Category",
    "Chart",
    "HistoryChart",
    "HistoryGroup",
    "HistoryYear",
    "ProfileChart",
    "ProfileRow",
    "Segment",
    "Width",
    "YearBar",
    "YearGroup",
    "YearsChart",
    "criterion_profile_chart",
    "grade_history_chart",
    "years_chart",
]

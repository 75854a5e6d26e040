"""One service over the years: its percent as a bar in the colour of its grade."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from meyar.documents.charts.drawing import Box, Chart, Drawing, Line, Text
from meyar.documents.charts.parts import begun, row_label, rulebook_break
from meyar.documents.charts.style import INK, SMALL_SIZE, TRACK, WHITE, Width

LABEL_WIDTH = 92


@dataclass(frozen=True)
class HistoryYear:
    label: str
    grade: str  # the word for the grade, or for what stands in its place
    colour: str  # of the grade
    percent: Fraction | None  # None where there is no percent
    percent_text: str = ""


@dataclass(frozen=True)
class HistoryGroup:
    """The years under one rulebook, with the percents at which its grades begin."""

    rulebook: str
    years: tuple[HistoryYear, ...]
    edges: tuple[Fraction, ...] = ()


@dataclass(frozen=True)
class HistoryChart:
    title: str
    description: str
    groups: tuple[HistoryGroup, ...]
    breaks: tuple[str, ...]
    demonstration: str | None = None


def grade_history_chart(
    data: HistoryChart,
    *,
    width: Width,
    language: str,
    prefix: str = "history",
    with_title: bool = True,
) -> Chart:
    """A bar a year from 0 to 100 %, notched where grades begin, broken where the Rules changed.

    Raises:
        ValueError: breaks do not fit between the groups, or a percent is outside 0 to 100.
    """
    if len(data.breaks) != max(0, len(data.groups) - 1):
        raise ValueError(f"{len(data.groups)} groups need {len(data.groups) - 1} breaks: {data.breaks}")
    drawing = begun(width, title=data.title if with_title else None, demonstration=data.demonstration)
    for number, group in enumerate(data.groups):
        if number:
            rulebook_break(drawing, data.breaks[number - 1], width)
        for year in group.years:
            if year.percent is not None and not 0 <= year.percent <= 100:
                raise ValueError(f"{year.label}: {year.percent} is not a percent from 0 to 100")
            _draw_year(drawing, year, group.edges, width)
    return drawing.chart(title=data.title, description=data.description, language=language, prefix=prefix)


def _draw_year(drawing: Drawing, year: HistoryYear, edges: tuple[Fraction, ...], width: Width) -> None:
    height, size = 28, SMALL_SIZE[width]
    row_label(drawing, year.label, "", width, height)
    left = LABEL_WIDTH if width == "wide" else 0
    words = " · ".join(part for part in (year.grade, year.percent_text) if part)
    span = drawing.width - left
    top, bottom, baseline = drawing.y, drawing.y + height, drawing.y + height / 2 + size * 0.36
    drawing.box(Box(left, top, drawing.width, bottom, TRACK))
    end = left + (float(span * year.percent / 100) if year.percent is not None else 0)
    drawing.box(Box(left, top, round(max(end, left + 4), 2), bottom, year.colour))
    for edge in edges:
        x = round(left + float(span * edge / 100), 2)
        drawing.line(Line(x, top, x, bottom, WHITE, 2))
    _put_words(drawing, words, year, x=left, end=end, baseline=baseline, size=size)
    drawing.y = bottom + 10


def _put_words(
    drawing: Drawing, words: str, year: HistoryYear, *, x: float, end: float, baseline: float, size: float
) -> None:
    """Inside the bar where they fit, else behind its end."""
    text = Text(x + 10, baseline, words, size, WHITE, 700)
    if text.width + 20 <= end - x:
        drawing.text(text, plate=year.colour)
    else:
        drawing.text(Text(max(end, x) + 12, baseline, words, size, INK, 700), plate=TRACK)

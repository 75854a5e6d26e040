"""A body's mean per criterion, beside the median of all bodies."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction

from meyar.documents.charts.drawing import Align, Box, Chart, Drawing, Line, Text
from meyar.documents.charts.parts import begun
from meyar.documents.charts.style import BRAND, INK, RULE, SMALL_SIZE, SOFT, TEXT_SIZE, TRACK, WHITE, Width, wrapped


@dataclass(frozen=True)
class ProfileRow:
    label: str  # the criterion
    value: Fraction | None  # percent, 0 to 100; None when nothing was graded
    value_text: str
    reference: Fraction | None
    reference_text: str


@dataclass(frozen=True)
class ProfileChart:
    title: str
    description: str
    rows: tuple[ProfileRow, ...]
    value_label: str  # what the bar is
    reference_label: str  # what the mark is
    axis: tuple[tuple[int, str], ...]  # percent and its text
    demonstration: str | None = None


def criterion_profile_chart(
    data: ProfileChart,
    *,
    width: Width,
    language: str,
    prefix: str = "profile",
    with_title: bool = True,
) -> Chart:
    """A bar for the body and an upright mark for the reference, criterion by criterion.

    Raises:
        ValueError: a percent is outside 0 to 100.
    """
    for row in data.rows:
        for found in (row.value, row.reference):
            if found is not None and not 0 <= found <= 100:
                raise ValueError(f"{row.label}: {found} is not a percent from 0 to 100")
    drawing = begun(width, title=data.title if with_title else None, demonstration=data.demonstration)
    label_width = 330 if width == "wide" else 0
    number_width = max(_number_width(data, width), 40)
    left, right = label_width, drawing.width - number_width
    _draw_key(drawing, data, width)
    grid_from = drawing.y
    for row in data.rows:
        _draw_row(drawing, row, width, left=left, right=right)
    drawing.y -= 6
    for percent, text in data.axis:
        x = left + (right - left) * percent / 100
        align: Align = "left" if percent == 0 else "center"
        drawing.text(Text(x, drawing.y + 12, text, 12, SOFT, 400, align))
        drawing.line(Line(x, grid_from, x, drawing.y - 2, RULE), behind=True)
    drawing.y += 20
    return drawing.chart(title=data.title, description=data.description, language=language, prefix=prefix)


def _number_width(data: ProfileChart, width: Width) -> float:
    return max((Text(0, 0, row.value_text, TEXT_SIZE[width], weight=700).width + 8 for row in data.rows), default=0)


def _draw_key(drawing: Drawing, data: ProfileChart, width: Width) -> None:
    size = SMALL_SIZE[width]
    value = Text(24, drawing.y + size, data.value_label, size)
    drawing.box(Box(0, drawing.y + 3, 18, drawing.y + size, BRAND))
    drawing.text(value)
    x = value.x + value.width + 22
    if x + 9 + Text(0, 0, data.reference_label, size).width > drawing.width:
        x = 9
        drawing.y += round(size * 1.5)
    drawing.line(Line(x, drawing.y, x, drawing.y + size + 3, INK, 3))
    drawing.text(Text(x + 9 if x > 9 else 24, drawing.y + size, data.reference_label, size))
    drawing.y += size + 14


def _draw_row(drawing: Drawing, row: ProfileRow, width: Width, *, left: float, right: float) -> None:
    size, small, height = TEXT_SIZE[width], SMALL_SIZE[width], 22
    label_lines = wrapped(row.label, size=size, width=left - 24 if width == "wide" else drawing.width)
    step = round(size * 1.35)
    top = drawing.y
    for number, line in enumerate(label_lines):
        drawing.text(Text(0, top + size + number * step, line, size), plate=WHITE)
    label_height = len(label_lines) * step
    if width == "wide":
        bar_top = top + max(0, (label_height - height) / 2)
    else:
        bar_top = top + label_height + 3
    _draw_values(drawing, row, Box(left, bar_top, right, bar_top + height, TRACK), size=size, small=small)
    drawing.y = max(bar_top + height + small + 18, top + label_height + 14)


def _draw_values(drawing: Drawing, row: ProfileRow, track: Box, *, size: float, small: float) -> None:
    drawing.box(track)
    span = track.x2 - track.x
    if row.value is not None:
        end = track.x + float(span * row.value / 100)
        drawing.box(Box(track.x, track.y, round(end, 2), track.y2, BRAND))
    drawing.text(Text(track.x2 + 8, track.y + 16, row.value_text, size, INK, 700))
    if row.reference is not None:
        x = round(track.x + float(span * row.reference / 100), 2)
        drawing.box(Box(x - 3.5, track.y - 4, x + 3.5, track.y2 + 4, WHITE))
        drawing.line(Line(x, track.y - 4, x, track.y2 + 4, INK, 3))
        half = Text(0, 0, row.reference_text, small).width / 2
        middle = min(max(x, track.x + half), drawing.width - half)
        drawing.text(Text(middle, track.y2 + small + 5, row.reference_text, small, SOFT, 400, "center"), plate=WHITE)

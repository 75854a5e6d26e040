"""The years: how many services are not electronised, insufficient, sufficient, good, excellent."""

from __future__ import annotations

from dataclasses import dataclass

from meyar.documents.charts.drawing import Box, Chart, Drawing, Text
from meyar.documents.charts.parts import Category, begun, legend, patterns_of, row_label, rulebook_break
from meyar.documents.charts.style import SMALL_SIZE, WHITE, Width

LABEL_WIDTH = 92  # beside the bars in the wide form
SEPARATOR = 2
ROOM = 5  # beside a number inside its segment


@dataclass(frozen=True)
class Segment:
    code: str  # of a category
    value: int
    text: str  # the value as people read it


@dataclass(frozen=True)
class YearBar:
    label: str
    segments: tuple[Segment, ...]
    note: str = ""  # a few words under the year, such as the number of services


@dataclass(frozen=True)
class YearGroup:
    """The years under one rulebook; only these may be compared directly."""

    rulebook: str
    bars: tuple[YearBar, ...]


@dataclass(frozen=True)
class YearsChart:
    title: str
    description: str  # what the picture shows, for those who do not see it
    categories: tuple[Category, ...]  # in the order of the segments
    groups: tuple[YearGroup, ...]
    breaks: tuple[str, ...]  # one sentence between each two groups
    demonstration: str | None = None


def years_chart(
    data: YearsChart,
    *,
    width: Width,
    language: str,
    prefix: str = "years",
    with_title: bool = True,
    patterned: bool = False,
) -> Chart:
    """One bar of 100 % a year, broken visibly where the Rules changed.

    A number too wide for its segment stands above it, so no value is left out.

    Raises:
        ValueError: breaks do not fit between the groups, a segment has no category, a value is negative,
            or a year has no services.
    """
    _check(data)
    drawing = begun(width, title=data.title if with_title else None, demonstration=data.demonstration)
    patterns = patterns_of(data.categories) if patterned else {}
    legend(drawing, data.categories, width, patterns)
    for number, group in enumerate(data.groups):
        if number:
            rulebook_break(drawing, data.breaks[number - 1], width)
        for bar in group.bars:
            _draw_bar(drawing, bar, data.categories, width, patterns)
    return drawing.chart(title=data.title, description=data.description, language=language, prefix=prefix)


def _check(data: YearsChart) -> None:
    codes = {category.code for category in data.categories}
    if len(data.breaks) != max(0, len(data.groups) - 1):
        raise ValueError(f"{len(data.groups)} groups need {len(data.groups) - 1} breaks: {data.breaks}")
    for bar in (bar for group in data.groups for bar in group.bars):
        if unknown := {segment.code for segment in bar.segments} - codes:
            raise ValueError(f"{bar.label}: no category for {sorted(unknown)}")
        if any(segment.value < 0 for segment in bar.segments) or not any(s.value for s in bar.segments):
            raise ValueError(f"{bar.label}: values must be whole numbers of services, not all of them 0")


def _draw_bar(
    drawing: Drawing,
    bar: YearBar,
    categories: tuple[Category, ...],
    width: Width,
    patterns: dict[str, str],
) -> None:
    height = 38 if width == "wide" else 32
    size = SMALL_SIZE[width]
    left = LABEL_WIDTH if width == "wide" else 0
    placed = _placed(bar, categories, left=left, right=drawing.width)
    outside = [
        (box, segment)
        for box, segment in placed
        if Text(0, 0, segment.text, size, weight=700).width + 2 * ROOM > box.x2 - box.x
    ]
    above = size + 5 if outside else 0
    if width == "narrow":
        row_label(drawing, bar.label, bar.note, width, height)
    drawing.y += above
    if width == "wide":
        row_label(drawing, bar.label, bar.note, width, height)
    top, baseline = drawing.y, drawing.y + height / 2 + size * 0.36
    reached = float(left)
    for box, segment in placed:
        drawing.box(Box(box.x, top, box.x2, top + height, box.colour), pattern=patterns.get(segment.code))
        middle = (box.x + box.x2) / 2
        if (box, segment) in outside:
            number = Text(middle, top - 4, segment.text, size, box.colour, 700, "center")
            middle = min(max(middle, reached + number.width / 2), drawing.width - number.width / 2)
            drawing.text(Text(middle, top - 4, segment.text, size, box.colour, 700, "center"))
            reached = middle + number.width / 2 + 6
        else:
            plate = box.colour if segment.code in patterns else None
            drawing.text(Text(middle, baseline, segment.text, size, WHITE, 700, "center"), plate=plate)
    drawing.y = top + height + (10 if width == "wide" else 12)


def _placed(bar: YearBar, categories: tuple[Category, ...], *, left: float, right: float) -> list[tuple[Box, Segment]]:
    """Each segment that is not 0, in the order of the categories, with white between neighbours."""
    order = {category.code: number for number, category in enumerate(categories)}
    segments = sorted((s for s in bar.segments if s.value), key=lambda segment: order[segment.code])
    whole = sum(segment.value for segment in segments)
    placed, before = [], 0
    for segment in segments:
        start = left + (right - left) * before / whole
        before += segment.value
        end = left + (right - left) * before / whole
        if before < whole:
            end = max(end - SEPARATOR, start + 1)
        colour = categories[order[segment.code]].colour
        placed.append((Box(round(start, 2), 0, round(end, 2), 0, colour), segment))
    return placed

"""What every chart has: a title, a demonstration notice, a legend, a break between rulebooks."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from meyar.documents.charts.drawing import PATTERNS, Box, Drawing, Line, Text
from meyar.documents.charts.style import (
    INK,
    NOTICE,
    NOTICE_EDGE,
    PIXELS,
    SMALL_SIZE,
    SOFT,
    TEXT_SIZE,
    WHITE,
    Width,
    wrapped,
)


@dataclass(frozen=True)
class Category:
    """A grade, or what stands in its place, as a colour with a word."""

    code: str
    label: str
    colour: str  # white text on it must pass 4.5:1


def begun(width: Width, *, title: str | None, demonstration: str | None) -> Drawing:
    drawing = Drawing(PIXELS[width])
    if title:
        size = 18 if width == "wide" else 14
        for line in wrapped(title, size=size, width=drawing.width, weight=700):
            drawing.text(Text(0, drawing.y + size, line, size, weight=700))
            drawing.y += round(size * 1.35)
        drawing.y += 6
    if demonstration:
        _notice(drawing, demonstration, SMALL_SIZE[width])
    return drawing


def legend(
    drawing: Drawing, categories: Sequence[Category], width: Width, patterns: dict[str, str] | None = None
) -> None:
    size, height, x = SMALL_SIZE[width], 26 if width == "wide" else 22, 0.0
    pad = 8
    for category in categories:
        word = Text(0, 0, category.label, size, WHITE, 700)
        if x and x + word.width + 2 * pad > drawing.width:
            x = 0
            drawing.y += height + 4
        box = Box(x, drawing.y, x + word.width + 2 * pad, drawing.y + height, category.colour)
        pattern = (patterns or {}).get(category.code)
        drawing.box(box, pattern=pattern)
        baseline = drawing.y + height / 2 + size * 0.36
        drawing.text(
            Text(x + pad, baseline, category.label, size, WHITE, 700),
            plate=category.colour if pattern else None,
        )
        x = box.x2 + 4
    drawing.y += height + (10 if width == "wide" else 8)


def rulebook_break(drawing: Drawing, text: str, width: Width) -> None:
    """The line no comparison crosses, with the sentence that says why."""
    size = SMALL_SIZE[width]
    drawing.y += 6
    drawing.line(Line(0, drawing.y, drawing.width, drawing.y, INK, 2, dashed=True))
    drawing.y += 6
    for line in wrapped(text, size=size, width=drawing.width):
        drawing.text(Text(0, drawing.y + size, line, size, INK))
        drawing.y += round(size * 1.45)
    drawing.y += 8


def row_label(drawing: Drawing, label: str, note: str, width: Width, height: float) -> None:
    """Wide: beside the bar, in its middle. Narrow: above the bar, which then takes the whole width."""
    size = TEXT_SIZE[width]
    name = Text(0, drawing.y + (height / 2 + size * 0.36 if width == "wide" else size), label, size, INK, 700)
    small = SMALL_SIZE[width] - (1 if width == "wide" else 0)
    if width == "narrow":
        drawing.text(name)
        if note:
            drawing.text(Text(name.width + 8, name.y, note, small, SOFT))
        drawing.y += size + 6
    elif note:
        drawing.text(Text(0, drawing.y + height / 2 - 2, label, size, INK, 700))
        drawing.text(Text(0, drawing.y + height / 2 + small + 1, note, small, SOFT))
    else:
        drawing.text(name)


def patterns_of(categories: Sequence[Category]) -> dict[str, str]:
    """A pattern for each category but the last, which stays plain."""
    names = list(PATTERNS)
    return {category.code: names[number % len(names)] for number, category in enumerate(categories[:-1])}


def _notice(drawing: Drawing, text: str, size: float) -> None:
    lines = wrapped(text, size=size, width=drawing.width - 24)
    height = round(size * 1.45) * len(lines) + 10
    drawing.box(Box(0, drawing.y, drawing.width, drawing.y + height, NOTICE))
    drawing.box(Box(0, drawing.y, 4, drawing.y + height, NOTICE_EDGE))
    for number, line in enumerate(lines):
        drawing.text(Text(14, drawing.y + 5 + size + number * round(size * 1.45), line, size, INK))
    drawing.y += height + 10

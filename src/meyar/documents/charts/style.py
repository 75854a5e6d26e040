"""The tokens of the look, and how wide a text is in the packaged type."""

from __future__ import annotations

from functools import cache
from pathlib import Path
from typing import Literal

FONTS = Path(__file__).resolve().parents[1] / "fonts"
FONT_FAMILY = "Noto Sans"

INK = "#10242b"
SOFT = "#4a5d64"
RULE = "#c9d2d5"
TRACK = "#eef2f3"
BRAND = "#0b4f5c"
WHITE = "#ffffff"
NOTICE = "#fff6dd"
NOTICE_EDGE = "#d99a00"

# White text on each passes 4.5:1.
GRADE_COLOURS = {
    "not_electronised": "#65737a",
    "qeyri_kafi": "#9c2f24",
    "kafi": "#a05e00",
    "yaxsi": "#1d7a7d",
    "ela": "#0b4f5c",
}

Width = Literal["wide", "narrow"]
Weight = Literal[400, 700]
PIXELS: dict[Width, int] = {"wide": 880, "narrow": 288}
TEXT_SIZE: dict[Width, int] = {"wide": 14, "narrow": 12}
SMALL_SIZE: dict[Width, int] = {"wide": 13, "narrow": 12}


def text_width(text: str, *, size: float, weight: Weight = 400) -> float:
    """Pixels of a line of text, without kerning."""
    advances, fallback, units = _advances(weight)
    return sum(advances.get(ord(letter), fallback) for letter in text) * size / units


def wrapped(text: str, *, size: float, width: float, weight: Weight = 400) -> list[str]:
    """The text in lines that fit; a word wider than a line keeps a line of its own."""
    lines = [""]
    for word in text.split():
        longer = f"{lines[-1]} {word}".strip()
        if lines[-1] and text_width(longer, size=size, weight=weight) > width:
            lines.append(word)
        else:
            lines[-1] = longer
    return lines


@cache
def _advances(weight: Weight) -> tuple[dict[int, int], int, int]:
    from fontTools.ttLib import TTFont  # type: ignore[import-untyped]

    name = "NotoSans-Bold.ttf" if weight == 700 else "NotoSans-Regular.ttf"
    with TTFont(FONTS / name, lazy=True) as font:
        widths = font["hmtx"].metrics
        advances = {code: widths[glyph][0] for code, glyph in font.getBestCmap().items()}
        return advances, widths[".notdef"][0], font["head"].unitsPerEm

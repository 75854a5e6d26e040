"""Boxes, lines and texts at places, drawn by Vega-Lite into an SVG any page may inline."""

from __future__ import annotations

import io
from collections.abc import Iterable, Sequence
from dataclasses import asdict, dataclass
from functools import cache
from typing import Any, Literal
from xml.etree import ElementTree as ET

from meyar.documents.charts.style import FONT_FAMILY, FONTS, INK, WHITE, Weight, text_width

SVG = "http://www.w3.org/2000/svg"
Align = Literal["left", "center", "right"]

# What print without colour tells apart; each is drawn in white over the colour.
PATTERNS: dict[str, tuple[int, str]] = {
    "dots": (7, '<circle cx="2" cy="2" r="1.2" fill="#fff"/>'),
    "falling": (8, '<path d="M-2,-2L10,10M-2,6L2,10M6,-2L10,2" stroke="#fff" stroke-width="1.4"/>'),
    "rising": (8, '<path d="M-2,10L10,-2M-2,2L2,-2M6,10L10,6" stroke="#fff" stroke-width="1.4"/>'),
    "lines": (6, '<path d="M0,1L6,1" stroke="#fff" stroke-width="1.2"/>'),
}
# A fill no mark has otherwise; it becomes a reference to the pattern once the SVG is made.
_PATTERN_FILLS = {name: f"#0101{number:02x}" for number, name in enumerate(PATTERNS, start=1)}
_KEPT = frozenset(
    {"d", "x", "y", "x1", "x2", "y1", "y2", "width", "height", "transform", "fill", "stroke", "opacity"}
    | {"stroke-width", "stroke-dasharray", "font-family", "font-size", "font-weight", "text-anchor"}
)


@dataclass(frozen=True)
class Box:
    x: float
    y: float
    x2: float
    y2: float
    colour: str


@dataclass(frozen=True)
class Line:
    x: float
    y: float
    x2: float
    y2: float
    colour: str
    width: float = 1
    dashed: bool = False


@dataclass(frozen=True)
class Text:
    x: float
    y: float  # of the baseline
    text: str
    size: float
    colour: str = INK
    weight: Weight = 400
    align: Align = "left"

    @property
    def width(self) -> float:
        return text_width(self.text, size=self.size, weight=self.weight)


@dataclass(frozen=True)
class Chart:
    """A drawn chart. `svg` has no style attribute, no script and no id without its prefix, so it can be
    inlined under a strict content security policy and beside other charts."""

    svg: str
    title: str
    description: str
    width: int  # CSS pixels
    height: int

    def png(self, *, scale: float = 2) -> bytes:
        """The same picture, `scale` dots per CSS pixel."""
        drawn: bytes = _engine().svg_to_png(self.svg, scale=scale)
        return drawn


class Drawing:
    """Collects marks from top to bottom; `y` is where the next row begins."""

    def __init__(self, width: int) -> None:
        self.width = width
        self.y: float = 0
        self._boxes: list[Box] = []
        self._patterned: list[Box] = []
        self._plates: list[Box] = []
        self._behind: list[Line] = []
        self._lines: list[Line] = []
        self._texts: list[Text] = []

    def box(self, box: Box, *, pattern: str | None = None) -> None:
        self._boxes.append(box)
        if pattern:
            self._patterned.append(Box(box.x, box.y, box.x2, box.y2, _PATTERN_FILLS[pattern]))

    def line(self, line: Line, *, behind: bool = False) -> None:
        (self._behind if behind else self._lines).append(line)

    def text(self, text: Text, *, plate: str | None = None) -> None:
        """Put a text, on a plate of one colour where a pattern would make it hard to read."""
        self._texts.append(text)
        if plate:
            left = text.x - {"left": 0, "center": text.width / 2, "right": text.width}[text.align]
            self._plates.append(
                Box(left - 3, text.y - text.size, left + text.width + 3, text.y + text.size * 0.3, plate)
            )

    def chart(self, *, title: str, description: str, language: str, prefix: str) -> Chart:
        height = round(self.y)
        svg = _clean(self._drawn(height), title=title, description=description, language=language, prefix=prefix)
        return Chart(svg, title, description, self.width, height)

    def _drawn(self, height: int) -> str:
        import altair as alt

        size = (self.width, height)
        layers = [
            *_rules(self._behind, size),
            *_rectangles(self._boxes, size),
            *_rectangles(self._patterned, size),
            *_rectangles(self._plates, size),
            *_rules(self._lines, size),
            *_labels(self._texts, size),
        ]
        spec = (
            alt.layer(*layers)
            .properties(width=self.width, height=height, padding=0, autosize=alt.AutoSizeParams(type="none"))
            .configure(background=WHITE)
            .configure_view(stroke=None)
        )
        version = ".".join(alt.SCHEMA_VERSION.removeprefix("v").split(".")[:2])
        drawn: str = _engine().vegalite_to_svg(spec.to_dict(), vl_version=version)
        return drawn


@cache
def _engine() -> Any:
    import vl_convert

    vl_convert.register_font_directory(str(FONTS))
    return vl_convert


def _places(size: tuple[int, int]) -> dict[str, Any]:
    import altair as alt

    def place(field: str, end: int, kind: type[Any]) -> Any:
        scale = alt.Scale(domain=[0, end], range=[0, end], nice=False, zero=False)
        return kind(field, type="quantitative", scale=scale, axis=None)

    return {"x": place("x", size[0], alt.X), "y": place("y", size[1], alt.Y)}


def _data(marks: Sequence[Box | Line | Text]) -> Any:
    import altair as alt

    inline: Any = alt.InlineData  # its signature has no types
    return inline(values=[asdict(mark) for mark in marks])


def _colour() -> Any:
    import altair as alt

    return alt.Color("colour", type="nominal", scale=None, legend=None)


def _rectangles(boxes: list[Box], size: tuple[int, int]) -> list[Any]:
    import altair as alt

    if not boxes:
        return []
    data = _data(boxes)
    return [alt.Chart(data).mark_rect().encode(x2="x2", y2="y2", color=_colour(), **_places(size))]


def _rules(lines: list[Line], size: tuple[int, int]) -> list[Any]:
    import altair as alt

    made = []
    for width, dashed in sorted({(line.width, line.dashed) for line in lines}):
        values = [line for line in lines if (line.width, line.dashed) == (width, dashed)]
        mark = alt.Chart(_data(values)).mark_rule(strokeWidth=width, strokeDash=[5, 3] if dashed else [1, 0])
        made.append(mark.encode(x2="x2", y2="y2", color=_colour(), **_places(size)))
    return made


def _labels(texts: list[Text], size: tuple[int, int]) -> list[Any]:
    import altair as alt

    made = []
    for weight, align in sorted({(text.weight, text.align) for text in texts}):
        values = [text for text in texts if (text.weight, text.align) == (weight, align)]
        mark = alt.Chart(_data(values)).mark_text(
            align=align, baseline="alphabetic", font=FONT_FAMILY, fontWeight=weight
        )
        made.append(
            mark.encode(
                text=alt.Text("text", type="nominal"),
                size=alt.Size("size", type="quantitative", scale=None, legend=None),
                color=_colour(),
                **_places(size),
            )
        )
    return made


def _clean(drawn: str, *, title: str, description: str, language: str, prefix: str) -> str:
    """The drawing as one image with a name: what the library adds for its own sake is taken off."""
    root = ET.fromstring(drawn)  # noqa: S314 - drawn a moment ago from our own marks
    made = ET.Element(
        f"{{{SVG}}}svg",
        {
            "width": root.attrib["width"],
            "height": root.attrib["height"],
            "viewBox": root.attrib["viewBox"],
            "role": "img",
            "lang": language,
            "aria-labelledby": f"{prefix}-title {prefix}-desc",
        },
    )
    ET.SubElement(made, f"{{{SVG}}}title", {"id": f"{prefix}-title"}).text = title
    ET.SubElement(made, f"{{{SVG}}}desc", {"id": f"{prefix}-desc"}).text = description
    used = [name for name, fill in _PATTERN_FILLS.items() if f'"{fill}"' in drawn]
    if used:
        made.append(_definitions(used, prefix))
    group = ET.SubElement(made, f"{{{SVG}}}g", {"fill": "none"})
    for mark, transform in _marks(root, ""):
        kept = {name: value for name, value in mark.attrib.items() if name in _KEPT}
        if transform:
            kept["transform"] = " ".join(part for part in (transform, kept.get("transform")) if part)
        for name, fill in _PATTERN_FILLS.items():
            if kept.get("fill") == fill:
                kept["fill"] = f"url(#{prefix}-{name})"
        ET.SubElement(group, mark.tag, kept).text = mark.text
    ET.register_namespace("", SVG)
    target = io.BytesIO()
    ET.ElementTree(made).write(target, encoding="utf-8", xml_declaration=False)
    return target.getvalue().decode()


def _marks(element: ET.Element, transform: str) -> Iterable[tuple[ET.Element, str]]:
    for child in element:
        if child.tag == f"{{{SVG}}}g":
            own = child.attrib.get("transform", "")
            own = "" if own == "translate(0,0)" else own
            yield from _marks(child, f"{transform} {own}".strip())
        elif child.attrib.get("class") not in ("background", "foreground"):
            yield child, transform


def _definitions(used: list[str], prefix: str) -> ET.Element:
    patterns = "".join(
        f'<pattern id="{prefix}-{name}" width="{PATTERNS[name][0]}" height="{PATTERNS[name][0]}" '
        f'patternUnits="userSpaceOnUse">{PATTERNS[name][1]}</pattern>'
        for name in used
    )
    return ET.fromstring(f'<defs xmlns="{SVG}">{patterns}</defs>')  # noqa: S314 - our own text

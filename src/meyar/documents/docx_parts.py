"""What python-docx has no words for: fields, repeated headers, shading, languages."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from meyar.documents.docx_out import WordCell, WordColumn, WordRow

# On every office machine and with all letters of az, en and ru; a DOCX brings no type of its own.
TYPEFACE = "Arial"
INK, SOFT, BRAND = "10242B", "4A5D64", "0B4F5C"
TWIPS_PER_MM = 1440 / 25.4
NOT_XML = re.compile("[^\t\n\r\u0020-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")

# From white to full, so that grey print still tells them apart: fill and letters.
GRADE_SHADES = {
    "not_electronised": ("FFFFFF", "4A5D64"),
    "qeyri_kafi": ("FFFFFF", "9C2F24"),
    "kafi": ("F6E3C6", "6E4100"),
    "yaxsi": ("1D7A7D", "FFFFFF"),
    "ela": ("062C33", "FFFFFF"),
}
# name: size in points, letters' colour, bold, space before and after in points
STYLES: dict[str, tuple[float, str, bool, float, float]] = {
    "Normal": (10, INK, False, 0, 6),
    "Title": (20, INK, True, 0, 6),
    "Subtitle": (12, SOFT, False, 0, 18),
    "Issuer": (9.5, BRAND, True, 0, 12),
    "Heading 1": (14, INK, True, 18, 6),
    "Heading 2": (11.5, INK, True, 14, 4),
    "Heading 3": (10, INK, True, 10, 4),
    "Caption": (10, INK, True, 8, 4),
    "Basis": (9.5, INK, False, 0, 12),
    "Quote": (10, INK, False, 4, 8),
    "Note": (8.5, SOFT, False, 0, 6),
    "Mark": (8.5, INK, True, 0, 0),
    "Footer": (7.5, SOFT, False, 0, 0),
}


def clean(text: str) -> str:
    """The text without what no XML can hold."""
    return NOT_XML.sub("\ufffd", text)


def element(name: str, **attributes: str | int) -> Any:
    from docx.oxml import OxmlElement
    from docx.oxml.ns import qn

    made = OxmlElement(f"w:{name}")
    for key, value in attributes.items():
        made.set(qn(f"w:{key}"), str(value))
    return made


def prepare_styles(file: Any, language: str) -> None:
    from docx.enum.style import WD_STYLE_TYPE
    from docx.enum.text import WD_ALIGN_PARAGRAPH
    from docx.oxml.ns import qn
    from docx.shared import Mm, Pt, RGBColor

    for name, (size, colour, is_bold, before, after) in STYLES.items():
        if name not in [style.name for style in file.styles]:
            file.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH).base_style = file.styles["Normal"]
        style = file.styles[name]
        style.font.size, style.font.bold, style.font.italic = Pt(size), is_bold, False
        style.font.color.rgb = RGBColor.from_string(colour)
        style.paragraph_format.space_before, style.paragraph_format.space_after = Pt(before), Pt(after)
        _set_letters(style, language)
    file.styles["Caption"].paragraph_format.keep_with_next = True
    file.styles["Quote"].paragraph_format.left_indent = Mm(8)
    file.styles["Mark"].paragraph_format.alignment = WD_ALIGN_PARAGRAPH.CENTER
    file.styles["Issuer"].font.all_caps = True
    for border in file.styles["Title"].element.iter(qn("w:bottom")):
        border.set(qn("w:color"), BRAND)
    _set_letters_of_defaults(file, language)


def add_field(paragraph: Any, instruction: str) -> None:
    """A number Word works out: PAGE or NUMPAGES."""
    for kind in ("begin", None, "separate", "1", "end"):
        run = paragraph.add_run("1" if kind == "1" else "")
        if kind is None:
            text = element("instrText")
            text.text = f" {instruction} "
            run._r.append(text)
        elif kind != "1":
            run._r.append(element("fldChar", fldCharType=kind))


def shade(paragraph: Any, *, fill: str, line: str) -> None:
    properties = paragraph._p.get_or_add_pPr()
    borders = element("pBdr")
    for side in ("top", "left", "bottom", "right"):
        borders.append(element(side, val="single", sz=8, space=4, color=line))
    properties.append(borders)
    properties.append(element("shd", val="clear", color="auto", fill=fill))


def describe_picture(shape: Any, *, number: int, alternative: str) -> None:
    properties = shape._inline.docPr
    properties.set("id", str(number))
    properties.set("descr", alternative)


def table_element(columns: Sequence[WordColumn], rows: Iterable[WordRow], *, caption: str) -> Any:
    table = element("tbl")
    table.append(_table_properties(caption))
    grid = element("tblGrid")
    for column in columns:
        grid.append(element("gridCol", w=_twips(column.width)))
    table.append(grid)
    table.append(_header(columns))
    for number, row in enumerate(rows, start=1):
        if row.kind == "group" and len(row.cells) == 1:
            table.append(_group(columns, row.cells[0]))
        elif len(row.cells) == len(columns):
            table.append(_row(columns, row))
        else:
            raise ValueError(f"table {caption!r}, row {number}: {len(row.cells)} cells for {len(columns)} columns")
    return table


def _set_letters(style: Any, language: str) -> None:
    from docx.oxml.ns import qn

    properties = style.element.get_or_add_rPr()
    fonts = properties.get_or_add_rFonts()
    for name in list(fonts.attrib):
        del fonts.attrib[name]
    for script in ("ascii", "hAnsi", "cs", "eastAsia"):
        fonts.set(qn(f"w:{script}"), TYPEFACE)
    for old in properties.findall(qn("w:lang")):
        properties.remove(old)
    properties.append(element("lang", val=language, eastAsia=language))


def _set_letters_of_defaults(file: Any, language: str) -> None:
    from docx.oxml.ns import qn

    for found in file.styles.element.iter(qn("w:lang")):
        found.set(qn("w:val"), language)
        found.set(qn("w:eastAsia"), language)


def _twips(millimetres: float) -> int:
    return round(millimetres * TWIPS_PER_MM)


def _table_properties(caption: str) -> Any:
    properties = element("tblPr")
    properties.append(element("tblW", w=0, type="auto"))
    properties.append(element("tblLayout", type="fixed"))
    margins = element("tblCellMar")
    for side in ("top", "left", "bottom", "right"):
        margins.append(element(side, w=40 if side in ("top", "bottom") else 90, type="dxa"))
    properties.append(margins)
    if caption:
        properties.append(element("tblCaption", val=clean(caption)))
    return properties


def _header(columns: Sequence[WordColumn]) -> Any:
    row = _empty_row(is_header=True)
    for column in columns:
        row.append(_cell(column.title, column, is_bold=True, bottom=("single", 12, INK)))
    return row


def _group(columns: Sequence[WordColumn], cell: WordCell) -> Any:
    row = _empty_row()
    made = _cell(cell, columns[0], is_bold=True, fill="EEF2F3", span=len(columns), is_kept=True)
    row.append(made)
    return row


def _row(columns: Sequence[WordColumn], row: WordRow) -> Any:
    made = _empty_row()
    is_total = row.kind == "total"
    for column, cell in zip(columns, row.cells, strict=True):
        made.append(_cell(cell, column, is_bold=is_total, top=("single", 8, INK) if is_total else None))
    return made


def _empty_row(*, is_header: bool = False) -> Any:
    row = element("tr")
    properties = element("trPr")
    properties.append(element("cantSplit"))
    if is_header:
        properties.append(element("tblHeader"))
    row.append(properties)
    return row


def _cell(
    cell: WordCell,
    column: WordColumn,
    *,
    is_bold: bool = False,
    fill: str = "",
    span: int = 1,
    is_kept: bool = False,
    top: tuple[str, int, str] | None = None,
    bottom: tuple[str, int, str] = ("single", 4, "C9D2D5"),
) -> Any:
    code = "" if isinstance(cell, str) else cell.code
    text = cell if isinstance(cell, str) else cell.text
    fill, colour = GRADE_SHADES.get(code, (fill, INK))
    made = element("tc")
    properties = element("tcPr")
    properties.append(element("tcW", w=_twips(column.width), type="dxa"))
    if span > 1:
        properties.append(element("gridSpan", val=span))
    properties.append(_borders(top, bottom, is_after_break=column.is_after_break and span == 1))
    if fill:
        properties.append(element("shd", val="clear", color="auto", fill=fill))
    made.append(properties)
    made.append(
        _paragraph(
            text,
            colour=colour,
            is_bold=is_bold or bool(code),
            is_right=column.is_number and span == 1,
            is_kept=is_kept,
        )
    )
    return made


def _borders(top: tuple[str, int, str] | None, bottom: tuple[str, int, str], *, is_after_break: bool) -> Any:
    borders = element("tcBorders")
    sides = {"top": top, "left": ("dashed", 12, INK) if is_after_break else None, "bottom": bottom}
    for side, line in sides.items():
        if line:
            borders.append(element(side, val=line[0], sz=line[1], space=0, color=line[2]))
    return borders


def _paragraph(text: str, *, colour: str, is_bold: bool, is_right: bool, is_kept: bool) -> Any:
    paragraph = element("p")
    properties = element("pPr")
    if is_kept:
        properties.append(element("keepNext"))
    properties.append(element("spacing", before=0, after=0))
    if is_right:
        properties.append(element("jc", val="right"))
    paragraph.append(properties)
    run = element("r")
    style = element("rPr")
    if is_bold:
        style.append(element("b"))
    style.append(element("color", val=colour))
    style.append(element("sz", val=18))
    run.append(style)
    words = element("t")
    words.text = clean(text)
    words.set("{http://www.w3.org/XML/1998/namespace}space", "preserve")
    run.append(words)
    paragraph.append(run)
    return paragraph

"""Papers as DOCX for those who go on writing in Word."""

from __future__ import annotations

import io
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC
from typing import Any, Literal

from meyar.documents.docx_parts import (
    add_field,
    clean,
    describe_picture,
    prepare_styles,
    shade,
    table_element,
)
from meyar.documents.pdf import About, Margins

LANGUAGES = {"az": "az-Latn-AZ", "en": "en-GB", "ru": "ru-RU"}
MARK_FILL, LINE = "FFF6DD", "10242B"


@dataclass(frozen=True)
class WordColumn:
    title: str
    width: float  # millimetres; the text of an A4 page is 170 wide
    is_number: bool = False
    is_after_break: bool = False  # a dashed line before it: other Rules begin here


@dataclass(frozen=True)
class GradeCell:
    """A grade with its word; shading only supports the word."""

    text: str
    code: str


WordCell = str | GradeCell


@dataclass(frozen=True)
class WordRow:
    """A row of a table; a `group` row has one cell, which spans the table."""

    cells: Sequence[WordCell]
    kind: Literal["row", "group", "total"] = "row"


class WordPaper:
    """Written from top to bottom; `content` gives the file.

    Headings, captions and lists are Word's own styles, so that its navigation and contents work. The
    footer, the page number and the demonstration mark stand on every page.
    """

    def __init__(
        self, *, title: str, language: str, margins: Margins | None = None, about: About | None = None
    ) -> None:
        import docx

        self._margins = margins or Margins()
        self._pictures = 0
        self._file: Any = docx.Document()
        prepare_styles(self._file, LANGUAGES.get(language, language))
        self._describe(title, language, about or About())
        self._set_page()

    def title_block(self, *, issuer: str, title: str, subtitle: str = "") -> None:
        self.paragraph(issuer, style="Issuer")
        self.paragraph(title, style="Title")
        if subtitle:
            self.paragraph(subtitle, style="Subtitle")

    def heading(self, text: str, *, level: int = 1) -> None:
        self._file.add_heading(clean(text), level=level)

    def paragraph(self, text: str, *, style: str = "Normal") -> None:
        """A paragraph in a style: Normal, Quote, Note, Basis, Caption."""
        self._file.add_paragraph(clean(text), style=style)

    def bullets(self, texts: Iterable[str]) -> None:
        for text in texts:
            self.paragraph(text, style="List Bullet")

    def numbered(self, texts: Iterable[str]) -> None:
        """A numbered list; the numbers go on through the paper, as in Word's own style."""
        for text in texts:
            self.paragraph(text, style="List Number")

    def table(self, columns: Sequence[WordColumn], rows: Iterable[WordRow], *, caption: str = "") -> None:
        """A table whose header comes again on every page and whose rows are never cut.

        Raises:
            ValueError: a row has not as many cells as there are columns.
        """
        if caption:
            self.paragraph(caption, style="Caption")
        body = self._file.element.body
        body.insert(len(body) - 1, table_element(columns, rows, caption=caption))
        self._file.add_paragraph(style="Note")

    def picture(self, png: bytes, *, alternative: str, width: float = 170) -> None:
        """A picture, `width` millimetres wide, with the text that stands for it."""
        from docx.shared import Mm

        self._pictures += 1
        shape = self._file.add_picture(io.BytesIO(png), width=Mm(width))
        describe_picture(shape, number=self._pictures, alternative=clean(alternative))

    def page_break(self) -> None:
        self._file.add_page_break()

    def content(self) -> bytes:
        """The file; the same paper is the same bytes."""
        target = io.BytesIO()
        self._file.save(target)
        return _with_fixed_times(target.getvalue())

    def _describe(self, title: str, language: str, about: About) -> None:
        properties = self._file.core_properties
        properties.title, properties.author, properties.subject = clean(title), about.author, about.subject
        properties.language = LANGUAGES.get(language, language)
        properties.keywords = ", ".join(about.keywords)
        properties.comments, properties.last_modified_by, properties.revision = "", about.author, 1
        if about.created:
            moment = about.created.astimezone(UTC).replace(tzinfo=None)
            properties.created = properties.modified = moment

    def _set_page(self) -> None:
        from docx.enum.text import WD_TAB_ALIGNMENT
        from docx.shared import Mm

        section = self._file.sections[0]
        section.page_width, section.page_height = Mm(210), Mm(297)
        section.left_margin, section.right_margin = Mm(22), Mm(18)
        section.top_margin, section.bottom_margin = Mm(24), Mm(24)
        if self._margins.demonstration:
            mark = section.header.paragraphs[0]
            mark.style = self._file.styles["Mark"]
            mark.add_run(clean(self._margins.demonstration))
            shade(mark, fill=MARK_FILL, line=LINE)
        footer = section.footer.paragraphs[0]
        footer.style = self._file.styles["Footer"]
        footer.paragraph_format.tab_stops.clear_all()
        footer.paragraph_format.tab_stops.add_tab_stop(Mm(170), WD_TAB_ALIGNMENT.RIGHT)
        before, _, rest = self._margins.page.partition("{page}")
        between, _, after = rest.partition("{pages}")
        footer.add_run(f"{clean(self._margins.footer)}\t{before}")
        add_field(footer, "PAGE")
        footer.add_run(between)
        add_field(footer, "NUMPAGES")
        footer.add_run(after)


def fill_docx_template(template: bytes, values: Mapping[str, object]) -> bytes:
    """An agency's own DOCX with its {{ fields }} filled in.

    Fields see only `values`; what they hold is always text, never markup.

    Raises:
        jinja2.exceptions.TemplateError: a field is unknown, badly written or reaches for what it may not.
    """
    from docxtpl import DocxTemplate
    from jinja2 import StrictUndefined
    from jinja2.sandbox import SandboxedEnvironment

    paper: Any = DocxTemplate(io.BytesIO(template))
    paper.render(
        dict(values),
        jinja_env=SandboxedEnvironment(undefined=StrictUndefined, autoescape=True),
        autoescape=True,
    )
    target = io.BytesIO()
    paper.save(target)
    return _with_fixed_times(target.getvalue())


def _with_fixed_times(content: bytes) -> bytes:
    target = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as source,
        zipfile.ZipFile(target, "w", zipfile.ZIP_DEFLATED) as made,
    ):
        for entry in source.infolist():
            fixed = zipfile.ZipInfo(entry.filename, date_time=(1980, 1, 1, 0, 0, 0))
            fixed.compress_type = zipfile.ZIP_DEFLATED
            made.writestr(fixed, source.read(entry))
    return target.getvalue()

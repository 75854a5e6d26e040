"""What a report consists of, in one language and before any format: every writer shows exactly these."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime
from decimal import Decimal
from fractions import Fraction
from typing import ClassVar

from meyar.common.language import Wording
from meyar.documents.charts import YearsChart
from meyar.publication.queries.report import PublishedYear

SHADES = {"none": "not_electronised", "1": "qeyri_kafi", "2": "kafi", "3": "yaxsi", "4": "ela"}


@dataclass(frozen=True, slots=True)
class Paragraph:
    kind: ClassVar = "paragraph"
    text: str
    leads_in: bool = False  # stays with the table it introduces


@dataclass(frozen=True, slots=True)
class Quotation:
    """Somebody else's words, never ours."""

    kind: ClassVar = "quotation"
    text: str
    said_by: str
    translated: str  # says that it is a translation; empty in the language of the original


@dataclass(frozen=True, slots=True)
class Sentences:
    """Findings one after another, with a heading of their own."""

    kind: ClassVar = "sentences"
    heading: str
    items: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class TableRow:
    label: str
    values: tuple[int | None, ...]  # one a year; none where the row only introduces the next ones
    depth: int = 0  # of the indent
    shows_nothing: bool = False  # an introducing row


@dataclass(frozen=True, slots=True)
class YearTable:
    kind: ClassVar = "year_table"
    number: int
    caption: str
    first_column: str
    columns: tuple[str, ...]
    years: tuple[int, ...]  # of the columns
    breaks: frozenset[int]  # columns before which the Rules changed
    rows: tuple[TableRow, ...]
    note: str  # what the break means; empty without one


@dataclass(frozen=True, slots=True)
class YearsPicture:
    kind: ClassVar = "picture"
    data: YearsChart  # drawn by the writer that shows it
    caption: str


@dataclass(frozen=True, slots=True)
class Fact:
    label: str
    values: tuple[str, ...]  # one a year
    is_code: bool = False


@dataclass(frozen=True, slots=True)
class FactTable:
    kind: ClassVar = "fact_table"
    caption: str
    first_column: str
    columns: tuple[str, ...]
    facts: tuple[Fact, ...]


Block = Paragraph | Quotation | Sentences | YearTable | YearsPicture | FactTable


@dataclass(frozen=True, slots=True)
class Section:
    number: int
    anchor: str
    title: str
    blocks: tuple[Block, ...]


@dataclass(frozen=True, slots=True)
class AnnexRow:
    position: int  # counted through the whole list
    body_code: str
    service_code: str
    list_number: str
    title: Wording
    state: str
    electronised: bool | None  # None: undetermined, or the edition has no gate
    grade: str  # code
    tone: str  # of the grade's colour: "1" to "4", or "none"
    result: str  # the grade in words, the possible ones, or what stands in its place
    percent: Fraction | None
    percent_shown: Decimal | None  # cut off so that it stays in its band
    percent_text: str
    demonstration: bool

    @property
    def shade(self) -> str:
        """Of the four that a printed table has."""
        return SHADES[self.tone]


@dataclass(frozen=True, slots=True)
class AnnexBody:
    code: str
    name: Wording
    rows: tuple[AnnexRow, ...]


@dataclass(frozen=True, slots=True)
class AnnexList:
    anchor: str
    title: str
    kind: str  # graded, not_electronised, undetermined, nothing_applies
    has_result: bool
    has_percent: bool
    bodies: tuple[AnnexBody, ...]

    @property
    def rows(self) -> Iterator[AnnexRow]:
        return (row for body in self.bodies for row in body.rows)

    @property
    def count(self) -> int:
        return sum(len(body.rows) for body in self.bodies)


@dataclass(frozen=True, slots=True)
class Annex:
    label: str  # “Əlavə 1”
    anchor: str
    title: str
    year: PublishedYear
    lists: tuple[AnnexList, ...]


@dataclass(frozen=True, slots=True)
class YearlyReport:
    language: str
    title: str
    span: str  # “2013–2015-ci illər”
    issuer: str  # the agency, where its texts are at hand
    stamp: str  # issues and their dates
    translation_notice: str  # empty in the language of the legal texts
    demonstration: str  # the mark on every page; empty where nothing is synthetic
    footer: str  # edition and fingerprint, on every page
    sections: tuple[Section, ...]
    annexes: tuple[Annex, ...]
    years: tuple[PublishedYear, ...] = field(repr=False)

    @property
    def issued_at(self) -> datetime:
        """Of the latest issue: the only moment a report knows, so that the same issues give the same file."""
        return max(year.published_at for year in self.years)

    @property
    def name(self) -> str:
        """2013-2015, or the round's code."""
        first, last = self.years[0], self.years[-1]
        return first.round_code if first is last else f"{first.year}-{last.year}"

"""What every part of a report is written from."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import groupby, pairwise

from django.utils import timezone

from meyar.common import numbers
from meyar.common.language import wording
from meyar.publication.queries.report import PublishedYear
from meyar.reports.legal_texts import LegalTexts
from meyar.scoring.edition import Edition


@dataclass(frozen=True, slots=True)
class Setting:
    language: str  # also the active one while the report is written
    years: tuple[PublishedYear, ...]
    texts: LegalTexts

    @property
    def has_gate(self) -> bool:
        """Whether any of the years decides first which services are electronised."""
        return any(year.edition.gate for year in self.years)

    def year(self, year: int, form: numbers.YearForm = "name") -> str:
        return numbers.year(year, self.language, form)

    def number(self, value: int) -> str:
        return numbers.number(value, self.language)

    def quoted(self, text: str) -> str:
        return f"«{text}»" if self.language == "ru" else f"“{text}”"

    def day(self, year: PublishedYear) -> str:
        return numbers.date_short(timezone.localtime(year.published_at).date())

    def text(self, texts: object) -> str:
        return wording(texts, self.language).text


@dataclass(frozen=True, slots=True)
class RulesBreak:
    """Between two neighbouring years of the report that were graded under different editions."""

    before: tuple[PublishedYear, ...]  # the years under the earlier edition
    after: tuple[PublishedYear, ...]
    column: int  # of the first year after it

    @property
    def earlier_rules(self) -> str:
        return _name(self.before[-1].edition, self.after[0].edition)

    @property
    def later_rules(self) -> str:
        return _name(self.after[0].edition, self.before[-1].edition)


def runs(years: Iterable[PublishedYear]) -> tuple[tuple[PublishedYear, ...], ...]:
    """Neighbouring years under one edition."""
    return tuple(tuple(group) for _, group in groupby(years, key=lambda year: year.edition_sha256))


def rules_breaks(years: Sequence[PublishedYear]) -> tuple[RulesBreak, ...]:
    found, column = [], 0
    parts = runs(years)
    for before, after in pairwise(parts):
        column += len(before)
        found.append(RulesBreak(before, after, column))
    return tuple(found)


def _name(edition: Edition, other: Edition) -> str:
    """The number of the act; the edition's own code where the other one stands under the same act."""
    return edition.act.number if edition.act.number != other.act.number else edition.code

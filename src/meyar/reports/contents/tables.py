"""The two tables of the report, the agency's notes under them, and the same figures as a picture."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby, pairwise

from django.utils.translation import gettext as _
from django.utils.translation import ngettext

from meyar.common import numbers
from meyar.common.templatetags.components import tone
from meyar.documents.charts import Category, Segment, YearBar, YearGroup, YearsChart
from meyar.publication.queries.report import PublishedYear
from meyar.reports.blocks import Paragraph, Quotation, TableRow, YearsPicture, YearTable
from meyar.reports.contents.setting import RulesBreak, Setting, rules_breaks, runs

TONE_COLOURS = {"none": "#65737a", "1": "#9c2f24", "2": "#a05e00", "3": "#1d7a7d", "4": "#0b4f5c"}
OPEN_COLOUR = "#4a5d64"  # of what has no grade although it is not refused one


def first_title(setting: Setting) -> str:
    return _("Electronisation of services") if setting.has_gate else _("Bodies and services")


def first_table(setting: Setting) -> tuple[Paragraph, YearTable]:
    tables, language, years = setting.texts.tables, setting.language, setting.years

    def row(label: str, field: str, *, depth: int = 0) -> TableRow:
        gated_only = depth > 0
        values = tuple(
            None if gated_only and year.edition.gate is None else int(getattr(year, field)) for year in years
        )
        return TableRow(label, values, depth)

    rows = [
        row(tables.bodies.in_language(language), "body_count"),
        row(tables.services.in_language(language), "service_count"),
    ]
    if setting.has_gate:
        rows += [
            TableRow(tables.of_these.in_language(language), tuple(None for _year in years), shows_nothing=True),
            row(tables.electronised.in_language(language), "electronised", depth=1),
            row(tables.not_electronised.in_language(language), "not_electronised", depth=1),
        ]
    if any(year.undetermined for year in years):
        rows.append(row(_("Undetermined whether electronised"), "undetermined", depth=1))
    table = _table(setting, 1, first_title(setting), years, rows)
    return Paragraph(tables.first.in_language(language), leads_in=True), table


def grade_tables(setting: Setting) -> tuple[Paragraph | YearTable, ...]:
    """One table for all neighbouring years whose grades are the same ones."""
    groups = groupby(setting.years, key=lambda year: tuple(grade.code for grade in year.grades))
    tables = [_grade_table(setting, number, tuple(group)) for number, (_codes, group) in enumerate(groups, start=2)]
    return Paragraph(setting.texts.tables.second.in_language(setting.language), leads_in=True), *tables


def notes(setting: Setting) -> tuple[Quotation, ...]:
    found = [
        note
        for earlier, later in pairwise(setting.years)
        for note in setting.texts.notes_between(earlier.edition, later.edition)
    ]
    return tuple(
        Quotation(
            text=note.text.in_language(setting.language),
            said_by=note.said_by.in_language(setting.language),
            translated="" if setting.language == "az" else _("Translation; the Azerbaijani text decides."),
        )
        for note in found
    )


def years_picture(setting: Setting, *, demonstration: str) -> YearsPicture:
    data = YearsChart(
        title=_("Services by year and result"),
        description=_description(setting),
        categories=tuple(_categories(setting)),
        groups=tuple(
            YearGroup(run[0].edition.code, tuple(_bar(setting, year) for year in run)) for run in runs(setting.years)
        ),
        breaks=tuple(_spoken_break(found) for found in rules_breaks(setting.years)),
        demonstration=demonstration or None,
    )
    return YearsPicture(data, data.title)


def _table(
    setting: Setting, number: int, caption: str, years: tuple[PublishedYear, ...], rows: list[TableRow]
) -> YearTable:
    breaks = rules_breaks(years)
    return YearTable(
        number=number,
        caption=caption,
        first_column=_("Indicator"),
        columns=tuple(
            setting.texts.tables.year.in_language(setting.language, year_of=setting.year(year.year, "of"))
            for year in years
        ),
        years=tuple(year.year for year in years),
        breaks=frozenset(found.column for found in breaks),
        rows=tuple(rows),
        note=" ".join(_break_note(setting, found) for found in breaks),
    )


def _grade_table(setting: Setting, number: int, years: tuple[PublishedYear, ...]) -> YearTable:
    latest = years[-1]
    rows = [
        TableRow(
            setting.texts.tables.grade.in_language(setting.language, grade=setting.text(grade.title)),
            tuple(year.grades[place].services for year in years),
        )
        for place, grade in enumerate(latest.grades)
    ]
    for label, state in (
        (_("Number of services whose grade is undetermined"), "undetermined"),
        (_("Number of services to which nothing applies"), "nothing_applies"),
    ):
        counts = tuple(_without_grade(year, state) for year in years)
        if any(counts):
            rows.append(TableRow(label, counts))
    return _table(setting, number, _("Level of the services"), years, rows)


def _without_grade(year: PublishedYear, state: str) -> int:
    """Not those of which it is open whether they are electronised: these stand in the first table."""
    return sum(
        service.state == state and not (year.edition.gate and service.electronised is None)
        for body in year.bodies
        for service in body.services
    )


def _break_note(setting: Setting, found: RulesBreak) -> str:
    return _(
        "The dashed line marks a change of the Rules: the results %(earlier_years)s follow act No %(earlier_act)s, "
        "the results %(later_years)s act No %(later_act)s. Figures on its two sides cannot be compared directly."
    ) % {
        "earlier_years": _span(setting, found.before),
        "earlier_act": found.earlier_rules,
        "later_years": _span(setting, found.after),
        "later_act": found.later_rules,
    }


def _spoken_break(found: RulesBreak) -> str:
    return _(
        "The Rules changed here (act No %(earlier_act)s, then No %(later_act)s): the two sides of the line cannot be "
        "compared directly."
    ) % {"earlier_act": found.earlier_rules, "later_act": found.later_rules}


def _span(setting: Setting, years: tuple[PublishedYear, ...]) -> str:
    return numbers.years(years[0].year, years[-1].year, setting.language, "of")


def _categories(setting: Setting) -> Iterator[Category]:
    if any(year.not_electronised for year in setting.years):
        label = setting.texts.tables.not_electronised.in_language(setting.language)
        yield Category("not_electronised", label, TONE_COLOURS["none"])
    seen: set[str] = set()
    for year in reversed(setting.years):
        for grade in year.grades:
            if grade.code not in seen:
                seen.add(grade.code)
                colour = TONE_COLOURS[tone(grade.position, len(year.grades))]
                yield Category(f"grade-{grade.code}", setting.text(grade.title), colour)
    if any(_ungraded(year) for year in setting.years):
        yield Category("ungraded", _("Without a grade"), OPEN_COLOUR)


def _ungraded(year: PublishedYear) -> int:
    return year.service_count - year.not_electronised - sum(grade.services for grade in year.grades)


def _counts(year: PublishedYear) -> Iterator[tuple[str, int]]:
    yield "not_electronised", year.not_electronised
    for grade in year.grades:
        yield f"grade-{grade.code}", grade.services
    yield "ungraded", _ungraded(year)


def _bar(setting: Setting, year: PublishedYear) -> YearBar:
    return YearBar(
        label=str(year.year),
        segments=tuple(Segment(code, count, setting.number(count)) for code, count in _counts(year) if count),
        note=ngettext("%(count)s service", "%(count)s services", year.service_count)
        % {"count": setting.number(year.service_count)},
    )


def _description(setting: Setting) -> str:
    labels = {category.code: category.label for category in _categories(setting)}
    return " ".join(
        f"{year.year}: "
        + ", ".join(f"{labels[code]} – {setting.number(count)}" for code, count in _counts(year) if count)
        + "."
        for year in setting.years
    )

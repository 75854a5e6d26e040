"""The yearly report as data: made only from current issues, in the order of the report it continues."""

from __future__ import annotations

from django.utils.translation import gettext as _
from django.utils.translation import override

from meyar.common import numbers
from meyar.publication.queries.report import PublishedYear, published_years
from meyar.reports.blocks import Block, Section, YearlyReport
from meyar.reports.checks import check_totals
from meyar.reports.contents.analysis import analysis_blocks
from meyar.reports.contents.annexes import annexes
from meyar.reports.contents.method import method_blocks
from meyar.reports.contents.opening import opening_sections
from meyar.reports.contents.setting import Setting, runs
from meyar.reports.contents.tables import first_table, first_title, grade_tables, notes, years_picture
from meyar.reports.legal_texts import legal_texts_for

FINGERPRINT = 12  # letters of a checksum where it only reminds; whole ones stand in the section on method


def yearly_report(first: int | str, last: int | str, *, language: str) -> YearlyReport:
    """
    Args:
        first: A year or the code of a round, as published_years takes it.
        last: The same.
        language: az, en or ru.

    Raises:
        NothingPublished: There is no current issue there.
        YearHasSeveralRounds: A year of the span has several.
        ReportDoesNotAddUp: A total is not the number of its rows.
        TextsDoNotFit: A file of report texts has problems.
    """
    return report_of(published_years(first, last), language=language)


def report_of(years: tuple[PublishedYear, ...], *, language: str) -> YearlyReport:
    """
    The report of years that are at hand already, by year.

    Raises:
        ReportDoesNotAddUp: A total is not the number of its rows.
        TextsDoNotFit: A file of report texts has problems.
    """
    check_totals(years)
    setting = Setting(language, years, legal_texts_for(years[-1].edition))
    with override(language):
        return _written(setting)


def _written(setting: Setting) -> YearlyReport:
    years, language = setting.years, setting.language
    demonstration = demonstration_mark() if any(year.demonstration for year in years) else ""
    return YearlyReport(
        language=language,
        title=setting.texts.title.in_language(language),
        span=numbers.years(years[0].year, years[-1].year, language),
        issuer=setting.texts.agency.in_language(language) if setting.texts.agency else "",
        stamp=_stamp(setting),
        translation_notice=_translation_notice(setting),
        demonstration=demonstration,
        footer=_footer(years),
        sections=tuple(_sections(setting, demonstration)),
        annexes=annexes(setting),
        years=years,
    )


def demonstration_mark() -> str:
    """In the active language."""
    return _("Demonstration data: the answers for individual services, and so their grades, are made up.")


def _sections(setting: Setting, demonstration: str) -> list[Section]:
    parts: list[tuple[str, str, tuple[Block, ...]]] = [
        *opening_sections(setting),
        ("electronisation", first_title(setting), first_table(setting)),
        ("level", _("Level of the services"), (*grade_tables(setting), *notes(setting))),
        (
            "findings",
            _("What the totals show"),
            (years_picture(setting, demonstration=demonstration), *analysis_blocks(setting)),
        ),
        ("method", _("Method and verification"), tuple(method_blocks(setting))),
    ]
    return [Section(number, *part) for number, part in enumerate(parts, start=1)]


def _stamp(setting: Setting) -> str:
    issues = ", ".join(f"{year.issue_code} ({setting.day(year)})" for year in setting.years)
    return _("Issues of the results, with their dates: %(issues)s.") % {"issues": issues}


def _translation_notice(setting: Setting) -> str:
    if setting.language == "az" or not setting.texts.source:
        return ""
    return _("The agency's own words are given in translation; the Azerbaijani text decides.")


def _footer(years: tuple[PublishedYear, ...]) -> str:
    rules = "; ".join(f"{run[0].edition.act.number} ({run[0].edition_sha256[:FINGERPRINT]})" for run in runs(years))
    return _("Issues %(issues)s · Rules and their checksum: %(rules)s") % {
        "issues": ", ".join(year.issue_code for year in years),
        "rules": rules,
    }

"""By what rules, on which data, and how anyone can check it."""

from __future__ import annotations

from collections.abc import Callable, Iterator

from django.utils.translation import gettext as _

from meyar.common import numbers
from meyar.publication.queries.report import PublishedYear
from meyar.reports.blocks import Block, Fact, FactTable, Paragraph
from meyar.reports.contents.setting import Setting, runs


def method_blocks(setting: Setting) -> Iterator[Block]:
    for run in runs(setting.years):
        yield Paragraph(_rules(setting, run))
    yield Paragraph(_edges(setting))
    if any(year.replaces for year in setting.years):
        yield Paragraph(_corrections(setting))
    if setting.texts.source:
        yield Paragraph(
            _("The opening sections and the labels of the tables are given in the words of %(source)s.")
            % {"source": setting.texts.source.in_language(setting.language)}
        )
    yield Paragraph(_compared(setting))
    yield _fact_table(setting)


def _compared(setting: Setting) -> str:
    identified = _("The issues and the checksums below identify the data; the same issues always give the same report.")
    if setting.has_gate:
        compared = _(
            "Before this report was made, every total was compared with the rows of the annexes: services = "
            "electronised + not electronised, electronised = the sum of the grades."
        )
    else:
        compared = _("Before this report was made, every total was compared with the rows of the annexes.")
    return f"{compared} {identified}"


def _rules(setting: Setting, run: tuple[PublishedYear, ...]) -> str:
    edition = run[0].edition
    sentences = [
        _("%(years)s: %(rules)s. Legal act: %(act)s.")
        % {
            "years": numbers.years(run[0].year, run[-1].year, setting.language),
            "rules": setting.text(edition.title),
            "act": setting.text(edition.act.title),
        }
    ]
    if edition.act.in_force_on:
        sentences.append(_("In force since %(date)s.") % {"date": numbers.date_short(edition.act.in_force_on)})
    if run[0].is_reconstructed:
        known = edition.note
        sentences.append(setting.text(known) if known else _("Some of this edition is a reconstruction."))
    return " ".join(sentences)


def _edges(setting: Setting) -> str:
    """Grades depend on who owns an edge only for services that stand exactly on one."""
    parts = []
    for year in setting.years:
        percents = [service.percent for body in year.bodies for service in body.services if service.percent is not None]
        counts = ", ".join(
            f"{numbers.percent(grade.begins_at, setting.language, places=_places(grade.begins_at))} – "
            f"{setting.number(percents.count(grade.begins_at))}"
            for grade in year.edition.grades[1:]
        )
        parts.append(f"{setting.year(year.year)}: {counts}")
    return _(
        "A percent is never rounded before the grade is given, and is shown cut off, not rounded. Services exactly on "
        "a boundary between two grades – %(counts)s."
    ) % {"counts": "; ".join(parts)}


def _places(edge: object) -> int:
    text = numbers.points(edge, "en")  # type: ignore[arg-type]
    return len(text.partition(".")[2])


def _corrections(setting: Setting) -> str:
    return " ".join(
        _("Issue %(issue)s replaces issue %(earlier)s. Reason: %(reason)s.")
        % {"issue": year.issue_code, "earlier": year.replaces, "reason": year.reason.rstrip(". ")}
        for year in setting.years
        if year.replaces
    )


def _fact_table(setting: Setting) -> FactTable:
    def fact(label: str, value: Callable[[PublishedYear], str], *, is_code: bool = False) -> Fact:
        return Fact(label, tuple(value(year) for year in setting.years), is_code)

    return FactTable(
        caption=_("Issues and checksums (SHA-256)"),
        first_column=_("Indicator"),
        columns=tuple(str(year.year) for year in setting.years),
        facts=(
            fact(_("Issue"), lambda year: year.issue_code),
            fact(_("Published on"), setting.day),
            fact(_("Edition of the Rules"), lambda year: year.edition.code),
            fact(_("Legal act No"), lambda year: year.edition.act.number),
            fact(_("List of services"), lambda year: setting.text(year.list_title)),
            fact(_("Checksum of the Rules"), lambda year: year.edition_sha256, is_code=True),
            fact(_("Checksum of the List"), lambda year: year.list_sha256, is_code=True),
            fact(_("Checksum of the answers"), lambda year: year.answers_sha256, is_code=True),
            fact(_("Checksum of the results"), lambda year: year.results_sha256, is_code=True),
            fact(_("Checksum of the issue"), lambda year: year.content_sha256, is_code=True),
        ),
    )

"""What stands before the tables: legal basis, purpose, how it was done, scope, criteria."""

from __future__ import annotations

from collections.abc import Iterator

from django.utils.translation import gettext as _

from meyar.common import numbers
from meyar.publication.queries.report import PublishedYear
from meyar.reports.blocks import Paragraph
from meyar.reports.contents.setting import Setting, runs
from meyar.scoring.edition import Criterion, Edition


def opening_sections(setting: Setting) -> Iterator[tuple[str, str, tuple[Paragraph, ...]]]:
    """Anchor, title and paragraphs of each section that has something to say."""
    parts = (
        ("legal-basis", _("Legal basis"), _legal_basis(setting)),
        ("purpose", _("Purpose and principles"), _given(setting, "purpose")),
        ("procedure", _("How the assessment was done"), (*_collection(setting), *_given(setting, "opinions"))),
        ("scope", _("Scope of the assessment"), (Paragraph(_scope(setting)),)),
        ("criteria", _("Criteria"), tuple(_analysis(setting))),
    )
    return (part for part in parts if part[2])


def _given(setting: Setting, name: str) -> tuple[Paragraph, ...]:
    line = getattr(setting.texts, name)
    return (Paragraph(line.in_language(setting.language)),) if line else ()


def _legal_basis(setting: Setting) -> tuple[Paragraph, ...]:
    texts, language = setting.texts, setting.language
    if texts.legal_basis or not texts.edition_basis:
        return _given(setting, "legal_basis")
    return tuple(
        Paragraph(
            texts.edition_basis.in_language(
                language,
                year=numbers.years(run[0].year, run[-1].year, language),
                rules=setting.text(run[0].edition.title),
                act=setting.text(run[0].edition.act.title),
            )
        )
        for run in runs(setting.years)
    )


def _collection(setting: Setting) -> tuple[Paragraph, ...]:
    texts = setting.texts
    if texts.collection or not texts.edition_channels:
        return _given(setting, "collection")
    edition = setting.years[-1].edition
    codes = dict.fromkeys(channel.value for parameter in edition.parameters for channel in parameter.channels)
    names = ", ".join(_channel(code) for code in codes)
    return (Paragraph(texts.edition_channels.in_language(setting.language, channels=names)),)


def _channel(code: str) -> str:
    return {
        "site": _("the body's official site"),
        "portal": _("the e-government portal"),
        "questionnaire": _("questionnaire"),
        "visit": _("on-site visit"),
        "test_application": _("test application"),
        "probe": _("automatic measurement"),
        "user_voice": _("users' opinions"),
    }[code]


def _scope(setting: Setting) -> str:
    parts = [_scope_of(setting, year) for year in setting.years]
    joined = listed(parts, setting.language)
    return setting.texts.scope.sentence.in_language(setting.language, years=joined)


def _scope_of(setting: Setting, year: PublishedYear) -> str:
    scope, language = setting.texts.scope, setting.language
    return scope.year.in_language(
        language,
        year_in=setting.year(year.year, "in"),
        bodies=setting.number(year.body_count),
        of_bodies=numbers.form_for(year.body_count, getattr(scope.of_bodies, language), language),
        services=setting.number(year.service_count),
        of_services=numbers.form_for(year.service_count, getattr(scope.of_services, language), language),
    )


def listed(parts: list[str], language: str) -> str:
    """The report's own Azerbaijani puts commas only; English and Russian end with a conjunction."""
    if language == "az" or len(parts) < 2:
        return ", ".join(parts)
    conjunction = " and " if language == "en" else " и "
    return ", ".join(parts[:-1]) + conjunction + parts[-1]


def _analysis(setting: Setting) -> Iterator[Paragraph]:
    """One sentence for all years that share the criteria, the last edition's wording last."""
    said: dict[str, list[PublishedYear]] = {}
    for year in setting.years:
        said.setdefault(_criteria(setting, year.edition), []).append(year)
    for criteria, years in said.items():
        sentence = setting.texts.analysis.in_language(setting.language, criteria=criteria)
        if len(said) > 1:
            sentence = f"{numbers.years(years[0].year, years[-1].year, setting.language)}: {sentence}"
        yield Paragraph(sentence)


def _criteria(setting: Setting, edition: Edition) -> str:
    return ", ".join(setting.quoted(_printed_title(criterion, setting)) for criterion in edition.criteria)


def _printed_title(criterion: Criterion, setting: Setting) -> str:
    """As the legal text prints it, where it does so in this language."""
    printed = getattr(criterion.title_in_act, setting.language, None) if criterion.title_in_act else None
    return printed or setting.text(criterion.title)

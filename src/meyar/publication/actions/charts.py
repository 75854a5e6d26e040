from __future__ import annotations

import hashlib
from collections.abc import Sequence
from itertools import groupby

from django.conf import settings
from django.utils import translation
from django.utils.translation import gettext as _

from meyar.common.language import wording
from meyar.common.numbers import date_long, number
from meyar.documents.charts import GRADE_COLOURS, Category, Segment, Width, YearBar, YearGroup, YearsChart, years_chart
from meyar.publication.models import Chart, Issue, IssueGrade
from meyar.scoring import edition_from_canonical_json

_VARIANTS: tuple[Width, ...] = ("wide", "narrow")
_BY_POSITION = ("qeyri_kafi", "kafi", "yaxsi", "ela")


def draw_charts(issue: Issue) -> None:
    """Draw the years of all current issues in every language, as they stand with this issue. About a second."""
    issues = [
        one
        for one in Issue.objects.filter(current=True).order_by("year", "round_code").prefetch_related("grades")
        if one.services
    ]
    drawn_from = hashlib.sha256("".join(one.content_sha256 for one in issues).encode()).hexdigest()
    for language, _name in settings.LANGUAGES:
        with translation.override(language):
            data = _years(issues, language)
            for variant in _VARIANTS:
                svg = years_chart(data, width=variant, language=language, prefix=f"years-{variant}", with_title=False)
                Chart.objects.create(
                    issue=issue,
                    kind="years",
                    language=language,
                    variant=variant,
                    svg=svg.svg,
                    issues_sha256=drawn_from,
                )


def _years(issues: Sequence[Issue], language: str) -> YearsChart:
    groups = [(key, list(same)) for key, same in groupby(issues, key=lambda one: one.rulebook_sha256)]
    return YearsChart(
        title=_("The situation by year"),
        description=" ".join(_in_words(one, language) for one in issues),
        categories=_categories(issues, language),
        groups=tuple(
            YearGroup(rulebook=same[0].rulebook_code, bars=tuple(_bar(one, language) for one in same))
            for _key, same in groups
        ),
        breaks=tuple(_break(same[0], language) for _key, same in groups[1:]),
        demonstration=_("Demonstration data: the answers of single services are synthetic.")
        if any(one.demonstration for one in issues)
        else None,
    )


def _categories(issues: Sequence[Issue], language: str) -> tuple[Category, ...]:
    found: dict[str, Category] = {}
    if any(one.not_electronised for one in issues):
        found["not_electronised"] = _state("not_electronised")
    for one in issues:
        grades = list(one.grades.all())
        for grade in grades:
            found.setdefault(grade.code, _grade(grade, len(grades), language))
    if any(_without_grade(one) for one in issues):
        found["without_grade"] = _state("without_grade")
    return tuple(found.values())


def _state(code: str) -> Category:
    labels = {"not_electronised": _("Not electronised"), "without_grade": _("Without a grade")}
    return Category(code=code, label=labels[code], colour=GRADE_COLOURS["not_electronised"])


def _grade(grade: IssueGrade, count: int, language: str) -> Category:
    place = round((grade.position - 1) * (len(_BY_POSITION) - 1) / max(count - 1, 1))
    colour = GRADE_COLOURS.get(grade.code) or GRADE_COLOURS[_BY_POSITION[place]]
    return Category(code=grade.code, label=_title(grade, language), colour=colour)


def _bar(one: Issue, language: str) -> YearBar:
    counts = [("not_electronised", one.not_electronised)]
    counts += [(grade.code, grade.services) for grade in one.grades.all()]
    counts += [("without_grade", _without_grade(one))]
    return YearBar(
        label=str(one.year),
        segments=tuple(Segment(code, value, number(value, language)) for code, value in counts if value),
    )


def _without_grade(one: Issue) -> int:
    return one.services - one.not_electronised - sum(grade.services for grade in one.grades.all())


def _break(first: Issue, language: str) -> str:
    act = edition_from_canonical_json(first.rulebook_json).act
    changed_on = act.date or act.in_force_on
    if changed_on is None:
        return _("The Rules changed. The two sides of this line cannot be compared directly.")
    day = date_long(changed_on, language)
    return _("{day}: the Rules changed. The two sides of this line cannot be compared directly.").format(day=day)


def _in_words(one: Issue, language: str) -> str:
    parts = []
    if one.not_electronised:
        parts.append(f"{_('Not electronised')} {number(one.not_electronised, language)}")
    parts += [f"{_title(grade, language)} {number(grade.services, language)}" for grade in one.grades.all()]
    if _without_grade(one):
        parts.append(f"{_('Without a grade')} {number(_without_grade(one), language)}")
    return f"{one.year}: {', '.join(parts)}."


def _title(grade: IssueGrade, language: str) -> str:
    return wording({"az": grade.title_az, "en": grade.title_en, "ru": grade.title_ru}, language).text

"""The annexes, one a year: every service by body, each in exactly one list."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from decimal import Decimal
from itertools import count

from django.utils.translation import gettext as _

from meyar.common import numbers
from meyar.common.language import wording
from meyar.common.templatetags.components import tone
from meyar.publication.queries.report import PublishedGrade, PublishedService, PublishedYear
from meyar.reports.blocks import Annex, AnnexBody, AnnexList, AnnexRow
from meyar.reports.contents.setting import Setting
from meyar.scoring.display import percent_shown


def annexes(setting: Setting) -> tuple[Annex, ...]:
    return tuple(
        Annex(
            label=_("Annex %(number)s") % {"number": number},
            anchor=f"annex-{number}",
            title=setting.texts.annex.in_language(setting.language, year=setting.year(year.year)),
            year=year,
            lists=tuple(_lists(setting, year, f"annex-{number}")),
        )
        for number, year in enumerate(setting.years, start=1)
    )


@dataclass(frozen=True, slots=True)
class _Kind:
    state: str
    has_result: bool = False
    has_percent: bool = False

    def title(self, year: str) -> str:
        return {
            "graded": _("Services with their level (%(year)s)"),
            "undetermined": _("Services whose result is undetermined (%(year)s)"),
            "nothing_applies": _("Services to which nothing applies (%(year)s)"),
            "not_electronised": _("Services that are not electronised (%(year)s)"),
        }[self.state] % {"year": year}


_KINDS = (
    _Kind("graded", has_result=True, has_percent=True),
    _Kind("undetermined", has_result=True),
    _Kind("nothing_applies"),
    _Kind("not_electronised"),
)


def _lists(setting: Setting, year: PublishedYear, anchor: str) -> Iterator[AnnexList]:
    for kind in _KINDS:
        bodies = _bodies(setting, year, kind)
        if bodies:
            yield AnnexList(
                anchor=f"{anchor}-{kind.state.replace('_', '-')}",
                title=kind.title(setting.year(year.year)),
                kind=kind.state,
                has_result=kind.has_result,
                has_percent=kind.has_percent,
                bodies=bodies,
            )


def _bodies(setting: Setting, year: PublishedYear, kind: _Kind) -> tuple[AnnexBody, ...]:
    grades = {grade.code: grade for grade in year.grades}
    positions = count(1)
    found = []
    for body in year.bodies:
        rows = tuple(
            _row(setting, year, grades, body.code, service, next(positions))
            for service in body.services
            if service.state == kind.state
        )
        if rows:
            found.append(AnnexBody(body.code, wording(body.name, setting.language), rows))
    return tuple(found)


def _row(
    setting: Setting,
    year: PublishedYear,
    grades: dict[str, PublishedGrade],
    body_code: str,
    service: PublishedService,
    position: int,
) -> AnnexRow:
    grade = grades.get(service.grade)
    shown = None if service.percent is None else percent_shown(year.edition, service.percent)
    return AnnexRow(
        position=position,
        body_code=body_code,
        service_code=service.code,
        list_number=service.number,
        title=wording(service.title, setting.language),
        state=service.state,
        electronised=service.electronised,
        grade=service.grade,
        tone=tone(grade.position, len(grades)) if grade else "none",
        result=_result(setting, grades, service),
        percent=service.percent,
        percent_shown=shown,
        percent_text="" if shown is None else numbers.number(shown, setting.language, places=_places(shown)),
        demonstration=service.demonstration or year.demonstration,
    )


def _places(shown: Decimal) -> int:
    return -int(shown.as_tuple().exponent)


def _result(setting: Setting, grades: dict[str, PublishedGrade], service: PublishedService) -> str:
    if service.state == "undetermined":
        return " / ".join(_possible(setting, grades, code) for code in service.possible_grades)
    if service.state == "graded":
        return setting.text(grades[service.grade].title)
    return {"not_electronised": _("Not electronised"), "nothing_applies": _("Nothing applies")}[service.state]


def _possible(setting: Setting, grades: dict[str, PublishedGrade], code: str) -> str:
    return setting.text(grades[code].title) if code in grades else _("Not electronised")

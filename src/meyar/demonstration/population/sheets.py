"""The population as the sheets an agency would import: bodies, one List and one sheet of answers a year."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Mapping
from functools import cache
from types import MappingProxyType

from meyar.demonstration.population.lists import list_of
from meyar.demonstration.population.sources import body_sheet, sites, years_aimed_at
from meyar.demonstration.population.years import YearOfAnswers, years_of_answers
from meyar.scoring import GATE_CODE, Answer, AnswerKind

FREE_OF_CHARGE = "Xidmət ödənişsizdir."  # the reason of the one N/A of these years

_SERVICES = (
    "code", "number", "body", "title_az", "title_en", "title_ru", "nature", "audience", "fee", "stated_time",
    "uses_per_year", "site_address", "portal_address", "demonstration",
)  # fmt: skip
_ANSWERS = ("service", "body", "parameter", "answer", "detail", "reason", "evidence", "demonstration")

_Row = tuple[str, ...]


@cache
def sheets() -> Mapping[str, bytes]:
    """All sheets by file name. The same bytes on every machine."""
    made = {"bodies.csv": body_sheet()}
    for year in years_aimed_at():
        made[f"services-{year}.csv"] = services_sheet(year)
    for answers in years_of_answers():
        made[f"answers-{answers.year}.csv"] = answers_sheet(answers)
    return MappingProxyType(made)


def services_sheet(year: int) -> bytes:
    return _sheet(_SERVICES, _service_rows(year))


def answers_sheet(answers: YearOfAnswers) -> bytes:
    """Long: a row per service or body and parameter. A service that is not electronised has its gate alone."""
    return _sheet(_ANSWERS, (*_body_rows(answers), *_answer_rows(answers)))


def _service_rows(year: int) -> Iterator[_Row]:
    for one in list_of(year):
        service, title = one.service, one.title
        site = sites().get(one.body, "")
        yield (
            service.code, one.number, one.body, title.az, title.en, title.ru, service.nature, service.audience,
            service.fee, service.stated_time, "", site, "", "" if service.name_is_known else "yes",
        )  # fmt: skip


def _body_rows(answers: YearOfAnswers) -> Iterator[_Row]:
    for body, given in answers.of_bodies.items():
        for parameter, answer in given.items():
            yield ("", body, parameter, answer.word, "", "", "", "yes")


def _answer_rows(answers: YearOfAnswers) -> Iterator[_Row]:
    for one in answers.listed:
        own = answers.of_services.get(one.code)
        yield (one.code, "", GATE_CODE, "no" if own is None else "yes", answers.details[one.code], "", "", "yes")
        for parameter, answer in (own or {}).items():
            yield (one.code, "", parameter, answer.word, "", _reason(answer), "", "yes")


def _reason(answer: Answer) -> str:
    return FREE_OF_CHARGE if answer.kind is AnswerKind.NOT_APPLICABLE else ""


def _sheet(header: _Row, rows: Iterable[_Row]) -> bytes:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(header)
    table.writerows(rows)
    return out.getvalue().encode()

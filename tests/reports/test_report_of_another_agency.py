"""Nothing of one agency is in the program: other Rules, no gate, services without a grade, a correction."""

from __future__ import annotations

import re

import pytest

from meyar.reports.blocks import Paragraph, Sentences, YearlyReport, YearTable
from meyar.reports.yearly_report import report_of
from tests.factories.publication import Offered, rules
from tests.factories.report import published_year

SERVICES = (
    Offered("s-1"),
    Offered("s-2", body="tax", answers="none no no no no"),
    Offered("s-3", body="tax", answers="not_assessed yes yes yes yes"),
)


def paragraphs(report: YearlyReport, anchor: str) -> list[str]:
    found = [section for section in report.sections if section.anchor == anchor]
    return [block.text for section in found for block in section.blocks if isinstance(block, Paragraph)]


def rows(report: YearlyReport) -> list[list[tuple[str, tuple[int | None, ...]]]]:
    blocks = [block for section in report.sections for block in section.blocks]
    return [[(row.label, row.values) for row in block.rows] for block in blocks if isinstance(block, YearTable)]


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_no_word_of_the_azerbaijani_agency_is_said(language: str) -> None:
    report = report_of((published_year(2024, SERVICES, edition=rules(gate=False)),), language=language)
    texts = " ".join([report.title, report.issuer, *(text for section in report.sections for text in _texts(section))])

    assert report.issuer == ""
    assert not [word for word in ("706", "Agentli", "State Agency", "агентств", "235", "1/1-01") if word in texts]


def test_it_says_by_which_rules_and_from_which_sources() -> None:
    report = report_of((published_year(2024, SERVICES, edition=rules(gate=False)),), language="en")

    assert paragraphs(report, "legal-basis") == ["2024: Rules 2014 (Decision 2014)."]
    assert paragraphs(report, "procedure") == [
        "The rules provide for data from the following sources: the body's official site."
    ]
    assert paragraphs(report, "scope") == ["The assessment covered 3 services of 2 bodies in 2024."]
    assert paragraphs(report, "purpose") == []


def test_without_a_gate_there_is_no_talk_of_electronised_services() -> None:
    report = report_of((published_year(2024, SERVICES, edition=rules(gate=False)),), language="en")

    assert rows(report) == [
        [("Number of bodies assessed", (2,)), ("Number of services", (3,))],
        [
            ("Number of services graded “Insufficient”", (1,)),
            ("Number of services graded “Sufficient”", (0,)),
            ("Number of services graded “Good”", (0,)),
            ("Number of services graded “Excellent”", (1,)),
            ("Number of services whose grade is undetermined", (1,)),
        ],
    ]


def test_services_without_a_grade_have_lists_of_their_own() -> None:
    services = (*SERVICES, Offered("s-4", electronised=None), Offered("s-5", electronised=False))
    report = report_of((published_year(2024, services, edition=rules()),), language="en")
    (annex,) = report.annexes

    assert [(found.kind, found.title, [row.service_code for row in found.rows]) for found in annex.lists] == [
        ("graded", "Services with their level (2024)", ["s-1", "s-2"]),
        ("undetermined", "Services whose result is undetermined (2024)", ["s-4", "s-3"]),
        ("not_electronised", "Services that are not electronised (2024)", ["s-5"]),
    ]
    assert [row.result for row in annex.lists[1].rows] == [
        "Not electronised / Excellent",
        "Sufficient / Good / Excellent",
    ]
    assert rows(report)[0][-1] == ("Undetermined whether electronised", (1,))
    assert rows(report)[1][-1] == ("Number of services whose grade is undetermined", (1,))


def test_a_correction_says_what_it_replaces_and_why() -> None:
    year = published_year(2024, SERVICES, edition=rules(), replaces="2024-1", reason="A body's appeal was upheld.")

    assert "Issue 2024-2 replaces issue 2024-1. Reason: A body's appeal was upheld." in paragraphs(
        report_of((year,), language="en"), "method"
    )


def test_real_data_bear_no_mark() -> None:
    assert report_of((published_year(2024, SERVICES, edition=rules()),), language="en").demonstration == ""


def test_a_name_without_a_translation_is_marked_as_azerbaijani() -> None:
    report = report_of((published_year(2024, [Offered("s-1", body="ecology")], edition=rules()),), language="ru")
    (body,) = report.annexes[0].lists[0].bodies

    assert (body.name.text, body.name.language) == ("Ekologiya Nazirliyi", "az")


def test_one_of_each_is_counted_in_the_singular() -> None:
    report = report_of((published_year(2024, [Offered("s-1")], edition=rules()),), language="en")

    assert paragraphs(report, "scope") == ["The assessment covered 1 service of 1 body in 2024."]


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_without_a_gate_no_word_about_electronising_is_said(language: str) -> None:
    years = tuple(published_year(year, SERVICES[: year - 2022], edition=rules(gate=False)) for year in (2023, 2024))
    report = report_of(years, language=language)
    texts = " ".join(text for section in report.sections for text in [section.title, *_texts(section)])

    assert re.findall(r"lektronlaşdırıl\w*|electronis\w*|лектронизирован\w*", texts) == []
    assert findings(report)


def findings(report: YearlyReport) -> list[Sentences]:
    return [block for section in report.sections for block in section.blocks if isinstance(block, Sentences)]


def _texts(section: object) -> list[str]:
    return [str(block) for block in getattr(section, "blocks", ())]

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

from meyar.publication.models import Issue
from meyar.reports.choices import FORMATS
from meyar.reports.writing import (
    ReportRefused,
    kept_report,
    report_article,
    report_bytes,
    report_html,
    span_of,
    write_due_reports,
    write_report,
)
from tests.factories.publication import many, publish, rules

BEGINNINGS = {"pdf": b"%PDF-", "docx": b"PK", "xlsx": b"PK", "html": b"<!doctype html>", "csv": b"\xef\xbb\xbfyear,"}


@pytest.mark.parametrize(
    ("text", "span"),
    [
        ("2013-2015", (2013, 2015)),
        ("2013–2015", (2013, 2015)),
        ("2015", ("2015", "2015")),
        ("canada-2024", ("canada-2024", "canada-2024")),
    ],
)
def test_a_span_or_a_round_is_read_from_the_command_line(text: str, span: tuple[object, object]) -> None:
    assert span_of(text) == span


def test_a_span_that_runs_backwards_is_refused() -> None:
    with pytest.raises(ReportRefused, match="2013-2015, not 2015-2013"):
        span_of("2015-2013")


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMATS)
def test_each_format_is_written_whole(form: Any, tmp_path: Path) -> None:
    publish(2015, many(2))
    said: list[tuple[int, int]] = []
    path = tmp_path / "new folder" / f"report.{form}"

    write_report(
        2015,
        2015,
        format=form,
        language="ru",
        path=path,
        progress=lambda _what, done, total: said.append((done, total)),
    )

    assert path.read_bytes().startswith(BEGINNINGS[form])
    assert [other.name for other in path.parent.iterdir()] == [path.name]
    assert said == [(0, 2), (1, 2), (2, 2)]


@pytest.mark.django_db
@pytest.mark.parametrize("form", FORMATS)
def test_the_same_issues_give_the_same_bytes(form: Any) -> None:
    publish(2014, many(2))
    publish(2015, many(3))

    first = report_bytes(2014, 2015, format=form, language="az")

    assert report_bytes(2014, 2015, format=form, language="az") == first


@pytest.mark.django_db
def test_an_unknown_format_and_language_are_named_together() -> None:
    form: Any = "odt"

    with pytest.raises(
        ReportRefused, match=r"no format 'odt'; accepted: pdf, .*; no language 'tr'; accepted: az, en, ru"
    ):
        report_bytes(2015, 2015, format=form, language="tr")


@pytest.mark.django_db
def test_a_year_without_an_issue_is_refused() -> None:
    with pytest.raises(ReportRefused, match="Nothing is published for 2015"):
        report_bytes(2015, 2015, format="csv", language="az")


@pytest.mark.django_db
def test_totals_that_disagree_with_their_rows_are_refused() -> None:
    issue = publish(2015, many(2))
    issue.issue_services.filter(code="s-1").delete()

    with pytest.raises(ReportRefused, match="2015-1: services: 2 stated, 1 counted"):
        report_bytes(2015, 2015, format="pdf", language="az")


@pytest.mark.django_db
def test_a_file_that_cannot_be_written_is_named(tmp_path: Path) -> None:
    publish(2015, many(1))
    (tmp_path / "file").write_text("not a folder")

    with pytest.raises(ReportRefused, match=r"file/report\.csv cannot be written"):
        write_report(2015, 2015, format="csv", language="az", path=tmp_path / "file" / "report.csv")


@pytest.fixture
def azerbaijani_only(monkeypatch: pytest.MonkeyPatch) -> None:
    """A third of the files; the other languages take the same way."""
    monkeypatch.setattr("meyar.reports.writing.LANGUAGES", ("az",))


@pytest.mark.django_db
@pytest.mark.usefixtures("azerbaijani_only")
def test_every_due_report_is_kept_and_written_once() -> None:
    publish(2014, many(1))
    publish(2015, many(1))

    written = write_due_reports()

    assert len(written) == 3 * len(FORMATS)  # two rounds and their span
    assert {path.parent.name for path in written} == {"2014", "2015", "2014-2015"}
    assert write_due_reports() == []
    assert kept_report(2014, 2015, format="pdf", language="az") in written
    assert kept_report("2015", "2015", format="csv", language="az") in written


@pytest.mark.django_db
@pytest.mark.usefixtures("azerbaijani_only")
def test_a_correction_makes_the_kept_reports_due_again_and_takes_the_old_ones_away() -> None:
    first = publish(2015, many(1))
    old = write_due_reports()
    publish(2015, many(2), replaces=first, reason="An appeal was upheld.")

    assert kept_report(2015, 2015, format="csv", language="az") is None

    new = write_due_reports()

    assert len(new) == len(old)
    assert [path for path in old if path.exists()] == []


@pytest.mark.django_db
def test_the_whole_span_comes_first_and_alone_where_asked() -> None:
    publish(2014, many(1))
    publish(2015, many(1))

    written = write_due_reports(whole_span_only=True)

    assert {path.name.split("-")[3] for path in written} == {"az", "en", "ru"}
    assert {path.parent.name for path in written} == {"2014-2015"}


@pytest.mark.django_db
@pytest.mark.usefixtures("azerbaijani_only")
def test_rounds_of_the_same_year_are_kept_one_by_one() -> None:
    publish(2024, many(1), round_code="strict")
    publish(2024, many(1), round_code="lenient", edition=rules("lenient"))

    assert {path.parent.name for path in write_due_reports()} == {"strict", "lenient"}


@pytest.mark.django_db
def test_nothing_published_means_nothing_due() -> None:
    assert Issue.objects.count() == 0
    assert write_due_reports() == []
    assert kept_report(2015, 2015, format="pdf", language="az") is None
    assert kept_report("spring", "spring", format="pdf", language="az") is None


@pytest.mark.django_db
def test_the_portal_gets_an_article_and_a_reader_a_whole_page() -> None:
    publish(2015, many(1))

    assert report_article(2015, 2015, language="en").startswith('<header class="title-block">')
    assert report_html(2015, 2015, language="en").startswith("<!doctype html>")

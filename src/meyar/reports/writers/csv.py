"""Every service of the annexes as CSV with fixed English headers, for programs."""

from __future__ import annotations

from collections.abc import Iterator

from meyar.documents.csv_out import CsvValue, csv_bytes
from meyar.reports.blocks import YearlyReport

HEADER = (
    "year", "issue", "body", "body_name", "service", "list_number", "service_name", "state", "electronised", "grade",
    "grade_name", "percent", "percent_exact", "demonstration",
)  # fmt: skip


def report_csv(report: YearlyReport) -> bytes:
    return csv_bytes([HEADER, *_rows(report)])


def _rows(report: YearlyReport) -> Iterator[tuple[CsvValue, ...]]:
    for annex in report.annexes:
        for found in annex.lists:
            for body in found.bodies:
                for row in body.rows:
                    yield (
                        annex.year.year,
                        annex.year.issue_code,
                        body.code,
                        body.name.text,
                        row.service_code,
                        row.list_number,
                        row.title.text,
                        row.state,
                        _word(row.electronised),
                        row.grade,
                        row.result if row.grade else "",
                        row.percent_shown,
                        "" if row.percent is None else str(row.percent),
                        _word(row.demonstration),
                    )


def _word(truth: bool | None) -> str:
    return "" if truth is None else "yes" if truth else "no"

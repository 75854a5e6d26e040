"""The report in any format: as bytes, as a file, and the files an installation keeps ready for its readers."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from hashlib import sha256
from importlib.metadata import version
from itertools import groupby
from os import cpu_count
from pathlib import Path
from typing import Protocol

from django.conf import settings
from django.utils.safestring import SafeString, mark_safe

from meyar.common.language import LANGUAGES
from meyar.publication.queries.report import (
    IssueStamp,
    NothingPublished,
    YearHasSeveralRounds,
    issue_stamps,
    stored_years_picture,
)
from meyar.reports.blocks import YearlyReport
from meyar.reports.checks import ReportDoesNotAddUp
from meyar.reports.choices import FORMATS, Format
from meyar.reports.legal_texts import TextsDoNotFit
from meyar.reports.writers.csv import report_csv
from meyar.reports.writers.docx import docx_bytes
from meyar.reports.writers.html import article_html, page_html
from meyar.reports.writers.pdf import paper_of, pdf_bytes
from meyar.reports.writers.rendering import Renderers
from meyar.reports.writers.xlsx import xlsx_bytes
from meyar.reports.yearly_report import yearly_report

_SPAN = re.compile(r"(\d{4})[-–](\d{4})", re.ASCII)
_FINGERPRINT = 10  # letters of the checksum in a file's name


class ReportRefused(Exception):
    """No report can be made of this; the message says why and what is accepted."""


class Progress(Protocol):
    def __call__(self, what: str, done: int, total: int) -> None: ...


def span_of(rounds: str) -> tuple[int | str, int | str]:
    """
    >>> span_of("2013-2015"), span_of("2015"), span_of("canada-2024")
    ((2013, 2015), ('2015', '2015'), ('canada-2024', 'canada-2024'))

    Raises:
        ReportRefused: The span runs backwards.
    """
    found = _SPAN.fullmatch(rounds.strip())
    if found is None:
        return rounds.strip(), rounds.strip()
    first, last = int(found[1]), int(found[2])
    if first > last:
        raise ReportRefused(f"A span runs from its first year to its last: {last}-{first}, not {rounds}.")
    return first, last


def report_bytes(
    first: int | str,
    last: int | str,
    *,
    format: Format,  # noqa: A002 - the word of the command line
    language: str,
    progress: Progress | None = None,
) -> bytes:
    """
    The report of the rounds from `first` to `last` (years, or codes of rounds). The same issues give the same bytes.

    Raises:
        ReportRefused: Nothing is published there, a total does not agree with its rows, or a text is missing.
    """
    say = progress or _silence
    name = str(first) if first == last else f"{first}-{last}"
    with _refusals():
        _check(format, language)
        say(f"Report {name}: reading the issues", 0, 2)
        report = yearly_report(first, last, language=language)
        say(f"Report {name}: writing {format} in {language}", 1, 2)
        content = _WRITERS[format](report)
        say(f"Report {name}: {format} in {language}", 2, 2)
    return content


def write_report(
    first: int | str,
    last: int | str,
    *,
    format: Format,  # noqa: A002 - the word of the command line
    language: str,
    path: Path,
    progress: Progress | None = None,
) -> Path:
    """
    As report_bytes, into a file, which is there whole or not at all.

    Raises:
        ReportRefused: As report_bytes; or the file cannot be written.
    """
    content = report_bytes(first, last, format=format, language=language, progress=progress)
    _write_whole(path, content)
    return path


def report_html(first: int | str, last: int | str, *, language: str) -> str:
    """
    A page that needs no other file.

    Raises:
        ReportRefused: As report_bytes.
    """
    with _refusals():
        return page_html(yearly_report(first, last, language=language))


def report_article(first: int | str, last: int | str, *, language: str) -> SafeString:
    """
    The inside of a page of the portal: no style, no script. The portal's page links reports/report.css.

    Its picture is the one drawn when these issues were published; a web process draws none.

    Raises:
        ReportRefused: As report_bytes.
    """
    with _refusals():
        report = yearly_report(first, last, language=language)
        svg = stored_years_picture(report.years, language)
        picture = mark_safe(svg) if svg else None  # noqa: S308 - drawn by us, every text in it escaped
        return article_html(report, picture=picture)


def kept_report(first: int | str, last: int | str, *, format: Format, language: str) -> Path | None:  # noqa: A002
    """The file kept ready for these issues as they now stand; None where it is not written yet. Two queries at most."""
    return kept_reports(first, last, language=language).get(format)


def kept_reports(first: int | str, last: int | str, *, language: str) -> dict[Format, Path]:
    """The files kept ready for these issues as they now stand, by format. Two queries at most."""
    try:
        stamps = issue_stamps(first, last)
    except NothingPublished:
        return {}
    paths = {form: _kept_path(stamps, form, language) for form in FORMATS} if stamps else {}
    return {form: path for form, path in paths.items() if path.exists()}


def write_due_reports(*, progress: Progress | None = None, whole_span_only: bool = False) -> list[Path]:
    """
    Write every kept report that is missing or older than its issues, in every format and language: of all rounds
    together first, then of each. Returns those written. Files of replaced issues are taken away.

    Args:
        progress: Is told what was written, how many files are done, of how many.
        whole_span_only: Leave the reports of single rounds for another time.

    Raises:
        ReportRefused: As report_bytes.
    """
    say = progress or _silence
    spans = _kept_spans(issue_stamps())
    due = [
        _Due(span, language, form, path)
        for span in (spans[:1] if whole_span_only else spans)
        for language in LANGUAGES
        for form in FORMATS
        if not (path := _kept_path(span, form, language)).exists()
    ]
    written = []
    for one, content in _contents_of(due):
        _write_whole(one.path, content)
        written.append(one.path)
        say(f"Report {one.path.parent.name}: {one.form} in {one.language}", len(written), len(due))
    _remove_outdated(spans)
    return written


@dataclass(frozen=True, slots=True)
class _Due:
    span: tuple[IssueStamp, ...]
    language: str
    form: Format
    path: Path


def _contents_of(due: Sequence[_Due]) -> Iterator[tuple[_Due, bytes]]:
    """
    PDFs take nine tenths of the time and need nothing but their HTML, so other processes render them. A report is
    read once for all its formats.
    """
    papers = sum(one.form == "pdf" for one in due)
    with _refusals(), Renderers(processes=min(papers, cpu_count() or 1)) as renderers:
        rendering = []
        for (span, language), wanted in groupby(due, key=lambda one: (one.span, one.language)):
            report = yearly_report(span[0].round_code, span[-1].round_code, language=language)
            for one in wanted:
                if one.form == "pdf":
                    rendering.append((one, renderers.start(paper_of(report))))
                else:
                    yield one, _WRITERS[one.form](report)
        for one, content in rendering:
            yield one, content()


_WRITERS: dict[Format, Callable[[YearlyReport], bytes]] = {
    "pdf": pdf_bytes,
    "docx": docx_bytes,
    "xlsx": xlsx_bytes,
    "html": lambda report: page_html(report).encode(),
    "csv": report_csv,
}


def _silence(what: str, done: int, total: int) -> None:
    """A report can be made without anybody watching."""


@contextmanager
def _refusals() -> Iterator[None]:
    try:
        yield
    except (NothingPublished, YearHasSeveralRounds, ReportDoesNotAddUp, TextsDoNotFit) as refusal:
        raise ReportRefused(str(refusal)) from refusal


def _check(form: str, language: str) -> None:
    wrong = []
    if form not in FORMATS:
        wrong.append(f"no format {form!r}; accepted: {', '.join(FORMATS)}")
    if language not in LANGUAGES:
        wrong.append(f"no language {language!r}; accepted: {', '.join(LANGUAGES)}")
    if wrong:
        raise ReportRefused("; ".join(wrong))


def _write_whole(path: Path, content: bytes) -> None:
    part = path.with_name(f"{path.name}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        part.write_bytes(content)
        part.replace(path)
    except OSError as fault:
        raise ReportRefused(f"{path} cannot be written: {fault.strerror}.") from fault


def _kept_spans(stamps: Sequence[IssueStamp]) -> list[tuple[IssueStamp, ...]]:
    """All rounds together, where no year has several, and each of them."""
    alone: list[tuple[IssueStamp, ...]] = [(stamp,) for stamp in stamps]
    one_a_year = len({stamp.year for stamp in stamps}) == len(stamps)
    return [tuple(stamps), *alone] if one_a_year and len(stamps) > 1 else alone


def _kept_path(stamps: Sequence[IssueStamp], form: Format, language: str) -> Path:
    first, last = stamps[0], stamps[-1]
    name = first.round_code if len(stamps) == 1 else f"{first.year}-{last.year}"
    issues = [f"{one.code} {one.content_sha256} {one.published_at}" for one in stamps]
    made_from = "\n".join([version("meyar"), *issues])
    fingerprint = sha256(made_from.encode()).hexdigest()[:_FINGERPRINT]
    return Path(settings.REPORTS_ROOT) / name / f"report-{name}-{language}-{fingerprint}.{form}"


def _remove_outdated(spans: Sequence[tuple[IssueStamp, ...]]) -> None:
    kept = {_kept_path(span, form, language) for span in spans for language in LANGUAGES for form in FORMATS}
    for path in Path(settings.REPORTS_ROOT).glob("*/report-*.*"):
        if path not in kept and path.suffix != ".part":
            path.unlink(missing_ok=True)

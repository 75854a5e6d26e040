"""The report as HTML: the article for a page of the portal or for paper, and a page that needs no other file."""

from __future__ import annotations

import base64
import re
from pathlib import Path
from typing import Any

from django.contrib.staticfiles import finders
from django.template.loader import render_to_string
from django.utils.safestring import SafeString, mark_safe
from django.utils.translation import override

from meyar.reports.blocks import YearlyReport
from meyar.reports.writers.picture import drawn_picture


def article_html(report: YearlyReport, *, picture: SafeString | None) -> SafeString:
    """The report from its title to the last annex; without a picture its tables say the same."""
    with override(report.language):
        return render_to_string("reports/_report.html", {"report": report, "picture": picture})


def page_html(report: YearlyReport) -> str:
    """A whole page with the look and the type of the portal inside it."""
    picture = mark_safe(drawn_picture(report, patterned=False).svg)  # noqa: S308 - drawn by us, every text in it escaped
    context = {"report": report, "article": article_html(report, picture=picture), "style": _style()}
    return render_to_string("reports/paper.html", context)


def _style() -> SafeString:
    style = _static("meyar/meyar.css")
    folder = style.parent

    def embedded(found: re.Match[str]) -> str:
        data = base64.b64encode((folder / found[1]).read_bytes()).decode("ascii")
        return f'url("data:font/woff2;base64,{data}")'

    inside = re.sub(r'url\("(fonts/[^"]+\.woff2)"\)', embedded, style.read_text("utf-8"))
    own = _static("reports/report.css").read_text("utf-8")
    return mark_safe(f"<style>{inside}\n{own}</style>")  # noqa: S308 - packaged files


def _static(name: str) -> Path:
    found: Any = finders.find(name)
    if not found:
        raise FileNotFoundError(f"The packaged file {name} is missing; install the program again.")
    return Path(found)

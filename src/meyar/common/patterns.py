"""What the patterns page shows: every component once, with data of every kind it meets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from typing import Any

from django import forms
from django.core.paginator import Paginator
from django.http import QueryDict
from django.utils.translation import gettext, gettext_lazy

from meyar.common import numbers
from meyar.common.language import active_language, wording
from meyar.common.templatetags.components import Download, Segment

TITLES = (
    {"az": "Elektronlaşdırılmamış", "en": "Not electronised", "ru": "Не электронизированы"},
    {"az": "Qeyri-kafi", "en": "Insufficient", "ru": "Неудовлетворительно"},
    {"az": "Kafi", "en": "Sufficient", "ru": "Удовлетворительно"},
    {"az": "Yaxşı", "en": "Good", "ru": "Хорошо"},
    {"az": "Əla", "en": "Excellent", "ru": "Отлично"},
)
YEARS = {2013: (150, 6, 90, 130, 60), 2014: (110, 50, 80, 95, 101), 2015: (90, 62, 58, 110, 116)}  # made up


@dataclass(frozen=True, slots=True)
class Grade:
    label: str
    position: int
    of: int


class PatternForm(forms.Form):
    body = forms.CharField(label=gettext_lazy("Name of the body"), help_text=gettext_lazy("As in its statute."))
    year = forms.IntegerField(label=gettext_lazy("Year"), min_value=2013, required=False)
    kind = forms.ChoiceField(
        label=gettext_lazy("What is imported"),
        choices=[("bodies", gettext_lazy("Bodies")), ("services", gettext_lazy("Services"))],
        widget=forms.RadioSelect,
    )
    sheet = forms.FileField(label=gettext_lazy("Sheet"), help_text=gettext_lazy("XLSX, ODS or CSV."))
    sure = forms.BooleanField(label=gettext_lazy("I have checked the differences"))


def patterns_context(query: Mapping[str, str]) -> dict[str, Any]:
    """The context of common/patterns.html; `query` are the parameters of its address (sort, page)."""
    paginator = Paginator(range(420), 50)
    texts = [wording(title).text for title in TITLES]
    return {
        "query": query if isinstance(query, QueryDict) else dict(query),
        "sort": query.get("sort", "body"),
        "grades": [Grade(text, position, 4) for position, text in enumerate(texts)],
        "stars": [Grade("★" * position, position, 5) for position in range(1, 6)],
        "years": [
            (
                year,
                [Segment(text, count, place, 4) for place, (text, count) in enumerate(zip(texts, counts, strict=True))],
            )
            for year, counts in YEARS.items()
        ],
        "linked": [
            Segment(text, count, place, 4, url=f"#grade-{place}")
            for place, (text, count) in enumerate(zip(texts, YEARS[2015], strict=True))
        ],
        "counts": list(zip(texts, *YEARS.values(), strict=True)),
        "parameters": [(4, 14), (10, 10), (0, 4), (3, 8)],
        "national_median": Fraction(13, 20) * 14,
        "page": paginator.get_page(query.get("page", "4")),
        "downloads": [Download("CSV", "#", "420"), Download("XLSX", "#", "61 kB"), Download("PDF", "#")],
        "empty_form": PatternForm(prefix="empty"),
        "wrong_form": PatternForm({"wrong-year": "2012", "wrong-kind": "laws"}, prefix="wrong"),
        "name": "Ədliyyə Nazirliyi",
        "only_azerbaijani": {"az": "Xidmətin ünvanı saytda göstərilibmi?"},
        "day": date(2014, 1, 15),
        "share": Fraction(808, 10),
        "previous": "2014: " + numbers.percent(Fraction(779, 10), active_language()),
        "count": 1003372,
        "breadcrumbs": [(gettext("Services"), "#"), ("Ədliyyə Nazirliyi", "#")],
        "demonstration": True,
        "demonstration_url": "#demonstration",
        "issue_label": gettext("Issue 2015-1"),
        "issue_published_on": date(2016, 2, 12),
        "issue_sha256": "5cb5143893097a07f2e37a69c14e43fc5b61c2b82b36ceec83014df66cb44ec3",
    }

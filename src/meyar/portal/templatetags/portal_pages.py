"""What the public pages need beyond the components of the house: frozen texts, the two roundings, outcomes."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Any

from django import template
from django.utils.html import conditional_escape, format_html

from meyar.common import numbers
from meyar.common.component import component
from meyar.common.language import Wording, active_language
from meyar.common.templatetags.components import tone
from meyar.portal import labels
from meyar.portal.sentences import band, points_more
from meyar.publication.queries.method import BandLine
from meyar.publication.queries.shown import half_up

register = template.Library()

SOFT_HYPHEN = "\u00ad"
_VOWELS = "aeəıioöuüаеёиоуыэюя"
_SYLLABLE_ENDS = re.compile(rf"(?<=\w\w[{_VOWELS}])(?=[^\W{_VOWELS}][{_VOWELS}]\w)", re.IGNORECASE)


@register.filter
def words(shown: Wording | None) -> str:
    """{{ row.title|words }}: marked with its language where the page's own is missing."""
    if shown is None:
        return ""
    if not shown.text or shown.language == active_language():
        return conditional_escape(shown.text)
    return format_html('<span lang="{}">{}</span>', shown.language, shown.text)


@register.filter
def grade_percent(shown: Decimal | None) -> str:
    """A percent beside a grade, already cut off, with as many places as keep it in its band."""
    if shown is None:
        return ""
    return numbers.percent(shown, active_language(), places=max(1, -int(shown.as_tuple().exponent)))


@register.filter
def share(value: Fraction | None) -> str:
    """A share in a table: to the nearest tenth."""
    return "" if value is None else numbers.percent(half_up(value), active_language())


@register.filter
def tenths(value: Fraction) -> str:
    """Percentage points to the nearest tenth."""
    return numbers.number(half_up(value), active_language(), places=1)


@register.filter
def change(value: Fraction | None) -> str:
    """A difference with its sign: +3,2 or −1,0."""
    if value is None:
        return ""
    text = numbers.number(half_up(value), active_language(), places=1)
    return f"+{text}" if value > 0 else text


@register.filter
def band_words(line: BandLine) -> str:
    return band(
        line.begins_at,
        line.ends_at,
        includes_beginning=line.includes_beginning,
        includes_end=line.includes_end,
    )


@register.filter
def gained(value: Fraction) -> str:
    return points_more(value)


@register.filter
def breakable(word: str) -> str:
    """With soft hyphens between open syllables, at least three letters from either end, for narrow columns."""
    return _SYLLABLE_ENDS.sub(SOFT_HYPHEN, str(word))


@register.filter
def label(code: str, kind: str) -> str:
    """{{ row.fee|label:"FEES" }}"""
    return labels.label(getattr(labels, kind), code)


@component(register, "common/_grade.html")
def outcome(*, state: str, title: Wording | None, position: int, of: int, prefix: Any = "") -> dict[str, Any]:
    """The grade as a chip, or what stands in its place."""
    word = title.text if title else labels.label(labels.STATES, state)
    return {"label": word, "prefix": prefix, "tone": tone(position, of)}

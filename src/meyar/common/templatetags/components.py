"""The components of the look. Each is shown, with its attributes, on the patterns page and in docs/look.md."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any, Literal
from urllib.parse import urlencode

from django import template
from django.core.paginator import Page
from django.forms import BaseForm, BoundField
from django.http import QueryDict

from meyar.common import numbers
from meyar.common.component import component
from meyar.common.language import active_language

register = template.Library()

Exact = int | Fraction | Decimal
LONGEST_FIGURE = 12  # signs that fit a card at full size
TONES = 4  # grade-1 (lowest) to grade-4 (highest); none has grade-none


@dataclass(frozen=True, slots=True)
class Segment:
    """One part of a stacked bar."""

    label: str
    count: int
    position: int  # of the grade, 1 the lowest; 0 for what has no grade
    of: int  # how many grades the edition has
    url: str = ""  # the rows the number is made of


@dataclass(frozen=True, slots=True)
class Download:
    """One file to take away."""

    label: str  # "XLSX"
    url: str
    note: str = ""  # "438 rows, 61 kB"


@component(register, "common/_grade.html")
def grade(*, label: str, position: int | None, of: int, prefix: str = "") -> dict[str, Any]:
    """A grade as a chip: position 1 is the lowest of so many, 0 or None is no grade. The word is always there."""
    return {"label": label, "prefix": prefix, "tone": tone(position, of)}


@component(register, "common/_figure_card.html")
def figure_card(
    *, value: str, label: str, note: str = "", url: str = "", position: int | None = None, of: int = 0
) -> dict[str, Any]:
    """One figure with its sentence; with a position its edge takes the colour of that grade."""
    return {
        "value": value,
        "label": label,
        "note": note,
        "url": url,
        "tone": tone(position, of) if of else "",
        "is_long": len(value) > LONGEST_FIGURE,
    }


@component(register, "common/_bar.html")
def bar(
    *, value: Exact, maximum: Exact, label: str = "", mark: Exact | None = None, mark_label: str = ""
) -> dict[str, Any]:
    """
    A share of a maximum as a bar, with an optional mark to compare with.

    Without a label the bar is left to the eye: its numbers must then stand beside it.
    """
    return {
        "label": "; ".join(str(part) for part in (label, mark_label) if part),
        "width": _share(value, maximum),
        "mark": None if mark is None else _share(mark, maximum),
    }


@component(register, "common/_stacked_bar.html")
def stacked_bar(*, label: str, segments: Sequence[Segment]) -> dict[str, Any]:
    """All services of a year as one bar; the table of the same numbers must stand on the same page."""
    total = sum(segment.count for segment in segments)
    shown = [segment for segment in segments if segment.count]
    parts, before = [], 0
    for place, segment in enumerate(shown):
        parts.append(
            _Part(
                segment=segment,
                count=numbers.number(segment.count, active_language()),
                tone=tone(segment.position, segment.of),
                start=_share(before, total),
                middle=_share(before + Fraction(segment.count, 2), total),
                width=_share(segment.count, total),
                room=_room(shown, place, total),
            )
        )
        before += segment.count
    spoken = ", ".join(f"{part.segment.label} {part.count}" for part in parts)
    return {
        "label": label,
        "spoken": f"{label}: {spoken}",
        "parts": parts,
        "has_links": any(segment.url for segment in shown),
        "has_number_below": any(part.room == "below" for part in parts),
    }


@component(register, "common/_legend.html")
def legend(*, segments: Sequence[Segment]) -> dict[str, Any]:
    """The words of the colours of a stacked bar."""
    return {"entries": [(segment.label, tone(segment.position, segment.of)) for segment in segments]}


@component(register, "common/_sort_link.html")
def sort_link(
    *,
    label: str,
    key: str,
    sort: str,
    query: QueryDict | Mapping[str, str],
    numeric: bool = False,
    target: str = "",
) -> dict[str, Any]:
    """
    A column's heading cell that sorts by it, and the other way round when it is the column sorted by.

    Args:
        label: The heading.
        key: The column's name in the address.
        sort: What the page is sorted by now: "name", or "-name" the other way round.
        query: The address's parameters, kept except for the page number.
        numeric: Whether the column is set to the right.
        target: The element htmx replaces, "#results"; without it the link is a plain one.
    """
    direction = {key: "ascending", f"-{key}": "descending"}.get(sort, "")
    next_sort = f"-{key}" if direction == "ascending" else key
    return {
        "label": label,
        "direction": direction,
        "numeric": numeric,
        "target": target,
        "url": _address(query, sort=next_sort, page=None),
    }


@component(register, "common/_pagination.html")
def pagination(*, page: Page[Any], query: QueryDict | Mapping[str, str], target: str = "") -> dict[str, Any]:
    """The pages of a list; `query` and `target` as in sort_link."""
    paginator = page.paginator
    language = active_language()
    return {
        "page": page,
        "target": target,
        "first": numbers.number(page.start_index(), language),
        "last": numbers.number(page.end_index(), language),
        "total": numbers.number(paginator.count, language),
        "pages": [
            (number, _address(query, page=number) if isinstance(number, int) else "")
            for number in paginator.get_elided_page_range(page.number, on_each_side=1, on_ends=1)
        ],
        "previous": _address(query, page=page.previous_page_number()) if page.has_previous() else "",
        "next": _address(query, page=page.next_page_number()) if page.has_next() else "",
    }


@component(register, "common/_nav_link.html")
def nav_link(*, label: str, url: str, current: bool = False) -> dict[str, Any]:
    """One entry of the main navigation, for a door that fills the block nav of the base itself."""
    return {"label": label, "url": url, "current": current}


@component(register, "common/_notice.html")
def notice(
    *,
    text: str,
    tone: Literal["info", "success", "warning", "error"] = "info",
    title: str = "",
    url: str = "",
    action: str = "",
) -> dict[str, Any]:
    """A sentence set apart, with an optional next step."""
    return {"text": text, "tone": tone, "title": title, "url": url, "action": action}


@component(register, "common/_empty_state.html")
def empty_state(*, title: str, text: str = "", url: str = "", action: str = "") -> dict[str, Any]:
    """What stands where a list would: why there is nothing, and what to do."""
    return {"title": title, "text": text, "url": url, "action": action}


@component(register, "common/_download_links.html")
def download_links(*, links: Sequence[Download], title: str = "") -> dict[str, Any]:
    return {"links": links, "title": title}


@component(register, "common/_field.html")
def form_field(*, field: BoundField) -> dict[str, Any]:
    """One field of a form with its label, hint and all its errors."""
    return {"field": field}


@component(register, "common/_form_errors.html")
def form_errors(*, form: BaseForm) -> dict[str, Any]:
    """Every problem of a form, each linked to its field; nothing where there is none."""
    problems = [("", "", message) for message in form.non_field_errors()]
    for field in form:
        anchor = field.id_for_label or f"{field.auto_id}_0"
        problems += [(anchor, str(field.label), message) for message in field.errors]
    return {"problems": problems}


def tone(position: int | None, of: int) -> str:
    """
    The colour of a grade by its place, so that an edition may have any number of grades.

    >>> [tone(position, 4) for position in (None, 0, 1, 2, 3, 4)]
    ['none', 'none', '1', '2', '3', '4']
    >>> [tone(position, 5) for position in (1, 2, 3, 4, 5)]
    ['1', '2', '3', '3', '4']
    """
    if not position:
        return "none"
    if not 0 < position <= of:
        raise ValueError(f"A grade stands at 1 to {of}, not at {position}.")
    if of == 1:
        return str(TONES)
    steps = Fraction((position - 1) * (TONES - 1), of - 1)
    return str(1 + int(steps + Fraction(1, 2)))


@dataclass(frozen=True, slots=True)
class _Part:
    """A segment as it is drawn; the three lengths are percentages of the bar."""

    segment: Segment
    count: str
    tone: str
    start: str
    middle: str
    width: str
    room: str  # where the number stands: any, wide, below or none


def _room(segments: Sequence[Segment], place: int, total: int) -> str:
    """
    Where a segment's number stands: inside it (any), inside it on a wide screen, below it, or nowhere.

    Below is for one thin segment alone: two numbers side by side would read as one.
    """

    def is_thin(segment: Segment) -> bool:
        return segment.count * 100 < 4 * total

    if not is_thin(segments[place]):
        return "wide" if segments[place].count * 100 < 9 * total else "any"
    neighbours = [*segments[max(place - 1, 0) : place], *segments[place + 1 : place + 2]]
    return "none" if any(is_thin(segment) for segment in neighbours) else "below"


def _share(part: Exact, whole: Exact) -> str:
    """A percentage for an attribute of a drawing: with a point in every language."""
    exact = Fraction(part) * 100 / Fraction(whole) if whole else Fraction(0)
    return f"{Decimal(exact.numerator) / Decimal(exact.denominator):.3f}%"


def _address(query: QueryDict | Mapping[str, str], **changes: str | int | None) -> str:
    changed = query.copy() if isinstance(query, QueryDict) else QueryDict(urlencode(query), mutable=True)
    for name, value in changes.items():
        changed.pop(name, None)
        if value is not None:
            changed[name] = str(value)
    return f"?{changed.urlencode()}"

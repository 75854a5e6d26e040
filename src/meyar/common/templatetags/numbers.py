"""Numbers, years and dates in the language of the page. Nothing is rounded on the way."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction

from django import template
from django.utils import timezone

from meyar.common import numbers
from meyar.common.language import active_language

register = template.Library()


@register.filter
def number(value: int | Decimal | Fraction | str) -> str:
    """{{ count|number }}"""
    return numbers.number(_exact(value), active_language())


@register.filter
def percent(value: int | Decimal | Fraction | str, places: int = 1) -> str:
    """{{ share|percent }}: a share already rounded, as text "80.8" or as a number."""
    return numbers.percent(_exact(value), active_language(), places=places)


@register.filter
def points(value: int | Decimal | Fraction | str) -> str:
    """{{ score|points }}: all its places, or a fraction."""
    return numbers.points(_exact(value), active_language())


@register.filter
def year(value: int, form: numbers.YearForm = "name") -> str:
    """{{ 2014|year }} 2014-cü il, {{ 2014|year:"in" }} 2014-cü ildə, {{ 2014|year:"of" }} 2014-cü ilin"""
    return numbers.year(int(value), active_language(), form)


@register.simple_tag
def years(first: int, last: int, form: numbers.YearForm = "name") -> str:
    """{% years 2013 2015 "in" %}"""
    return numbers.years(int(first), int(last), active_language(), form)


@register.simple_tag
def year_ordinal(value: int) -> str:
    """{% year_ordinal 2014 %}: 2014-cü in Azerbaijani, 2014 elsewhere."""
    return numbers.year_ordinal(int(value), active_language())


@register.filter
def date_long(day: date) -> str:
    return numbers.date_long(_local(day), active_language())


@register.filter
def date_short(day: date) -> str:
    return numbers.date_short(_local(day))


@register.filter
def moment_short(moment: datetime) -> str:
    return numbers.moment_short(timezone.localtime(moment))


def _exact(value: int | Decimal | Fraction | str) -> int | Decimal | Fraction:
    if isinstance(value, float):
        raise TypeError("A float is not exact; pass a Fraction, a Decimal, a whole number or their text.")
    return Fraction(value) if isinstance(value, str) else value


def _local(day: date) -> date:
    return timezone.localtime(day).date() if isinstance(day, datetime) else day

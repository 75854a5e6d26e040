"""
Numbers, percentages, years and dates as text in Azerbaijani, English and Russian.

Nothing is rounded here: what does not fit the shown places is refused, so that the rounding rule of a table
(half-up) or of a graded percentage (down) is applied exactly once, by whoever knows which one holds.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from fractions import Fraction
from typing import Literal

from meyar.common import azerbaijani

Language = Literal["az", "en", "ru"]
YearForm = Literal["name", "in", "of"]

THIN_SPACE = "\u202f"  # between thousands; does not break the line
HARD_SPACE = "\u00a0"
MINUS = "\u2212"
DASH = "\u2013"


class NotRounded(ValueError):
    """A number has more places than are shown."""


def number(value: int | Decimal | Fraction, language: str, *, places: int | None = None) -> str:
    """
    A number with its thousands apart: 1 003 372,5 in az and ru, 1,003,372.5 in en.

    Args:
        value: A whole number, or one already rounded.
        language: az, en or ru.
        places: How many places after the comma to show; left out, as many as the number has.

    Raises:
        NotRounded: The number has more places than are shown, or no end of them (1/3).
    """
    thousands, point = (",", ".") if language == "en" else (THIN_SPACE, ",")
    digits = _decimal_digits(value, places)
    whole, _, rest = digits.partition(".")
    grouped = f"{int(whole):,}".replace(",", thousands)
    sign = MINUS if value < 0 else ""
    return f"{sign}{grouped}{point}{rest}" if rest else f"{sign}{grouped}"


def percent(value: int | Decimal | Fraction, language: str, *, places: int = 1) -> str:
    """
    A percentage that is already rounded: 80,8 % in az and ru, 80.8% in en.

    Raises:
        NotRounded: It has more places than are shown.
    """
    return number(value, language, places=places) + ("%" if language == "en" else f"{HARD_SPACE}%")


def points(value: int | Decimal | Fraction, language: str) -> str:
    """Points or a difference with exactly the places it has; a fraction without end as 1/3."""
    try:
        return number(value, language)
    except NotRounded:
        exact = Fraction(value)
        return f"{MINUS if exact < 0 else ''}{abs(exact.numerator)}/{exact.denominator}"


def year(value: int, language: str, form: YearForm = "name") -> str:
    """
    A year as a phrase: 2014-cü il, in it 2014-cü ildə, of it 2014-cü ilin.

    >>> year(2014, "az", "in"), year(2014, "en", "in"), year(2014, "ru", "in")
    ('2014-cü ildə', 'in 2014', 'в 2014 году')
    """
    if language == "az":
        return f"{azerbaijani.ordinal(value)} {_AZERBAIJANI_YEAR[form]}"
    if language == "ru":
        return _RUSSIAN_YEAR[form].format(value)
    return _ENGLISH_YEAR[form].format(value)


def years(first: int, last: int, language: str, form: YearForm = "name") -> str:
    """A span of years as a phrase: 2013–2015-ci illər; one year where both are the same."""
    if first == last:
        return year(first, language, form)
    span = f"{first}{DASH}{last}"
    if language == "az":
        return f"{azerbaijani.ordinal(span)} {_AZERBAIJANI_YEARS[form]}"
    if language == "ru":
        return _RUSSIAN_YEARS[form].format(span)
    return _ENGLISH_YEAR[form].format(span)


def year_ordinal(value: int, language: str) -> str:
    """The bare year as it stands before a noun: 2014-cü in az, 2014 elsewhere."""
    return azerbaijani.ordinal(value) if language == "az" else str(value)


def date_long(day: date, language: str) -> str:
    """2014-cü il 15 yanvar (the legal order), 15 January 2014, 15 января 2014 года."""
    month = _MONTHS[_known(language)][day.month - 1]
    if language == "az":
        return f"{year(day.year, 'az')} {day.day} {month}"
    return f"{day.day} {month} {day.year}" + (" года" if language == "ru" else "")


def date_short(day: date) -> str:
    """15.01.2014, the same in all three languages."""
    return f"{day.day:02}.{day.month:02}.{day.year}"


def moment_short(moment: datetime) -> str:
    """12.02.2016 09:05, in the time zone the moment is given in."""
    return f"{date_short(moment)} {moment.hour:02}:{moment.minute:02}"


def form_for(count: int, forms: Sequence[str], language: str) -> str:
    """
    The form of a noun that goes with a count.

    Args:
        count: How many.
        forms: In az one (xidmət), in en two (service, services), in ru three (услуга, услуги, услуг).
        language: az, en or ru.

    Raises:
        ValueError: The language has another number of forms.
    """
    expected = _FORMS[_known(language)]
    if len(forms) != expected:
        raise ValueError(f"{language} has {expected} forms of a counted noun; given: {', '.join(forms)}.")
    if language == "az":
        return forms[0]
    if language == "en":
        return forms[count != 1]
    return forms[_russian_form(abs(count))]


_FORMS = {"az": 1, "en": 2, "ru": 3}
_AZERBAIJANI_YEAR = {"name": "il", "in": azerbaijani.locative("il"), "of": azerbaijani.genitive("il")}
_AZERBAIJANI_YEARS = {"name": "illər", "in": azerbaijani.locative("illər"), "of": azerbaijani.genitive("illər")}
_ENGLISH_YEAR = {"name": "{}", "in": "in {}", "of": "of {}"}
_RUSSIAN_YEAR = {"name": "{} год", "in": "в {} году", "of": "{} года"}
_RUSSIAN_YEARS = {"name": "{} годы", "in": "в {} годах", "of": "{} годов"}
_AZERBAIJANI_MONTHS = "yanvar fevral mart aprel may iyun iyul avqust sentyabr oktyabr noyabr dekabr"
_ENGLISH_MONTHS = "January February March April May June July August September October November December"
_RUSSIAN_MONTHS = "января февраля марта апреля мая июня июля августа сентября октября ноября декабря"
_MONTHS = {
    "az": _AZERBAIJANI_MONTHS.split(),
    "en": _ENGLISH_MONTHS.split(),
    "ru": _RUSSIAN_MONTHS.split(),
}


def _known(language: str) -> str:
    if language not in _FORMS:
        raise ValueError(f"Unknown language {language!r}; accepted: {', '.join(_FORMS)}.")
    return language


def _decimal_digits(value: int | Decimal | Fraction, places: int | None) -> str:
    """The absolute value with exactly that many places after a point, or with as many as it has."""
    exact = abs(Fraction(value))
    shown = _places_of(exact) if places is None else places
    scaled = exact * 10**shown
    if scaled.denominator != 1:
        raise NotRounded(f"{value} has more places after the point than the {shown} shown; round it first.")
    digits = str(scaled.numerator).rjust(shown + 1, "0")
    return f"{digits[:-shown]}.{digits[-shown:]}" if shown else digits


def _places_of(exact: Fraction) -> int:
    places, rest = 0, exact.denominator
    while rest % 10 == 0:
        places, rest = places + 1, rest // 10
    twos = fives = 0
    while rest % 2 == 0:
        twos, rest = twos + 1, rest // 2
    while rest % 5 == 0:
        fives, rest = fives + 1, rest // 5
    if rest != 1:
        raise NotRounded(f"{exact} has no end of places after the point; round it first.")
    return places + max(twos, fives)


def _russian_form(count: int) -> int:
    if count % 10 == 1 and count % 100 != 11:
        return 0
    if count % 10 in {2, 3, 4} and count % 100 not in {12, 13, 14}:
        return 1
    return 2

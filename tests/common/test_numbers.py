from __future__ import annotations

from datetime import UTC, date, datetime
from decimal import Decimal
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meyar.common import numbers


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        (438, "az", "438"),
        (1003372, "az", "1\u202f003\u202f372"),
        (1003372, "ru", "1\u202f003\u202f372"),
        (1003372, "en", "1,003,372"),
        (0, "az", "0"),
        (-1500, "az", "\u22121\u202f500"),
        (Decimal("0.1"), "az", "0,1"),
        (Decimal("1234.50"), "en", "1,234.5"),
        (Fraction(1, 8), "ru", "0,125"),
        (Fraction(7, 20), "az", "0,35"),
    ],
)
def test_a_number_is_written_as_its_language_writes_it(value, language, expected):
    assert numbers.number(value, language) == expected


@pytest.mark.parametrize(
    ("value", "language", "expected"),
    [
        (Decimal("80.8"), "az", "80,8\u00a0%"),
        (Decimal("80.8"), "ru", "80,8\u00a0%"),
        (Decimal("80.8"), "en", "80.8%"),
        (Fraction(67), "az", "67,0\u00a0%"),
        (100, "en", "100.0%"),
        (Decimal("-3.1"), "az", "\u22123,1\u00a0%"),
    ],
)
def test_a_percentage_always_shows_its_place(value, language, expected):
    assert numbers.percent(value, language) == expected


def test_what_is_not_rounded_is_refused_rather_than_rounded_here():
    with pytest.raises(numbers.NotRounded, match="1399/20 has more places"):
        numbers.percent(Fraction("69.95"), "az")
    with pytest.raises(numbers.NotRounded, match="1/3 has no end of places"):
        numbers.number(Fraction(1, 3), "az")


def test_points_without_an_end_of_places_stay_a_fraction():
    assert numbers.points(Fraction(-1, 3), "az") == "\u22121/3"
    assert numbers.points(Fraction(5, 2), "az") == "2,5"


@given(st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**9), max_value=10**9))
def test_nothing_is_lost_in_writing(value):
    written = numbers.number(value, "az")

    read = written.replace("\u202f", "").replace("\u2212", "-").replace(",", ".")
    assert Decimal(read) == value


@pytest.mark.parametrize(
    ("language", "form", "expected"),
    [
        ("az", "name", "2014-cü il"),
        ("az", "in", "2014-cü ildə"),
        ("az", "of", "2014-cü ilin"),
        ("en", "name", "2014"),
        ("en", "in", "in 2014"),
        ("en", "of", "of 2014"),
        ("ru", "name", "2014 год"),
        ("ru", "in", "в 2014 году"),
        ("ru", "of", "2014 года"),
    ],
)
def test_a_year_is_a_phrase_of_its_language(language, form, expected):
    assert numbers.year(2014, language, form) == expected


@pytest.mark.parametrize(
    ("language", "form", "expected"),
    [
        ("az", "name", "2013–2015-ci illər"),
        ("az", "in", "2013–2015-ci illərdə"),
        ("az", "of", "2013–2015-ci illərin"),
        ("en", "in", "in 2013–2015"),
        ("ru", "name", "2013–2015 годы"),
        ("ru", "in", "в 2013–2015 годах"),
        ("ru", "of", "2013–2015 годов"),
    ],
)
def test_a_span_of_years_is_one_too(language, form, expected):
    assert numbers.years(2013, 2015, language, form) == expected


def test_a_span_of_one_year_is_that_year():
    assert numbers.years(2015, 2015, "az", "in") == "2015-ci ildə"


def test_the_bare_year_takes_an_ending_only_in_azerbaijani():
    assert [numbers.year_ordinal(2016, language) for language in ("az", "en", "ru")] == ["2016-cı", "2016", "2016"]


@pytest.mark.parametrize(
    ("language", "expected"),
    [("az", "2014-cü il 15 yanvar"), ("en", "15 January 2014"), ("ru", "15 января 2014 года")],
)
def test_a_long_date_stands_in_its_legal_order(language, expected):
    assert numbers.date_long(date(2014, 1, 15), language) == expected


def test_months_are_in_lower_case_in_azerbaijani():
    assert numbers.date_long(date(2026, 11, 3), "az") == "2026-cı il 3 noyabr"


def test_a_short_date_is_the_same_everywhere():
    assert numbers.date_short(date(2014, 1, 5)) == "05.01.2014"


def test_a_moment_carries_its_time_of_day():
    assert numbers.moment_short(datetime(2016, 2, 12, 9, 5, tzinfo=UTC)) == "12.02.2016 09:05"


def test_a_date_in_an_unknown_language_is_refused():
    with pytest.raises(ValueError, match="Unknown language 'de'; accepted: az, en, ru"):
        numbers.date_long(date(2014, 1, 15), "de")


@pytest.mark.parametrize(
    ("count", "expected"),
    [
        (0, "услуг"),
        (1, "услуга"),
        (2, "услуги"),
        (5, "услуг"),
        (11, "услуг"),
        (12, "услуг"),
        (21, "услуга"),
        (111, "услуг"),
        (354, "услуги"),
        (438, "услуг"),
    ],
)
def test_a_russian_noun_has_three_forms(count, expected):
    assert numbers.form_for(count, ["услуга", "услуги", "услуг"], "ru") == expected


def test_an_english_noun_has_two_forms_and_an_azerbaijani_one():
    assert [numbers.form_for(count, ["service", "services"], "en") for count in (0, 1, 2)] == [
        "services",
        "service",
        "services",
    ]
    assert numbers.form_for(5, ["xidmət"], "az") == "xidmət"


def test_a_wrong_number_of_forms_is_refused():
    with pytest.raises(ValueError, match="ru has 3 forms of a counted noun; given: услуга"):
        numbers.form_for(1, ["услуга"], "ru")

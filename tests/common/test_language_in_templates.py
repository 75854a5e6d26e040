from __future__ import annotations

from datetime import UTC, date, datetime
from types import SimpleNamespace

import pytest
from django.template import Context, Template
from django.utils.translation import override

from meyar.common.language import Wording, active_language, wording

NAMES = {"az": "Ədliyyə Nazirliyi", "en": "Ministry of Justice", "ru": "Министерство юстиции"}


def render(source: str, language: str, **context) -> str:
    with override(language):
        return Template("{% load language_marks numbers %}" + source).render(Context(context))


@pytest.mark.parametrize(
    ("source", "az", "en", "ru"),
    [
        ("{{ 1003372|number }}", "1\u202f003\u202f372", "1,003,372", "1\u202f003\u202f372"),
        ('{{ "80.8"|percent }}', "80,8\u00a0%", "80.8%", "80,8\u00a0%"),
        ('{{ "1/3"|points }}', "1/3", "1/3", "1/3"),
        ('{{ 2014|year:"in" }}', "2014-cü ildə", "in 2014", "в 2014 году"),
        ('{% years 2013 2015 "of" %}', "2013–2015-ci illərin", "of 2013–2015", "2013–2015 годов"),
        ("{% year_ordinal 2014 %}", "2014-cü", "2014", "2014"),
        ("{{ day|date_long }}", "2014-cü il 15 yanvar", "15 January 2014", "15 января 2014 года"),
        ("{{ day|date_short }}", "15.01.2014", "15.01.2014", "15.01.2014"),
        ("{{ 354|counted }}", "354-ü", "354", "354"),
        ("{{ 3|ordinal }}", "3-cü", "3", "3"),
        ('{{ "Kafi"|quoted|ablative }}', "“Kafi”dən", "“Kafi”", "«Kafi»"),
    ],
)
def test_each_mark_follows_the_language_of_the_page(source, az, en, ru):
    day = date(2014, 1, 15)

    assert [render(source, language, day=day) for language in ("az", "en", "ru")] == [az, en, ru]


def test_a_moment_is_shown_in_the_time_zone_of_the_installation():
    moment = datetime(2016, 2, 12, 20, 30, tzinfo=UTC)

    assert render("{{ moment|moment_short }} {{ moment|date_short }}", "az", moment=moment) == (
        "13.02.2016 00:30 13.02.2016"
    )


def test_a_float_is_refused_where_exactness_counts():
    with pytest.raises(TypeError, match="A float is not exact"):
        render("{{ share|percent }}", "az", share=80.8)


class TestTrilingualText:
    def test_the_text_of_the_page_language_is_shown_as_it_is(self):
        assert render("{% text names %}", "ru", names=NAMES) == "Министерство юстиции"

    def test_an_object_with_the_three_names_serves_as_well(self):
        assert render("{% text names %}", "en", names=SimpleNamespace(**NAMES)) == "Ministry of Justice"

    def test_a_missing_translation_is_replaced_and_marked_with_its_language(self):
        names = {"az": "Sübut <1>", "en": "", "ru": None}

        assert render("{% text names %}", "ru", names=names) == '<span lang="az">Sübut &lt;1&gt;</span>'

    def test_in_a_title_the_mark_is_left_out(self):
        assert render("{{ names|in_language }}", "ru", names={"az": "Sübut"}) == "Sübut"

    def test_what_is_shown_is_escaped(self):
        assert render("{% text names %}", "az", names={"az": "<b>"}) == "&lt;b&gt;"

    def test_no_text_at_all_is_an_error(self):
        with pytest.raises(ValueError, match="A text in az, en or ru is expected, not ''"):
            render("{% text missing %}", "az")

    def test_a_language_may_be_asked_for(self):
        assert wording(NAMES, "en") == Wording("Ministry of Justice", "en")


def test_a_language_the_house_does_not_have_falls_back_to_azerbaijani():
    with override("de"):
        assert active_language() == "az"
    with override("en-gb"):
        assert active_language() == "en"

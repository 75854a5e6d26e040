from __future__ import annotations

import re

from django.utils.safestring import mark_safe

from meyar.reports.writers.html import article_html, page_html
from meyar.reports.yearly_report import report_of
from tests.factories.publication import Offered, rules
from tests.factories.report import historical_years, published_year
from tests.reports.papers import MARK, report

PAGE = page_html(report(2013, 2014, 2015))


def test_the_page_needs_no_other_file() -> None:
    addresses = re.findall(r"""(?:src|href|url)\s*[=(]\s*["']?([^"')\s>]+)""", PAGE)

    assert [address[:60] for address in addresses if not address.startswith(("#", "data:"))] == []
    assert "<script" not in PAGE


def test_every_link_of_the_contents_leads_to_a_heading() -> None:
    wanted = re.findall(r'href="#([^"]+)"', PAGE)
    given = re.findall(r'<h[23] id="([^"]+)"', PAGE)

    assert wanted == given


def test_ids_are_unique() -> None:
    ids = re.findall(r'\sid="([^"]+)"', PAGE)

    assert len(ids) == len(set(ids))


def test_the_mark_stands_on_the_page_and_in_the_picture() -> None:
    assert PAGE.count(MARK) == 2


def test_the_article_for_the_portal_has_no_style_and_no_script() -> None:
    article = article_html(report(2015), picture=None)

    assert re.findall(r"<style|<script|\sstyle=|\son\w+=|<svg|<figure class=.picture", article) == []


def test_a_picture_given_to_the_article_is_shown() -> None:
    assert '<svg id="given"></svg>' in article_html(report(2015), picture=mark_safe('<svg id="given"></svg>'))


def test_what_the_data_say_is_never_markup() -> None:
    year = published_year(2024, [Offered("s-1", title_az="<b>Arayış</b> & <script>")], edition=rules())
    article = article_html(report_of((year,), language="az"), picture=None)

    assert "&lt;b&gt;Arayış&lt;/b&gt; &amp; &lt;script&gt;" in article
    assert "<script" not in article


def test_the_line_between_rules_is_drawn_in_both_tables() -> None:
    assert PAGE.count('<th scope="col" class="number numeric series-break after-break">2014-cü ilin nəticələri:') == 2


def test_no_line_ends_between_a_figure_and_its_ending() -> None:
    assert '<span class="unbroken">114-ə</span>' in PAGE
    assert '<span class="unbroken">50\u00a0%-dən</span>' in PAGE


def test_a_text_in_another_language_says_so() -> None:
    article = article_html(report_of(historical_years(2015), language="ru"), picture=None)

    assert '<td lang="az">1 nömrəli arayışın' in article

from __future__ import annotations

import inspect
import re
from pathlib import Path

import pytest
from django.template.loader import render_to_string
from django.utils.translation import override

import meyar
from meyar.common.patterns import patterns_context
from meyar.common.templatetags import components

HOUSE = Path(meyar.__file__).parent
CSS = (HOUSE / "common/static/meyar/meyar.css").read_text()
TOKENS = dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6});", CSS))


def luminance(colour: str) -> float:
    digits = colour.lstrip("#")
    digits = "".join(digit * 2 for digit in digits) if len(digits) == 3 else digits
    channels = [int(digits[place : place + 2], 16) / 255 for place in (0, 2, 4)]
    linear = [channel / 12.92 if channel <= 0.04045 else ((channel + 0.055) / 1.055) ** 2.4 for channel in channels]
    return 0.2126 * linear[0] + 0.7152 * linear[1] + 0.0722 * linear[2]


def contrast(one: str, other: str) -> float:
    """Of two tokens, or of two colours."""
    colours = [TOKENS.get(colour, colour) for colour in (one, other)]
    darker, lighter = sorted(luminance(colour) for colour in colours)
    return (lighter + 0.05) / (darker + 0.05)


def test_the_contrast_is_computed_as_wcag_does():
    assert round(contrast("#fff", "#000"), 2) == 21
    assert round(contrast("#fff", "#12436d"), 4) == 10.2469


@pytest.mark.parametrize(
    ("token", "measured"),
    [
        ("soft", 6.9),
        ("brand", 9.2),
        ("link", 7.2),
        ("grade-none", 4.9),
        ("grade-1", 7.4),
        ("grade-2", 5.1),
        ("grade-3", 5.1),
        ("grade-4", 9.2),
    ],
)
def test_a_colour_stands_on_white_as_it_was_measured(token, measured):
    assert round(contrast(token, "paper"), 1) == measured


@pytest.mark.parametrize("ground", ["paper", "ground", "warn-ground", "error-ground", "success-ground"])
@pytest.mark.parametrize("text", ["ink", "soft", "link", "link-dark", "grade-1"])
def test_text_is_readable_on_every_ground(text, ground):
    assert contrast(text, ground) >= 4.5


@pytest.mark.parametrize("edge", ["edge", "grade-1", "grade-2", "grade-3", "grade-4", "grade-none"])
def test_edges_and_fills_are_seen_on_white(edge):
    assert contrast(edge, "paper") >= 3


def test_the_focus_is_seen_on_the_brand_and_its_dark_edge_on_white():
    assert contrast("focus", "brand") >= 3
    assert contrast("ink", "paper") >= 3


def test_the_style_sheet_stays_small_and_fetches_only_its_own_fonts():
    addresses = re.findall(r"url\(\"([^\"]+)\"\)", CSS)

    assert len(CSS.encode()) <= 22_000
    assert [(HOUSE / "common/static/meyar" / address).is_file() for address in addresses] == [True] * 4
    assert "@import" not in CSS


def test_every_class_of_the_patterns_page_is_in_the_style_sheet():
    page = render_to_string("common/patterns.html", patterns_context({}))
    used = {name for names in re.findall(r'class="([^"]*)"', page) for name in names.split()}

    # Named for every value of an attribute or kind of field although only some look different.
    plain = {"notice-info", "room-any", "field-text", "field-number", "field-radioselect", "field-clearablefile"}
    assert used - set(re.findall(r"\.([a-z][\w-]*)", CSS)) <= plain


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_the_patterns_page_shows_in_every_language(language):
    with override(language):
        page = render_to_string("common/patterns.html", patterns_context({"page": "2", "sort": "-points"}))

    assert f'<html lang="{language}">' in page
    assert page.count("<h1>") == 1


def test_ids_on_the_patterns_page_are_unique():
    page = render_to_string("common/patterns.html", patterns_context({}))
    ids = re.findall(r'\sid="([^"]+)"', page)

    assert sorted(ids) == sorted(set(ids))


class TestBase:
    CONTEXT = {
        "language_links": [("az", "Azərbaycanca", "/az/x?q=1", True), ("en", "English", "/en/x?q=1", False)],
        "nav_links": [("Bodies", "/bodies", True)],
        "public_address": "https://meyar.example",
    }

    def test_the_language_switch_keeps_the_page(self):
        with override("az"):
            page = render_to_string("common/base.html", self.CONTEXT)

        assert '<a href="/en/x?q=1" lang="en" hreflang="en">English</a>' in page
        assert '<a href="/az/x?q=1" lang="az" hreflang="az" aria-current="true">' in page
        assert '<link rel="alternate" hreflang="en" href="https://meyar.example/en/x?q=1">' in page

    def test_the_demonstration_is_marked_only_where_the_data_say_so(self):
        marked = render_to_string("common/base.html", {"demonstration": True, "demonstration_url": "/what"})

        assert '<a href="/what">' in marked
        assert "demonstration" not in render_to_string("common/base.html", {})

    def test_the_issue_and_its_checksum_stand_in_the_footer(self):
        page = render_to_string("common/base.html", {"issue_label": "2015-1", "issue_sha256": "9f3a"})

        assert '<span class="fingerprint">9f3a</span>' in page

    def test_htmx_neither_writes_styles_nor_evaluates(self):
        page = render_to_string("common/base.html", {})

        assert '"includeIndicatorStyles": false, "allowEval": false' in page


@pytest.mark.parametrize("name", ["400.html", "403.html", "403_csrf.html", "404.html", "500.html"])
@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_an_error_page_needs_no_context_and_says_what_to_do(name, language):
    with override(language):
        page = render_to_string(name)

    assert page.count("<h1>") == 1
    assert '<a class="button" href="/">' in page


def test_the_page_on_the_look_lists_every_component_with_its_attributes():
    documented = re.findall(r"^- `({% .* %})`", (HOUSE.parents[1] / "docs/look.md").read_text(), flags=re.MULTILINE)

    assert documented == [attributes_of(name) for name in components.register.tags]


def test_the_patterns_page_shows_every_component():
    source = (HOUSE / "common/templates/common/patterns.html").read_text()
    source += (HOUSE / "common/templates/common/base.html").read_text()

    assert [name for name in components.register.tags if f"{{% {name} " not in source] == []


def attributes_of(name: str) -> str:
    parameters = inspect.signature(getattr(components, name)).parameters.values()
    written = [
        f"{parameter.name}=" if parameter.default is inspect.Parameter.empty else f"[{parameter.name}=]"
        for parameter in parameters
    ]
    return f"{{% {' '.join([name, *written])} %}}"

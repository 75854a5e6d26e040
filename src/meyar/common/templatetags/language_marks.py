"""Texts of the data in the language of the page, and Azerbaijani endings, which other languages leave out."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django import template
from django.utils.html import format_html

from meyar.common import azerbaijani
from meyar.common.language import active_language, wording

register = template.Library()


@register.simple_tag
def text(texts: Any) -> str:
    """{% text parameter.question %}: marked with its language where the page's own is missing."""
    shown = wording(texts)
    if shown.language == active_language():
        return shown.text
    return format_html('<span lang="{}">{}</span>', shown.language, shown.text)


@register.filter
def in_language(texts: Any) -> str:
    """{{ body.name|in_language }}: without a mark, for titles and attributes."""
    return wording(texts).text


@register.filter
def quoted(value: str) -> str:
    """“Kafi”, in Russian «Kafi»."""
    return f"«{value}»" if active_language() == "ru" else f"“{value}”"


def _only_in_azerbaijani(ending: Callable[[Any], str]) -> None:
    def apply(value: Any) -> str:
        return ending(value) if active_language() == "az" else str(value)

    register.filter(ending.__name__, apply)


for _ending in (
    azerbaijani.genitive,
    azerbaijani.accusative,
    azerbaijani.dative,
    azerbaijani.locative,
    azerbaijani.ablative,
    azerbaijani.possessive,
    azerbaijani.counted,
    azerbaijani.ordinal,
):
    _only_in_azerbaijani(_ending)

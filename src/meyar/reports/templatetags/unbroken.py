from __future__ import annotations

import re

from django import template
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

register = template.Library()

_FIGURE_WITH_ENDING = re.compile(r"\d[\d.,/\u202f\u00a0]*%?-\w+")


@register.filter
def unbroken(text: str) -> SafeString:
    """{{ sentence|unbroken }}: no line ends between a figure and its ending (114-ə, 50 %-dən)."""
    escaped = str(conditional_escape(text))
    marked = _FIGURE_WITH_ENDING.sub(lambda found: f'<span class="unbroken">{found[0]}</span>', escaped)
    return mark_safe(marked)  # noqa: S308 - escaped above

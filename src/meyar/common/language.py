"""The language a page is written in, and which text of a trilingual one it shows."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, NamedTuple

from django.utils.translation import get_language

LANGUAGES = ("az", "en", "ru")


class Wording(NamedTuple):
    text: str
    language: str  # of this text; another than the page's where a translation is missing


def active_language() -> str:
    """az, en or ru; az where no language of the house is active."""
    language = (get_language() or "").partition("-")[0]
    return language if language in LANGUAGES else LANGUAGES[0]


def wording(texts: Any, language: str | None = None) -> Wording:
    """
    The text in one language, or else in az, en or ru, whichever comes first.

    Args:
        texts: A mapping or an object with the keys az, en and ru; any of them may be missing or empty.
        language: Left out, the language of the page.

    Raises:
        ValueError: There is no text in any language.
    """
    for candidate in (language or active_language(), *LANGUAGES):
        found = texts.get(candidate) if isinstance(texts, Mapping) else getattr(texts, candidate, None)
        if found:
            return Wording(str(found), candidate)
    raise ValueError(f"A text in az, en or ru is expected, not {texts!r}.")

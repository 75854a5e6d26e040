"""Texts of the frozen rows in the language asked for."""

from __future__ import annotations

from typing import Any

from meyar.common.language import LANGUAGES, Wording, wording


def words(row: Any, field: str, language: str) -> Wording:
    """The columns field_az, field_en, field_ru of a row; another language's where the one asked for is empty."""
    texts = {code: getattr(row, f"{field}_{code}") for code in LANGUAGES}
    return wording(texts, language) if any(texts.values()) else Wording("", language)

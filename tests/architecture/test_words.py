"""Every text a person reads exists in Azerbaijani, English and Russian."""

from __future__ import annotations

import io
import re
from collections.abc import Iterator
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract_python
from django.utils.translation.template import templatize

from tests.architecture.house import ROOT, SOURCE

_KEYWORDS = {
    "_": None, "gettext": None, "gettext_lazy": None, "ngettext": (1, 2), "ngettext_lazy": (1, 2),
    "pgettext": ((1, "c"), 2), "pgettext_lazy": ((1, "c"), 2), "npgettext": ((1, "c"), 2, 3),
}  # fmt: skip
LANGUAGES = ("az", "ru")


def catalogues(language: str) -> list[Path]:
    return sorted(SOURCE.glob(f"*/locale/{language}/LC_MESSAGES/django.po"))


def written_texts() -> Iterator[tuple[str, str]]:
    """(place, text) of every text marked for translation in code and templates."""
    for path in sorted([*SOURCE.rglob("*.py"), *SOURCE.rglob("*.html"), *SOURCE.rglob("*.txt")]):
        if "migrations" in path.parts or "locale" in path.parts:
            continue
        source = path.read_text(encoding="utf-8")
        if path.suffix != ".py":
            # The blanked-out markup keeps its indentation, which Python's tokenizer would take for blocks.
            source = "\n".join(line.lstrip() for line in templatize(source).splitlines())
        found = extract_python(io.BytesIO(source.encode()), list(_KEYWORDS), [], {"encoding": "utf-8"})
        for line, function, messages, _comments in found:
            texts = messages if isinstance(messages, tuple) else (messages,)
            if function and function.startswith(("pgettext", "npgettext")):
                texts = texts[1:]
            yield from (
                (f"{path.relative_to(ROOT)}:{line}", text) for text in texts[:1] if isinstance(text, str) and text
            )


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_text_is_translated(language: str) -> None:
    known = {entry.msgid for path in catalogues(language) for entry in polib.pofile(str(path))}

    assert [f"{place}: {text}" for place, text in written_texts() if text not in known] == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_no_translation_is_empty_or_doubtful(language: str) -> None:
    unfinished = [
        f"{path.relative_to(ROOT)}: {entry.msgid}"
        for path in catalogues(language)
        for entry in polib.pofile(str(path))
        if not entry.translated() or entry.fuzzy
    ]

    assert unfinished == []


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_translation_keeps_the_places_of_its_figures(language: str) -> None:
    place = re.compile(r"%\(\w+\)[sd]|\{\w*\}|%[sd]")
    differing = [
        f"{path.relative_to(ROOT)}: {entry.msgid} | {entry.msgstr}"
        for path in catalogues(language)
        for entry in polib.pofile(str(path))
        if entry.msgstr and sorted(place.findall(entry.msgid)) != sorted(place.findall(entry.msgstr))
    ]

    assert differing == []


def test_no_template_carries_style_or_script_of_its_own() -> None:
    inline = re.compile(r"\sstyle\s*=|<style|<script(?![^>]*\bsrc=)|\son[a-z]+\s*=", re.IGNORECASE)
    templates = [path for path in SOURCE.rglob("*.html") if "documents" not in path.parts]

    found = [
        f"{path.relative_to(SOURCE)}: {match.group().strip()}"
        for path in templates
        for match in inline.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []


def test_no_ending_is_glued_to_a_figure_by_hand() -> None:
    glued = re.compile(r"(\}\}|%\}|\}|\)s)[-’'](c[ıiuü]|n[ıiuü]n|d[əa]n?|[ıiuü]|y[əa]|s[ıiuü])\b")
    texts = [*SOURCE.rglob("*.html"), *SOURCE.rglob("locale/az/**/*.po"), *SOURCE.rglob("texts/*.yaml")]

    found = [
        f"{path.relative_to(SOURCE)}: {match.group()}"
        for path in texts
        for match in glued.finditer(path.read_text(encoding="utf-8"))
    ]

    assert found == []

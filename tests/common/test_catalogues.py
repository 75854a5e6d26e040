"""The strings of the common app are all translated."""

from __future__ import annotations

import io
import re
from pathlib import Path

import polib
import pytest
from babel.messages.extract import extract
from django.utils.translation.template import templatize

import meyar.common

APP = Path(meyar.common.__file__).parent
KEYWORDS = {"gettext": None, "gettext_lazy": None, "_": None, "ngettext": (1, 2)}


def strings_of_the_app() -> set[str]:
    found: set[str] = set()
    for path in [*APP.rglob("*.html"), *APP.rglob("*.py")]:
        source = path.read_text()
        python = templatize(source) if path.suffix == ".html" else source
        found |= {message for _, message, _, _ in extract("python", io.BytesIO(python.encode()), keywords=KEYWORDS)}
    return found


def catalogue(language: str) -> polib.POFile:
    return polib.pofile(str(APP / f"locale/{language}/LC_MESSAGES/django.po"))


@pytest.mark.parametrize("language", ["az", "ru"])
def test_every_string_is_translated_and_nothing_is_fuzzy(language):
    entries = {entry.msgid: entry for entry in catalogue(language)}

    assert sorted(strings_of_the_app() - set(entries)) == []
    assert [entry.msgid for entry in entries.values() if not entry.translated() or entry.fuzzy] == []


@pytest.mark.parametrize("language", ["az", "ru"])
def test_a_translation_keeps_the_places_of_its_values(language):
    places = re.compile(r"%\(\w+\)s")

    for entry in catalogue(language):
        assert sorted(places.findall(entry.msgid)) == sorted(places.findall(entry.msgstr)), entry.msgid


def test_there_is_no_string_too_many():
    overridden_in_django = {
        "This field is required.",
        "Ensure this value is greater than or equal to %(limit_value)s.",
        "Ensure this value is less than or equal to %(limit_value)s.",
    }

    assert {entry.msgid for entry in catalogue("ru")} - strings_of_the_app() == set()
    assert {entry.msgid for entry in catalogue("az")} - strings_of_the_app() == overridden_in_django


def test_no_azerbaijani_translation_glues_an_ending_to_a_value():
    glued = re.compile(r"%\(\w+\)s(?:[-’']?[a-zəığöüşç])")

    assert [entry.msgid for entry in catalogue("az") if glued.search(entry.msgstr)] == []

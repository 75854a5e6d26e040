"""What is translated is in use; that all in use is translated, tests/architecture proves for the whole house."""

from __future__ import annotations

import io
from pathlib import Path

import polib
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


def test_there_is_no_string_too_many():
    overridden_in_django = {
        "This field is required.",
        "Ensure this value is greater than or equal to %(limit_value)s.",
        "Ensure this value is less than or equal to %(limit_value)s.",
    }

    assert {entry.msgid for entry in catalogue("ru")} - strings_of_the_app() == set()
    assert {entry.msgid for entry in catalogue("az")} - strings_of_the_app() == overridden_in_django

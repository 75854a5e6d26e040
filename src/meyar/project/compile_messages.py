"""Compile every locale/*/LC_MESSAGES/django.po of the house. Babel does it, so no gettext need be installed."""

from __future__ import annotations

from pathlib import Path

from babel.messages.mofile import write_mo
from babel.messages.pofile import read_po

SOURCE = Path(__file__).resolve().parents[1]


def compile_messages() -> int:
    """Write a .mo beside each .po that is newer than it; returns how many were written."""
    written = 0
    for catalogue in sorted(SOURCE.glob("*/locale/*/LC_MESSAGES/django.po")):
        compiled = catalogue.with_suffix(".mo")
        if compiled.exists() and compiled.stat().st_mtime >= catalogue.stat().st_mtime:
            continue
        with catalogue.open("rb") as source:
            messages = read_po(source, locale=catalogue.parts[-3], abort_invalid=True)
        with compiled.open("wb") as target:
            write_mo(target, messages)
        written += 1
    return written


if __name__ == "__main__":
    compile_messages()

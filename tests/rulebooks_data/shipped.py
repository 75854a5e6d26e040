"""The editions in `rulebooks/` and every sentence they hold, for the tests beside."""

from __future__ import annotations

import re
from collections.abc import Iterator
from functools import cache
from pathlib import Path

from meyar.scoring import Edition, Text, parse_edition

FOLDER = Path(__file__).parents[2] / "rulebooks"
IN_FORCE = ("2013", "2014")
SHIPPED = (*IN_FORCE, "model-2026", "canada-2024")
LANGUAGES = ("az", "en", "ru")


@cache
def edition(code: str) -> Edition:
    path = FOLDER / code / "rulebook.yaml"
    return parse_edition(path.read_text(encoding="utf-8"), name=str(path))


def case_files(code: str) -> list[Path]:
    return sorted((FOLDER / code / "cases").glob("*.yaml"))


def texts_of(code: str) -> Iterator[tuple[str, Text]]:
    """Every text an edition has for readers, with its place."""
    rules = edition(code)
    yield "title", rules.title
    yield "act", rules.act.title
    if rules.note:
        yield "note", rules.note
    if rules.gate:
        yield "gate question", rules.gate.question
        yield "gate guidance", rules.gate.guidance
    for grade in rules.grades:
        yield f"grade {grade.code}", grade.title
    for criterion in rules.criteria:
        yield criterion.code, criterion.title
        for parameter in criterion.parameters:
            if parameter.title:
                yield f"{parameter.code} title", parameter.title
            for field in ("question", "guidance", "deficiency", "proposal"):
                yield f"{parameter.code} {field}", getattr(parameter, field)
            if parameter.not_applicable:
                yield f"{parameter.code} not applicable when", parameter.not_applicable.when
            for level in parameter.levels:
                yield f"{parameter.code} {level.code} title", level.title
                yield f"{parameter.code} {level.code} example", level.example


def sentences_for_assessors_and_opinions(code: str, language: str) -> Iterator[tuple[str, str]]:
    """(place, sentence); the place of a level's example names the level."""
    for place, text in texts_of(code):
        if place.split()[-1] in {"guidance", "deficiency", "proposal", "example"}:
            words = getattr(text, language)
            for sentence in re.split(r"(?<=[.!?])\s+", words) if words else ():
                yield place, sentence

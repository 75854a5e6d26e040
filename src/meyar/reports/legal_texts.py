"""The wording of a report: an agency's own for rounds under its act, else one that says only what the data say."""

from __future__ import annotations

from collections.abc import Iterator
from datetime import date
from functools import cache
from pathlib import Path
from string import Formatter
from typing import Self

from django.conf import settings
from pydantic import BaseModel, ConfigDict, ValidationError, model_validator
from ruamel.yaml import YAML
from ruamel.yaml.error import YAMLError

from meyar.scoring.edition import Edition

SHIPPED = Path(__file__).resolve().parent / "texts"
GENERIC = SHIPPED / "generic.yaml"


class TextsDoNotFit(Exception):
    """A file of report texts has problems; all are listed with their place."""


class _Frozen(BaseModel):
    model_config = ConfigDict(frozen=True, extra="forbid")


class Line(_Frozen):
    az: str
    en: str
    ru: str

    def in_language(self, language: str, **values: str) -> str:
        return str(getattr(self, language)).format(**values) if values else str(getattr(self, language))


class Forms(_Frozen):
    """A counted noun: one form in az, two in en, three in ru."""

    az: tuple[str]
    en: tuple[str, str]
    ru: tuple[str, str, str]


class ActKey(_Frozen):
    number: str
    in_force_on: date

    def is_of(self, edition: Edition) -> bool:
        return (self.number, self.in_force_on) == (edition.act.number, edition.act.in_force_on)


class ScopeTexts(_Frozen):
    sentence: Line
    year: Line
    of_bodies: Forms
    of_services: Forms


class TableTexts(_Frozen):
    year: Line
    first: Line
    bodies: Line
    services: Line
    of_these: Line
    electronised: Line
    not_electronised: Line
    second: Line
    grade: Line


class Note(_Frozen):
    """What the agency said about a change of the Rules; printed as its words where the span crosses that change."""

    after: ActKey
    said_by: Line
    claims_stricter_rules: bool = False
    text: Line


class LegalTexts(_Frozen):
    act: ActKey | None = None  # None: the wording for any act
    source: Line | None = None  # where the agency's own words come from
    agency: Line | None = None
    title: Line
    legal_basis: Line | None = None
    edition_basis: Line | None = None  # once for every edition of the span
    purpose: Line | None = None
    collection: Line | None = None
    edition_channels: Line | None = None
    opinions: Line | None = None
    scope: ScopeTexts
    analysis: Line
    tables: TableTexts
    annex: Line
    notes: tuple[Note, ...] = ()

    @model_validator(mode="after")
    def _names_are_known(self) -> Self:
        wrong = [
            f"{path}: {{{name}}} is not filled here; accepted: {', '.join(sorted(accepted)) or 'none'}"
            for path, text in _strings(self.model_dump())
            for accepted in [_ACCEPTED.get(path.rpartition(".")[0], frozenset())]
            for _, name, _, _ in Formatter().parse(text)
            if name is not None and name not in accepted
        ]
        if wrong:
            raise ValueError("; ".join(wrong))
        return self

    def notes_between(self, earlier: Edition, later: Edition) -> tuple[Note, ...]:
        if self.act is None or not self.act.is_of(later):
            return ()
        return tuple(note for note in self.notes if note.after.is_of(earlier))


def legal_texts_for(edition: Edition) -> LegalTexts:
    """
    The installation's own texts (MEYAR_HOME/report_texts) before the shipped ones; the generic ones where no act fits.

    Raises:
        TextsDoNotFit: A file has problems.
    """
    own = Path(settings.MEYAR_HOME) / "report_texts"
    for path in [*sorted(own.glob("*.yaml")), *sorted(SHIPPED.glob("*.yaml"))]:
        texts = _read(path, path.stat().st_mtime_ns)
        if texts.act and texts.act.is_of(edition):
            return texts
    return _read(GENERIC, GENERIC.stat().st_mtime_ns)


_ACCEPTED = {
    "edition_basis": frozenset({"year", "rules", "act"}),
    "edition_channels": frozenset({"channels"}),
    "scope.sentence": frozenset({"years"}),
    "scope.year": frozenset({"year_in", "bodies", "of_bodies", "services", "of_services"}),
    "analysis": frozenset({"criteria"}),
    "tables.year": frozenset({"year_of"}),
    "tables.grade": frozenset({"grade"}),
    "annex": frozenset({"year"}),
}


def _strings(tree: object, path: str = "") -> Iterator[tuple[str, str]]:
    if isinstance(tree, str):
        yield path, tree
    elif isinstance(tree, dict):
        for key, value in tree.items():
            yield from _strings(value, f"{path}.{key}".lstrip("."))
    elif isinstance(tree, (list, tuple)):
        for number, value in enumerate(tree):
            yield from _strings(value, f"{path}.{number}")


@cache
def _read(path: Path, changed: int) -> LegalTexts:  # noqa: ARG001 - a changed file is read again
    try:
        tree = YAML(typ="safe").load(path.read_text(encoding="utf-8"))
        return LegalTexts.model_validate(tree)
    except (YAMLError, UnicodeDecodeError) as fault:
        raise TextsDoNotFit(f"{path.name}: {fault}") from fault
    except ValidationError as fault:
        problems = "; ".join(f"{'.'.join(map(str, e['loc'])) or 'file'}: {e['msg']}" for e in fault.errors())
        raise TextsDoNotFit(f"{path.name}: {problems}") from fault

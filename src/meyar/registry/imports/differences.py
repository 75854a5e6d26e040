"""What an import would change, and the preview of it that a person confirms."""

from __future__ import annotations

import dataclasses
import hashlib
import json
from dataclasses import dataclass
from typing import Any

from meyar.registry.imports.problems import Problem


@dataclass(frozen=True)
class Item:
    code: str
    title: str
    row: int | None = None  # in the sheet; None for what the sheet no longer has


@dataclass(frozen=True)
class FieldChange:
    field: str
    before: str
    after: str


@dataclass(frozen=True)
class Changed:
    code: str
    title: str
    changes: tuple[FieldChange, ...]
    row: int | None = None


@dataclass(frozen=True)
class Moved:
    """A service that another body owes now."""

    code: str
    title: str
    before: str  # code of the body
    after: str
    row: int | None = None


@dataclass(frozen=True)
class Difference:
    new: tuple[Item, ...] = ()
    changed: tuple[Changed, ...] = ()
    moved: tuple[Moved, ...] = ()
    gone: tuple[Item, ...] = ()
    unchanged: int = 0

    @property
    def is_empty(self) -> bool:
        return not (self.new or self.changed or self.moved or self.gone)

    @property
    def counts(self) -> dict[str, int]:
        return {
            "new": len(self.new),
            "changed": len(self.changed),
            "moved": len(self.moved),
            "gone": len(self.gone),
            "unchanged": self.unchanged,
        }


@dataclass(frozen=True)
class Preview:
    kind: str  # bodies, services or answers
    subject: str  # code of the list edition or round; "" for bodies
    file_name: str
    file_sha256: str
    rows: int  # that were read, after the filter of the mapping
    problems: tuple[Problem, ...]
    notes: tuple[Problem, ...]  # good to know; they hinder nothing
    difference: Difference
    digest: str  # equal digests: the same file would change the same things

    @property
    def is_fine(self) -> bool:
        return not self.problems


class RegisterHasChanged(Exception):
    """What the import would change is no longer what was previewed: somebody else was faster. Preview again."""


def digest_of(*, file_sha256: str, arguments: dict[str, Any], difference: Difference) -> str:
    statement = {
        "file": file_sha256,
        "arguments": arguments,
        "difference": dataclasses.asdict(difference),
    }
    text = json.dumps(statement, sort_keys=True, ensure_ascii=False, separators=(",", ":"))
    return hashlib.sha256(text.encode()).hexdigest()


def field_changes(before: dict[str, str], after: dict[str, str]) -> tuple[FieldChange, ...]:
    """In the order of `after`, then what only `before` had."""
    names = dict.fromkeys([*after, *before])
    return tuple(
        FieldChange(name, before.get(name, ""), after.get(name, ""))
        for name in names
        if before.get(name, "") != after.get(name, "")
    )

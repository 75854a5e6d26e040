"""
The sheet of bodies: one row per body, or one row per span of time of a body whose name changed.

Bodies that the sheet does not name stay as they are: a body ends by its own `valid_to` and is followed by its
`successors`. A column that the sheet does not have leaves what the register knows.
"""

from __future__ import annotations

import hashlib
from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import date
from itertools import pairwise
from typing import Final

from django.utils.translation import gettext_noop as _

from meyar.registry.choices import BodyKind
from meyar.registry.imports.cells import Cells
from meyar.registry.imports.columns import BODY_COLUMNS
from meyar.registry.imports.differences import Changed, Difference, Item, Preview, digest_of, field_changes
from meyar.registry.imports.mapping import NO_MAPPING, TableMapping
from meyar.registry.imports.problems import Problem, Suggestions, gathered
from meyar.registry.imports.table import Record, Table, read_records
from meyar.registry.queries import BodyLookup, BodyRecord, NamePeriod, bodies

_NAME_COLUMNS: Final = ("name_az", "name_en", "name_ru", "abbreviation", "site", "valid_from", "valid_to")


@dataclass(frozen=True)
class BodyState:
    """A body as the sheet wants it."""

    code: str
    kind: str
    names: tuple[NamePeriod, ...]  # oldest first
    successors: tuple[str, ...]
    certainty: str
    demonstration: bool
    row: int

    @property
    def valid_from(self) -> date | None:
        return self.names[0].valid_from

    @property
    def valid_to(self) -> date | None:
        return self.names[-1].valid_to


@dataclass(frozen=True)
class BodiesSheet:
    preview: Preview
    states: tuple[BodyState, ...]  # only those that are new or changed


def preview_bodies(
    *, data: bytes, file_name: str, mapping: TableMapping = NO_MAPPING, demonstration: bool = False
) -> Preview:
    """What importing the sheet would change. Writes nothing; four queries."""
    table = read_bodies_table(data=data, file_name=file_name, mapping=mapping)
    sheet = read_bodies(table, data=data, file_name=file_name, mapping=mapping, demonstration=demonstration)
    return sheet.preview


def read_bodies_table(*, data: bytes, file_name: str, mapping: TableMapping) -> Table:
    return read_records(data=data, file_name=file_name, columns=BODY_COLUMNS, mapping=mapping)


def read_bodies(
    table: Table, *, data: bytes, file_name: str, mapping: TableMapping, demonstration: bool
) -> BodiesSheet:
    register = {record.code: record for record in bodies()}
    reading = _Reading(table, register, is_distinct=mapping.distinct, demonstration=demonstration)
    states = reading.states()
    difference, changed = _difference(states, register)
    file_sha256 = hashlib.sha256(data).hexdigest()
    arguments = {"kind": "bodies", "mapping": mapping.sha256, "demonstration": demonstration}
    preview = Preview(
        kind="bodies",
        subject="",
        file_name=file_name,
        file_sha256=file_sha256,
        rows=len(table.records),
        problems=gathered(reading.cells.problems),
        notes=table.notes + _notes(difference),
        difference=difference,
        digest=digest_of(file_sha256=file_sha256, arguments=arguments, difference=difference),
    )
    return BodiesSheet(preview, changed)


class _Reading:
    def __init__(
        self, table: Table, register: dict[str, BodyRecord], *, is_distinct: bool, demonstration: bool
    ) -> None:
        self.table = table
        self.register = register
        self.is_distinct = is_distinct
        self.demonstration = demonstration
        self.cells = Cells(table)

    def states(self) -> tuple[BodyState, ...]:
        if self.table.problems:
            return ()
        rows: dict[str, list[Record]] = {}
        for record in self.table.records:
            rows.setdefault(self.cells.code(record, "code"), []).append(record)
        rows.pop("", None)
        if self.is_distinct:
            rows = {code: _distinct(records) for code, records in rows.items()}
        states = tuple(self._state(code, records) for code, records in rows.items())
        return self._with_successors(states)

    def _state(self, code: str, records: list[Record]) -> BodyState:
        before = self.register.get(code)
        periods = [(self._period(record, before), record) for record in records]
        periods.sort(key=lambda pair: pair[0].valid_from or date.min)
        self._check_periods(code, periods)
        last = periods[-1][1]
        kind = self._kind(last)
        certainty = self.cells.text(last, "certainty", longest=200)
        if "certainty" not in self.table.columns and before:
            certainty = before.certainty
        stated = [self.cells.is_yes(record, "demonstration") for record in records]
        demonstration = self.demonstration or any(stated)
        if not demonstration and "demonstration" not in self.table.columns and before:
            demonstration = before.demonstration
        names = tuple(name for name, _record in periods)
        successors = tuple(before.successors) if before and "successors" not in self.table.columns else ()
        return BodyState(code, kind, names, successors, certainty, demonstration, records[0].row)

    def _kind(self, record: Record) -> str:
        return self.cells.choice(record, "kind", BodyKind)

    def _period(self, record: Record, before: BodyRecord | None) -> NamePeriod:
        valid_from = self.cells.day(record, "valid_from")
        name = NamePeriod(
            name_az=self.cells.text(record, "name_az", longest=300, required=True),
            name_en=self.cells.text(record, "name_en", longest=300),
            name_ru=self.cells.text(record, "name_ru", longest=300),
            abbreviation=self.cells.text(record, "abbreviation", longest=32),
            site=self._sites(record),
            valid_from=valid_from,
            valid_to=self.cells.day(record, "valid_to"),
        )
        absent = [column for column in _NAME_COLUMNS if column not in self.table.columns]
        if before and absent:
            known = next((period for period in before.names if period.valid_from == valid_from), before.names[-1])
            name = replace(name, **{column: getattr(known, column) for column in absent})
        return name

    def _sites(self, record: Record) -> str:
        value = record.values.get("site", "")
        if ";" not in value:
            return self.cells.address(record, "site")
        parts = [part.strip() for part in value.split(";") if part.strip()]
        for part in parts:
            self.cells.address(Record(record.row, {"site": part}), "site")
        return ";".join(sorted(parts))

    def _check_periods(self, code: str, periods: list[tuple[NamePeriod, Record]]) -> None:
        for name, record in periods:
            if name.valid_from and name.valid_to and name.valid_to <= name.valid_from:
                message = _("“%(code)s” ends on %(to)s, which is not after it begins (%(begin)s).")
                params = {"code": code, "to": name.valid_to.isoformat(), "begin": name.valid_from.isoformat()}
                self.cells.complain(message, record, "valid_to", **params)
        for (earlier, first), (later, second) in pairwise(periods):
            if later.valid_from is None or earlier.valid_to is None or earlier.valid_to > later.valid_from:
                message = _(
                    "“%(code)s” stands in rows %(first)s and %(second)s, and their times overlap. Several rows of one "
                    "body are its names over time: each ends where the next one begins."
                )
                rows = sorted((first.row, second.row))
                self.cells.complain(message, second, "code", code=code, first=rows[0], second=rows[1])
            elif earlier.valid_to < later.valid_from:
                message = _("“%(code)s” has no name from %(gap_from)s to %(gap_to)s; a row ends where the next begins.")
                gap = {"gap_from": earlier.valid_to.isoformat(), "gap_to": later.valid_from.isoformat()}
                self.cells.complain(message, second, "valid_from", code=code, **gap)

    def _with_successors(self, states: tuple[BodyState, ...]) -> tuple[BodyState, ...]:
        """Successors may be bodies of the sheet or of the register, given by code, abbreviation or name."""
        if "successors" not in self.table.columns:
            return states
        lookup = BodyLookup([*self._as_records(states), *self._not_in(states)])
        known = Suggestions(lookup.words())
        stated = {state.code: self._successors_of(state, lookup, known) for state in states}
        return tuple(replace(state, successors=stated[state.code]) for state in states)

    def _successors_of(self, state: BodyState, lookup: BodyLookup, known: Suggestions) -> tuple[str, ...]:
        found: list[str] = []
        for record in self.table.records:
            if record.values.get("code") != state.code:
                continue
            for text in filter(None, (part.strip() for part in record.values["successors"].split(";"))):
                bodies_found = lookup.find(text)
                if len(bodies_found) != 1:
                    message = _("The successor “%(value)s” is not a body of this sheet or of the register.")
                    self.cells.complain_unknown(record, "successors", text, message, known)
                elif bodies_found[0].code == state.code:
                    self.cells.complain(_("A body does not succeed itself."), record, "successors")
                else:
                    found.append(bodies_found[0].code)
        if found and state.valid_to is None:
            message = _("“%(code)s” has successors, so the day it ended must be given.")
            row = next(record for record in self.table.records if record.row == state.row)
            self.cells.complain(message, row, "valid_to", code=state.code)
        return tuple(sorted(set(found)))

    def _as_records(self, states: Iterable[BodyState]) -> list[BodyRecord]:
        return [
            BodyRecord(
                id=0,
                code=state.code,
                kind=state.kind,
                names=state.names,
                valid_from=state.valid_from,
                valid_to=state.valid_to,
                successors=(),
                certainty="",
                demonstration=False,
            )
            for state in states
        ]

    def _not_in(self, states: Iterable[BodyState]) -> list[BodyRecord]:
        here = {state.code for state in states}
        return [record for code, record in self.register.items() if code not in here]


def _distinct(records: list[Record]) -> list[Record]:
    seen: dict[tuple[tuple[str, str], ...], Record] = {}
    for record in records:
        seen.setdefault(tuple(sorted(record.values.items())), record)
    return list(seen.values())


def _difference(
    states: tuple[BodyState, ...], register: dict[str, BodyRecord]
) -> tuple[Difference, tuple[BodyState, ...]]:
    new, changed, touched = [], [], []
    for state in states:
        before = register.get(state.code)
        title = state.names[-1].name_az
        if before is None:
            new.append(Item(state.code, title, state.row))
            touched.append(state)
            continue
        changes = field_changes(_fields(before), _fields(state))
        if changes:
            changed.append(Changed(state.code, title, changes, state.row))
            touched.append(state)
    here = {state.code for state in states}
    gone = tuple(Item(record.code, record.names[-1].name_az) for code, record in register.items() if code not in here)
    unchanged = len(states) - len(touched)
    return Difference(tuple(new), tuple(changed), (), gone, unchanged), tuple(touched)


def _fields(body: BodyState | BodyRecord) -> dict[str, str]:
    fields = {"kind": body.kind}
    for place, name in enumerate(reversed(body.names)):
        # Of a body of several names the earlier ones are told apart by the day they began.
        suffix = f" ({name.valid_from or '…'})" if place else ""
        for column in _NAME_COLUMNS:
            value = getattr(name, column)
            fields[column + suffix] = value.isoformat() if isinstance(value, date) else value or ""
    fields["successors"] = ";".join(body.successors)
    fields["certainty"] = body.certainty
    fields["demonstration"] = "yes" if body.demonstration else "no"
    return fields


def _notes(difference: Difference) -> tuple[Problem, ...]:
    if not difference.gone:
        return ()
    message = _("%(count)s bodies of the register are not in this sheet; they stay as they are.")
    return (Problem(message, {"count": len(difference.gone)}),)

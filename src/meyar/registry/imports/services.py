"""The sheet of an edition of the List: one row per service, in the List's order."""

from __future__ import annotations

import hashlib
from dataclasses import astuple, dataclass
from datetime import date
from typing import Final

from django.utils.translation import gettext_noop as _

from meyar.registry.choices import Audience, Fee, Nature
from meyar.registry.imports.cells import Cells
from meyar.registry.imports.columns import SERVICE_COLUMNS
from meyar.registry.imports.differences import (
    Changed,
    Difference,
    FieldChange,
    Item,
    Moved,
    Preview,
    digest_of,
    field_changes,
)
from meyar.registry.imports.mapping import NO_MAPPING, TableMapping
from meyar.registry.imports.problems import Problem, Suggestions, gathered
from meyar.registry.imports.table import Record, Table, read_records
from meyar.registry.models import ListEdition, Service
from meyar.registry.queries import (
    BodyLookup,
    BodyRecord,
    EntryRecord,
    baseline_of,
    bodies,
    entries_of,
    services_by_code,
    services_in_editions_after,
)

_ATTRIBUTES: Final = (
    "nature", "audience", "fee", "stated_time", "uses_per_year", "site_address", "portal_address", "demonstration",
)  # fmt: skip


class ListIsFrozen(Exception):
    """This edition of the List stands frozen in a round: it can only be followed by an edition of another code."""


@dataclass(frozen=True)
class ListGiven:
    """Which edition of the List a sheet is. For an edition that is there already the code is enough."""

    code: str
    in_force_on: date | None = None
    title_az: str = ""
    title_en: str = ""
    title_ru: str = ""
    source: str = ""


class ListIsNotDescribed(Exception):
    """A new edition of the List needs its title in Azerbaijani and the day it came into force."""


@dataclass(frozen=True)
class Attributes:
    """What the register keeps of a service beside its title, owner and number."""

    nature: str
    audience: str
    fee: str
    stated_time: str
    uses_per_year: int | None
    site_address: str
    portal_address: str
    demonstration: bool


@dataclass(frozen=True)
class EntryState:
    """A line of the List as the sheet wants it."""

    code: str
    number: str
    position: int
    body_id: int
    body: str
    title_az: str
    title_en: str
    title_ru: str
    attributes: Attributes
    row: int


@dataclass(frozen=True)
class ServicesSheet:
    preview: Preview
    given: ListGiven  # complete
    entries: tuple[EntryState, ...]
    attributes: tuple[EntryState, ...]  # whose attributes are new or changed, and apply: no younger edition knows them


def preview_services(
    *,
    data: bytes,
    file_name: str,
    given: ListGiven,
    mapping: TableMapping = NO_MAPPING,
    demonstration: bool = False,
) -> Preview:
    """
    What importing the sheet as this edition would change. Writes nothing; ten queries, however many rows.

    Raises:
        ListIsFrozen: The edition stands in a round.
        ListIsNotDescribed: The edition is new and comes without title or day.
    """
    whole = complete(given)
    table = read_services_table(data=data, file_name=file_name, mapping=mapping)
    sheet = read_services(
        table, data=data, file_name=file_name, given=whole, mapping=mapping, demonstration=demonstration
    )
    return sheet.preview


def read_services_table(*, data: bytes, file_name: str, mapping: TableMapping) -> Table:
    return read_records(data=data, file_name=file_name, columns=SERVICE_COLUMNS, mapping=mapping)


def complete(given: ListGiven) -> ListGiven:
    """Fill in from the register what was not given; what was given wins."""
    there = ListEdition.objects.filter(code=given.code).first()
    if there is None:
        if not given.title_az or not given.in_force_on:
            raise ListIsNotDescribed(
                f"The edition {given.code!r} of the List is new: give its title in Azerbaijani "
                "and the day it came into force."
            )
        return given
    if there.frozen:
        raise ListIsFrozen(
            f"The edition {given.code!r} of the List is frozen in a round. "
            "Import the sheet as an edition of another code."
        )
    return ListGiven(
        code=given.code,
        in_force_on=given.in_force_on or there.in_force_on,
        title_az=given.title_az or there.title_az,
        title_en=given.title_en or there.title_en,
        title_ru=given.title_ru or there.title_ru,
        source=given.source or there.source,
    )


def read_services(
    table: Table, *, data: bytes, file_name: str, given: ListGiven, mapping: TableMapping, demonstration: bool
) -> ServicesSheet:
    assert given.in_force_on is not None  # complete() saw to it
    known = services_by_code()
    reading = _Reading(table, bodies(), known, given.in_force_on, demonstration=demonstration)
    entries = reading.entries(is_distinct=mapping.distinct)
    baseline = baseline_of(given.code, given.in_force_on)
    before = {entry.service: entry for entry in entries_of(baseline)} if baseline else {}
    fixed = services_in_editions_after(given.in_force_on, besides=given.code)
    difference, attributes = _difference(entries, before, known, fixed)
    file_sha256 = hashlib.sha256(data).hexdigest()
    preview = Preview(
        kind="services",
        subject=given.code,
        file_name=file_name,
        file_sha256=file_sha256,
        rows=len(table.records),
        problems=gathered(reading.cells.problems),
        notes=table.notes + gathered(reading.notes) + _notes(baseline, given.code),
        difference=difference,
        digest=digest_of(
            file_sha256=file_sha256,
            arguments={
                "kind": "services",
                "list": [str(value) for value in astuple(given)],
                "baseline": baseline.code if baseline else "",
                "mapping": mapping.sha256,
                "demonstration": demonstration,
            },
            difference=difference,
        ),
    )
    return ServicesSheet(preview, given, entries, attributes)


class _Reading:
    def __init__(
        self,
        table: Table,
        register: tuple[BodyRecord, ...],
        known: dict[str, Service],
        day: date,
        *,
        demonstration: bool,
    ) -> None:
        self.table = table
        self.known = known
        self.day = day
        self.demonstration = demonstration
        self.cells = Cells(table)
        self.notes: list[Problem] = []
        self.lookup = BodyLookup(register, day)
        self.words = Suggestions(self.lookup.words())
        self.found: dict[str, BodyRecord | None] = {}

    def entries(self, *, is_distinct: bool) -> tuple[EntryState, ...]:
        if self.table.problems:
            return ()
        entries: list[EntryState] = []
        first_seen: dict[str, Record] = {}
        for record in self.table.records:
            code = self.cells.code(record, "code")
            if code in first_seen:
                if not (is_distinct and record.values == first_seen[code].values):
                    message = _("The service “%(code)s” stands in rows %(first)s and %(second)s.")
                    self.cells.complain(
                        message, record, "code", code=code, first=first_seen[code].row, second=record.row
                    )
                continue
            if code:
                first_seen[code] = record
            entry = self._entry(record, code, position=len(entries) + 1)
            if entry:
                entries.append(entry)
        return tuple(entries)

    def _entry(self, record: Record, code: str, *, position: int) -> EntryState | None:
        body = self._body(record)
        text = self.cells.text
        title_az = text(record, "title_az", longest=1000, required=True)
        title_en, title_ru = text(record, "title_en", longest=1000), text(record, "title_ru", longest=1000)
        number = text(record, "number", longest=32) or str(position)
        attributes = self._attributes(record, self.known.get(code))
        if body is None or not code:
            return None
        return EntryState(
            code, number, position, body.id, body.code, title_az, title_en, title_ru, attributes, record.row
        )

    def _body(self, record: Record) -> BodyRecord | None:
        text = record.values["body"]
        if not text:
            self.cells.complain(_("The cell is empty; it must be filled in."), record, "body")
            return None
        if text not in self.found:
            found = self.lookup.find(text)
            self.found[text] = found[0] if len(found) == 1 else None
            if len(found) == 1 and not found[0].is_valid_on(self.day):
                message = _("The body “%(body)s” did not exist on %(day)s, the day of this edition of the List.")
                self.notes.append(self.table.problem(message, record, "body", body=text, day=self.day.isoformat()))
        if self.found[text] is None:
            several = tuple(body.code for body in self.lookup.find(text))
            if several:
                message = _("“%(value)s” is the name of several bodies; write the code.")
                self.cells.complain(message, record, "body", accepted=several, value=text)
            else:
                message = _("The register has no body “%(value)s”. Write its code, abbreviation or name.")
                self.cells.complain_unknown(record, "body", text, message, self.words)
        return self.found[text]

    def _attributes(self, record: Record, service: Service | None) -> Attributes:
        cells, columns = self.cells, self.table.columns
        read = {
            "nature": cells.choice(record, "nature", Nature, Nature.UNKNOWN),
            "audience": cells.choice(record, "audience", Audience, Audience.UNKNOWN),
            "fee": cells.choice(record, "fee", Fee, Fee.UNKNOWN),
            "stated_time": cells.text(record, "stated_time", longest=200),
            "uses_per_year": cells.number(record, "uses_per_year"),
            "site_address": cells.address(record, "site_address"),
            "portal_address": cells.address(record, "portal_address"),
            "demonstration": self.demonstration or cells.is_yes(record, "demonstration"),
        }
        if service:
            absent = [name for name in _ATTRIBUTES if name not in columns]
            if self.demonstration:
                absent.remove("demonstration")
            read |= {name: getattr(service, name) for name in absent}
        return Attributes(**read)  # type: ignore[arg-type]


def _difference(
    entries: tuple[EntryState, ...],
    before: dict[str, EntryRecord],
    known: dict[str, Service],
    fixed: frozenset[int],
) -> tuple[Difference, tuple[EntryState, ...]]:
    new: list[Item] = []
    changed: list[Changed] = []
    moved: list[Moved] = []
    attributes: list[EntryState] = []
    unchanged = 0
    for entry in entries:
        service, line = known.get(entry.code), before.get(entry.code)
        changes: tuple[FieldChange, ...] = ()
        if service is None or service.id not in fixed:
            changes = field_changes(_attribute_fields(service), _attribute_fields(entry.attributes)) if service else ()
            if service is None or changes:
                attributes.append(entry)
        if line is None:
            new.append(Item(entry.code, entry.title_az, entry.row))
            continue
        changes = field_changes(_line_fields(line), _line_fields(entry)) + changes
        if line.body != entry.body:
            moved.append(Moved(entry.code, entry.title_az, line.body, entry.body, entry.row))
        if changes:
            changed.append(Changed(entry.code, entry.title_az, changes, entry.row))
        unchanged += not changes and line.body == entry.body
    here = {entry.code for entry in entries}
    gone = tuple(Item(line.service, line.title_az) for code, line in before.items() if code not in here)
    return Difference(tuple(new), tuple(changed), tuple(moved), gone, unchanged), tuple(attributes)


def _line_fields(line: EntryState | EntryRecord) -> dict[str, str]:
    return {
        "number": line.number,
        "title_az": line.title_az,
        "title_en": line.title_en,
        "title_ru": line.title_ru,
    }


def _attribute_fields(source: Service | Attributes | None) -> dict[str, str]:
    return {name: _as_text(getattr(source, name)) for name in _ATTRIBUTES} if source else {}


def _as_text(value: object) -> str:
    if value is None:
        return ""
    if isinstance(value, bool):
        return "yes" if value else "no"
    return str(value)


def _notes(baseline: ListEdition | None, code: str) -> tuple[Problem, ...]:
    if baseline is None or baseline.code == code:
        return ()
    message = _("This edition of the List is new; it is compared with the edition “%(code)s” before it.")
    return (Problem(message, {"code": baseline.code}),)

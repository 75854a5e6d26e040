from __future__ import annotations

import itertools
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import asdict, fields
from datetime import date
from typing import Final, TypeVar

from django.db import transaction

from meyar.accounts.permissions import require
from meyar.common.actors import Actor
from meyar.common.azerbaijani import fold, sort_key
from meyar.common.events import record_event
from meyar.common.files import keep_file
from meyar.registry.actions.bodies import import_details, refuse_unless_as_expected
from meyar.registry.actions.locking import lock_register
from meyar.registry.imports.differences import Preview
from meyar.registry.imports.mapping import NO_MAPPING, TableMapping
from meyar.registry.imports.services import (
    Attributes,
    EntryState,
    ListGiven,
    complete,
    read_services,
    read_services_table,
)
from meyar.registry.models import ListEdition, ListEntry, Service, ServiceOwner, ServiceTitle

BATCH: Final = 500  # rows per statement; SQLite cuts it down to what it can bind


def import_services(
    *,
    actor: Actor,
    data: bytes,
    file_name: str,
    given: ListGiven,
    mapping: TableMapping = NO_MAPPING,
    demonstration: bool = False,
    expected_digest: str | None = None,
) -> Preview:
    """
    Make the sheet an edition of the List, creating it or replacing the lines it has.

    The register keeps each service by its code and draws the history of its titles and owners from all editions,
    whatever the order they came in. Reads with a constant number of queries.

    Raises:
        SheetHasProblems: Nothing was written; all problems.
        RegisterHasChanged: The import would no longer change what was confirmed.
        ListIsFrozen: The edition stands in a round.
        ListIsNotDescribed: The edition is new and comes without title or day.
    """
    require(actor, "registry.import_services")
    table = read_services_table(data=data, file_name=file_name, mapping=mapping)
    with transaction.atomic():
        lock_register()
        whole = complete(given)
        sheet = read_services(
            table, data=data, file_name=file_name, given=whole, mapping=mapping, demonstration=demonstration
        )
        refuse_unless_as_expected(sheet.preview, expected_digest)
        _write_services(sheet.attributes)
        _write_edition(whole, sheet.entries)
        _write_histories()
        record_event(
            actor=actor,
            verb="registry.import_services",
            subject=f"list {whole.code}",
            details=import_details(sheet.preview, mapping),
        )
        keep_file(data)
    return sheet.preview


def _write_services(entries: Iterable[EntryState]) -> None:
    Service.objects.bulk_create(
        [Service(code=entry.code, **asdict(entry.attributes)) for entry in entries],
        batch_size=BATCH,
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=[field.name for field in fields(Attributes)],
    )


def _write_edition(given: ListGiven, entries: tuple[EntryState, ...]) -> None:
    assert given.in_force_on is not None  # complete() saw to it
    edition, _created = ListEdition.objects.update_or_create(
        code=given.code,
        defaults={
            "title_az": given.title_az,
            "title_en": given.title_en,
            "title_ru": given.title_ru,
            "in_force_on": given.in_force_on,
            "source": given.source,
            "demonstration": any(entry.attributes.demonstration for entry in entries),
        },
    )
    ListEntry.objects.filter(edition=edition).delete()
    ids: dict[str, int] = dict(Service.objects.values_list("code", "id"))
    ListEntry.objects.bulk_create(
        [
            ListEntry(
                edition=edition,
                service_id=ids[entry.code],
                body_id=entry.body_id,
                number=entry.number,
                position=entry.position,
                title_az=entry.title_az,
                title_en=entry.title_en,
                title_ru=entry.title_ru,
            )
            for entry in entries
        ],
        batch_size=BATCH,
    )


_Titles = tuple[str, str, str]
_Span = TypeVar("_Span", _Titles, int)


def _write_histories() -> None:
    """Titles and owners over time follow from the editions; only services whose history differs are written."""
    titles: dict[int, list[tuple[date, _Titles]]] = defaultdict(list)
    owners: dict[int, list[tuple[date, int]]] = defaultdict(list)
    lines = ListEntry.objects.order_by("edition__in_force_on", "edition__code").values_list(
        "service_id", "edition__in_force_on", "title_az", "title_en", "title_ru", "body_id"
    )
    for service_id, day, title_az, title_en, title_ru, body_id in lines.iterator(chunk_size=5000):
        titles[service_id].append((day, (title_az, title_en, title_ru)))
        owners[service_id].append((day, body_id))
    _write_titles({service_id: tuple(_spans(seen)) for service_id, seen in titles.items()})
    _write_owners({service_id: tuple(_spans(seen)) for service_id, seen in owners.items()})


def _spans(seen: list[tuple[date, _Span]]) -> Iterator[tuple[_Span, date, date | None]]:
    """Equal neighbours as one span from the day of the first to the day of the next other one."""
    starts = [(value, next(group)[0]) for value, group in itertools.groupby(seen, key=lambda pair: pair[1])]
    for (value, begins), following in itertools.zip_longest(starts, starts[1:]):
        yield value, begins, following[1] if following else None


def _write_titles(wanted: dict[int, tuple[tuple[_Titles, date, date | None], ...]]) -> None:
    known: dict[int, list[tuple[_Titles, date | None, date | None]]] = defaultdict(list)
    rows = ServiceTitle.objects.order_by("valid_from").values_list(
        "service_id", "title_az", "title_en", "title_ru", "valid_from", "valid_to"
    )
    for service_id, title_az, title_en, title_ru, begins, ends in rows:
        known[service_id].append(((title_az, title_en, title_ru), begins, ends))
    differing = [service_id for service_id, spans in wanted.items() if tuple(known[service_id]) != spans]
    for chunk in _chunks([service_id for service_id in differing if known[service_id]]):
        ServiceTitle.objects.filter(service_id__in=chunk).delete()
    ServiceTitle.objects.bulk_create(
        [
            ServiceTitle(
                service_id=service_id,
                title_az=title[0],
                title_en=title[1],
                title_ru=title[2],
                valid_from=begins,
                valid_to=ends,
                sort_key=sort_key(title[0])[:2000],
                search_key=fold(" ".join(title)),
            )
            for service_id in differing
            for title, begins, ends in wanted[service_id]
        ],
        batch_size=BATCH,
    )


def _write_owners(wanted: dict[int, tuple[tuple[int, date, date | None], ...]]) -> None:
    known: dict[int, list[tuple[int, date | None, date | None]]] = defaultdict(list)
    rows = ServiceOwner.objects.order_by("valid_from").values_list("service_id", "body_id", "valid_from", "valid_to")
    for service_id, body_id, begins, ends in rows:
        known[service_id].append((body_id, begins, ends))
    differing = [service_id for service_id, spans in wanted.items() if tuple(known[service_id]) != spans]
    for chunk in _chunks([service_id for service_id in differing if known[service_id]]):
        ServiceOwner.objects.filter(service_id__in=chunk).delete()
    ServiceOwner.objects.bulk_create(
        [
            ServiceOwner(service_id=service_id, body_id=body_id, valid_from=begins, valid_to=ends)
            for service_id in differing
            for body_id, begins, ends in wanted[service_id]
        ],
        batch_size=BATCH,
    )


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]

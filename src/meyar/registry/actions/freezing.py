from __future__ import annotations

import hashlib
from typing import Any

import rfc8785
from django.db import transaction

from meyar.accounts.permissions import require
from meyar.common.actors import Actor
from meyar.common.events import record_event
from meyar.registry.actions.locking import lock_register
from meyar.registry.models import ListEdition
from meyar.registry.queries import entries_of


class ListIsEmpty(Exception):
    """An edition of the List without services cannot be assessed."""


@transaction.atomic
def freeze_list_edition(*, actor: Actor, edition: ListEdition) -> ListEdition:
    """
    From now on the edition does not change; `sha256` is that of its canonical JSON. Frozen already: nothing happens.

    Raises:
        ListIsEmpty: It has no services.
    """
    require(actor, "registry.freeze_list_edition")
    lock_register()
    edition.refresh_from_db()
    if edition.frozen:
        return edition
    content = list_json(edition)
    entries = edition.entries.count()
    if not entries:
        raise ListIsEmpty(f"The edition {edition.code} of the List has no services: import its sheet first.")
    edition.frozen = True
    edition.sha256 = hashlib.sha256(content).hexdigest()
    edition.save(update_fields=["frozen", "sha256"])
    record_event(
        actor=actor,
        verb="registry.freeze_list_edition",
        subject=f"list {edition.code}",
        details={"sha256": edition.sha256, "services": entries},
    )
    return edition


def list_json(edition: ListEdition) -> bytes:
    """RFC 8785 bytes of what the edition says: its day, and every line by codes, not by row numbers of a database."""
    lines: list[list[str | int]] = [
        [entry.position, entry.number, entry.service, entry.body, entry.title_az, entry.title_en, entry.title_ru]
        for entry in entries_of(edition)
    ]
    statement: dict[str, Any] = {
        "code": edition.code,
        "in_force_on": edition.in_force_on.isoformat(),
        "entries": lines,
    }
    return rfc8785.dumps(statement)

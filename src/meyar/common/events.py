"""The append-only event log: every action writes exactly one event, in its own transaction."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from typing import Any

import rfc8785
from django.db import connection, transaction
from django.utils import timezone

from meyar.common.actors import Actor
from meyar.common.models import Event

FIRST = "0" * 64


def record_event(
    *, actor: Actor, verb: str, subject: str, details: Mapping[str, Any] | None = None, reason: str = ""
) -> Event:
    """
    Append an event inside the caller's transaction. Costs two queries.

    Raises:
        TransactionManagementError: Called outside a transaction: the event and its act would not stand together.
    """
    if not connection.in_atomic_block:
        raise transaction.TransactionManagementError("An event is recorded in the same transaction as its act.")
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(7316)")  # one writer of the chain at a time
    last = Event.objects.order_by("-sequence").values_list("sequence", "sha256").first() or (0, FIRST)
    event = Event(
        sequence=last[0] + 1,
        at=timezone.now(),
        actor_id=actor.id,
        actor_name=actor.name,
        actor_role=actor.role,
        verb=verb,
        subject=subject,
        details=dict(details or {}),
        reason=reason,
        previous_sha256=last[1],
    )
    event.sha256 = event_sha256(event)
    event.save(force_insert=True)
    return event


def event_sha256(event: Event) -> str:
    statement = {
        "sequence": event.sequence,
        "at": event.at.isoformat(),
        "actor": [event.actor_id, event.actor_name, event.actor_role],
        "verb": event.verb,
        "subject": event.subject,
        "details": event.details,
        "reason": event.reason,
        "previous": event.previous_sha256,
    }
    return hashlib.sha256(rfc8785.dumps(statement)).hexdigest()


def broken_links() -> list[int]:
    """Sequence numbers at which the chain does not hold: a changed event, a gap, or one out of order."""
    broken = []
    expected, previous = 1, FIRST
    for event in Event.objects.order_by("sequence").iterator():
        intact = (
            event.sequence == expected and event.previous_sha256 == previous and event.sha256 == event_sha256(event)
        )
        if not intact:
            broken.append(event.sequence)
        expected, previous = event.sequence + 1, event.sha256
    return broken

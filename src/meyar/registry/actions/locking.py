from __future__ import annotations

from django.db import connection

_REGISTER = 7317  # beside the lock of the event log


def lock_register() -> None:
    """
    Within the transaction: from here on nobody else changes the register until it ends.

    On SQLite the transaction itself is the lock (BEGIN IMMEDIATE).
    """
    if connection.vendor == "postgresql":
        with connection.cursor() as cursor:
            cursor.execute("SELECT pg_advisory_xact_lock(%s)", [_REGISTER])

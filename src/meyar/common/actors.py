from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, as the event log and the permission table need it."""

    id: str
    name: str
    role: str  # a value of accounts.choices.Role, or "system"


SYSTEM = Actor(id="system", name="system", role="system")

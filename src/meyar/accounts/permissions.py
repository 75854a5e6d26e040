"""Who may do what: one table, default deny. The pages' own table (address x role) stands in project/access.py."""

from __future__ import annotations

from typing import Final

from meyar.accounts.choices import Role
from meyar.common.actors import SYSTEM, Actor

_EVERY_ACTION: Final = SYSTEM.role

ACTIONS: Final[dict[str, frozenset[str]]] = {
    "accounts.add_person": frozenset({Role.ADMINISTRATOR}),
    "registry.import_bodies": frozenset({Role.HEAD}),
    "registry.import_services": frozenset({Role.HEAD}),
    "registry.freeze_list_edition": frozenset({Role.HEAD}),
    "rulebooks.adopt_edition": frozenset({Role.METHODOLOGIST}),
    "rulebooks.put_in_force": frozenset({Role.APPROVER}),
    "assessment.plan_round": frozenset({Role.HEAD}),
    "assessment.import_answers": frozenset({Role.HEAD}),
    "assessment.assess_round": frozenset({Role.HEAD}),
    "assessment.close_round": frozenset({Role.APPROVER}),
    "publication.publish_round": frozenset({Role.APPROVER}),
    "publication.correct_round": frozenset({Role.APPROVER}),
}


class NotPermitted(Exception):
    """The actor's role does not carry this action."""


def may(actor: Actor, action: str) -> bool:
    """Raises KeyError for an action that is not in the table: nothing is permitted by omission."""
    permitted = ACTIONS[action]
    return actor.role == _EVERY_ACTION or actor.role in permitted


def require(actor: Actor, action: str) -> None:
    if not may(actor, action):
        roles = ", ".join(sorted(ACTIONS[action]))
        raise NotPermitted(f"{actor.name} ({actor.role}) may not do {action}: it is for {roles}.")

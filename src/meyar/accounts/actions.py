from __future__ import annotations

from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from meyar.accounts.choices import Role
from meyar.accounts.models import Person
from meyar.accounts.permissions import require
from meyar.common.actors import Actor
from meyar.common.events import record_event


@transaction.atomic
def add_person(
    *, actor: Actor, username: str, name: str, role: Role, password: str, demonstration: bool = False
) -> Person:
    """
    Raises:
        NotPermitted: The actor is not an administrator.
        ValidationError: The password is too weak (all reasons), or the username is taken or malformed.
    """
    require(actor, "accounts.add_person")
    person = Person(username=username, name=name, role=role, demonstration=demonstration)
    validate_password(password, person)
    person.set_password(password)
    person.full_clean()
    person.save(force_insert=True)
    record_event(
        actor=actor, verb="accounts.add_person", subject=f"person {username}", details={"name": name, "role": role}
    )
    return person

from __future__ import annotations

from datetime import datetime, timedelta
from typing import Final

from django.contrib.auth import authenticate
from django.contrib.auth.password_validation import validate_password
from django.db import transaction

from meyar.accounts.choices import Role
from meyar.accounts.models import Person, SignInCount
from meyar.accounts.permissions import require
from meyar.common.actors import Actor
from meyar.common.events import record_event

ATTEMPTS: Final = 10
LOCKED_FOR: Final = timedelta(minutes=15)


class SignInRefused(Exception):
    """Name and password do not belong together. Which of them is wrong is not said."""


class SignInIsLocked(Exception):
    """Too many attempts with this name from this address; whether the name exists is not said."""


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


def sign_in(*, name: str, password: str, address: str, at: datetime) -> Person:
    """
    The active person whose password this is.

    Ten attempts with one name from one address lock that pair for 15 minutes, whatever the password. An attempt is
    counted before the password is looked at, so that attempts made at once are not more than ten either; unknown
    names cost the same time and are counted the same way.

    Raises:
        SignInRefused: Wrong name, wrong password, or deactivated.
        SignInIsLocked: Come back later.
    """
    if _is_locked_after_counting(name=name[:64], address=address[:64], at=at):
        raise SignInIsLocked(f"Too many attempts. Try again in {LOCKED_FOR.seconds // 60} minutes.")
    person = authenticate(username=name, password=password)
    if not isinstance(person, Person):
        raise SignInRefused("The name or the password is wrong.")
    with transaction.atomic():
        SignInCount.objects.filter(name=name[:64], address=address[:64]).delete()
        record_event(actor=person.as_actor(), verb="accounts.sign_in", subject=f"person {person.username}")
    return person


@transaction.atomic
def _is_locked_after_counting(*, name: str, address: str, at: datetime) -> bool:
    SignInCount.objects.filter(last_at__lt=at - timedelta(days=1)).delete()
    SignInCount.objects.get_or_create(name=name, address=address, defaults={"last_at": at})
    count = SignInCount.objects.select_for_update().get(name=name, address=address)
    if count.locked_until and at < count.locked_until:
        return True
    if count.locked_until or at - count.last_at > LOCKED_FOR:
        count.attempts, count.locked_until = 0, None
    count.attempts += 1
    count.last_at = at
    if count.attempts >= ATTEMPTS:
        count.locked_until = at + LOCKED_FOR
    count.save()
    return False

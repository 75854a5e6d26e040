from __future__ import annotations

from django.db.models import QuerySet

from meyar.accounts.models import Person
from meyar.common.actors import SYSTEM, Actor


class NoSuchPerson(Exception):
    pass


def active_people() -> QuerySet[Person]:
    return Person.objects.filter(is_active=True)


def actor_named(username: str | None) -> Actor:
    """The active person of this sign-in name as an actor; without a name, the system."""
    if not username or username == SYSTEM.id:
        return SYSTEM
    person = active_people().filter(username=username).first()
    if person is None:
        known = ", ".join(active_people().values_list("username", flat=True)) or "nobody yet"
        raise NoSuchPerson(f"Nobody active signs in as {username!r}. Known: {known}.")
    return person.as_actor()

"""The people of the demonstration, one for each role and two where two are needed. All names are invented."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Final

from django.conf import settings

from meyar.accounts.actions import add_person
from meyar.accounts.choices import Role
from meyar.accounts.queries import active_people
from meyar.common.actors import SYSTEM

PEOPLE: Final[tuple[tuple[str, str, Role], ...]] = (
    ("administrator", "Rəşad Əhmədli", Role.ADMINISTRATOR),
    ("head", "Könül Səfərova", Role.HEAD),
    ("methodologist", "Tural Cəbrayıllı", Role.METHODOLOGIST),
    ("assessor1", "Nigar Ağazadə", Role.ASSESSOR),
    ("assessor2", "Elvin Şirinov", Role.ASSESSOR),
    ("approver1", "Xatirə Mehdiyeva", Role.APPROVER),
    ("approver2", "Fuad Qarayev", Role.APPROVER),
    ("auditor", "Ülviyyə Babazadə", Role.AUDITOR),
    ("representative", "Orxan İmanlı", Role.REPRESENTATIVE),
)
_LETTERS: Final = "abcdefghjkmnpqrstuvwxyz23456789"  # none that is taken for another one


def missing_people() -> list[str]:
    there = set(active_people().values_list("username", flat=True))
    return [username for username, _name, _role in PEOPLE if username not in there]


def add_missing_people() -> None:
    """
    Passwords are random and stand in the file before the person does, so that a kill in between loses none.

    Whoever is in the file keeps the password it states.
    """
    missing = missing_people()
    passwords = _stated_passwords()
    for username in missing:
        passwords.setdefault(username, _new_password())
    _state(passwords)
    for username, name, role in PEOPLE:
        if username in missing:
            add_person(
                actor=SYSTEM,
                username=username,
                name=name,
                role=role,
                password=passwords[username],
                demonstration=True,
            )


def sign_ins_text() -> str:
    """What the file of sign-ins says; empty where there is no demonstration."""
    place = _place()
    return place.read_text(encoding="utf-8") if place.exists() else ""


def _new_password() -> str:
    return "-".join("".join(secrets.choice(_LETTERS) for _ in range(4)) for _ in range(4))


def _stated_passwords() -> dict[str, str]:
    known = {username for username, _name, _role in PEOPLE}
    lines = [line.split() for line in sign_ins_text().splitlines()]
    return {words[0]: words[1] for words in lines if len(words) > 1 and words[0] in known}


def _state(passwords: dict[str, str]) -> None:
    """Written whole and readable by the owner alone, or not at all."""
    rows = [(username, passwords[username], name) for username, name, _role in PEOPLE if username in passwords]
    text = "Sign-ins of the demonstration people of this installation\n\n"
    text += "".join(f"  {username:<15} {password}   {name}\n" for username, password, name in rows)
    place = _place()
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.parent / f".{place.name}.{os.getpid()}"
    draft.unlink(missing_ok=True)
    descriptor = os.open(draft, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600)
    with os.fdopen(descriptor, "w", encoding="utf-8") as target:
        target.write(text)
        target.flush()
        os.fsync(target.fileno())
    draft.replace(place)


def _place() -> Path:
    return Path(settings.MEYAR_HOME) / "demonstration_sign_ins.txt"

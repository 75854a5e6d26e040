"""People at their desks, and what they send."""

from __future__ import annotations

from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile
from django.test import Client, override_settings

from meyar.accounts.actions import add_person
from meyar.accounts.choices import Role
from meyar.accounts.models import Person
from meyar.common.actors import SYSTEM

PASSWORD = "uzun-parol-2026-meyar"


def person(role: Role = Role.HEAD, username: str = "") -> Person:
    with override_settings(PASSWORD_HASHERS=["django.contrib.auth.hashers.MD5PasswordHasher"]):  # quick
        return add_person(
            actor=SYSTEM, username=username or role.value, name="Aygün Məmmədova", role=role, password=PASSWORD
        )


def signed_in(role: Role = Role.HEAD, username: str = "") -> Client:
    client = Client()
    client.force_login(person(role, username))
    return client


def send(client: Client, kind: str, sheet: str | bytes, name: str = "sheet.csv", **more: Any) -> Any:
    """Choose a sheet; answers the preview that follows, or the form with its errors."""
    content = sheet.encode() if isinstance(sheet, str) else sheet
    data = {"kind": kind, "sheet": SimpleUploadedFile(name, content), **more}
    return client.post("/en/staff/import/", data, follow=True)


def confirm(client: Client, preview: Any) -> Any:
    return client.post("/en/staff/import/confirm/", {"token": preview.context["confirm_token"]}, follow=True)

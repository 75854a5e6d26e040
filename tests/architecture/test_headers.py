"""What every answer carries, whoever asks and whatever happens."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import pytest
from django.test import Client

POLICY = (
    "base-uri 'none'; connect-src 'self'; default-src 'none'; font-src 'self'; form-action 'self'; "
    "frame-ancestors 'none'; img-src 'self' data:; manifest-src 'self'; script-src 'self'; style-src 'self'"
)
PATHS = ["/", "/en/data/", "/ru/no-such-page/", "/staff/", "/staff/sign-in/", "/robots.txt"]


@pytest.mark.django_db
@pytest.mark.parametrize("path", PATHS)
def test_every_answer_forbids_what_the_page_does_not_need(client: Client, path: str) -> None:
    answer = client.get(path)

    assert sorted(answer["Content-Security-Policy"].split("; ")) == sorted(POLICY.split("; "))
    assert answer["X-Content-Type-Options"] == "nosniff"
    assert answer["X-Frame-Options"] == "DENY"
    assert answer["Referrer-Policy"] == "same-origin"


@pytest.mark.django_db
@pytest.mark.parametrize("path", ["/staff/", "/staff/sign-in/", "/no-such-page/"])
def test_what_is_not_public_is_kept_by_no_cache(client: Client, path: str) -> None:
    assert "no-store" in client.get(path)["Cache-Control"]


def test_a_deployment_behind_tls_passes_every_check_of_the_framework(tmp_path: Path) -> None:
    settings = {"MEYAR_HOME": str(tmp_path), "MEYAR_BEHIND_TLS": "yes", "MEYAR_DEBUG": "no"}
    checked = subprocess.run(
        [sys.executable, "-m", "django", "check", "--deploy", "--fail-level", "WARNING"],
        env=_without_tests_own() | settings | {"DJANGO_SETTINGS_MODULE": "meyar.project.settings"},
        capture_output=True,
        text=True,
        check=False,
    )

    assert (checked.stderr, checked.stdout.strip()) == ("", "System check identified no issues (0 silenced).")


@pytest.mark.parametrize(
    ("name", "value", "words"),
    [
        ("MEYAR_DEBUG", "perhaps", "neither yes nor no"),
        ("MEYAR_DATABASE", "mysql://nowhere/meyar", "not an address of PostgreSQL"),
        ("MEYAR_SECRET_KEY", "short", "shorter than 50 characters"),
    ],
)
def test_a_setting_that_makes_no_sense_is_refused_with_what_is_accepted(
    tmp_path: Path, name: str, value: str, words: str
) -> None:
    settings = {"MEYAR_HOME": str(tmp_path), name: value, "DJANGO_SETTINGS_MODULE": "meyar.project.settings"}
    checked = subprocess.run(
        [sys.executable, "-m", "django", "check"],
        env=os.environ | settings,
        capture_output=True,
        text=True,
        check=False,
    )

    assert checked.returncode != 0
    assert words in checked.stderr


def test_every_setting_is_told_to_the_operator() -> None:
    root = Path(__file__).resolve().parents[2]
    source = "".join((root / "src/meyar/project" / name).read_text() for name in ("settings.py", "environment.py"))
    operations = (root / "docs" / "operations.md").read_text(encoding="utf-8")

    names = {
        word.strip("\"'") for word in source.replace("(", " ").replace(",", " ").split() if word.startswith('"MEYAR_')
    }

    assert len(names) >= 8
    assert [name for name in sorted(names) if f"`{name}`" not in operations] == []


def _without_tests_own() -> dict[str, str]:
    return {name: value for name, value in os.environ.items() if name != "DJANGO_ALLOW_ASYNC_UNSAFE"}

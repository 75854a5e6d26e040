"""Read settings from the environment and refuse nonsense with the accepted values."""

from __future__ import annotations

import os
import secrets
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from django.core.exceptions import ImproperlyConfigured

_TRUE, _FALSE = {"1", "true", "yes", "on"}, {"0", "false", "no", "off", ""}


def flag(name: str, *, default: bool) -> bool:
    word = os.environ.get(name, str(default)).strip().lower()
    if word in _TRUE:
        return True
    if word in _FALSE:
        return False
    raise ImproperlyConfigured(
        f"{name}={word!r} is neither yes nor no: write one of 1, true, yes, on, 0, false, no, off."
    )


def names(name: str, *, default: str) -> list[str]:
    return [part.strip() for part in os.environ.get(name, default).split(",") if part.strip()]


def secret_key(home: Path) -> str:
    """The installation's secret: MEYAR_SECRET_KEY, or a random one kept in MEYAR_HOME/secret_key (mode 600)."""
    given = os.environ.get("MEYAR_SECRET_KEY", "")
    if given:
        if len(given) < 50:
            raise ImproperlyConfigured("MEYAR_SECRET_KEY is shorter than 50 characters: write a longer random text.")
        return given
    kept = home / "secret_key"
    if not kept.exists():
        home.mkdir(parents=True, exist_ok=True)
        draft = home / f".secret_key.{os.getpid()}"
        draft.touch(mode=0o600)
        draft.write_text(secrets.token_urlsafe(64))
        try:
            os.link(draft, kept)  # never overwrites: the first of several starting processes wins
        except FileExistsError:
            kept.stat()
        finally:
            draft.unlink()
    return kept.read_text()


def database(home: Path) -> dict[str, Any]:
    """
    SQLite under MEYAR_HOME, or PostgreSQL when MEYAR_DATABASE is an address of it.

    WAL with BEGIN IMMEDIATE is the one SQLite set-up in which writers queue instead of failing.
    """
    address = os.environ.get("MEYAR_DATABASE", "")
    if not address:
        home.mkdir(parents=True, exist_ok=True)
        return {
            "ENGINE": "django.db.backends.sqlite3",
            "NAME": home / "meyar.sqlite3",
            "OPTIONS": {
                "transaction_mode": "IMMEDIATE",
                "timeout": 20,
                "init_command": "PRAGMA journal_mode=WAL; PRAGMA synchronous=FULL; PRAGMA foreign_keys=ON;",
            },
            "TEST": {"NAME": home / "test.sqlite3"},
        }
    parts = urlsplit(address)
    if parts.scheme not in {"postgres", "postgresql"}:
        raise ImproperlyConfigured(
            "MEYAR_DATABASE is not an address of PostgreSQL: write postgresql://NAME:PASSWORD@HOST:PORT/DATABASE, "
            "or leave it out to use SQLite under MEYAR_HOME."
        )
    query = dict(pair.partition("=")[::2] for pair in parts.query.split("&") if pair)
    return {
        "ENGINE": "django.db.backends.postgresql",
        "NAME": unquote(parts.path.lstrip("/")),
        "USER": unquote(parts.username or ""),
        "PASSWORD": unquote(parts.password or ""),
        "HOST": unquote(query.get("host", parts.hostname or "")),
        "PORT": str(parts.port or query.get("port", "")),
        "CONN_MAX_AGE": 60,
    }

"""
The whole demonstration, made once for all test processes of a session and laid into the database of a test.

    python -m tests.factories.demonstration      makes it in MEYAR_HOME and MEYAR_DATABASE
"""

from __future__ import annotations

import fcntl
import os
import shutil
import sqlite3
import subprocess
import sys
from contextlib import closing
from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

_ROOT = Path(__file__).resolve().parents[2]
_OF_MIGRATIONS = {"django_migrations", "django_content_type", "auth_permission"}  # a test database has its own


@dataclass(frozen=True)
class Snapshot:
    home: Path  # MEYAR_HOME of the installation it was made in

    @property
    def passwords(self) -> dict[str, str]:
        """By sign-in name."""
        lines = (self.home / "demonstration_sign_ins.txt").read_text(encoding="utf-8").splitlines()
        return {words[0]: words[1] for words in map(str.split, lines[1:]) if words}


def demonstration_snapshot(shared: Path) -> Snapshot:
    """Made by whoever comes first; half a minute. `shared` is a folder that all processes of the session know."""
    home = shared / "demonstration"
    shared.mkdir(parents=True, exist_ok=True)
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not (home / "complete").exists():
            shutil.rmtree(home, ignore_errors=True)
            home.mkdir()
            _make(home)
            (home / "complete").touch()
    return Snapshot(home)


def lay_in(snapshot: Snapshot) -> None:
    """Copy the rows inside the caller's transaction, so that they leave with it. About a third of a second."""
    from django.conf import settings
    from django.db import connection, transaction

    with transaction.atomic():
        if connection.vendor == "postgresql":
            _lay_in_postgresql(snapshot)
        else:
            _lay_in_sqlite(snapshot)
    shutil.copytree(snapshot.home / "files", settings.FILES_ROOT, dirs_exist_ok=True)


def _make(home: Path) -> None:
    environment = {name: value for name, value in os.environ.items() if not name.startswith("COV_")}
    environment |= {"MEYAR_HOME": str(home), "PYTHONPATH": os.pathsep.join([str(_ROOT / "src"), str(_ROOT)])}
    server = environment.pop("MEYAR_DATABASE", "")
    if not server:
        _run(environment)
        with closing(sqlite3.connect(home / "meyar.sqlite3")) as database:
            database.execute("PRAGMA journal_mode=DELETE")  # everything in the one file
        return
    name = f"snapshot_{os.getpid()}"
    address = urlsplit(server)._replace(path=f"/{name}").geturl()
    _at(server, f'CREATE DATABASE "{name}"')
    try:
        _run(environment | {"MEYAR_DATABASE": address})
        _write_tables(address, home / "tables")
    finally:
        _at(server, f'DROP DATABASE "{name}" WITH (FORCE)')


def _run(environment: dict[str, str]) -> None:
    subprocess.run([sys.executable, "-m", "tests.factories.demonstration"], cwd=_ROOT, env=environment, check=True)


def _lay_in_sqlite(snapshot: Snapshot) -> None:
    from django.db import connection

    with connection.cursor() as cursor:
        cursor.execute("PRAGMA database_list")
        if "snapshot" not in {row[1] for row in cursor.fetchall()}:
            # Immutable: BEGIN IMMEDIATE would otherwise lock the file for every other test process.
            cursor.execute("ATTACH DATABASE %s AS snapshot", [f"file:{snapshot.home}/meyar.sqlite3?immutable=1"])
        cursor.execute("SELECT name FROM snapshot.sqlite_master WHERE type = 'table' AND name NOT LIKE 'sqlite_%%'")
        for (table,) in cursor.fetchall():
            if table not in _OF_MIGRATIONS:
                cursor.execute(f'INSERT INTO main."{table}" SELECT * FROM snapshot."{table}"')


def _lay_in_postgresql(snapshot: Snapshot) -> None:
    from django.apps import apps
    from django.core.management.color import no_style
    from django.db import connection

    with connection.cursor() as cursor:
        for file in sorted((snapshot.home / "tables").iterdir()):
            with cursor.copy(f'COPY "{file.name}" FROM STDIN') as copy:
                copy.write(file.read_bytes())
        for statement in connection.ops.sequence_reset_sql(no_style(), apps.get_models()):
            cursor.execute(statement)


def _write_tables(address: str, folder: Path) -> None:
    import psycopg

    folder.mkdir()
    with psycopg.connect(address) as connection, connection.cursor() as cursor:
        cursor.execute("SELECT tablename FROM pg_tables WHERE schemaname = 'public'")
        for (table,) in cursor.fetchall():
            if table not in _OF_MIGRATIONS:
                with cursor.copy(f'COPY "{table}" TO STDOUT') as copy:
                    (folder / table).write_bytes(b"".join(copy))


def _at(server: str, statement: str) -> None:
    import psycopg

    with psycopg.connect(server, autocommit=True) as connection:
        connection.execute(statement)


def _main() -> None:
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meyar.project.settings")
    django.setup()
    from django.core.management import call_command
    from django.db import connection

    from meyar.demonstration.making import make_demonstration

    call_command("migrate", verbosity=0, interactive=False)
    make_demonstration()
    if connection.vendor == "sqlite":
        with connection.cursor() as cursor:
            cursor.execute("PRAGMA journal_mode=DELETE")  # one file, that many processes may read


if __name__ == "__main__":
    _main()

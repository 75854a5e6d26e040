"""What the commands share: opening the installation, who acts, problems and progress on the terminal."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import NoReturn, Protocol

import click
from rich.console import Console
from rich.progress import BarColumn, MofNCompleteColumn, Progress, SpinnerColumn, TextColumn, TimeElapsedColumn

from meyar.common.actors import Actor


class Report(Protocol):
    """Told what is done now, how many steps are done, and of how many."""

    def __call__(self, what: str, done: int, total: int) -> None: ...


def fail(problems: Iterable[object]) -> NoReturn:
    """Print every problem to standard error and leave with 1."""
    for problem in problems:
        click.echo(str(problem), err=True)
    sys.exit(1)


def open_installation(*, migrate: bool = True) -> None:
    """Make Django ready and the database current. Migrations that stand already cost one query."""
    import django

    os.environ.setdefault("DJANGO_SETTINGS_MODULE", "meyar.project.settings")
    django.setup()
    if migrate:
        from django.core.management import call_command

        call_command("migrate", verbosity=0, interactive=False)


def _remember(context: click.Context, _option: click.Parameter, username: str | None) -> None:
    if username:
        context.find_root().obj = username


as_person = click.option(
    "--as",
    metavar="PERSON",
    expose_value=False,
    callback=_remember,
    help="Write as this person instead of as the system.",
)


def acting(context: click.Context) -> Actor:
    """The person given by --as, before or after the command, else the system."""
    from meyar.accounts.queries import NoSuchPerson, actor_named

    username = context.find_root().obj
    try:
        return actor_named(username)
    except NoSuchPerson as problem:
        raise click.UsageError(str(problem)) from problem


@contextmanager
def progress() -> Iterator[Report]:
    """A progress bar on a terminal, silence in a pipe."""
    console = Console(stderr=True)
    if not console.is_terminal:
        yield _silence
        return
    columns = (SpinnerColumn(), TextColumn("{task.description}"), BarColumn(), MofNCompleteColumn())
    with Progress(*columns, TimeElapsedColumn(), console=console, transient=True) as bar:
        task = bar.add_task("", total=None)

        def report(what: str, done: int, total: int) -> None:
            bar.update(task, description=what, completed=done, total=total)

        yield report


def _silence(what: str, done: int, total: int) -> None:
    pass

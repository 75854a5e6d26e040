from __future__ import annotations

import click

from meyar.cli.installation import acting, as_person, fail, open_installation


@click.group()
def person() -> None:
    """People who sign in."""


@person.command()
@click.argument("username")
@click.option("--name", required=True)
@click.option("--role", required=True)
@click.password_option(help="Asked for when left out, so that it stays out of the shell's history.")
@as_person
@click.pass_context
def add(context: click.Context, username: str, name: str, role: str, password: str) -> None:
    """Add a person who may sign in."""
    open_installation()
    from django.core.exceptions import ValidationError

    from meyar.accounts.actions import add_person
    from meyar.accounts.choices import Role
    from meyar.accounts.permissions import NotPermitted

    if role not in Role.values:
        raise click.UsageError(f"--role {role!r} is unknown; accepted: {', '.join(Role.values)}")
    try:
        add_person(actor=acting(context), username=username, name=name, role=Role(role), password=password)
    except ValidationError as refusal:
        fail(refusal.messages)
    except NotPermitted as refusal:
        fail([refusal])
    click.echo(f"{username}: {role}")

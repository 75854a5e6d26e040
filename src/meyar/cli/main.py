"""The `meyar` command. Exit 0: fine; 1: the input has problems, all listed; 2: wrong usage."""

from __future__ import annotations

import importlib
from typing import Any

import click

# Loaded when asked for: the pure commands answer without the database and its framework.
_COMMANDS = {
    "rulebook": ("meyar.cli.rulebook", "rulebook"),
    "score": ("meyar.cli.score", "score_answers"),
    "robustness": ("meyar.cli.robustness", "robustness"),
    "decompose": ("meyar.cli.change", "decompose"),
    "claim": ("meyar.cli.claims", "claim"),
    "agreement": ("meyar.cli.agreement", "agreement"),
    "sample-plan": ("meyar.cli.sampling", "sample_plan"),
    "assign": ("meyar.cli.assignment", "assign"),
    "totals": ("meyar.cli.results", "totals"),
    "report": ("meyar.cli.results", "report"),
    "import": ("meyar.cli.imports", "import_sheet"),
    "round": ("meyar.cli.rounds", "round_"),
    "person": ("meyar.cli.people", "person"),
    "demo": ("meyar.cli.service", "demo"),
    "serve": ("meyar.cli.service", "serve"),
    "check": ("meyar.cli.service", "check"),
}


class Commands(click.Group):
    def list_commands(self, ctx: click.Context) -> list[str]:  # noqa: ARG002 - click's signature
        return list(_COMMANDS)

    def get_command(self, ctx: click.Context, cmd_name: str) -> click.Command | None:  # noqa: ARG002
        if cmd_name not in _COMMANDS:
            return None
        module, name = _COMMANDS[cmd_name]
        command: Any = getattr(importlib.import_module(module), name)
        return command if isinstance(command, click.Command) else None


@click.command(cls=Commands, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 110})
@click.version_option(package_name="meyar", prog_name="meyar")
@click.option("--as", "username", metavar="PERSON", help="Do writes as this person instead of as the system.")
@click.pass_context
def main(context: click.Context, username: str | None) -> None:
    """
    Assess how state bodies provide their electronic services.

    The database and all files of an installation stand under MEYAR_HOME (default: var/).
    """
    context.obj = username


if __name__ == "__main__":
    main()

"""Exact numbers on the command line: fractions as options, as text for people and as "n/d" for programs."""

from __future__ import annotations

import json
from collections.abc import Callable
from decimal import Decimal
from fractions import Fraction
from typing import Any

import click

as_json_or_text = click.option(
    "--format",
    "form",
    type=click.Choice(["json", "text"]),
    default="text",
    show_default=True,
    help="json: exact, fractions as n/d; text: for people, rounded to four decimals.",
)


def share(*, with_zero: bool = False, with_one: bool = False) -> Callable[[str], Fraction]:
    """The type of an option: a share of 1; the ends 0 and 1 belong to it only where said."""

    def share_of_one(text: str) -> Fraction:
        number = exact_number(text)
        ends = {end for end, belongs in ((0, with_zero), (1, with_one)) if belongs}
        if number is None or not (0 < number < 1 or number in ends):
            lowest, highest = "from 0" if with_zero else "above 0", "to 1" if with_one else "to below 1"
            raise click.BadParameter(f"{text!r}; accepted: a share {lowest} {highest}, as 0.05 or 1/20")
        return number

    return share_of_one


def exact_number(text: str) -> Fraction | None:
    """Of 3, -0.5 or 1/20; None for anything else."""
    try:
        return Fraction(text) if "e" not in text.lower() else None
    except (ValueError, ZeroDivisionError):
        return None


def for_people(number: Fraction | Decimal, *, sign: bool = False) -> str:
    """Rounded to four decimals, without needless zeros."""
    rounded = round(Fraction(number), 4)
    digits = f"{Decimal(rounded.numerator) / rounded.denominator:f}"
    return f"+{digits}" if sign and rounded > 0 else digits


def print_json(plain: Any) -> None:
    click.echo(json.dumps(plain, ensure_ascii=False, indent=2))


def print_rows(rows: list[list[str]]) -> None:
    """In columns: the first to the left, the others to the right."""
    widths = [max(len(row[place]) for row in rows) for place in range(len(rows[0]))]
    for first, *others in rows:
        cells = [first.ljust(widths[0]), *(c.rjust(w) for c, w in zip(others, widths[1:], strict=True))]
        click.echo("  ".join(cells).rstrip())

from __future__ import annotations

import csv
import io
import json
from pathlib import Path
from typing import TYPE_CHECKING

import click

from meyar.cli.installation import fail, open_installation, progress

if TYPE_CHECKING:
    from meyar.publication.queries.totals import YearTotals
    from meyar.reports.choices import Format

_FOUR_GRADES = ("qeyri_kafi", "kafi", "yaxsi", "ela")


@click.command()
@click.option("--format", "form", type=click.Choice(["csv", "json", "text"]), default="text", show_default=True)
def totals(form: str) -> None:
    """
    Print the published totals by year, counted over the published services.

    csv and json hold the rounds graded in the four grades of 2013-2015 and nothing else; as text, rounds graded
    otherwise follow in tables of their own.
    """
    open_installation()
    from meyar.publication.queries.totals import TotalsDisagree, current_totals

    try:
        years = current_totals()
    except TotalsDisagree as refusal:
        fail([refusal])
    in_four = [year for year in years if _grades(year) == _FOUR_GRADES]
    others = [year for year in years if _grades(year) != _FOUR_GRADES]
    if form == "text":
        _print_tables(in_four, others)
        return
    header = ["year", "bodies", "services", "electronised", "not_electronised", *_FOUR_GRADES]
    rows = [
        [year.year, year.bodies, year.services, year.electronised, year.not_electronised, *(n for _, n in year.grades)]
        for year in in_four
    ]
    if form == "json":
        click.echo(json.dumps([dict(zip(header, row, strict=True)) for row in rows], indent=2))
    else:
        out = io.StringIO()
        table = csv.writer(out, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)
        click.echo(out.getvalue(), nl=False)
    if others:
        named = ", ".join(year.round_code for year in others)
        click.echo(f"left out, because graded in other grades: {named}; see --format text", err=True)


def _grades(year: YearTotals) -> tuple[str, ...]:
    return tuple(code for code, _ in year.grades)


def _print_tables(in_four: list[YearTotals], others: list[YearTotals]) -> None:
    """One table for each set of grades. Without a grade are services to which nothing applies or not all is known."""
    if not in_four and not others:
        click.echo("nothing is published yet")
    if in_four:
        _print_table(
            ["year", "bodies", "services", "electronised", "not_electronised", *_FOUR_GRADES],
            [
                [y.year, y.bodies, y.services, y.electronised, y.not_electronised, *(n for _, n in y.grades)]
                for y in in_four
            ],
        )
    for place, grades in enumerate(dict.fromkeys(map(_grades, others))):
        if place or in_four:
            click.echo()
        _print_table(
            ["round", "bodies", "services", "not_electronised", "without_grade", *grades],
            [
                [y.round_code, y.bodies, y.services, y.not_electronised, _without_grade(y), *(n for _, n in y.grades)]
                for y in others
                if _grades(y) == grades
            ],
        )


def _without_grade(year: YearTotals) -> int:
    return year.services - year.not_electronised - sum(services for _, services in year.grades)


def _print_table(header: list[str], rows: list[list[int | str]]) -> None:
    lines = [header, *([str(cell) for cell in row] for row in rows)]
    widths = [max(6, *(len(line[place]) for line in lines)) for place in range(len(header))]
    for line in lines:
        click.echo("  ".join(cell.rjust(width) for cell, width in zip(line, widths, strict=True)))


@click.command()
@click.argument("rounds", metavar="ROUND|FIRST-LAST")
@click.option("--format", "form", type=click.Choice(["pdf", "docx", "xlsx", "html", "csv"]), required=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--language", type=click.Choice(["az", "en", "ru"]), default="az", show_default=True)
def report(rounds: str, form: Format, out: Path, language: str) -> None:
    """Write the report of one published round or of a span of them."""
    open_installation()
    from meyar.reports.writing import ReportRefused, span_of, write_report

    try:
        first, last = span_of(rounds)
        with progress() as say:
            write_report(first, last, format=form, language=language, path=out, progress=say)
    except ReportRefused as refusal:
        fail([refusal])
    click.echo(str(out))

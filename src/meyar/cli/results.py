from __future__ import annotations

import csv
import io
import json
from pathlib import Path

import click

from meyar.cli.installation import fail, open_installation, progress

_FOUR_GRADES = ("qeyri_kafi", "kafi", "yaxsi", "ela")


@click.command()
@click.option("--format", "form", type=click.Choice(["csv", "json", "text"]), default="text", show_default=True)
def totals(form: str) -> None:
    """Print the published totals by year, counted over the published services."""
    open_installation()
    from meyar.publication.queries.totals import TotalsDisagree, current_totals

    try:
        years = current_totals(graded_in=_FOUR_GRADES)
    except TotalsDisagree as refusal:
        fail([refusal])
    header = ["year", "bodies", "services", "electronised", "not_electronised", *_FOUR_GRADES]
    rows: list[list[int]] = [
        [year.year, year.bodies, year.services, year.electronised, year.not_electronised, *(n for _, n in year.grades)]
        for year in years
    ]
    if form == "json":
        click.echo(json.dumps([dict(zip(header, row, strict=True)) for row in rows], indent=2))
    elif form == "csv":
        out = io.StringIO()
        table = csv.writer(out, lineterminator="\n")
        table.writerow(header)
        table.writerows(rows)
        click.echo(out.getvalue(), nl=False)
    else:
        widths = [max(len(name), 6) for name in header]
        for row in [header, *([str(cell) for cell in row] for row in rows)]:
            click.echo("  ".join(cell.rjust(width) for cell, width in zip(row, widths, strict=True)))
        if not rows:
            click.echo("nothing is published yet")


@click.command()
@click.argument("rounds", metavar="ROUND|FIRST-LAST")
@click.option("--format", "form", type=click.Choice(["pdf", "docx", "xlsx", "html", "csv"]), required=True)
@click.option("--out", type=click.Path(path_type=Path, dir_okay=False), required=True)
@click.option("--language", type=click.Choice(["az", "en", "ru"]), default="az", show_default=True)
def report(rounds: str, form: str, out: Path, language: str) -> None:
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

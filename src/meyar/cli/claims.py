from __future__ import annotations

from pathlib import Path

import click

from meyar.cli.columns import Columns, Line, read_columns
from meyar.cli.exact_numbers import as_json_or_text, for_people, print_json, print_rows
from meyar.cli.installation import fail
from meyar.common.fractions import fraction_text
from meyar.statistics import Totals, TotalsAudit, TotalsDoNotCompare, Verdict, audit_totals

_EDGES = {"50": "kafi", "70": "yaxsi", "90": "ela"}  # by the percent at which the grade begins
_GRADES = ("qeyri_kafi", *_EDGES.values())
_COUNTED = ("not_electronised", *_GRADES)
_SUMS = ("services", "electronised")


@click.command()
@click.argument("totals", metavar="TOTALS", type=click.Path(path_type=Path))
@click.argument("before", metavar="YEAR")
@click.argument("after", metavar="YEAR")
@as_json_or_text
def claim(totals: Path, before: str, after: str, form: str) -> None:
    """
    Test "the grades fell" and "the grades rose" from one YEAR to another on published TOTALS alone.

    TOTALS has the columns of `meyar totals --format csv`. A sentence that holds at one edge of the grades and
    fails at another is contradicted as a general statement.
    """
    problems: list[str] = []
    sheet = read_columns(totals, ("year", *_COUNTED), (*_SUMS, "bodies"), problems=problems)
    years = _read_years(sheet, problems) if sheet else {}
    if sheet:
        problems += [
            f"{totals}: no row is of the year {year}; the file holds {', '.join(years) or 'no year'}"
            for year in dict.fromkeys((before, after))
            if year not in [line["year"] for line in sheet.lines]
        ]
    if problems:
        fail(problems)
    audit = audit_totals(years[before], years[after])
    fell, rose = _general(audit)
    edges = dict(zip(_EDGES, audit.differences_below, strict=True))
    if form == "json":
        print_json(
            {
                "verdict": {"fell": fell.value, "rose": rose.value},
                "min_changes": audit.fewest_moves,
                "cumulative": {edge: fraction_text(difference) for edge, difference in edges.items()},
            }
        )
        return
    words = {verdict: verdict.value.replace("_", " ") for verdict in Verdict}
    click.echo(f"The grades fell from {before} to {after}: {words[fell]}.")
    click.echo(f"The grades rose from {before} to {after}: {words[rose]}.")
    click.echo(f"At least {audit.fewest_moves} services changed their state, entered or left the List.")
    click.echo("Share of the electronised services below an edge, percent:")
    pairs = zip(_EDGES, years[before].shares_below(), years[after].shares_below(), strict=True)
    print_rows(
        [["edge", before, after, "change"]]
        + [
            [edge, for_people(100 * was), for_people(100 * now), for_people(100 * edges[edge], sign=True)]
            for edge, was, now in pairs
        ]
    )
    click.echo("How many services rose and how many fell, only the services' grades in both years can tell.")


def _general(audit: TotalsAudit) -> tuple[Verdict, Verdict]:
    """Of "fell" and "rose": where the edges disagree, neither holds as a general statement."""
    return (audit.fell, audit.rose) if audit.dominance else (Verdict.CONTRADICTED, Verdict.CONTRADICTED)


def _read_years(sheet: Columns, problems: list[str]) -> dict[str, Totals]:
    years: dict[str, Totals] = {}
    first: dict[str, int] = {}
    for line in sheet.lines:
        year = line["year"]
        wrong = list(sheet.empty_cells(line, ["year"]))
        if year in first:
            wrong.append(f"{sheet.cell(line, 'year')}: {year} stands in row {first[year]} already")
        elif year:
            first[year] = line.number
        given = [column for column in (*_COUNTED, *_SUMS, "bodies") if column in sheet]
        uncounted = [column for column in given if not (line[column].isascii() and line[column].isdigit())]
        wrong += [
            f"{sheet.cell(line, column)}: {line[column]!r} is no whole number of 0 or more" for column in uncounted
        ]
        if not uncounted:
            wrong += _sums(sheet, line)
        if not wrong:
            try:
                years[year] = Totals(int(line["not_electronised"]), tuple(int(line[grade]) for grade in _GRADES))
            except TotalsDoNotCompare as refusal:
                wrong.append(f"{sheet.row(line)}: {refusal}")
        problems += wrong
    return years


def _sums(sheet: Columns, line: Line) -> list[str]:
    graded = sum(int(line[grade]) for grade in _GRADES)
    expected = {"services": graded + int(line["not_electronised"]), "electronised": graded}
    return [
        f"{sheet.cell(line, column)}: {line[column]} are given, but the states of the row add up to {number}"
        for column, number in expected.items()
        if column in sheet and int(line[column]) != number
    ]

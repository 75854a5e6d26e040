from __future__ import annotations

from pathlib import Path

import click

from meyar.cli.columns import read_columns
from meyar.cli.exact_numbers import as_json_or_text, print_json, print_rows
from meyar.cli.installation import fail
from meyar.statistics.assignment import AssignmentImpossible
from meyar.statistics.assignment import assign as assign_blindly

_FILE = click.Path(path_type=Path)


@click.command()
@click.option("--seed", required=True, help="Its SHA-256 is published before the work, the seed itself after it.")
@click.option("--services", "services_file", type=_FILE, required=True, help="A sheet with the column service.")
@click.option("--assessors", "assessors_file", type=_FILE, required=True, help="A sheet with the column assessor.")
@click.option(
    "--conflicts", "conflicts_file", type=_FILE, required=True, help="A sheet with the columns assessor, service."
)
@click.option("--per-service", type=click.IntRange(min=1), default=2, show_default=True)
@as_json_or_text
def assign(
    seed: str, services_file: Path, assessors_file: Path, conflicts_file: Path, per_service: int, form: str
) -> None:
    """
    Give every service its assessors, blind and repeatable: whoever has the SEED and the files gets the same.
    """
    problems: list[str] = []
    services = _names(services_file, "service", problems)
    assessors = _names(assessors_file, "assessor", problems)
    conflicts = _conflicts(conflicts_file, services, assessors, problems)
    if problems:
        fail(problems)
    try:
        found = assign_blindly(
            seed=seed, services=services, assessors=assessors, conflicts=conflicts, per_service=per_service
        )
    except AssignmentImpossible as impossible:
        fail(impossible.problems)
    if form == "json":
        print_json(
            {
                "order": list(found.order),
                "assigned": {service: list(chosen) for service, chosen in found.assigned.items()},
                "loads": dict(found.loads),
                "seed_sha256": found.seed_sha256,
            }
        )
        return
    print_rows([["service", "assessors"], *([service, ", ".join(found.assigned[service])] for service in found.order)])
    click.echo()
    print_rows([["assessor", "services"], *([one, str(load)] for one, load in found.loads.items())])
    click.echo(f"\nSHA-256 of the seed: {found.seed_sha256}")
    if not found.connected:
        click.echo("Some assessors share no service with the others: their leniency cannot be compared.")


def _names(path: Path, column: str, problems: list[str]) -> list[str]:
    sheet = read_columns(path, [column], problems=problems)
    if sheet is None:
        return []
    rows: dict[str, int] = {}
    for line in sheet.lines:
        problems += sheet.empty_cells(line, [column])
        if line[column] in rows:
            problems.append(f"{sheet.cell(line, column)}: {line[column]} stands in row {rows[line[column]]} already")
        elif line[column]:
            rows[line[column]] = line.number
    if not sheet.lines:
        problems.append(f"{path}: the file names no {column}; give at least one below the header")
    return list(rows)


def _conflicts(path: Path, services: list[str], assessors: list[str], problems: list[str]) -> list[tuple[str, str]]:
    columns = {"assessor": assessors, "service": services}
    sheet = read_columns(path, list(columns), problems=problems)
    lines = sheet.lines if sheet else ()
    for line in lines:
        assert sheet is not None
        problems += sheet.empty_cells(line, list(columns))
        problems += [
            f"{sheet.cell(line, column)}: no {column} is called {line[column]}"
            for column, known in columns.items()
            if line[column] and known and line[column] not in known
        ]
    return [(line["assessor"], line["service"]) for line in lines]

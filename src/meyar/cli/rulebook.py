from __future__ import annotations

import json
from pathlib import Path

import click

from meyar.cli.files import read_edition, rulebook_file, rulebook_text
from meyar.cli.installation import acting, as_person, fail, open_installation
from meyar.scoring import compare_editions, edition_json_schema, run_case

_PATH = click.argument("path", type=click.Path(path_type=Path))


@click.group()
def rulebook() -> None:
    """The Rules as data: check, hash, show, compare, take in."""


@rulebook.command()
@_PATH
def check(path: Path) -> None:
    """Check the rulebook at PATH and run its worked cases. Lists all problems."""
    edition = read_edition(path)
    cases = sorted((rulebook_file(path).parent / "cases").glob("*.yaml"))
    problems = [
        problem for case in cases for problem in run_case(edition, case.read_text(encoding="utf-8"), name=str(case))
    ]
    if problems:
        fail(problems)
    click.echo(
        f"{edition.code}: {len(edition.criteria)} criteria, {len(edition.parameters)} parameters, "
        f"{len(edition.grades)} grades; {len(cases)} worked cases hold"
    )


@rulebook.command("hash")
@_PATH
def hash_(path: Path) -> None:
    """Print the SHA-256 of the rulebook's canonical JSON (RFC 8785)."""
    click.echo(read_edition(path).sha256)


@rulebook.command()
@_PATH
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--language", type=click.Choice(["az", "en", "ru"]), default="az", show_default=True)
def show(path: Path, form: str, language: str) -> None:
    """Print the rulebook: criteria, parameters, levels and points; as json its canonical form."""
    edition = read_edition(path)
    if form == "json":
        click.echo(edition.canonical_json.decode())
        return
    click.echo(f"{edition.code}  {edition.title.in_language(language)[0]}\nSHA-256 {edition.sha256}")
    if edition.note:
        click.echo(edition.note.in_language(language)[0])
    for criterion in edition.criteria:
        click.echo(f"\n{criterion.code}  {criterion.title.in_language(language)[0]}  ({criterion.weight})")
        for parameter in criterion.parameters:
            click.echo(f"  {parameter.code}  {parameter.question.in_language(language)[0]}")
            levels = ", ".join(f"{level.title.in_language(language)[0]} {level.points}" for level in parameter.levels)
            click.echo(f"      {levels}")
    bands = ", ".join(f"{grade.title.in_language(language)[0]} ≥ {grade.begins_at} %" for grade in edition.grades)
    click.echo(f"\n{bands}")


@rulebook.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text", show_default=True)
@click.option("--language", type=click.Choice(["az", "en", "ru"]), default="az", show_default=True)
def diff(before: Path, after: Path, form: str, language: str) -> None:
    """Compare two editions: parameters, points, bands, policies."""
    comparison = compare_editions(read_edition(before), read_edition(after))
    if form == "json":
        click.echo(json.dumps(comparison.as_json(), ensure_ascii=False, indent=2))
    else:
        click.echo(comparison.as_text(language))


@rulebook.command()
def schema() -> None:
    """Print the JSON Schema of the rulebook format."""
    click.echo(json.dumps(edition_json_schema(), ensure_ascii=False, indent=2))


@rulebook.command()
@_PATH
@as_person
@click.option("--in-force", is_flag=True, help="Put it in force as well: from then on it cannot be changed.")
@click.pass_context
def adopt(context: click.Context, path: Path, *, in_force: bool) -> None:
    """Take the rulebook at PATH into the installation, as a draft."""
    text, name = rulebook_text(path)
    read_edition(path)
    open_installation()
    from meyar.rulebooks.actions import EditionHasNoDate, EditionIsInForce, adopt_edition, put_in_force

    actor = acting(context)
    try:
        stored = adopt_edition(actor=actor, text=text, name=name)
        if in_force:
            stored = put_in_force(actor=actor, code=stored.code)
    except (EditionHasNoDate, EditionIsInForce) as refusal:
        fail([refusal])
    click.echo(f"{stored.code} {stored.state} {stored.sha256}")

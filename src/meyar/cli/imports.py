from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from meyar.cli.installation import acting, as_person, fail, open_installation
from meyar.cli.next_steps import refuse

if TYPE_CHECKING:
    from meyar.registry.imports.differences import Preview

_LIST_TITLES = {"az": "Xidmətlərin siyahısı", "en": "List of services", "ru": "Перечень услуг"}
_SHOWN = 10  # lines of each kind of difference; the counts are always whole


@click.command("import")
@click.argument("kind", type=click.Choice(["bodies", "services", "answers"]))
@click.argument("file", type=click.Path(path_type=Path))
@click.option("--round", "code", metavar="CODE", help="services: the List of this round; answers: the round answered.")
@click.option("--mapping", type=click.Path(path_type=Path), help="Which column of the file is which; YAML or JSON.")
@click.option("--in-force-on", metavar="DATE", help="services: from which day a new edition of the List is in force.")
@click.option("--list-title", metavar="TEXT", help="services: title of the edition of the List in Azerbaijani.")
@click.option("--list-title-en", metavar="TEXT", help="services: the same in English.")
@click.option("--list-title-ru", metavar="TEXT", help="services: the same in Russian.")
@click.option("--demonstration", is_flag=True, help="The rows are synthetic: marked wherever they go.")
@click.option("--dry-run", is_flag=True, help="Show what would change and write nothing.")
@click.option("--yes", is_flag=True, help="Confirm without being asked.")
@as_person
@click.pass_context
def import_sheet(
    context: click.Context,
    kind: str,
    file: Path,
    code: str | None,
    mapping: Path | None,
    in_force_on: str | None,
    list_title: str | None,
    list_title_en: str | None,
    list_title_ru: str | None,
    *,
    demonstration: bool,
    dry_run: bool,
    yes: bool,
) -> None:
    """
    Import a sheet (XLSX, ODS or CSV): preview, then confirm. Nothing is written while there is a problem.
    """
    if not (dry_run or yes) and not sys.stdin.isatty():
        raise click.UsageError("Nobody is there to confirm: give --yes to import, or --dry-run to look only.")
    if kind == "answers" and not code:
        raise click.UsageError("Say which round is answered: --round CODE.")
    data = _bytes_of(file)
    open_installation()
    from meyar.accounts.permissions import NotPermitted
    from meyar.assessment.queries.rounds import NoSuchRound
    from meyar.documents import SheetRefused
    from meyar.registry.imports.differences import RegisterHasChanged
    from meyar.registry.imports.mapping import NO_MAPPING, MappingRefused, read_mapping
    from meyar.registry.imports.problems import SheetHasProblems
    from meyar.registry.imports.services import ListIsFrozen, ListIsNotDescribed
    from meyar.registry.queries import bodies

    try:
        arguments: dict[str, Any] = {
            "data": data,
            "file_name": file.name,
            "mapping": read_mapping(_bytes_of(mapping)) if mapping else NO_MAPPING,
            "demonstration": demonstration,
        }
        titles = {"az": list_title, "en": list_title_en, "ru": list_title_ru}
        preview_of, write = _functions(kind, code, in_force_on, titles, arguments)
        if kind == "services" and not bodies():
            fail(["The register has no bodies yet.", "  Import them first: meyar import bodies FILE"])
        preview = preview_of(**arguments)
        _show(preview)
        if preview.problems:
            fail(f"{file}: {problem.as_text('en')}" for problem in preview.problems)
        if dry_run:
            click.echo("nothing was written (--dry-run)")
            return
        if not yes and not click.confirm("Import this?"):
            click.echo("nothing was written")
            return
        write(actor=acting(context), expected_digest=preview.digest, **arguments)
    except SheetRefused as refusal:
        fail([f"{file}: {refusal.message}"])
    except MappingRefused as refusal:
        fail(f"{mapping}: {problem.as_text('en')}" for problem in refusal.problems)
    except SheetHasProblems as refusal:
        fail(f"{file}: {problem.as_text('en')}" for problem in refusal.problems)
    except (ListIsFrozen, ListIsNotDescribed, NoSuchRound, NotPermitted, RegisterHasChanged) as refusal:
        refuse(refusal, round_code=code or "")
    click.echo("imported")


def _functions(
    kind: str, code: str | None, in_force_on: str | None, titles: dict[str, str | None], arguments: dict[str, Any]
) -> tuple[Callable[..., Preview], Callable[..., Any]]:
    """The preview and the action of a kind of sheet; adds to the arguments what only this kind needs."""
    from meyar.assessment.actions.answers import import_answers
    from meyar.assessment.imports.answers import preview_answers
    from meyar.assessment.queries.rounds import round_coded
    from meyar.registry.actions import import_bodies, import_services
    from meyar.registry.imports.bodies import preview_bodies
    from meyar.registry.imports.services import ListGiven, preview_services
    from meyar.registry.queries import list_editions

    if kind == "bodies":
        return preview_bodies, import_bodies
    if kind == "answers":
        arguments["round_"] = round_coded(code or "")
        return preview_answers, import_answers
    day = _day(in_force_on, code)
    code = code or f"list-{day.isoformat()}"
    known = {edition.code for edition in list_editions()}
    is_new = code not in known
    arguments["given"] = ListGiven(
        code=code,
        in_force_on=day if is_new or in_force_on else None,
        **{f"title_{language}": titles[language] or (_LIST_TITLES[language] if is_new else "") for language in titles},
    )
    return preview_services, import_services


def _day(given: str | None, code: str | None) -> date:
    """The day given, else the first day of the year a round is called by, else today."""
    if given:
        for form in ("%Y-%m-%d", "%d.%m.%Y"):
            try:
                return datetime.strptime(given, form).date()  # noqa: DTZ007 - a day has no time zone
            except ValueError:
                continue
        raise click.UsageError(f"--in-force-on {given!r} is not a day; accepted: 2014-02-01 or 01.02.2014")
    if code and len(code) == 4 and code.isdigit():
        return date(int(code), 1, 1)
    from django.utils import timezone

    return timezone.localdate()


def _bytes_of(file: Path) -> bytes:
    try:
        return file.read_bytes()
    except OSError as problem:
        fail([f"{file}: cannot be read: {problem.strerror}"])


def _show(preview: Preview) -> None:
    counts = ", ".join(f"{name} {count}" for name, count in preview.difference.counts.items())
    click.echo(f"{preview.file_name}: {preview.rows} rows; {counts}; problems {len(preview.problems)}")
    for note in preview.notes:
        click.echo(f"  note: {note.as_text('en')}")
    for name in ("new", "changed", "moved", "gone"):
        items = getattr(preview.difference, name)
        for item in items[:_SHOWN]:
            click.echo(f"  {name}: {item.code} {item.title}")
        if len(items) > _SHOWN:
            click.echo(f"  {name}: and {len(items) - _SHOWN} more")

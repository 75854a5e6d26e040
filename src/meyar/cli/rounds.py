from __future__ import annotations

import click

from meyar.cli.installation import acting, as_person, fail, open_installation
from meyar.cli.next_steps import list_missing, refuse, rules_missing


@click.group("round")
def round_() -> None:
    """Assessment rounds: plan, assess, publish, correct."""


@round_.command()
@click.argument("code")
@click.option("--year", type=int, required=True)
@click.option("--list", "list_code", required=True, help="Code of the edition of the List; it is frozen by this.")
@click.option("--rulebook", required=True, help="Code of an edition of the Rules in force.")
@click.option("--demonstration", is_flag=True, help="The answers are synthetic: marked wherever they go.")
@as_person
@click.pass_context
def plan(context: click.Context, code: str, year: int, list_code: str, rulebook: str, *, demonstration: bool) -> None:
    """Bind a year to an edition of the List and of the Rules."""
    open_installation()
    from meyar.assessment.actions.rounds import EditionIsNotInForce, RoundIsPlannedAlready, plan_round
    from meyar.registry.queries import list_editions
    from meyar.rulebooks.queries import editions

    found = next((edition for edition in list_editions() if edition.code == list_code), None)
    rules = editions().filter(code=rulebook).first()
    problems = []
    if found is None:
        known = ", ".join(edition.code for edition in list_editions()) or "none"
        problems += [f"There is no edition {list_code!r} of the List; known: {known}.", list_missing(list_code)]
    if rules is None:
        known = ", ".join(editions().values_list("code", flat=True)) or "none"
        problems += [f"There is no edition {rulebook!r} of the Rules; known: {known}.", rules_missing()]
    if found is None or rules is None:
        fail(problems)
    try:
        plan_round(
            actor=acting(context),
            code=code,
            year=year,
            list_edition=found,
            rulebook=rules,
            demonstration=demonstration,
        )
    except (EditionIsNotInForce, RoundIsPlannedAlready) as refusal:
        refuse(refusal, round_code=code)
    click.echo(f"round {code}: planned")


@round_.command("list")
def list_() -> None:
    """Print the rounds with their state."""
    open_installation()
    from meyar.assessment.queries.rounds import rounds

    planned = list(rounds())
    if not planned:
        click.echo("no round is planned yet: meyar round plan CODE --year YEAR --list LIST --rulebook RULES")
    for found in planned:
        bound_to = f"Rules {found.rulebook.code}  List {found.list_edition.code}"
        click.echo(f"{found.code}  {found.year}  {found.state}  {bound_to}")


@round_.command()
@click.argument("code")
@as_person
@click.pass_context
def assess(context: click.Context, code: str) -> None:
    """Score every service of the round from its answers."""
    open_installation()
    from meyar.assessment.actions.rounds import RoundHasNoAnswers, RoundIsPublished, assess_round
    from meyar.assessment.queries.rounds import NoSuchRound, round_coded

    try:
        assessed = assess_round(actor=acting(context), assessed=round_coded(code))
    except (NoSuchRound, RoundHasNoAnswers, RoundIsPublished) as refusal:
        refuse(refusal, round_code=code)
    click.echo(f"round {code}: assessed, results SHA-256 {assessed.results_sha256}")


@round_.command()
@click.argument("code")
@click.option("--correct", "reason", metavar="REASON", help="Publish a correction; the reason is shown to the public.")
@as_person
@click.pass_context
def publish(context: click.Context, code: str, reason: str | None) -> None:
    """Freeze the round as an immutable issue of results, if every total agrees with its rows."""
    open_installation()
    from meyar.assessment.actions.rounds import RoundIsNotAssessed
    from meyar.assessment.queries.rounds import NoSuchRound
    from meyar.publication.actions import TotalsDoNotAgree, correct_round, publish_round
    from meyar.publication.actions.publish import (
        NothingToCorrect,
        ReasonIsMissing,
        RoundIsPublishedAlready,
    )

    actor = acting(context)
    try:
        if reason is None:
            issue = publish_round(actor=actor, code=code)
        else:
            issue = correct_round(actor=actor, code=code, reason=reason)
    except TotalsDoNotAgree as refusal:
        fail(refusal.differences)
    except (NoSuchRound, NothingToCorrect, ReasonIsMissing, RoundIsNotAssessed, RoundIsPublishedAlready) as refusal:
        refuse(refusal, round_code=code)
    click.echo(f"issue {issue.code}: content SHA-256 {issue.content_sha256}")

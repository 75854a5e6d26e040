from __future__ import annotations

from fractions import Fraction

import click

from meyar.cli.exact_numbers import as_json_or_text, for_people, print_json, share
from meyar.cli.installation import fail
from meyar.common.fractions import fraction_text
from meyar.statistics.sampling import SampleCannotTell, smallest_sample, upper_limit


@click.command()
@click.option("--population", type=click.IntRange(min=1), required=True, help="Answers (or services) in the lot.")
@click.option("--tolerance", type=share(with_one=True), help="The share of wrong ones that must not pass.")
@click.option("--beta", type=share(), default="0.05", show_default=True, help="The chance of being misled, at most.")
@click.option("--accept", type=click.IntRange(min=0), default=0, show_default=True, help="Wrong ones that still pass.")
@click.option("--found", type=click.IntRange(min=0), help="Wrong ones found; says how many there are at most.")
@click.option("--sampled", type=click.IntRange(min=1), help="Checked ones among which they were found.")
@as_json_or_text
def sample_plan(
    population: int,
    tolerance: Fraction | None,
    beta: Fraction,
    accept: int,
    found: int | None,
    sampled: int | None,
    form: str,
) -> None:
    """
    The smallest re-check sample, exactly: a lot with a share TOLERANCE of wrong ones passes with a chance of at
    most BETA. With --found and --sampled instead: the upper limit of the wrong ones, with a confidence of 1 - BETA.
    """
    if (found is None) != (sampled is None):
        raise click.UsageError("--found and --sampled go together.")
    if found is None and tolerance is None:
        raise click.UsageError("Give --tolerance for a plan, or --found and --sampled for an upper limit.")
    try:
        if found is not None and sampled is not None:
            _print_limit(population, sampled, found, beta, form)
        elif tolerance is not None:
            _print_plan(population, tolerance, beta, accept, form)
    except SampleCannotTell as refusal:
        fail([refusal])


def _print_limit(population: int, sampled: int, found: int, beta: Fraction, form: str) -> None:
    limit = upper_limit(population=population, sampled=sampled, found=found, alpha=beta)
    if form == "json":
        print_json({"upper_limit": limit})
        return
    confidence = for_people(100 * (1 - beta))
    click.echo(
        f"{found} wrong of {sampled} checked: at most {limit} of all {population} are wrong, "
        f"with a confidence of {confidence} percent."
    )


def _print_plan(population: int, tolerance: Fraction, beta: Fraction, accept: int, form: str) -> None:
    plan = smallest_sample(population=population, tolerance=tolerance, beta=beta, accept=accept)
    if form == "json":
        print_json(
            {
                "n": plan.sample,
                "p_accept": fraction_text(plan.p_accept),
                "p_accept_below": fraction_text(plan.p_accept_below),
            }
        )
        return
    click.echo(f"Check {plan.sample} of {population}; accept when at most {plan.accept} are wrong.")
    click.echo(f"A lot with {plan.wrong} wrong ones passes with a chance of {for_people(100 * plan.p_accept)} percent.")
    click.echo(f"With {plan.sample - 1} checked it would be {for_people(100 * plan.p_accept_below)} percent.")

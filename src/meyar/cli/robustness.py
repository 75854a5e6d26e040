from __future__ import annotations

from fractions import Fraction
from pathlib import Path

import click

from meyar.cli.answer_sheets import scored_services
from meyar.cli.exact_numbers import as_json_or_text, for_people, print_json, print_rows, share
from meyar.cli.files import read_edition
from meyar.common.fractions import fraction_text
from meyar.statistics.robustness import weight_robustness


@click.command()
@click.argument("rulebook", type=click.Path(path_type=Path))
@click.argument("answers", type=click.Path(path_type=Path))
@click.option(
    "--weights",
    type=share(with_zero=True),
    default="0.25",
    show_default=True,
    help="How far every criterion's weight may be off, as a share of it.",
)
@as_json_or_text
def robustness(rulebook: Path, answers: Path, weights: Fraction, form: str) -> None:
    """
    For each service of ANSWERS: its percent under RULEBOOK, the least and the most it could be with other weights
    of the criteria, and the grades it could have. ANSWERS as in `meyar score`.

    A service without a percent (not electronised, or not wholly assessed) has none.
    """
    edition = read_edition(rulebook)
    cards = scored_services(answers, edition)
    found = {service: weight_robustness(edition, card, weights) for service, card in cards.items()}
    if form == "json":
        print_json(
            {
                service: {
                    "nominal": fraction_text(one.nominal) if one else None,
                    "lo": fraction_text(one.lowest) if one else None,
                    "hi": fraction_text(one.highest) if one else None,
                    "grades": list(one.grades) if one else [],
                }
                for service, one in found.items()
            }
        )
        return
    rows = [
        [service, for_people(one.nominal), for_people(one.lowest), for_people(one.highest), "/".join(one.grades)]
        if one
        else [service, "-", "-", "-", cards[service].state.value]
        for service, one in found.items()
    ]
    print_rows([["service", "percent", "lowest", "highest", "grades"], *rows])

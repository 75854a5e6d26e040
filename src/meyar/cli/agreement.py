from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from functools import partial
from pathlib import Path

import click

from meyar.cli.columns import Columns, read_columns
from meyar.cli.exact_numbers import as_json_or_text, exact_number, for_people, print_json, print_rows
from meyar.cli.installation import fail
from meyar.common.fractions import fraction_text
from meyar.statistics.agreement import ac_of, alpha_of
from meyar.statistics.ratings import (
    Level,
    RatingsDoNotFit,
    RawAgreement,
    Units,
    Value,
    Weights,
    categories_of,
    patterns_of,
    raw_agreement,
)
from meyar.statistics.resampling import Coefficient, Jackknife, jackknife

_WEIGHTS_OF_AC2 = {
    Level.NOMINAL: Weights.IDENTITY,
    Level.ORDINAL: Weights.ORDINAL,
    Level.INTERVAL: Weights.QUADRATIC,
}


@dataclass(frozen=True)
class _Ratings:
    units: Units
    clusters: Sequence[str] | None  # by unit; None: every unit by itself
    categories: Sequence[Value]  # rising
    words: Mapping[Value, str]  # by category, as it is written


@dataclass(frozen=True)
class _Found:
    value: Fraction | None
    interval: Jackknife | None


@click.command()
@click.argument("ratings", type=click.Path(path_type=Path))
@click.option("--level", type=click.Choice([level.value for level in Level]), required=True)
@click.option("--categories", metavar="1,2,3,4", help="All categories there are, used or not. Without: those used.")
@click.option("--cluster", type=click.Choice(["body"]), help="Leave out whole bodies, not units, for the intervals.")
@as_json_or_text
def agreement(ratings: Path, level: str, categories: str | None, cluster: str | None, form: str) -> None:
    """
    How far the raters in RATINGS agree beyond chance: Krippendorff's alpha, Gwet's AC1 and AC2, raw agreement.

    RATINGS has the columns unit, rater, value and optionally body; a rating that is missing has no row or an empty
    value. Values are numbers, and for --level nominal also words. AC2 weighs ordinal categories by Gwet's ordinal
    weights and interval ones by quadratic weights; of nominal ones it is AC1. Intervals: jackknife, 95 percent.
    """
    given = _given_categories(categories)
    problems: list[str] = []
    read = _read(ratings, Level(level), given, cluster, problems)
    if problems or read is None:
        fail(problems)
    raw = raw_agreement(read.units, read.categories)
    found = {
        name: _Found(coefficient(patterns_of(read.units)), jackknife(read.units, coefficient, clusters=read.clusters))
        for name, coefficient in _coefficients(Level(level), read.categories).items()
    }
    if form == "json":
        print_json(_plain(found, raw, read))
    else:
        _print_text(found, raw, read)


def _coefficients(level: Level, categories: Sequence[Value]) -> dict[str, Coefficient]:
    return {
        "alpha": partial(alpha_of, level=level),
        "ac1": partial(ac_of, weights=Weights.IDENTITY, categories=categories),
        "ac2": partial(ac_of, weights=_WEIGHTS_OF_AC2[level], categories=categories),
    }


def _plain(found: Mapping[str, _Found], raw: RawAgreement, read: _Ratings) -> dict[str, object]:
    return {
        **{name: _text(one.value) for name, one in found.items()},
        "raw": _text(raw.exact),
        "intervals": {
            name: [str(one.interval.lowest), str(one.interval.highest)] if one.interval else None
            for name, one in found.items()
        },
        "prevalence": {read.words[value]: fraction_text(share) for value, share in raw.prevalence.items()},
        "units": raw.units,
        "paired": raw.paired,
    }


def _text(value: Fraction | None) -> str | None:
    return None if value is None else fraction_text(value)


def _print_text(found: Mapping[str, _Found], raw: RawAgreement, read: _Ratings) -> None:
    rows = [["", "value", "lowest", "highest"]]
    for name, one in found.items():
        ends = (one.interval.lowest, one.interval.highest) if one.interval else (None, None)
        rows.append([name, *("-" if number is None else for_people(number) for number in (one.value, *ends))])
    rows.append(["raw agreement", "-" if raw.exact is None else for_people(raw.exact), "", ""])
    print_rows(rows)
    shares = (f"{read.words[value]}: {for_people(100 * share)}" for value, share in raw.prevalence.items())
    click.echo(f"Share of all ratings, percent: {', '.join(shares)}")
    click.echo(f"Units rated: {raw.units}, at least twice: {raw.paired}")


def _given_categories(text: str | None) -> list[str] | None:
    if text is None:
        return None
    words = [word.strip() for word in text.split(",")]
    if "" in words or len(set(words)) != len(words):
        raise click.UsageError(f"--categories {text!r}: accepted are different values with commas between, as 1,2,3,4")
    return words


def _read(
    path: Path, level: Level, given: list[str] | None, cluster: str | None, problems: list[str]
) -> _Ratings | None:
    columns = ["unit", "rater", "value"]
    sheet = (
        read_columns(path, [*columns, "body"], problems=problems)
        if cluster
        else read_columns(path, columns, ["body"], problems=problems)
    )
    if sheet is None:
        return None
    rated = _rated(sheet, problems)
    used = [line["value"] for line in sheet.lines if line["value"]]
    numbers = _numbers(level, [*used, *(given or [])])
    if given is not None and level is not Level.NOMINAL:
        wrong = [word for word in given if word not in numbers]
        if wrong:
            raise click.UsageError(f"--categories: {', '.join(wrong)} is no number; --level {level} takes numbers")
    accepted = None if given is None else {numbers[word] for word in given}
    for line in sheet.lines:
        value = line["value"]
        if value and value not in numbers:
            problems.append(f"{sheet.cell(line, 'value')}: {value!r} is no number; --level {level} takes numbers")
        elif value and accepted is not None and numbers[value] not in accepted:
            problems.append(
                f"{sheet.cell(line, 'value')}: {value!r} is no category; accepted: {', '.join(given or [])}"
            )
    clusters = _clusters(sheet, problems) if cluster else None
    if problems:
        return None
    return _ratings(path, rated, numbers, accepted, clusters, problems)


def _ratings(
    path: Path,
    rated: Mapping[str, Mapping[str, str]],
    numbers: Mapping[str, Value],
    accepted: set[Value] | None,
    clusters: Mapping[str, str] | None,
    problems: list[str],
) -> _Ratings | None:
    raters = list(dict.fromkeys(rater for by_rater in rated.values() for rater in by_rater))
    units = [
        [numbers[by_rater[rater]] if by_rater.get(rater) else None for rater in raters] for by_rater in rated.values()
    ]
    try:
        categories = categories_of(patterns_of(units), None if accepted is None else sorted(accepted))
    except RatingsDoNotFit as refusal:
        problems.append(f"{path}: {refusal}")
        return None
    words: dict[Value, str] = {}
    for word, number in numbers.items():
        words.setdefault(number, word)
    return _Ratings(units, [clusters[unit] for unit in rated] if clusters else None, categories, words)


def _numbers(level: Level, words: Sequence[str]) -> dict[str, Value]:
    """By word; words that are no number become places where the level is nominal, and are left out elsewhere."""
    exact = {word: exact_number(word) for word in words}
    if level is Level.NOMINAL and None in exact.values():
        return {word: place for place, word in enumerate(sorted(exact))}
    return {word: number for word, number in exact.items() if number is not None}


def _rated(sheet: Columns, problems: list[str]) -> dict[str, dict[str, str]]:
    """By unit and rater, what is written; empty where there is no rating."""
    rated: dict[str, dict[str, str]] = {}
    rows: dict[tuple[str, str], int] = {}
    for line in sheet.lines:
        problems += sheet.empty_cells(line, ["unit", "rater"])
        key = line["unit"], line["rater"]
        if not all(key):
            continue
        if key in rows:
            problems.append(f"{sheet.row(line)}: {key[1]} rated {key[0]} already in row {rows[key]}")
            continue
        rows[key] = line.number
        rated.setdefault(key[0], {})[key[1]] = line["value"]
    return rated


def _clusters(sheet: Columns, problems: list[str]) -> dict[str, str]:
    bodies: dict[str, str] = {}
    for line in sheet.lines:
        problems += sheet.empty_cells(line, ["body"])
        if line["unit"] and line["body"] and bodies.setdefault(line["unit"], line["body"]) != line["body"]:
            problems.append(
                f"{sheet.cell(line, 'body')}: unit {line['unit']} is of {bodies[line['unit']]} in an earlier row"
            )
    return bodies

from __future__ import annotations

import json
from decimal import Decimal
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from meyar.cli.main import main

TWELVE = "11- 223 333 444 434 2-2 334 121 444 323 -33 44-"


def rows_of(units: str, *, bodies: str = "") -> list[str]:
    """One row per rating by A, B, C; "-" has a row without a value."""
    return [
        f"s{place:02},{rater},{'' if value == '-' else value}{f',{bodies[place]}' if bodies else ''}"
        for place, unit in enumerate(units.split())
        for rater, value in zip("ABC", unit, strict=True)
    ]


def agreed(folder: Path, rows: list[str], options: str, header: str = "unit,rater,value") -> Result:
    file = folder / "ratings.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return CliRunner().invoke(main, ["agreement", str(file), *options.split()])


def found(folder: Path, rows: list[str], options: str, header: str = "unit,rater,value") -> dict[str, Any]:
    plain: dict[str, Any] = json.loads(agreed(folder, rows, f"{options} --format json", header).stdout)
    return plain


@pytest.mark.parametrize(
    ("level", "alpha", "ac2"),
    [
        ("nominal", "42/73", "937/1477"),
        ("ordinal", "133559/159072", "2279/2639"),
        ("interval", "892/1047", "2407/2677"),
    ],
)
def test_tv_13_with_missing_values(tmp_path: Path, level: str, alpha: str, ac2: str) -> None:
    plain = found(tmp_path, rows_of(TWELVE), f"--level {level} --categories 1,2,3,4")

    assert [plain[name] for name in ("alpha", "ac1", "ac2", "raw")] == [alpha, "937/1477", ac2, "13/18"]
    assert plain["prevalence"] == {"1": "1/8", "2": "3/16", "3": "11/32", "4": "11/32"}
    assert (plain["units"], plain["paired"]) == (12, 12)


def test_a_missing_rating_may_as_well_have_no_row(tmp_path: Path) -> None:
    rows = rows_of(TWELVE)
    given = [row for row in rows if not row.endswith(",")]

    assert (len(rows), len(given)) == (36, 32)
    assert found(tmp_path, given, "--level ordinal") == found(tmp_path, rows, "--level ordinal")


def test_tv_13_interval_of_the_ordinal_alpha_by_jackknife(tmp_path: Path) -> None:
    """0.8396135 - 2.2009852 x 0.0820535: Student's t of 11 degrees of freedom at 97.5 percent times the error."""
    plain = found(tmp_path, rows_of(TWELVE), "--level ordinal")

    lowest, highest = plain["intervals"]["alpha"]
    assert (f"{Decimal(lowest):.6f}", highest) == ("0.659015", "1")


def test_whole_bodies_are_left_out_where_bodies_are_the_clusters(tmp_path: Path) -> None:
    rows = rows_of(TWELVE, bodies="aabbccddeeff")
    header = "unit,rater,value,body"

    by_unit = found(tmp_path, rows, "--level ordinal", header)
    by_body = found(tmp_path, rows, "--level ordinal --cluster body", header)

    assert by_body["alpha"] == by_unit["alpha"]
    assert by_body["intervals"]["alpha"] != by_unit["intervals"]["alpha"]


def test_nominal_categories_may_be_words(tmp_path: Path) -> None:
    words = {"1": "yes", "2": "no", "3": "na", "4": "unreachable"}
    rows = [f"{row[:-1]}{words[row[-1]]}" for row in rows_of(TWELVE) if not row.endswith(",")]

    plain = found(tmp_path, rows, "--level nominal --categories yes,no,na,unreachable")

    assert (plain["alpha"], plain["ac1"]) == ("42/73", "937/1477")
    assert plain["prevalence"] == {"na": "11/32", "no": "3/16", "unreachable": "11/32", "yes": "1/8"}


def test_raters_who_know_one_category_only_have_raw_agreement_and_no_alpha(tmp_path: Path) -> None:
    plain = found(tmp_path, rows_of("111 111"), "--level nominal")

    assert [plain[name] for name in ("alpha", "ac1", "ac2", "raw")] == [None, None, None, "1/1"]
    assert plain["intervals"] == {"alpha": None, "ac1": None, "ac2": None}


def test_the_text_puts_raw_agreement_and_prevalence_beside(tmp_path: Path) -> None:
    lines = agreed(tmp_path, rows_of(TWELVE), "--level ordinal").stdout.splitlines()

    assert [line.split()[:2] for line in lines[1:4]] == [["alpha", "0.8396"], ["ac1", "0.6344"], ["ac2", "0.8636"]]
    assert lines[4:] == [
        "raw agreement  0.7222",
        "Share of all ratings, percent: 1: 12.5, 2: 18.75, 3: 34.375, 4: 34.375",
        "Units rated: 12, at least twice: 12",
    ]


def test_all_problems_of_the_ratings_are_listed_with_their_place(tmp_path: Path) -> None:
    rows = ["s1,A,1,x", "s1,A,2,x", "s1,B,many,y", ",C,9,x", "s2,C,2,"]

    result = agreed(tmp_path, rows, "--level ordinal --categories 1,2 --cluster body", "unit,rater,value,body")

    file = tmp_path / "ratings.csv"
    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"{file}: row 3: A rated s1 already in row 2",
        f"{file}: row 5, column A (unit): is empty",
        f"{file}: row 4, column C (value): 'many' is no number; --level ordinal takes numbers",
        f"{file}: row 5, column C (value): '9' is no category; accepted: 1, 2",
        f"{file}: row 4, column D (body): unit s1 is of x in an earlier row",
        f"{file}: row 6, column D (body): is empty",
    ]


def test_a_sheet_without_ratings_or_bodies_is_refused(tmp_path: Path) -> None:
    file = tmp_path / "ratings.csv"

    assert agreed(tmp_path, ["s1,A,"], "--level nominal").stderr == f"{file}: there is no rating\n"
    assert agreed(tmp_path, ["s1,A,1"], "--level nominal --cluster body").stderr == (
        f"{file}: row 1: column body is missing; the header holds unit, rater, value; accepted: unit, rater, value, body\n"
    )


@pytest.mark.parametrize(
    "options", ["", "--level rank", "--level ordinal --categories 1,1", "--level ordinal --categories low,high"]
)
def test_wrong_usage_is_an_answer_with_2(tmp_path: Path, options: str) -> None:
    assert agreed(tmp_path, ["s1,A,1"], options).exit_code == 2

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from fractions import Fraction
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from meyar.cli.main import main
from tests.scoring.editions import as_yaml, criterion, parameter, rulebook

RULES_A = {"p1": 40, "p2": 20, "p3": 20, "p5": 20}
RULES_B = {"p1": 30, "p2": 20, "p3": 20, "p4": 30}
LEVELS = {"0": "l0", "½": "l1", "1": "l2"}
FIRST = {
    "s01": "1 1 1 0 1", "s02": "1 1 1 1 1", "s03": "1 1 ½ 0 1", "s04": "1 ½ ½ 0 ½", "s05": "½ 1 1 0 ½",
    "s06": "½ ½ ½ 0 1", "s07": "½ ½ 0 ½ 0", "s08": "", "s09": "", "s10": "1 0 1 0 1",
}  # fmt: skip
SECOND = {
    "s01": "1 1 1 1 1", "s02": "1 1 1 1 ½", "s03": "1 1 1 ½ 1", "s04": "1 1 ½ 0 ½", "s05": "½ 1 1 0 0",
    "s06": "½ ½ ½ 0 1", "s07": "1 ½ 0 ½ 0", "s08": "1 ½ ½ 1 0", "s09": "", "s11": "1 1 0 0 1", "s12": "0 1 0 0 1",
}  # fmt: skip
PARTS = ("rules", "composition", "real")


@pytest.fixture
def years(tmp_path: Path) -> Path:
    """TV-6: two rulebooks and two sheets that answer the parameters of both."""
    for name, points in (("a", RULES_A), ("b", RULES_B)):
        write_rules(tmp_path, name, points)
    write_answers(tmp_path, "first", FIRST)
    write_answers(tmp_path, "second", SECOND)
    return tmp_path


def write_rules(folder: Path, name: str, points: Mapping[str, int], **more: Any) -> None:
    parameters = [parameter(code, "0", str(most // 2), str(most)) for code, most in points.items()]
    data = rulebook(criterion("C1", *parameters), policy="exclude_global", gate=True, **more)
    (folder / f"{name}.yaml").write_text(as_yaml({**data, "code": name}), encoding="utf-8")


def write_answers(folder: Path, name: str, services: Mapping[str, str], hidden: Iterable[str] = ()) -> None:
    """Answers to p1 ... p5; an empty text is not electronised. Services s01-s06 are of x, the others of y."""
    rows = ["body,service,parameter,answer"]
    for service, answers in services.items():
        body = "x" if service <= "s06" else "y"
        rows.append(f"{body},{service},electronised,{'yes' if answers else 'no'}")
        rows += [
            f"{body},{service},p{place},{LEVELS[answer]}"
            for place, answer in enumerate(answers.split(), start=1)
            if f"p{place}" not in hidden
        ]
    (folder / f"{name}.csv").write_text("\n".join(rows) + "\n", encoding="utf-8")


def decomposed(folder: Path, *more: str) -> Result:
    files = {"rules-before": "a.yaml", "rules-after": "b.yaml", "answers-before": "first.csv"}
    files["answers-after"] = "second.csv"
    options = [word for name, file in files.items() for word in (f"--{name}", str(folder / file))]
    return CliRunner().invoke(main, ["decompose", *options, *more])


def plain(folder: Path, *more: str) -> dict[str, Any]:
    found: dict[str, Any] = json.loads(decomposed(folder, *more, "--format", "json").stdout)
    return found


@pytest.mark.parametrize(
    ("measure", "rules", "composition", "real"),
    [
        ("counts", "0 1 3/2 -1 -3/2", "0 1 0 0 0", "-1 -1 3/2 0 1/2"),
        (
            "share_list",
            "0 21/220 8/55 -16/165 -19/132",
            "-3/220 9/110 -3/110 -13/660 -7/330",
            "-21/220 -21/220 8/55 -1/660 31/660",
        ),
        (
            "share_electronised",
            "0 121/1080 13/72 -13/108 -31/180",
            "0 5/54 -13/360 -59/2160 -7/240",
            "0 -7/54 47/360 -59/2160 19/720",
        ),
    ],
)  # fmt: skip
def test_tv_6_rules_composition_and_real(years: Path, measure: str, rules: str, composition: str, real: str) -> None:
    found = plain(years, "--measure", measure)

    words = zip(PARTS, (rules, composition, real), strict=True)
    expected = {part: dict(zip("NISGE", map(with_denominator, word.split()), strict=True)) for part, word in words}
    if measure == "share_electronised":  # the not electronised are no part of the electronised
        for figures in (*expected.values(), *(found[part] for part in PARTS)):
            figures.pop("N")
    assert {part: found[part] for part in PARTS} == expected


def test_tv_6_every_effect_stands_there_and_the_bounds_are_the_points(years: Path) -> None:
    found = plain(years)

    effects = ["official", "rules", "composition", "real", "extensive", "intensive", "R0", "R1", "interaction"]
    assert list(found) == [*effects, "bounds"]
    assert found["official"] == {"N": "-1/1", "I": "1/1", "S": "3/1", "G": "-1/1", "E": "-1/1"}
    assert found["R0"] == {"N": "0/1", "I": "1/1", "S": "3/1", "G": "-2/1", "E": "-2/1"}
    assert found["R1"] == {"N": "0/1", "I": "1/1", "S": "0/1", "G": "0/1", "E": "-1/1"}
    assert found["interaction"] == {"N": "0/1", "I": "0/1", "S": "-3/1", "G": "2/1", "E": "1/1"}
    assert {effect: {state: [point] * 2 for state, point in found[effect].items()} for effect in effects} == {
        effect: {state: ends for state, ends in found["bounds"][effect].items() if ">=" not in state}
        for effect in effects
    }


@pytest.mark.parametrize("by", ["body", "service"])
@pytest.mark.parametrize("measure", ["counts", "share_list", "share_electronised", "mean"])
def test_the_groups_add_up_to_the_whole(years: Path, by: str, measure: str) -> None:
    found = plain(years, "--by", by, "--measure", measure)

    groups = found["groups"]
    assert sorted(groups) == (["x", "y"] if by == "body" else sorted({*FIRST, *SECOND}))
    for effect in ("official", *PARTS, "extensive", "intensive", "R0", "R1", "interaction"):
        for state, whole in found[effect].items():
            assert sum(Fraction(group[effect][state]) for group in groups.values()) == Fraction(whole)


def test_of_the_mean_there_is_one_figure(years: Path) -> None:
    found = plain(years, "--measure", "mean")

    assert list(found["official"]) == ["mean"]
    assert sum(Fraction(found[part]["mean"]) for part in PARTS) == Fraction(found["official"]["mean"])


@pytest.mark.parametrize(
    ("assume", "bounds"),
    [
        (
            "none",
            "I:-1/2,1 S:-1,9/2 G:-9/2,5/2 E:-5/2,1 >=S:-1,1/2 >=G:-4,0 >=E:-5/2,1",
        ),
        (
            "persistence",
            "I:1/2,1 S:0,7/2 G:-9/2,3/2 E:-5/2,1/2 >=S:-1,-1/2 >=G:-4,-1 >=E:-5/2,1/2",
        ),
    ],
)  # fmt: skip
def test_tv_8_bounds_where_a_parameter_was_asked_in_one_year_only(years: Path, assume: str, bounds: str) -> None:
    write_answers(years, "first", FIRST, hidden=["p4"])
    write_answers(years, "second", SECOND, hidden=["p5"])

    found = plain(years, "--assume", assume)

    expected = {
        name: [with_denominator(end) for end in ends.split(",")]
        for name, _, ends in (word.partition(":") for word in bounds.split())
    }
    assert found["bounds"]["rules"] == {"N": ["0/1", "0/1"], **expected}
    assert found["rules"] == dict.fromkeys("NISGE")
    assert found["official"] == {"N": "-1/1", "I": "1/1", "S": "3/1", "G": "-1/1", "E": "-1/1"}


def test_the_text_is_a_table_with_a_row_for_each_effect(years: Path) -> None:
    assert decomposed(years).stdout.splitlines()[:5] == [
        "Change in services; [least, most] where answers are missing, assuming none:",
        "              N   I     S     G     E",
        "official     -1  +1    +3    -1    -1",
        "rules         0  +1  +1.5    -1  -1.5",
        "composition   0  +1     0     0     0",
    ]


def test_the_text_shows_bounds_and_groups(years: Path) -> None:
    write_answers(years, "first", FIRST, hidden=["p4", "p1"])
    write_answers(years, "second", SECOND, hidden=["p5"])

    lines = decomposed(years, "--assume", "persistence", "--by", "body", "--measure", "share_list").stdout.splitlines()

    assert lines[0] == (
        "Change in percentage points of the List; [least, most] where answers are missing, assuming persistence:"
    )
    assert [line.split()[0] for line in lines if line.endswith("E")] == ["N", "x", "y"]
    assert lines[-1] == "Without a certain grade in their own year: s01, s02, s03, s04, s05, s06, s07, s10"


def test_not_applicable_unforeseen_is_computed_as_by_score_and_said(years: Path) -> None:
    sheet = years / "first.csv"
    sheet.write_text(sheet.read_text(encoding="utf-8").replace("s01,p2,l2", "s01,p2,na"), encoding="utf-8")

    result = decomposed(years, "--format", "json")

    assert result.stderr == (
        f"note: {sheet}: row 4: edition a does not foresee that p2 is not applicable; computed as if it did\n"
    )
    assert json.loads(result.stdout)["official"] == {"N": "-1/1", "I": "1/1", "S": "3/1", "G": "-1/1", "E": "-1/1"}


def test_all_problems_of_both_sheets_are_listed_with_their_place(years: Path) -> None:
    first, second = years / "first.csv", years / "second.csv"
    first.write_text("service,parameter,answer\ns1,p9,l1\ns1,p1,l9\ns1,p4,l8\n", encoding="utf-8")
    second.write_text("service,parameter\n", encoding="utf-8")

    result = decomposed(years)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        (
            f"{first}: row 2, column B (parameter): edition a and edition b have no parameter 'p9'; "
            "accepted: electronised, p1, p2, p3, p5, p4"
        ),
        (
            f"{second}: row 1: column answer is missing; the header holds service, parameter; "
            "accepted: service, parameter, answer, body"
        ),
        f'{first}: row 3: service s1: p1: has no level "l9"; accepted: l0, l1, l2, not_assessed, unreachable',
        f'{first}: row 4: service s1: p4: has no level "l8"; accepted: l0, l1, l2, not_assessed, unreachable',
    ]


def test_bodies_cannot_be_told_apart_without_their_column(years: Path) -> None:
    for name in ("first", "second"):
        (years / f"{name}.csv").write_text("service,parameter,answer\ns1,p1,l1\n", encoding="utf-8")

    result = decomposed(years, "--by", "body")

    assert result.exit_code == 1
    assert [line.split(";")[0] for line in result.stderr.splitlines()] == [
        f"{years / name}: row 1: column body is missing" for name in ("first.csv", "second.csv")
    ]


def test_a_share_of_nothing_and_grades_of_two_scales_are_refused(years: Path) -> None:
    (years / "first.csv").write_text("service,parameter,answer\n", encoding="utf-8")
    nothing = decomposed(years, "--measure", "share_list")
    write_rules(years, "b", RULES_B, grades={"low": "0", "high": "50"})
    scales = decomposed(years)

    assert (nothing.exit_code, scales.exit_code) == (1, 1)
    assert nothing.stderr.startswith("nothing is left to take a share or a mean of")
    assert scales.stderr == "edition a grades qeyri_kafi, kafi, yaxsi, ela; edition b grades low, high\n"


def test_wrong_usage_is_an_answer_with_2(years: Path) -> None:
    assert decomposed(years, "--measure", "median").exit_code == 2
    assert CliRunner().invoke(main, ["decompose"]).exit_code == 2


def with_denominator(word: str) -> str:
    fraction = Fraction(word)
    return f"{fraction.numerator}/{fraction.denominator}"

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from meyar.cli.main import main
from tests.scoring.editions import as_yaml, criterion, parameter, rulebook

HEADER = "service,state,points,max,percent,percent_exact,grade,to_next"


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Two criteria of 50 points; the second has a parameter of the body."""
    file = tmp_path / "rulebook.yaml"
    file.write_text(
        as_yaml(
            rulebook(
                criterion("M1", parameter("form", "0", "25", "50", na=True)),
                criterion("M2", parameter("site", "0", "50", scope="body", na=True)),
                gate=True,
            )
        ),
        encoding="utf-8",
    )
    return tmp_path


def scored(rules: Path, *rows: str, form: str = "csv", header: str = "service,parameter,answer") -> Result:
    sheet = rules / "answers.csv"
    sheet.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return CliRunner().invoke(main, ["score", str(rules), str(sheet), "--format", form])


def test_a_service_of_every_state_has_its_line_in_order_of_appearance(rules: Path) -> None:
    result = scored(
        rules,
        "z,electronised,yes", "z,form,l1", "z,site,yes",
        "a,electronised,no",
        "m,electronised,yes", "m,form,l2",
        "n,electronised,yes", "n,form,na", "n,site,na",
    )  # fmt: skip

    assert result.stdout.splitlines() == [
        HEADER,
        "z,graded,75,100,75.0,75/1,yaxsi,15/1",
        "a,not_electronised,,,,,,",
        "m,undetermined,50,100,,,kafi/ela,",
        "n,nothing_applies,0,0,,,,",
    ]
    assert result.exit_code == 0


def test_json_says_the_same_as_csv(rules: Path) -> None:
    result = scored(rules, "z,electronised,yes", "z,form,l2", "z,site,yes", form="json")

    assert json.loads(result.stdout) == [
        {
            "service": "z", "state": "graded", "points": "100", "max": "100", "percent": "100.0",
            "percent_exact": "100/1", "grade": "ela", "to_next": "",
        }
    ]  # fmt: skip


def test_the_float_trap_of_tv_23_is_graded_exactly(tmp_path: Path) -> None:
    """Criteria at 45, 85 and 15 % with weights .35, .35, .30: exactly 50, which floats make 49.99999999999999."""
    levels = ["0", "15", "45", "85", "100"]
    names = ["P1", "P2", "P3"]
    weights = ["0.35", "0.35", "0.30"]
    criteria = [
        criterion(f"M{place}", parameter(name.lower(), *levels), weight=weight)
        for place, (name, weight) in enumerate(zip(names, weights, strict=True), start=1)
    ]
    (tmp_path / "rulebook.yaml").write_text(as_yaml(rulebook(*criteria)), encoding="utf-8")

    result = scored(tmp_path, "s,p1,l2", "s,p2,l3", "s,p3,l1")

    assert result.stdout.splitlines() == [HEADER, "s,graded,145,300,50.0,50/1,kafi,20/1"]


def test_a_parameter_left_out_unforeseen_is_computed_and_said(tmp_path: Path) -> None:
    (tmp_path / "rulebook.yaml").write_text(
        as_yaml(rulebook(criterion("M1", parameter("p1", "0", "20"), parameter("p2", "0", "20")))), encoding="utf-8"
    )

    result = scored(tmp_path, "s,p1,yes", "s,p2,na", "t,p1,na", "t,p2,na")

    assert result.stdout.splitlines()[1:] == ["s,graded,20,20,100.0,100/1,ela,", "t,nothing_applies,0,0,,,,"]
    assert result.stderr.splitlines()[0] == (
        f"note: {tmp_path / 'answers.csv'}: row 3: edition small does not foresee that p2 is not applicable; "
        "computed as if it did"
    )


def test_all_problems_of_a_broken_file_are_listed_with_their_place(rules: Path) -> None:
    result = scored(rules, "a,electronised,maybe", "a,shape,l1", "a,form,l9", "b,form,l1", "b,form,l2", ",form,l1")

    sheet = rules / "answers.csv"
    assert result.exit_code == 1
    assert result.stdout == ""
    assert result.stderr.splitlines() == [
        f"{sheet}: row 2, column C (answer): the gate is answered 'maybe'; accepted: yes, no, not_assessed",
        f"{sheet}: row 3, column B (parameter): edition small has no parameter 'shape'; accepted: electronised, form, site",
        f"{sheet}: row 6: service b, parameter form: answered already in row 5",
        f"{sheet}: row 7, column A (service): is empty",
        f'{sheet}: row 4: service a: form: has no level "l9"; accepted: l0, l1, l2, na, not_assessed, unreachable',
    ]


def test_a_parameter_of_the_body_has_one_answer_for_all_its_services(rules: Path) -> None:
    result = scored(
        rules, "justice,a,site,yes", "justice,b,site,no", "health,c,site,no", header="body,service,parameter,answer"
    )

    assert result.exit_code == 1
    assert result.stderr == (
        f"{rules / 'answers.csv'}: row 3: site is asked of the body justice: no here, but yes for service a in row 2\n"
    )


def test_a_missing_column_is_named_with_what_is_accepted(rules: Path) -> None:
    result = scored(rules, "a,form", header="service,parameter")

    assert result.exit_code == 1
    assert "row 1: column answer is missing" in result.stderr


def test_a_file_that_is_no_sheet_is_refused(rules: Path) -> None:
    sheet = rules / "answers.xlsx"
    sheet.write_bytes(b"PK\x03\x04 not really")

    result = CliRunner().invoke(main, ["score", str(rules), str(sheet)])

    assert result.exit_code == 1
    assert result.stderr.startswith(f"{sheet}: ")


def test_a_missing_file_is_an_answer_with_1_and_a_missing_argument_one_with_2(rules: Path) -> None:
    assert CliRunner().invoke(main, ["score", str(rules), str(rules / "none.csv")]).exit_code == 1
    assert CliRunner().invoke(main, ["score", str(rules)]).exit_code == 2

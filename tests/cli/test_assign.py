from __future__ import annotations

import json
from pathlib import Path

from click.testing import CliRunner, Result

from meyar.cli.main import main

SEED = "ASAN-2026-pilot-seed-0001"
SERVICES = "s01 s02 s03 s04 s05 s06"
CONFLICTS = "A,s02 C,s05 B,s05"


def assigned(
    folder: Path,
    *more: str,
    services: str = SERVICES,
    assessors: str = "A B C D",
    conflicts: str = CONFLICTS,
    form: str = "json",
) -> Result:
    sheets = {"services": f"service {services}", "assessors": f"assessor {assessors}"}
    sheets["conflicts"] = f"assessor,service {conflicts}"
    options = []
    for name, words in sheets.items():
        file = folder / f"{name}.csv"
        file.write_text("\n".join(words.split(" ")) + "\n", encoding="utf-8")
        options += [f"--{name}", str(file)]
    return CliRunner().invoke(main, ["assign", "--seed", SEED, *options, "--format", form, *more])


def test_tv_12_blind_assignment(tmp_path: Path) -> None:
    assert json.loads(assigned(tmp_path).stdout) == {
        "order": ["s05", "s02", "s01", "s04", "s03", "s06"],
        "assigned": {
            "s05": ["A", "D"],
            "s02": ["B", "C"],
            "s01": ["A", "D"],
            "s04": ["B", "C"],
            "s03": ["B", "D"],
            "s06": ["A", "C"],
        },
        "loads": {"A": 3, "B": 3, "C": 3, "D": 3},
        "seed_sha256": "b13251588ba66538adb89a8554592bc08fbb23963733cc3412e677403e2c0482",
    }


def test_the_text_shows_services_in_the_order_they_chose(tmp_path: Path) -> None:
    lines = assigned(tmp_path, form="text").stdout.splitlines()

    assert lines[:3] == ["service  assessors", "s05           A, D", "s02           B, C"]
    assert lines[-1] == "SHA-256 of the seed: b13251588ba66538adb89a8554592bc08fbb23963733cc3412e677403e2c0482"


def test_assessors_who_cannot_be_compared_are_said(tmp_path: Path) -> None:
    result = assigned(tmp_path, services="s1 s2", conflicts="C,s1 D,s1 A,s2 B,s2", form="text")

    assert result.stdout.splitlines()[-1] == (
        "Some assessors share no service with the others: their leniency cannot be compared."
    )


def test_an_impossible_assignment_writes_nothing_and_names_every_service(tmp_path: Path) -> None:
    result = assigned(tmp_path, "--per-service", "3")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr == "service s05: 2 assessors without a conflict, 3 needed\n"


def test_all_problems_of_the_three_sheets_are_listed_with_their_place(tmp_path: Path) -> None:
    result = assigned(tmp_path, services="s01 s02 s01", assessors="", conflicts="A,s09 ,s01")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"{tmp_path / 'services.csv'}: row 4, column A (service): s01 stands in row 2 already",
        f"{tmp_path / 'assessors.csv'}: the file names no assessor; give at least one below the header",
        f"{tmp_path / 'conflicts.csv'}: row 2, column B (service): no service is called s09",
        f"{tmp_path / 'conflicts.csv'}: row 3, column A (assessor): is empty",
    ]


def test_no_conflict_at_all_is_said_by_a_sheet_with_nothing_but_its_header(tmp_path: Path) -> None:
    assert json.loads(assigned(tmp_path, conflicts="").stdout)["loads"] == {"A": 3, "B": 3, "C": 3, "D": 3}


def test_wrong_usage_is_an_answer_with_2(tmp_path: Path) -> None:
    assert assigned(tmp_path, "--per-service", "0").exit_code == 2
    assert CliRunner().invoke(main, ["assign", "--seed", "x"]).exit_code == 2

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from meyar.cli.main import main
from tests.scoring.editions import as_yaml, criterion, parameter, rulebook

SCORES = ["0", "30", "40", "50", "60", "70", "75", "80", "90", "95", "100"]


@pytest.fixture
def rules(tmp_path: Path) -> Path:
    """Three criteria with the weights 40, 30 and 30, each with any of the scores of TV-3."""
    criteria = [criterion(f"M{place}", parameter(f"p{place}", *SCORES), weight=f"0.{w}") for place, w in PLACES]
    (tmp_path / "rulebook.yaml").write_text(as_yaml(rulebook(*criteria, gate=True)), encoding="utf-8")
    return tmp_path


PLACES = [(1, 40), (2, 30), (3, 30)]


def checked(rules: Path, services: dict[str, str], *more: str) -> Result:
    rows = ["service,parameter,answer"]
    for service, scores in services.items():
        rows.append(f"{service},electronised,{'yes' if scores else 'no'}")
        rows += [f"{service},p{place},l{SCORES.index(score)}" for place, score in enumerate(scores.split(), start=1)]
    sheet = rules / "answers.csv"
    sheet.write_text("\n".join(rows) + "\n", encoding="utf-8")
    return CliRunner().invoke(main, ["robustness", str(rules), str(sheet), *more])


def test_tv_3_bounds_of_the_percent_over_the_box_of_weights(rules: Path) -> None:
    services = {"a": "100 60 40", "b": "70 70 70", "c": "95 80 90", "d": "30 50 75", "n": ""}

    found: dict[str, Any] = json.loads(checked(rules, services, "--weights", "0.25", "--format", "json").stdout)

    assert found == {
        "a": {"nominal": "70/1", "lo": "450/7", "hi": "1450/19", "grades": ["kafi", "yaxsi"]},
        "b": {"nominal": "70/1", "lo": "70/1", "hi": "70/1", "grades": ["yaxsi"]},
        "c": {"nominal": "89/1", "lo": "175/2", "hi": "1715/19", "grades": ["yaxsi", "ela"]},
        "d": {"nominal": "99/2", "lo": "1725/38", "hi": "215/4", "grades": ["qeyri_kafi", "kafi"]},
        "n": {"nominal": None, "lo": None, "hi": None, "grades": []},
    }


def test_with_weights_that_are_certain_so_is_the_grade(rules: Path) -> None:
    found = json.loads(checked(rules, {"a": "100 60 40"}, "--weights", "0", "--format", "json").stdout)

    assert found == {"a": {"nominal": "70/1", "lo": "70/1", "hi": "70/1", "grades": ["yaxsi"]}}


def test_the_text_names_the_state_of_a_service_without_a_percent(rules: Path) -> None:
    assert checked(rules, {"a": "100 60 40", "u": "100 60", "n": ""}).stdout.splitlines() == [
        "service  percent   lowest  highest            grades",
        "a             70  64.2857  76.3158        kafi/yaxsi",
        "u              -        -        -      undetermined",
        "n              -        -        -  not_electronised",
    ]


def test_bad_answers_are_refused_as_by_score(rules: Path) -> None:
    sheet = rules / "answers.csv"
    sheet.write_text("service,parameter,answer\na,p9,l1\na,p1,l99\n", encoding="utf-8")

    result = CliRunner().invoke(main, ["robustness", str(rules), str(sheet)])

    assert (result.exit_code, result.stdout) == (1, "")
    assert [line.split(": ")[1] for line in result.stderr.splitlines()] == ["row 2, column B (parameter)", "row 3"]


@pytest.mark.parametrize("weights", ["1", "-0.1", "wide"])
def test_weights_that_cannot_be_are_wrong_usage(rules: Path, weights: str) -> None:
    assert checked(rules, {"a": "100 60 40"}, f"--weights={weights}").exit_code == 2

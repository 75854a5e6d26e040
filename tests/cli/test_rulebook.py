from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from meyar.cli.main import main
from tests.architecture.house import ROOT

BOOKS = ROOT / "rulebooks"


def run(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["rulebook", *arguments])


@pytest.mark.parametrize("code", ["2013", "2014", "model-2026"])
def test_every_shipped_edition_is_fine_as_file_and_as_folder(code: str) -> None:
    folder, file = run("check", str(BOOKS / code)), run("check", str(BOOKS / code / "rulebook.yaml"))

    assert (folder.exit_code, file.exit_code) == (0, 0)
    assert folder.stdout == file.stdout


def test_the_hash_is_the_locked_one() -> None:
    locked = dict(line.split() for line in (BOOKS / "LOCK").read_text().splitlines() if line and line[0] != "#")

    assert {code: run("hash", str(BOOKS / code)).stdout.strip() for code in locked} == locked


def test_the_canonical_form_is_shown_as_json() -> None:
    assert json.loads(run("show", str(BOOKS / "2014"), "--format", "json").stdout)["code"] == "2014"


def test_the_text_form_names_every_criterion_in_the_language_asked_for() -> None:
    shown = run("show", str(BOOKS / "2014"), "--language", "en").stdout

    assert "M3  Ease of use  (16)" in shown.splitlines()


def test_two_editions_are_compared_as_text_and_as_json() -> None:
    before, after = str(BOOKS / "2013"), str(BOOKS / "2014")

    assert "2013 → 2014" in run("diff", before, after).stdout
    assert isinstance(json.loads(run("diff", before, after, "--format", "json").stdout), dict)


def test_every_problem_of_a_broken_rulebook_is_listed_with_its_line(tmp_path: Path) -> None:
    broken = tmp_path / "rulebook.yaml"
    text = (BOOKS / "2014" / "rulebook.yaml").read_text(encoding="utf-8")
    broken.write_text(text.replace("format: 1", "format: 2", 1).replace("scope: body", "scope: planet", 1), "utf-8")

    result = run("check", str(broken))

    assert result.exit_code == 1
    assert len(result.stderr.splitlines()) == 2
    assert all(line.startswith(f"{broken}:") for line in result.stderr.splitlines())


def test_a_folder_without_a_rulebook_is_answered_with_what_to_do(tmp_path: Path) -> None:
    result = run("check", str(tmp_path))

    assert result.exit_code == 1
    assert "give a rulebook file or the folder that holds rulebook.yaml" in result.stderr

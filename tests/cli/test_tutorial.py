"""docs/tutorial.md is followed word for word, in a folder of its own."""

from __future__ import annotations

import re
import shutil
import subprocess
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.house import ROOT
from tests.cli.commands import clean_environment, served

_TUTORIAL = (ROOT / "docs" / "tutorial.md").read_text(encoding="utf-8")
_FENCE = re.compile(r"^```(\w*)( refused)?\n(.*?)^```$", re.MULTILINE | re.DOTALL)


@dataclass(frozen=True)
class Step:
    commands: str
    is_refused: bool
    promised: str | None  # what the terminal answers; a line "…" is any lines, "…" at the end any rest of the line


def steps() -> list[Step]:
    found: list[Step] = []
    for language, refused, text in _FENCE.findall(_TUTORIAL):
        if language == "sh":
            found.append(Step(text, bool(refused), None))
        else:
            found[-1] = Step(found[-1].commands, found[-1].is_refused, text)
    return found


def answers_as_promised(answered: str, promised: str) -> bool:
    lines = [
        r"(?:.*\n)*?" if line == "…" else re.escape(line).replace("…", ".+") + r"\n" for line in promised.splitlines()
    ]
    return re.fullmatch("".join(lines), answered) is not None


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    shutil.copytree(ROOT / "demo" / "tutorial", tmp_path / "demo" / "tutorial")
    return tmp_path


def test_every_box_of_the_tutorial_answers_what_it_promises(folder: Path) -> None:
    remembered = ""
    for step in steps():
        if step.commands == "meyar serve\n":
            _serve(folder, remembered, step)
            continue
        ran = _bash(folder, remembered + step.commands)
        remembered += "".join(line for line in step.commands.splitlines(True) if line.startswith("export "))
        assert ran.returncode == (1 if step.is_refused else 0), ran.stdout
        if step.promised is not None:
            assert answers_as_promised(ran.stdout, step.promised), ran.stdout

    assert (folder / "my-country" / "report-2025.pdf").read_bytes()[:5] == b"%PDF-"
    assert (folder / "my-country" / "report-2025.xlsx").read_bytes()[:2] == b"PK"


def test_the_tutorial_serves_corrects_and_checks() -> None:
    commands = [step.commands.split()[1] for step in steps() if step.commands.startswith("meyar ")]

    assert commands == [
        "rulebook", "rulebook", "import", "import", "import", "round", "import", "import", "round", "serve", "report",
        "import", "check",
    ]  # fmt: skip


def test_a_promise_that_is_not_kept_is_seen() -> None:
    assert answers_as_promised("round 2025: planned\n", "round 2025: planned\n")
    assert answers_as_promised("a\nb\nc\nSHA-256 12ab\n", "a\n…\nSHA-256 …\n")
    assert not answers_as_promised("round 2025: planned\nand more\n", "round 2025: planned\n")
    assert not answers_as_promised("problems 3\n", "problems 0\n")


def _serve(folder: Path, remembered: str, step: Step) -> None:
    shown = re.findall(r"^> (.+)$", _TUTORIAL, re.MULTILINE)
    environment = _environment_after(folder, remembered)
    with served(environment, folder) as server:
        pages = {path: server.get(path) for path in ("/", "/en/", "/ru/", "/en/services/L-1/", "/staff/")}
    printed = [line for line in server.printed.read_text(encoding="utf-8").splitlines() if line.strip()]
    promised = (step.promised or "").replace("127.0.0.1:8000", server.address)

    assert {path: page.status for path, page in pages.items()} == dict.fromkeys(pages, 200)
    assert [sentence for sentence in shown if sentence not in pages["/en/"].text] == []
    assert "Good" in pages["/en/services/L-1/"].text
    assert printed[:2] == promised.splitlines()


def _bash(folder: Path, script: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        ["bash", "-eu", "-c", script],
        cwd=folder,
        env=clean_environment(),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        text=True,
        check=False,
    )


def _environment_after(folder: Path, exports: str) -> dict[str, str]:
    shown = _bash(folder, f"{exports}env -0").stdout
    return dict(pair.split("=", 1) for pair in shown.split("\0") if pair)

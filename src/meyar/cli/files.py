from __future__ import annotations

from pathlib import Path

from meyar.cli.installation import fail
from meyar.scoring import Edition, RulebookProblems, parse_edition


def rulebook_file(path: Path) -> Path:
    """The rulebook file of PATH, which is the file itself or its folder."""
    return path / "rulebook.yaml" if path.is_dir() else path


def rulebook_text(path: Path) -> tuple[str, str]:
    """The text of a rulebook and the name it has in messages; ends the command when it cannot be read."""
    file = rulebook_file(path)
    try:
        return file.read_text(encoding="utf-8"), str(file)
    except FileNotFoundError:
        fail([f"{file}: there is no such file; give a rulebook file or the folder that holds rulebook.yaml"])
    except UnicodeDecodeError as problem:
        fail([f"{file}: byte {problem.start} is not UTF-8; save the file as UTF-8"])


def read_edition(path: Path) -> Edition:
    """Parse the edition at PATH; ends the command with all its problems when it has any."""
    text, name = rulebook_text(path)
    try:
        return parse_edition(text, name=name)
    except RulebookProblems as problems:
        fail(problems.problems)

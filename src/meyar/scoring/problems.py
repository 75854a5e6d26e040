"""What is wrong with a rulebook's text, all of it at once, each with its place."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True)
class Problem:
    file: str
    line: int | None  # counted from 1; None where the text has no lines (canonical JSON)
    path: str  # such as criteria[0].parameters[2].levels[1].points; empty for the whole text
    message: str  # what is wrong, what is accepted, what to do

    def __str__(self) -> str:
        place = self.file if self.line is None else f"{self.file}:{self.line}"
        return ": ".join(part for part in (place, self.path, self.message) if part)


class RulebookProblems(ValueError):
    """The text is not an edition of a rulebook. `problems` holds every reason, in the order of the text."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(map(str, problems)))


def path_text(path: tuple[str | int, ...]) -> str:
    text = ""
    for part in path:
        text += f"[{part}]" if isinstance(part, int) else f".{part}"
    return text.removeprefix(".")

"""What is wrong with a sheet, where, and what would be accepted: said in the reader's language when it is shown."""

from __future__ import annotations

import difflib
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from typing import Final

from django.utils.translation import gettext, override
from django.utils.translation import gettext_noop as _

from meyar.documents.sheet_refusals import KINDS

SHORT_LIST: Final = 12  # so many accepted values are listed whole; of more, the nearest
NEAREST: Final = 3
SUGGESTED_VALUES: Final = 300  # distinct wrong values that get the nearest ones worked out


@dataclass(frozen=True)
class Problem:
    message: str  # msgid with %(name)s places
    params: Mapping[str, str | int] = field(default_factory=dict)
    sheet: str = ""  # "" in a CSV
    row: int | None = None  # as the spreadsheet program numbers it
    column: str = ""  # the header as it stands in the file, or the name of the column expected
    letter: str = ""  # of the column: F
    accepted: tuple[str, ...] = ()
    also: tuple[int, ...] = ()  # further rows that say the same in the same column

    @property
    def cell(self) -> str:
        """The address as the spreadsheet program shows it: F12."""
        return f"{self.letter}{self.row}" if self.letter and self.row else ""

    @property
    def text(self) -> str:
        """The sentence in the language of the moment, without the place."""
        # What kind of file it is instead is a word of its own.
        params = {name: gettext(str(value)) if value in KINDS else value for name, value in self.params.items()}
        return gettext(self.message) % params

    @property
    def rows_text(self) -> str:
        """“row 3”, “rows 3, 4, 9”, or the first of many and how many there are."""
        if not self.row:
            return ""
        if not self.also:
            return gettext(_("row %(row)s")) % {"row": self.row}
        rows = (self.row, *self.also)
        if len(rows) <= SHORT_LIST:
            return gettext(_("rows %(rows)s")) % {"rows": ", ".join(map(str, rows))}
        words = {"rows": ", ".join(map(str, rows[:NEAREST])), "count": len(rows)}
        return gettext(_("%(count)s rows, the first %(rows)s")) % words

    @property
    def accepted_text(self) -> str:
        return ", ".join(self.accepted)

    def as_text(self, language: str) -> str:
        """One line: place, sentence, what is accepted."""
        with override(language):
            line = ": ".join(filter(None, (self._place(), self.text)))
            return f"{line} {gettext(_('Accepted:'))} {self.accepted_text}." if self.accepted else line

    def _place(self) -> str:
        parts = []
        if self.sheet:
            parts.append(gettext(_("sheet “%(sheet)s”")) % {"sheet": self.sheet})
        if self.row:
            parts.append(self.rows_text)
        if self.column:
            words = {"column": self.column, "letter": self.letter}
            known = _("column %(letter)s “%(column)s”") if self.letter else _("column “%(column)s”")
            parts.append(gettext(known) % words)
        return ", ".join(parts)


def gathered(problems: Iterable[Problem]) -> tuple[Problem, ...]:
    """In the order of the sheet; the same said of the same column in several rows is one problem with all its rows."""
    rows: dict[tuple[object, ...], dict[int, None]] = {}  # as an ordered set
    first: dict[tuple[object, ...], Problem] = {}
    for problem in problems:
        key = (problem.message, *sorted(problem.params.items()), problem.sheet, problem.column, problem.letter)
        first.setdefault(key, problem)
        rows.setdefault(key, {}).update({problem.row: None} if problem.row else {})
    merged = [replace(problem, also=tuple(rows[key])[1:]) for key, problem in first.items()]
    return tuple(sorted(merged, key=lambda problem: (problem.row or 0, len(problem.letter), problem.letter)))


class SheetHasProblems(Exception):
    """Nothing was written. `problems` are all of them."""

    def __init__(self, problems: tuple[Problem, ...]) -> None:
        self.problems = problems
        super().__init__("\n".join(problem.as_text("en") for problem in problems))


class Suggestions:
    """The accepted values to print beside a wrong one: all of a short list, the nearest of a long one."""

    def __init__(self, accepted: Iterable[str]) -> None:
        self._accepted = tuple(dict.fromkeys(accepted))
        self._found: dict[str, tuple[str, ...]] = {}

    def near(self, value: str) -> tuple[str, ...]:
        if len(self._accepted) <= SHORT_LIST:
            return self._accepted
        if value not in self._found:
            if len(self._found) >= SUGGESTED_VALUES:
                return self._accepted[:NEAREST]
            near = difflib.get_close_matches(value, self._accepted, n=NEAREST, cutoff=0.5)
            self._found[value] = tuple(near) or self._accepted[:NEAREST]
        return self._found[value]

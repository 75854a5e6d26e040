"""Sheets given to a command: their columns by name, and every problem with the place it stands at."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

from meyar.documents import SheetRefused, column_letter, read_table


@dataclass(frozen=True)
class Line:
    number: int  # as the spreadsheet program shows it
    cells: Mapping[str, str]  # by column; a column the sheet lacks is ""

    def __getitem__(self, column: str) -> str:
        return self.cells[column]


@dataclass(frozen=True)
class Columns:
    path: Path
    places: Mapping[str, int]  # of the columns it has
    lines: tuple[Line, ...]

    def __contains__(self, column: str) -> bool:
        return column in self.places

    def row(self, line: Line) -> str:
        return f"{self.path}: row {line.number}"

    def cell(self, line: Line, column: str) -> str:
        """The place of a cell in messages."""
        return f"{self.row(line)}, column {column_letter(self.places[column])} ({column})"

    def empty_cells(self, line: Line, columns: Sequence[str]) -> Iterator[str]:
        yield from (f"{self.cell(line, column)}: is empty" for column in columns if not line[column])


def read_columns(
    path: Path, required: Sequence[str], optional: Sequence[str] = (), *, problems: list[str]
) -> Columns | None:
    """The first sheet of a CSV, XLSX or ODS. None with the reasons added to `problems` when it cannot be used."""
    try:
        workbook = read_table(path.read_bytes(), file_name=path.name)
    except FileNotFoundError:
        problems.append(f"{path}: there is no such file")
        return None
    except OSError as problem:
        problems.append(f"{path}: cannot be read: {problem.strerror}")
        return None
    except SheetRefused as refusal:
        problems.append(f"{path}: {refusal.message}")
        return None
    rows = [row for sheet in workbook.sheets[:1] for row in sheet.rows]
    if not rows:
        problems.append(f"{path}: the file has no rows; the first must be the header {','.join(required)}")
        return None
    header = [cell.strip().lower() for cell in rows[0].cells]
    missing = [column for column in required if column not in header]
    repeated = [column for column in (*required, *optional) if header.count(column) > 1]
    where = f"{path}: row {rows[0].number}: column"
    problems += [
        f"{where} {column} is missing; the header holds {', '.join(header) or 'nothing'}; "
        f"accepted: {', '.join((*required, *optional))}"
        for column in missing
    ]
    problems += [f"{where} {column} stands {header.count(column)} times; leave one" for column in repeated]
    if missing or repeated:
        return None
    places = {column: header.index(column) for column in (*required, *optional) if column in header}
    absent = {column: "" for column in optional if column not in places}
    lines = (
        Line(row.number, {**absent, **{column: row[place].strip() for column, place in places.items()}})
        for row in rows[1:]
    )
    return Columns(path, places, tuple(lines))

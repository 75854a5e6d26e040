"""Systems of linear equations, solved exactly."""

from __future__ import annotations

from collections.abc import Sequence
from fractions import Fraction


class NoSingleSolution(ValueError):
    """The equations do not determine the unknowns."""


def solve(matrix: Sequence[Sequence[Fraction]], right: Sequence[Fraction]) -> tuple[Fraction, ...]:
    """Gauss and Jordan. Raises NoSingleSolution."""
    rows = [[*row, value] for row, value in zip(matrix, right, strict=True)]
    for column in range(len(rows)):
        pivot = next((place for place in range(column, len(rows)) if rows[place][column]), None)
        if pivot is None:
            raise NoSingleSolution(f"unknown {column + 1} of {len(rows)} is not determined")
        rows[column], rows[pivot] = rows[pivot], rows[column]
        rows[column] = [value / rows[column][column] for value in rows[column]]
        for place, row in enumerate(rows):
            if place != column and row[column]:
                rows[place] = [one - row[column] * other for one, other in zip(row, rows[column], strict=True)]
    return tuple(row[-1] for row in rows)

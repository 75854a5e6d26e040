"""Whether the grades of the same services differ between two scorings beyond chance. For the annex only: a
census has no sampling error.

Source: Stuart 1955, Maxwell 1970, Bhapkar 1966, Bowker 1948; method 3.7. Rows are the first scoring, columns the
second.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from meyar.statistics.approximate import chi_square_tail
from meyar.statistics.equations import NoSingleSolution, solve

Table = Sequence[Sequence[int]]


class TableNotSquare(ValueError):
    """A paired table has the same two grades or more on both sides, and counts of 0 or more."""


@dataclass(frozen=True)
class PairedTest:
    statistic: Fraction
    freedom: int

    @property
    def p_value(self) -> Decimal:
        """To 28 digits."""
        return chi_square_tail(self.statistic, self.freedom)


@dataclass(frozen=True)
class PairedTests:
    stuart_maxwell: PairedTest | None  # margins; None where they cannot be told apart or nobody moved
    bhapkar: PairedTest | None  # margins; None also where every service moved
    bowker: PairedTest | None  # symmetry; None where nobody moved


def paired_tests(table: Table) -> PairedTests:
    """Raises TableNotSquare. No count is shifted away from 0."""
    size = len(table)
    if size < 2 or any(len(row) != size for row in table) or min(min(row) for row in table) < 0:
        raise TableNotSquare("a paired table has as many rows as columns, at least two, and counts of 0 or more")
    margins = _stuart_maxwell(table)
    total = sum(sum(row) for row in table)
    bhapkar = None
    if margins is not None and margins.statistic != total:
        bhapkar = PairedTest(margins.statistic / (1 - margins.statistic / total), margins.freedom)
    return PairedTests(margins, bhapkar, _bowker(table))


def _stuart_maxwell(table: Table) -> PairedTest | None:
    kept = range(len(table) - 1)
    rows, columns = [sum(row) for row in table], [sum(column) for column in zip(*table, strict=True)]
    differences = [Fraction(rows[place] - columns[place]) for place in kept]
    covariance = [
        [Fraction(rows[i] + columns[i] - 2 * table[i][i] if i == j else -(table[i][j] + table[j][i])) for j in kept]
        for i in kept
    ]
    try:
        solved = solve(covariance, differences)
    except NoSingleSolution:
        return None
    return PairedTest(sum((a * b for a, b in zip(differences, solved, strict=True)), Fraction(0)), len(table) - 1)


def _bowker(table: Table) -> PairedTest | None:
    pairs = [(table[i][j], table[j][i]) for i in range(len(table)) for j in range(i)]
    terms = [Fraction((one - other) ** 2, one + other) for one, other in pairs if one + other]
    return PairedTest(sum(terms, Fraction(0)), len(pairs)) if terms else None

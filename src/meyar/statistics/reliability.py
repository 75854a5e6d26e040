"""How far two or more assessors give the same service the same percent: intraclass correlation, the error of a
single scoring, and the limits of their difference.

Source: McGraw and Wong 1996 (two-way, single scores); Bland and Altman 1986; method 3.3.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction

from meyar.statistics.approximate import decimal, square_root

WIDTH = Fraction(49, 25)  # standard deviations: 1.96


class ScoresDoNotFit(ValueError):
    """At least two services, each scored by the same number of assessors, at least two."""


@dataclass(frozen=True)
class Icc:
    agreement: Fraction | None  # ICC(A,1): the same number; None where all scores are equal
    consistency: Fraction | None  # ICC(C,1): the same order, whoever is more lenient
    between_services: Fraction  # mean squares
    between_assessors: Fraction
    error: Fraction
    sem_squared: Fraction

    @property
    def sem(self) -> Decimal:
        """Standard error of measurement of one scoring, in points, with differences of leniency; 28 digits."""
        return square_root(self.sem_squared)


@dataclass(frozen=True)
class BlandAltman:
    mean_difference: Fraction  # first - second
    variance: Fraction  # of the differences
    lowest: Decimal  # 95 % of the differences, 28 digits
    highest: Decimal


def intraclass_correlation(scores: Sequence[Sequence[Fraction | int]]) -> Icc:
    """One row per service, one column per assessor, no gaps. Raises ScoresDoNotFit."""
    services, assessors = len(scores), len(scores[0]) if scores else 0
    if services < 2 or assessors < 2 or any(len(row) != assessors for row in scores):
        raise ScoresDoNotFit("intraclass correlation needs two services or more, each with the same two scores or more")
    mean = Fraction(sum(sum(row) for row in scores)) / (services * assessors)
    rows = [Fraction(sum(row)) / assessors for row in scores]
    columns = [Fraction(sum(column)) / services for column in zip(*scores, strict=True)]
    of_rows = assessors * sum(((row - mean) ** 2 for row in rows), Fraction(0))
    of_columns = services * sum(((column - mean) ** 2 for column in columns), Fraction(0))
    of_all = sum(((score - mean) ** 2 for row in scores for score in row), Fraction(0))
    msr, msc = of_rows / (services - 1), of_columns / (assessors - 1)
    mse = (of_all - of_rows - of_columns) / ((services - 1) * (assessors - 1))
    shared = msr + (assessors - 1) * mse
    return Icc(
        agreement=_share(msr - mse, shared + Fraction(assessors, services) * (msc - mse)),
        consistency=_share(msr - mse, shared),
        between_services=msr,
        between_assessors=msc,
        error=mse,
        sem_squared=max(Fraction(0), (msc - mse) / services + mse),
    )


def bland_altman(pairs: Sequence[tuple[Fraction | int, Fraction | int]]) -> BlandAltman:
    """Raises ScoresDoNotFit."""
    if len(pairs) < 2:
        raise ScoresDoNotFit("the limits of a difference need two pairs of scores or more")
    differences = [Fraction(first - second) for first, second in pairs]
    mean = sum(differences, Fraction(0)) / len(differences)
    variance = sum(((one - mean) ** 2 for one in differences), Fraction(0)) / (len(differences) - 1)
    half = WIDTH * Fraction(square_root(variance))
    return BlandAltman(mean, variance, decimal(mean - half), decimal(mean + half))


def _share(part: Fraction, whole: Fraction) -> Fraction | None:
    return part / whole if whole else None

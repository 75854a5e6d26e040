"""How lenient or harsh an assessor is, and whether he drifts. Never adjusts a score: it calls for a re-check.

Source: method 3.4. A score is what the service deserves plus the assessor's leniency; least squares on services
that several assessed, leniencies adding up to 0. EWMA (Roberts 1959) and CUSUM (Page 1954) watch the difference
from the definitive percent on seeded services.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import NamedTuple

from meyar.statistics.approximate import square_root
from meyar.statistics.assignment import connected_groups
from meyar.statistics.equations import solve

EWMA_WEIGHT = Fraction(1, 5)
EWMA_WIDTH = Fraction(3)
CUSUM_SLACK = Fraction(1, 2)  # of a standard deviation
CUSUM_LIMIT = Fraction(5)


class Observation(NamedTuple):
    service: str
    assessor: str
    score: Fraction


class AssessorsNotConnected(ValueError):
    """Groups of assessors without a service in common cannot be compared."""


@dataclass(frozen=True)
class Leniency:
    services: Mapping[str, Fraction]  # what each deserves
    assessors: Mapping[str, Fraction]  # above 0 is lenient; they add up to 0
    residuals: tuple[Fraction, ...]  # of the observations, in their order


@dataclass(frozen=True)
class Drift:
    ewma: tuple[Fraction, ...]
    ewma_limits: tuple[Decimal, ...]  # 28 digits; the alarm is decided exactly, on squares
    ewma_alarm: int | None  # the first seed (from 1) beyond the limit, in either direction
    cusum_up: tuple[Fraction, ...]
    cusum_down: tuple[Fraction, ...]
    cusum_alarm: int | None  # the first seed beyond the limit, in either direction


def fit_leniency(observations: Sequence[Observation]) -> Leniency:
    """Exact. Raises AssessorsNotConnected, and ValueError without observations."""
    assessors = tuple(dict.fromkeys(one.assessor for one in observations))
    by_service: dict[str, list[Observation]] = {}
    for one in observations:
        by_service.setdefault(one.service, []).append(one)
    if not by_service:
        raise ValueError("leniency needs at least one observation")
    groups = connected_groups({service: [one.assessor for one in rows] for service, rows in by_service.items()})
    if len(groups) > 1:
        listed = "; ".join(", ".join(sorted(group)) for group in groups)
        raise AssessorsNotConnected(f"no service joins these groups of assessors: {listed}")
    leniency = dict(zip(assessors, _leniencies(assessors, by_service), strict=True))
    deserved = {
        service: _mean([one.score - leniency[one.assessor] for one in rows]) for service, rows in by_service.items()
    }
    residuals = tuple(one.score - deserved[one.service] - leniency[one.assessor] for one in observations)
    return Leniency(deserved, leniency, residuals)


def watch_drift(differences: Sequence[Fraction], *, sigma: Fraction) -> Drift:
    """`differences`: assessor less definitive, seed after seed; `sigma`: their usual standard deviation."""
    if sigma <= 0:
        raise ValueError(f"a standard deviation is above 0, not {sigma}")
    level = up = down = Fraction(0)
    ewma, squares, ups, downs = [], [], [], []
    for count, difference in enumerate(differences, start=1):
        level = EWMA_WEIGHT * difference + (1 - EWMA_WEIGHT) * level
        faded = 1 - (1 - EWMA_WEIGHT) ** (2 * count)
        ewma.append(level)
        squares.append(EWMA_WIDTH**2 * sigma**2 * EWMA_WEIGHT / (2 - EWMA_WEIGHT) * faded)
        up = max(Fraction(0), up + difference - CUSUM_SLACK * sigma)
        down = max(Fraction(0), down - difference - CUSUM_SLACK * sigma)
        ups.append(up)
        downs.append(down)
    return Drift(
        ewma=tuple(ewma),
        ewma_limits=tuple(square_root(square) for square in squares),
        ewma_alarm=_first(one**2 > square for one, square in zip(ewma, squares, strict=True)),
        cusum_up=tuple(ups),
        cusum_down=tuple(downs),
        cusum_alarm=_first(max(pair) > CUSUM_LIMIT * sigma for pair in zip(ups, downs, strict=True)),
    )


def _leniencies(assessors: Sequence[str], by_service: Mapping[str, Sequence[Observation]]) -> tuple[Fraction, ...]:
    """Normal equations with the services taken out; the last one says that leniencies add up to 0."""
    place = {assessor: index for index, assessor in enumerate(assessors)}
    matrix = [[Fraction(0)] * len(assessors) for _ in assessors]
    right = [Fraction(0)] * len(assessors)
    for rows in by_service.values():
        mean = _mean([one.score for one in rows])
        for one in rows:
            row = place[one.assessor]
            matrix[row][row] += 1
            right[row] += one.score - mean
            for other in rows:
                matrix[row][place[other.assessor]] -= Fraction(1, len(rows))
    matrix[-1] = [Fraction(1)] * len(assessors)
    right[-1] = Fraction(0)
    return solve(matrix, right)


def _mean(numbers: Sequence[Fraction]) -> Fraction:
    return sum(numbers, Fraction(0)) / len(numbers)


def _first(alarms: Iterable[bool]) -> int | None:
    return next((count for count, alarm in enumerate(alarms, start=1) if alarm), None)

"""Thousands of runs in which weights, the N/A policy, the edges and the assessors vary: which grades hold?

Source: method 1.2 F9. Every run is whole-number arithmetic, so no grade is off by rounding; percents are kept in
thousandths of a point, rounded down, for their spread and for ranks only. The draws follow from the seed by
PCG64, whose stream NumPy guarantees. Sensitivity shares of the sources (Sobol) are not computed.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from fractions import Fraction
from hashlib import sha256
from typing import Any

import numpy as np
import numpy.typing as npt

from meyar.scoring import Edition, NotApplicablePolicy, Scorecard, score
from meyar.statistics.panel import YearAnswers
from meyar.statistics.runs import STEPS, Drawn, Fieldwork, Grades, Numbers, fieldwork

RUNS = 10_000
AT_A_TIME = 200_000  # services x runs in memory at once
BYTE = 256


class NothingToVary(ValueError):
    """No service is graded on points."""


@dataclass(frozen=True)
class Sources:
    """What varies, each on its own and evenly. The defaults vary nothing."""

    weight_spread: Fraction = Fraction(0)  # of every criterion's weight, either way
    policies: tuple[NotApplicablePolicy, ...] = ()  # drawn alike; empty: the edition's
    edge_shift: Fraction = Fraction(0)  # percentage points, either way, each edge for itself
    # Chance that an answer is found one level lower, and the same that it is one higher; in 256ths, rounded down.
    assessor_noise: Fraction = Fraction(0)

    def __post_init__(self) -> None:
        if not (0 <= self.weight_spread < 1 and self.edge_shift >= 0 and 0 <= self.assessor_noise <= Fraction(1, 2)):
            raise ValueError("0 <= weight spread < 1, edge shift of 0 or more, assessor noise from 0 to 1/2")


USUAL = Sources(
    weight_spread=Fraction(1, 4),
    policies=tuple(NotApplicablePolicy),
    edge_shift=Fraction(1),
    assessor_noise=Fraction(1, 20),
)


@dataclass(frozen=True)
class Spread:
    lowest: Fraction  # 5th percentile
    median: Fraction
    highest: Fraction  # 95th percentile


@dataclass(frozen=True)
class ServiceUncertainty:
    service: str
    grade: str
    stable: Fraction  # share of the runs that give the official grade
    percent: Spread


@dataclass(frozen=True)
class BodyUncertainty:
    body: str
    rank: int  # by mean percent of its graded services, 1 is the best; equal means share a rank
    ranks: Spread


@dataclass(frozen=True)
class Uncertainty:
    seed: str
    runs: int
    services: tuple[ServiceUncertainty, ...]  # those with a percent
    bodies: tuple[BodyUncertainty, ...]  # in order of first appearance
    changed: Spread  # services whose grade differs from the official one, per run
    changed_mean: Fraction
    most_ranks_moved: int  # by any body in any run


@dataclass(frozen=True)
class SourceAlone:
    """One line of the audit: what one source does when nothing else varies."""

    source: str  # its field in Sources
    changed: Spread
    changed_mean: Fraction
    most_ranks_moved: int


def simulate(
    edition: Edition, services: YearAnswers, sources: Sources = USUAL, *, seed: str, runs: int = RUNS
) -> Uncertainty:
    """The answers are the edition's own. Services without a percent are left out. Raises NothingToVary,
    AnswersDoNotFit, and scoring.bulk.BoundExceeded where 64 bits might not hold a run."""
    if runs < 1:
        raise ValueError(f"{runs} runs; at least 1")
    cards = {
        service: score(edition, given.answers, electronised=given.electronised) for service, given in services.items()
    }
    graded = {service: card for service, card in cards.items() if card.percent is not None}
    if not graded:
        raise NothingToVary("no service is graded on points")
    trial = _Trial(edition, graded, [services[service].body for service in graded], sources, seed, runs)
    return trial.result()


def one_at_a_time(
    edition: Edition, services: YearAnswers, sources: Sources = USUAL, *, seed: str, runs: int = RUNS
) -> tuple[SourceAlone, ...]:
    """Each source that varies at all, alone. Raises as `simulate`."""
    lines = []
    for field in ("weight_spread", "policies", "edge_shift", "assessor_noise"):
        if getattr(sources, field):
            alone = replace(Sources(), **{field: getattr(sources, field)})
            found = simulate(edition, services, alone, seed=seed, runs=runs)
            lines.append(SourceAlone(field, found.changed, found.changed_mean, found.most_ranks_moved))
    return tuple(lines)


class _Trial:
    def __init__(
        self,
        edition: Edition,
        cards: dict[str, Scorecard],
        bodies: Sequence[str],
        sources: Sources,
        seed: str,
        runs: int,
    ) -> None:
        self.edition, self.cards, self.sources, self.seed, self.runs = edition, cards, sources, seed, runs
        self.work: Fieldwork = fieldwork(edition, list(cards.values()), sources.weight_spread, sources.edge_shift)
        self.official: Grades = np.array(
            [edition.grade_index(str(one.grade)) for one in cards.values()], dtype=np.uint8
        )
        self.ranks = _Ranks(bodies)
        self.stream = np.random.PCG64(int.from_bytes(sha256(seed.encode()).digest(), "big"))

    def result(self) -> Uncertainty:
        stable = np.zeros(self.work.services, dtype=np.int64)
        changed: Numbers = np.zeros(self.runs, dtype=np.int64)
        percents = np.zeros((self.runs, self.work.services), dtype=np.int32)
        ranks = np.zeros((self.runs, len(self.ranks.bodies)), dtype=np.int32)
        size = max(1, AT_A_TIME // self.work.services)
        for start in range(0, self.runs, size):
            part = slice(start, min(start + size, self.runs))
            grades, found = self._some(part.stop - start)
            same = grades == self.official
            stable += same.sum(axis=0)
            changed[part] = (~same).sum(axis=1)
            percents[part] = found
            ranks[part] = self.ranks.of(found)
        exact = [int(1000 * (card.percent or 0)) for card in self.cards.values()]
        official = self.ranks.of(np.array([exact], dtype=np.int64))[0]
        return Uncertainty(
            seed=self.seed,
            runs=self.runs,
            services=tuple(
                ServiceUncertainty(service, str(card.grade), Fraction(int(held), self.runs), spread)
                for (service, card), held, spread in zip(
                    self.cards.items(), stable, _spreads(percents, 1000), strict=True
                )
            ),
            bodies=tuple(
                BodyUncertainty(body, int(rank), spread)
                for body, rank, spread in zip(self.ranks.bodies, official, _spreads(ranks, 1), strict=True)
            ),
            changed=_spreads(changed[:, None], 1)[0],
            changed_mean=Fraction(int(changed.sum()), self.runs),
            most_ranks_moved=int(np.abs(ranks - official).max()),
        )

    def _some(self, runs: int) -> tuple[Grades, Numbers]:
        policies = self.sources.policies or (self.edition.policy.not_applicable,)
        chosen = self._draws(runs) % len(policies)
        drawn = Drawn(
            self._steps(runs, len(self.edition.criteria)),
            self._steps(runs, len(self.edition.grades) - 1),
            self._moved(runs),
        )
        grades = np.zeros((runs, self.work.services), dtype=np.uint8)
        percents: Numbers = np.zeros((runs, self.work.services), dtype=np.int64)
        for place, policy in enumerate(policies):
            rows = np.flatnonzero(chosen == place)
            moved = None if drawn.moved is None else drawn.moved[:, rows]
            grades[rows], percents[rows] = self.work.graded(
                policy, Drawn(drawn.weights[rows], drawn.edges[rows], moved)
            )
        return grades, percents

    def _draws(self, count: int) -> npt.NDArray[np.uint64]:
        return np.asarray(self.stream.random_raw(count), dtype=np.uint64)

    def _steps(self, runs: int, width: int) -> Numbers:
        """Whole numbers from -STEPS to STEPS."""
        drawn = (self._draws(runs * width) % (2 * STEPS + 1)).astype(np.int64) - STEPS
        return drawn.reshape(runs, width)

    def _moved(self, runs: int) -> npt.NDArray[np.int8] | None:
        threshold = int(self.sources.assessor_noise * BYTE)
        if not threshold:
            return None
        shape = (len(self.edition.parameters), runs, self.work.services)
        count = shape[0] * shape[1] * shape[2]
        drawn = self._draws(-(-count // 8)).astype("<u8").view(np.uint8)[:count].reshape(shape)
        return (drawn >= BYTE - threshold).astype(np.int8) - (drawn < threshold).astype(np.int8)


class _Ranks:
    """Bodies ranked by the mean percent of their services."""

    def __init__(self, bodies: Sequence[str]) -> None:
        self.bodies = tuple(dict.fromkeys(bodies))
        place = {body: index for index, body in enumerate(self.bodies)}
        places = np.array([place[body] for body in bodies])
        self.order = np.argsort(places, kind="stable")
        self.counts = np.bincount(places)
        self.starts = np.concatenate([[0], np.cumsum(self.counts)[:-1]])

    def of(self, percents: Numbers) -> Numbers:
        """Runs x bodies."""
        sums = np.add.reduceat(percents[:, self.order], self.starts, axis=1)
        means = sums * 10**6 // self.counts
        ranks: Numbers = np.ones(means.shape, dtype=np.int64)
        for other in range(len(self.bodies)):
            ranks += means[:, other, None] > means
        return ranks


def _spreads(columns: npt.NDArray[Any], unit: int) -> list[Spread]:
    """Of each column: the smallest values that 5, 50 and 95 percent of the values do not exceed."""
    ordered = np.sort(columns, axis=0)
    places = [-(-len(ordered) * percent // 100) - 1 for percent in (5, 50, 95)]
    return [Spread(*(Fraction(int(value), unit) for value in column)) for column in ordered[places].T]

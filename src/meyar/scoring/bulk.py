"""The bulk engine: grades of many services at once, in 64-bit whole numbers, equal to the exact engine's.

Nothing is rounded: points and weights are scaled to whole numbers when the edition is compiled, and a
percent meets an edge by cross-multiplication. `compile_edition` proves that no intermediate number can
leave 64 bits, or refuses; the exact engine then does the work.
"""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from fractions import Fraction
from math import gcd, lcm, prod

import numpy as np
import numpy.typing as npt

from meyar.scoring.answers import (
    NOT_ASSESSED,
    Answer,
    AnswerKind,
    AnswerProblem,
    AnswersDoNotFit,
    accepted_words,
    check_answers,
)
from meyar.scoring.edition import (
    EdgeOwnership,
    Edition,
    NotApplicablePolicy,
    Parameter,
    UnreachablePolicy,
)
from meyar.scoring.scorecard import State

CHUNK = 12_000  # services at a time: a working array of 8 bytes each stays below malloc's 128 KiB for mmap
LARGEST = 2**63 - 1
MANY = 20_000  # applicable maxima of one group worth listing

# Answers: the index of the level, or one of these.
CODE_OF_KIND = {
    AnswerKind.NOT_APPLICABLE: 255,
    AnswerKind.NOT_ASSESSED: 254,
    AnswerKind.UNREACHABLE: 253,
}
# Results: the index of the grade, or one of these.
CODE_OF_STATE = {State.NOT_ELECTRONISED: 255, State.UNDETERMINED: 254, State.NOTHING_APPLIES: 253}

Codes = npt.NDArray[np.uint8]
_Points = tuple[Parameter, tuple[int, ...]]  # points of the levels in whole numbers
_Numbers = npt.NDArray[np.int64]


class BoundExceeded(OverflowError):
    """Some number could leave 64 bits under this edition: use the exact engine."""


@dataclass(frozen=True)
class _Group:
    """Parameters with one denominator. Each has a table from answer code to a packed number: points in
    the lowest `bits`, applicable maximum in the next, above them the count of what is not assessed
    and, on top, of codes that do not fit."""

    columns: tuple[int, ...]
    tables: tuple[_Numbers, ...]
    bits: int
    count_bits: int
    weight: int
    maximum: int  # the largest applicable maximum
    constant: int  # weight x common denominator / applicable maximum where that is always the same, else 0
    quotients: tuple[int, ...]  # the same by applicable maximum where all divide the largest, else empty


@dataclass(frozen=True)
class _RawGroup:
    columns: tuple[int, ...]
    weight: int
    points: list[_Points]
    maxima: set[int]  # the applicable maxima it can have


@dataclass(frozen=True)
class BulkEdition:
    edition: Edition
    groups: tuple[_Group, ...]
    denominator: int  # common to the groups with a constant or with quotients
    edges: tuple[int, ...]  # where the second grade and those above begin, in units of `whole`
    whole: int  # 100 percent

    def encode(self, services: Iterable[Mapping[str, Answer]]) -> Codes:
        """One row per service, one column per parameter in the edition's order, columns contiguous.
        Raises AnswersDoNotFit for the first service whose answers do not fit."""
        rows = [self._row(answers) for answers in services]
        shape = (len(rows), len(self.edition.parameters))
        return np.asfortranarray(np.array(rows, dtype=np.uint8).reshape(shape))

    def grade(self, levels: Codes, electronised: Sequence[bool | None] | None = None) -> Codes:
        """The index of each service's grade, or a code of CODE_OF_STATE. Columns contiguous in memory
        (as `encode` gives them) are fastest.

        `electronised` answers the gate; None means that every service is electronised.
        Raises AnswersDoNotFit for codes that fit no answer, ValueError for another shape or type.
        """
        count = len(self.edition.parameters)
        if levels.ndim != 2 or levels.shape[1] != count or levels.dtype != np.uint8:
            raise ValueError(f"levels are an uint8 array of services x {count} parameters")
        grades = np.empty(len(levels), dtype=np.uint8)
        for start in range(0, len(levels), CHUNK):
            grades[start : start + CHUNK] = self._graded(levels[start : start + CHUNK], start)
        if electronised is not None and self.edition.gate is not None:
            self._pass_gate(grades, electronised)
        return grades

    def words(self, grades: Codes) -> list[str]:
        """The grade codes, or the states' words, of what `grade` returned."""
        known = {index: grade.code for index, grade in enumerate(self.edition.grades)}
        known |= {code: state.value for state, code in CODE_OF_STATE.items()}
        return [known[code] for code in grades.tolist()]

    def _row(self, answers: Mapping[str, Answer]) -> list[int]:
        check_answers(self.edition, answers)
        return [_code(parameter, answers.get(parameter.code, NOT_ASSESSED)) for parameter in self.edition.parameters]

    def _pass_gate(self, grades: Codes, electronised: Sequence[bool | None]) -> None:
        if len(electronised) != len(grades):
            raise ValueError(f"{len(electronised)} answers to the gate for {len(grades)} services")
        answer = np.array([2 if given is None else int(given) for given in electronised], dtype=np.uint8)
        grades[answer == 2] = CODE_OF_STATE[State.UNDETERMINED]
        grades[answer == 0] = CODE_OF_STATE[State.NOT_ELECTRONISED]

    def _graded(self, levels: Codes, start: int) -> Codes:
        rows = len(levels)
        earned: _Numbers = np.zeros(rows, dtype=np.int64)  # in units of 1 / (denominator x weight)
        denominator: _Numbers | int = self.denominator
        weight: _Numbers = np.zeros(rows, dtype=np.int64)
        applicable: _Numbers = np.zeros(rows, dtype=np.int64)
        unknown = np.zeros(rows, dtype=bool)
        varying: list[tuple[_Group, _Numbers, _Numbers]] = []
        for group in self.groups:
            points, maximum, strange = self._sums(group, levels, start)
            unknown |= strange
            applicable += maximum
            if group.constant:
                earned += points * group.constant
                weight += group.weight
            elif group.quotients:
                earned += points * np.array(group.quotients, dtype=np.int64)[maximum]
                weight += (maximum > 0) * group.weight
            else:
                varying.append((group, points, maximum))
        for group, points, maximum in varying:
            applies = maximum > 0
            divisor: _Numbers = np.maximum(maximum, 1)
            earned = earned * divisor + points * group.weight * denominator
            denominator = denominator * divisor
            weight += applies * group.weight
        return self._banded(levels, earned, weight * denominator, applicable, unknown)

    def _sums(self, group: _Group, levels: Codes, start: int) -> tuple[_Numbers, _Numbers, npt.NDArray[np.bool_]]:
        packed = np.zeros(len(levels), dtype=np.int64)
        taken = np.empty(len(levels), dtype=np.int64)
        for column, table in zip(group.columns, group.tables, strict=True):
            np.take(table, levels[:, column], out=taken, mode="clip")
            packed += taken
        mask = (1 << group.bits) - 1
        strange = packed >> (2 * group.bits)
        if len(strange) and int(strange.max()) >> group.count_bits:
            raise AnswersDoNotFit(self._misfits(group, levels, start))
        return packed & mask, (packed >> group.bits) & mask, strange > 0

    def _misfits(self, group: _Group, levels: Codes, start: int) -> tuple[AnswerProblem, ...]:
        problems = []
        for column, table in zip(group.columns, group.tables, strict=True):
            parameter = self.edition.parameters[column]
            misfit = table >> (2 * group.bits + group.count_bits) > 0
            for row in np.flatnonzero(misfit[levels[:, column]])[:20].tolist():
                code = str(levels[row, column])
                message = f"row {start + row} has the code {code}, which fits none of its answers"
                problems.append(
                    AnswerProblem(parameter.code, code, message, accepted_words(self.edition, parameter.code))
                )
        return tuple(problems)

    def _banded(
        self,
        levels: Codes,
        earned: _Numbers,
        available: _Numbers,
        applicable: _Numbers,
        unknown: npt.NDArray[np.bool_],
    ) -> Codes:
        grades = np.zeros(len(earned), dtype=np.uint8)
        scaled = earned * self.whole
        for edge in self.edges:
            at_edge = available * edge
            if self.edition.policy.edges is EdgeOwnership.LOWER_CLOSED:
                grades += scaled >= at_edge
            else:
                grades += scaled > at_edge
        self._knock_out(levels, grades)
        grades[unknown] = CODE_OF_STATE[State.UNDETERMINED]
        grades[(applicable == 0) & ~unknown] = self._nothing_applies()
        return grades

    def _knock_out(self, levels: Codes, grades: Codes) -> None:
        codes = [parameter.code for parameter in self.edition.parameters]
        for knock_out in self.edition.knock_outs:
            column = codes.index(knock_out.parameter)
            parameter = self.edition.parameters[column]
            level = _code(parameter, Answer.of(knock_out.level))
            met = levels[:, column] == level
            if level == 0 and self.edition.policy.unreachable is UnreachablePolicy.ZERO:
                met |= levels[:, column] == CODE_OF_KIND[AnswerKind.UNREACHABLE]
            cap = self.edition.grade_index(knock_out.at_most)
            grades[met & (grades > cap)] = cap

    def _nothing_applies(self) -> int:
        chosen = self.edition.policy.nothing_applies
        if chosen == "own_state":
            return CODE_OF_STATE[State.NOTHING_APPLIES]
        return self.edition.grade_index(chosen)


def compile_edition(edition: Edition) -> BulkEdition:
    """Raises BoundExceeded where 64 bits might not suffice for some answers."""
    shares = [grade.begins_at / 100 for grade in edition.grades[1:]]
    whole = lcm(*(share.denominator for share in shares))
    groups, denominator = _groups(edition)
    varying = prod(group.maximum for group in groups if not group.constant and not group.quotients)
    largest = whole * denominator * varying * sum(group.weight for group in groups)
    if largest > LARGEST:
        raise BoundExceeded(f"edition {edition.code} needs numbers up to {largest}; 64 bits hold {LARGEST}")
    return BulkEdition(edition, groups, denominator, tuple(int(share * whole) for share in shares), whole)


def _groups(edition: Edition) -> tuple[tuple[_Group, ...], int]:
    """The groups, and the common denominator of those whose denominator does not multiply into it."""
    raw, first = [], 0
    for weight, parameters in _weighted_parameters(edition):
        points = _scaled(parameters)
        columns = tuple(range(first, first + len(points)))
        raw.append(_RawGroup(columns, weight, points, _attainable(edition, points)))
        first += len(points)
    denominator = lcm(*(max(group.maxima) for group in raw if _divides_out(group.maxima)))
    return tuple(_group(edition, group, denominator) for group in raw), denominator


def _weighted_parameters(edition: Edition) -> list[tuple[int, list[tuple[Parameter, Fraction]]]]:
    """Within criteria every criterion has its own denominator; else there is one for all. With each
    parameter what one of its points is worth in its group."""
    if edition.policy.not_applicable is not NotApplicablePolicy.EXCLUDE_WITHIN_CRITERION:
        worths = {criterion.code: criterion.weight / criterion.maximum for criterion in edition.criteria}
        return [(1, [(parameter, worths[parameter.criterion]) for parameter in edition.parameters])]
    weights = _whole_numbers([criterion.weight for criterion in edition.criteria])
    return [
        (weight, [(parameter, Fraction(1)) for parameter in criterion.parameters])
        for weight, criterion in zip(weights, edition.criteria, strict=True)
    ]


def _scaled(parameters: list[tuple[Parameter, Fraction]]) -> list[_Points]:
    """Points of the levels as whole numbers with the same ratios within the group."""
    numbers = iter(
        _whole_numbers([level.points * worth for parameter, worth in parameters for level in parameter.levels])
    )
    return [(parameter, tuple(next(numbers) for _ in parameter.levels)) for parameter, _ in parameters]


def _whole_numbers(numbers: list[Fraction]) -> list[int]:
    """The smallest whole numbers with the same ratios; at least one number is above 0."""
    scale = lcm(*(number.denominator for number in numbers))
    divisor = gcd(*(int(number * scale) for number in numbers))
    return [int(number * scale) // divisor for number in numbers]


def _attainable(edition: Edition, points: list[_Points]) -> set[int]:
    """The applicable maxima a group can have: all, or the largest and one that
    does not divide it where they are many."""
    leaves = edition.policy.not_applicable is not NotApplicablePolicy.ZERO
    largest = sum(numbers[-1] for _, numbers in points)
    sums = {0}
    for parameter, numbers in points:
        may_leave = leaves and parameter.not_applicable is not None
        sums = {total + numbers[-1] for total in sums} | (sums if may_leave else set())
        if len(sums) > MANY:
            return {largest, largest - 1}
    return sums


def _divides_out(maxima: set[int]) -> bool:
    """Whether every applicable maximum divides the largest, so that one denominator serves them all."""
    largest = max(maxima)
    return len(maxima) == 1 or (largest <= MANY and all(largest % total == 0 for total in maxima - {0}))


def _group(edition: Edition, raw: _RawGroup, denominator: int) -> _Group:
    maxima, weight = raw.maxima, raw.weight
    maximum = max(maxima)
    bits, count_bits = maximum.bit_length(), len(raw.points).bit_length()
    if 2 * (bits + count_bits) > LARGEST.bit_length():
        raise BoundExceeded(f"edition {edition.code} has sums of points up to {maximum} in whole units")
    constant = 0
    quotients: tuple[int, ...] = ()
    if len(maxima) == 1:
        constant = weight * (denominator // maximum)
    elif _divides_out(maxima):
        divisors = maxima - {0}
        quotients = tuple(weight * (denominator // total) if total in divisors else 0 for total in range(maximum + 1))
    tables = tuple(_table(edition, parameter, numbers, bits, count_bits) for parameter, numbers in raw.points)
    return _Group(raw.columns, tables, bits, count_bits, weight, maximum, constant, quotients)


def _table(edition: Edition, parameter: Parameter, numbers: tuple[int, ...], bits: int, count_bits: int) -> _Numbers:
    one_unknown = 1 << 2 * bits
    one_misfit = 1 << (2 * bits + count_bits)
    table = np.full(256, one_misfit, dtype=np.int64)
    for level, points in enumerate(numbers):
        table[level] = points | numbers[-1] << bits
    table[CODE_OF_KIND[AnswerKind.NOT_ASSESSED]] = one_unknown
    counts_as_zero = edition.policy.unreachable is UnreachablePolicy.ZERO
    table[CODE_OF_KIND[AnswerKind.UNREACHABLE]] = table[0] if counts_as_zero else one_unknown
    if parameter.not_applicable is not None:
        table[CODE_OF_KIND[AnswerKind.NOT_APPLICABLE]] = 0
    return table


def _code(parameter: Parameter, answer: Answer) -> int:
    if answer.kind is AnswerKind.LEVEL:
        return [level.code for level in parameter.levels].index(answer.word)
    return CODE_OF_KIND[answer.kind]

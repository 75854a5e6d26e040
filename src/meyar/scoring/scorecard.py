"""What scoring says about one service: the grade and every reason for it."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction

from meyar.scoring.answers import Answer
from meyar.scoring.edition import KnockOut, Provenance


class State(StrEnum):
    GRADED = "graded"
    NOT_ELECTRONISED = "not_electronised"
    UNDETERMINED = "undetermined"  # something is not assessed: an interval and possible grades, no grade
    NOTHING_APPLIES = "nothing_applies"


@dataclass(frozen=True)
class ParameterScore:
    code: str
    criterion: str
    answer: Answer
    level: str | None  # the level that counts; under the policy zero an unreachable one has the lowest
    points: Fraction | None  # None: not applicable or not assessed
    maximum: Fraction  # of the parameter, whether it applies or not
    share_of_total: Fraction | None  # percentage points it gave; None where something is not assessed
    share_available: Fraction | None  # percentage points it could give; None as share_of_total
    provenance: dict[str, Provenance]  # of the parameter in the edition, by field
    clause: str | None  # where the source says it


@dataclass(frozen=True)
class CriterionScore:
    code: str
    points: Fraction  # known points of the applicable parameters
    maximum: Fraction  # of the applicable parameters, those not assessed included
    percent: Fraction | None  # None: nothing applies, or something is not assessed
    weight: Fraction  # in the edition; only ratios count
    share_of_total: Fraction | None  # percentage points it gave; the criteria sum to the percent
    share_available: Fraction | None  # percentage points it could give; the criteria sum to 100


@dataclass(frozen=True)
class Scorecard:
    """Points and percents are exact and never rounded; percents run from 0 to 100."""

    state: State
    points: Fraction  # raw sum of the known points of the applicable parameters
    maximum: Fraction  # raw sum of the maxima of the applicable parameters
    percent: Fraction | None  # by the edition's policy; only when graded on points
    grade: str | None
    possible_grades: tuple[str, ...]  # lowest first; "not_electronised" comes before all grades
    lowest_percent: Fraction | None
    highest_percent: Fraction | None
    criteria: tuple[CriterionScore, ...]
    lines: tuple[ParameterScore, ...]  # in the edition's order; empty when not electronised
    knocked_out_by: tuple[KnockOut, ...]  # those that really lowered the grade

"""What published totals of two years do and do not say about a claim such as "the services got worse".

Only totals are used: how many services of the List are not electronised and how many have each grade.
A claim is supported, contradicted, or not identified: the totals fit both a world in which it is true
and one in which it is false, and only lists of services could decide.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from itertools import accumulate


class Verdict(StrEnum):
    SUPPORTED = "supported"
    CONTRADICTED = "contradicted"
    NOT_IDENTIFIED = "not_identified"


class TotalsDoNotCompare(ValueError):
    """The two years cannot be set side by side."""


@dataclass(frozen=True)
class Totals:
    """One year's List, counted."""

    not_electronised: int
    grades: tuple[int, ...]  # services with each grade, the lowest first

    def __post_init__(self) -> None:
        if min(self.not_electronised, *self.grades) < 0 or not self.electronised:
            raise TotalsDoNotCompare("counts are 0 or more, and at least one service is electronised")

    @property
    def electronised(self) -> int:
        return sum(self.grades)

    @property
    def listed(self) -> int:
        return self.not_electronised + self.electronised

    def below(self) -> tuple[int, ...]:
        """Electronised services below the second grade, below the third, and so on."""
        return tuple(accumulate(self.grades[:-1]))

    def shares_below(self) -> tuple[Fraction, ...]:
        """`below` as shares of the electronised, 0 to 1."""
        return tuple(Fraction(count, self.electronised) for count in self.below())


@dataclass(frozen=True)
class TotalsAudit:
    before: Totals
    after: Totals
    differences_below: tuple[Fraction, ...]  # share of the electronised below each edge, after - before
    dominance: bool  # whether all differences point one way (first-order dominance)
    fell: Verdict  # "the grades of electronised services got worse"
    rose: Verdict  # "the grades of electronised services got better"
    polarised: bool  # both the lowest and the highest grade have more services
    stricter_rules_alone: Verdict  # "the same services with the same answers under stricter Rules"
    fewest_moves: int  # services that changed state, entered or left the List, at the very least
    newly_graded: int  # electronised after - before: entrants less leavers


def audit_totals(before: Totals, after: Totals) -> TotalsAudit:
    """Raises TotalsDoNotCompare where the years have different numbers of grades."""
    if len(before.grades) != len(after.grades):
        raise TotalsDoNotCompare(f"{len(before.grades)} grades cannot be compared with {len(after.grades)}")
    pairs = zip(before.shares_below(), after.shares_below(), strict=True)
    differences = tuple(later - earlier for earlier, later in pairs)
    fell, rose = _direction(differences)
    return TotalsAudit(
        before=before,
        after=after,
        differences_below=differences,
        dominance=Verdict.SUPPORTED in (fell, rose),
        fell=fell,
        rose=rose,
        polarised=after.grades[0] > before.grades[0] and after.grades[-1] > before.grades[-1],
        stricter_rules_alone=_stricter_rules_alone(before, after),
        fewest_moves=_fewest_moves(before, after),
        newly_graded=after.electronised - before.electronised,
    )


def fewest_downgrades(before: Totals, after: Totals, *, edge: int, left: int) -> int:
    """At least so many services graded in both years were at or above the edge before and below it after.

    `edge` 0 is the lower edge of the second grade. `left`: services that were graded before and are not
    after; as many entrants as that allows are taken to have entered below the edge.
    """
    if not 0 <= left <= before.electronised:
        raise TotalsDoNotCompare(f"{left} of {before.electronised} graded services cannot have left")
    entrants = after.electronised - (before.electronised - left)
    return max(0, after.below()[edge] - before.below()[edge] - max(0, entrants))


def _direction(differences: tuple[Fraction, ...]) -> tuple[Verdict, Verdict]:
    more_below = any(difference > 0 for difference in differences)
    fewer_below = any(difference < 0 for difference in differences)
    if more_below and fewer_below:
        return Verdict.NOT_IDENTIFIED, Verdict.NOT_IDENTIFIED
    fell = Verdict.SUPPORTED if more_below else Verdict.CONTRADICTED
    rose = Verdict.SUPPORTED if fewer_below else Verdict.CONTRADICTED
    return fell, rose


def _stricter_rules_alone(before: Totals, after: Totals) -> Verdict:
    """Stricter Rules can lower grades of the same services; they can neither electronise one nor bring
    more of them to any grade or above it."""
    same_services = (before.not_electronised, before.listed) == (after.not_electronised, after.listed)
    none_rose = all(later >= earlier for earlier, later in zip(before.below(), after.below(), strict=True))
    return Verdict.NOT_IDENTIFIED if same_services and none_rose else Verdict.CONTRADICTED


def _fewest_moves(before: Totals, after: Totals) -> int:
    """Half the absolute differences over all states, being off the List among them; turnover of the
    List is taken at its minimum, so the true number can only be greater."""
    off_list = before.listed - after.listed
    pairs = zip(
        (before.not_electronised, *before.grades, 0), (after.not_electronised, *after.grades, off_list), strict=True
    )
    return sum(abs(later - earlier) for earlier, later in pairs) // 2

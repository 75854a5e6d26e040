"""What each level is worth in percent of one service, so that many answers can be tried quickly."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from fractions import Fraction

from meyar.scoring import NOT_APPLICABLE, Answer, Edition, Scope, score

Levels = dict[str, int]  # parameter -> index of its level; parameters that do not apply are left out


@dataclass(frozen=True)
class Worths:
    """Of one edition with a given set of parameters that do not apply. Holds while no knock-out is triggered."""

    edition: Edition
    by_parameter: Mapping[str, tuple[Fraction, ...]]  # percent per level
    of_service: tuple[str, ...]  # applicable parameters answered per service

    def percent(self, levels: Levels) -> Fraction:
        return sum((self.by_parameter[code][level] for code, level in levels.items()), Fraction(0))

    def best(self, levels: Levels) -> Fraction:
        """The percent with every service parameter at its top: what the body's answers leave possible."""
        return self.percent(levels | {code: len(self.by_parameter[code]) - 1 for code in self.of_service})


def worths_of(edition: Edition, not_applicable: frozenset[str]) -> Worths:
    applicable = [parameter for parameter in edition.parameters if parameter.code not in not_applicable]
    top = dict.fromkeys(not_applicable, NOT_APPLICABLE)
    top |= {parameter.code: Answer.of(parameter.levels[-1].code) for parameter in applicable}
    shares = {line.code: line.share_of_total for line in score(edition, top, electronised=True).lines}
    return Worths(
        edition=edition,
        by_parameter={
            parameter.code: tuple(
                (shares[parameter.code] or Fraction(0)) * level.points / parameter.maximum for level in parameter.levels
            )
            for parameter in applicable
        },
        of_service=tuple(parameter.code for parameter in applicable if parameter.scope is Scope.SERVICE),
    )

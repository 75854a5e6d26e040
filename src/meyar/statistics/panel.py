"""Two years of services, each under the Rules of both years: what every comparison starts from."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum

from meyar.scoring import Answer, AnswerKind, AnswersDoNotFit, Edition
from meyar.scoring.answers import answer_problems
from meyar.statistics.feasible import (
    NOT_ELECTRONISED,
    NOTHING_APPLIES,
    Outcome,
    ServiceAnswers,
    feasible_outcome,
    readable,
)
from meyar.statistics.grading import AnswerTable, states_of

YearAnswers = Mapping[str, ServiceAnswers]  # by service; who is absent is not on that year's List


class Assumption(StrEnum):
    """What is taken for granted about answers nobody gave."""

    NONE = "none"
    # What a service had in the second year under a parameter that the first year's Rules lack was no less
    # then: features are added, not removed. `persistence_broken` tests it on what both years observed.
    PERSISTENCE = "persistence"


class ScalesDiffer(ValueError):
    """Grades of different scales have no difference. Compare both years under one edition, and then the other."""


@dataclass(frozen=True)
class UnderBoth:
    """One service in one year."""

    old: Outcome  # under the Rules of the first year
    new: Outcome


@dataclass(frozen=True)
class Regraded:
    service: str
    body: str  # of the second year; of the first for a service that left the List
    before: UnderBoth | None  # None: not on the List of the first year
    after: UnderBoth | None


@dataclass(frozen=True)
class Panel:
    states: tuple[str, ...]  # not_electronised, the grades lowest first, nothing_applies where there is one
    grades: tuple[str, ...]
    services: tuple[Regraded, ...]

    @property
    def undetermined(self) -> tuple[str, ...]:
        """Services whose official grade is open in either year: something of the year's own Rules is not assessed."""
        return tuple(
            one.service
            for one in self.services
            if (one.before and len(one.before.old.states) > 1) or (one.after and len(one.after.new.states) > 1)
        )


def regrade(
    rules_before: Edition,
    rules_after: Edition,
    before: YearAnswers,
    after: YearAnswers,
    *,
    assumption: Assumption = Assumption.NONE,
    percents: bool = False,
) -> Panel:
    """Both years under both editions. `percents` fills in the percents of the outcomes, which means need.

    An answer the other year's edition cannot read is not assessed there.
    Raises ScalesDiffer, and AnswersDoNotFit naming every answer that does not fit the year's own edition.
    """
    if _grades(rules_before) != _grades(rules_after):
        raise ScalesDiffer(
            f"edition {rules_before.code} grades {', '.join(_grades(rules_before))}; "
            f"edition {rules_after.code} grades {', '.join(_grades(rules_after))}"
        )
    _check(rules_before, before)
    _check(rules_after, after)
    narrowed = narrowed_by(assumption, rules_before, rules_after, before, after)
    first = _under(rules_before, before, {}, percents), _under(rules_after, before, narrowed, percents)
    second = _under(rules_before, after, {}, percents), _under(rules_after, after, {}, percents)
    services = tuple(
        Regraded(
            service,
            (after.get(service) or before[service]).body,
            UnderBoth(first[0][service], first[1][service]) if service in before else None,
            UnderBoth(second[0][service], second[1][service]) if service in after else None,
        )
        for service in dict.fromkeys([*before, *after])
    )
    return _panel(_grades(rules_before), services)


def panel_of_grades(
    grades: tuple[str, ...],
    *,
    before: Mapping[str, tuple[str, str]],
    after: Mapping[str, tuple[str, str]],
    bodies: Mapping[str, str] | None = None,
) -> Panel:
    """From states already known: by service, its state under the old Rules and under the new."""
    services = tuple(
        Regraded(service, (bodies or {}).get(service, ""), _known(before.get(service)), _known(after.get(service)))
        for service in dict.fromkeys([*before, *after])
    )
    return _panel(grades, services)


def narrowed_by(
    assumption: Assumption, rules_before: Edition, rules_after: Edition, before: YearAnswers, after: YearAnswers
) -> dict[str, dict[str, tuple[str, ...]]]:
    """By service and new parameter: the levels it may have had in the first year, where the assumption says so."""
    if assumption is Assumption.NONE:
        return {}
    old = {parameter.code for parameter in rules_before.parameters}
    new = [parameter for parameter in rules_after.parameters if parameter.code not in old]
    narrowed: dict[str, dict[str, tuple[str, ...]]] = {}
    for service in before.keys() & after.keys():
        if rules_after.gate is not None and not after[service].electronised:
            continue
        for parameter in new:
            found = after[service].answers.get(parameter.code)
            if found and found.kind is AnswerKind.LEVEL:
                codes = [level.code for level in parameter.levels]
                narrowed.setdefault(service, {})[parameter.code] = tuple(codes[: codes.index(found.word) + 1])
    return narrowed


def persistence_broken(edition: Edition, before: YearAnswers, after: YearAnswers) -> dict[str, tuple[int, int]]:
    """By parameter observed in both years: of how many services, in how many the level fell. Where that is
    not rare, `Assumption.PERSISTENCE` is hard to defend."""
    broken = {}
    for parameter in edition.parameters:
        points = [
            (parameter.level(one.word).points, parameter.level(other.word).points)
            for service in before
            if service in after
            for one, other in [(_level(parameter.code, before[service]), _level(parameter.code, after[service]))]
            if one and other and readable(parameter, one) and readable(parameter, other)
        ]
        if points:
            broken[parameter.code] = (len(points), sum(later < earlier for earlier, later in points))
    return broken


def _known(pair: tuple[str, str] | None) -> UnderBoth | None:
    return pair and UnderBoth(*(Outcome(frozenset({state}), None, None, has_percent=None) for state in pair))


def _panel(grades: tuple[str, ...], services: tuple[Regraded, ...]) -> Panel:
    met = {
        state
        for one in services
        for year in (one.before, one.after)
        if year
        for outcome in (year.old, year.new)
        for state in outcome.states
    }
    known = (NOT_ELECTRONISED, *grades, NOTHING_APPLIES)
    if met - set(known):
        raise ValueError(f"unknown states {', '.join(sorted(met - set(known)))}; accepted: {', '.join(known)}")
    return Panel(known if NOTHING_APPLIES in met else known[:-1], grades, services)


def _grades(edition: Edition) -> tuple[str, ...]:
    return tuple(grade.code for grade in edition.grades)


def _check(edition: Edition, services: YearAnswers) -> None:
    codes = {parameter.code for parameter in edition.parameters}
    problems = [
        replace(problem, message=f"service {service}: {problem.message}")
        for service, given in services.items()
        for problem in answer_problems(edition, {code: a for code, a in given.answers.items() if code in codes})
    ]
    if problems:
        raise AnswersDoNotFit(tuple(problems))


def _under(
    edition: Edition, services: YearAnswers, narrowed: Mapping[str, Mapping[str, tuple[str, ...]]], percents: bool
) -> dict[str, Outcome]:
    """All that can be decided is decided in bulk; the rest service by service."""
    decided = [None] * len(services) if percents else states_of(edition, AnswerTable.of(services.values()))
    known = {state: Outcome(frozenset({state}), None, None, has_percent=None) for state in decided if state}
    seen: dict[tuple[object, ...], Outcome] = {}
    outcomes = {}
    for (service, given), state in zip(services.items(), decided, strict=True):
        if state is not None:
            outcomes[service] = known[state]
            continue
        allowed = narrowed.get(service, {})
        key = _key(edition, given, allowed)
        if key not in seen:
            seen[key] = feasible_outcome(edition, given, allowed=allowed)
        outcomes[service] = seen[key]
    return outcomes


def _key(edition: Edition, given: ServiceAnswers, allowed: Mapping[str, tuple[str, ...]]) -> tuple[object, ...]:
    """Services with equal keys have equal outcomes."""
    answers = tuple(given.answers.get(parameter.code) for parameter in edition.parameters)
    return given.electronised, answers, tuple(sorted(allowed.items()))


def _level(code: str, service: ServiceAnswers) -> Answer | None:
    answer = service.answers.get(code)
    return answer if answer and answer.kind is AnswerKind.LEVEL and service.electronised is not False else None


__all__ = [
    "Assumption",
    "Outcome",
    "Panel",
    "Regraded",
    "ScalesDiffer",
    "ServiceAnswers",
    "UnderBoth",
    "YearAnswers",
    "panel_of_grades",
    "persistence_broken",
    "regrade",
]

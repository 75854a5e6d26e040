"""First drafts of a year's answers: from the qualities, and from the year before where there was one."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from meyar.demonstration.population.lists import ListedService
from meyar.demonstration.population.qualities import (
    body_quality,
    cuts_of,
    is_raised,
    leaning,
    level_at,
    readiness,
    root_codes,
    service_quality,
)
from meyar.demonstration.population.sources import bodies
from meyar.demonstration.population.worths import Levels
from meyar.scoring import Edition, Parameter, Scope

_KEPT_READINESS = 0.3  # a service that was electronised seldom falls back


@dataclass(frozen=True, slots=True)
class Before:
    """The year before as the next one sees it; bodies by their number in the List, which a rename keeps."""

    year: int
    electronised: frozenset[str]
    of_bodies: Mapping[int, Levels]
    of_services: Mapping[str, Levels]


def drafted_bodies(edition: Edition, year: int, codes: Sequence[str], before: Before | None) -> dict[str, Levels]:
    parameters = [parameter for parameter in edition.parameters if parameter.scope is Scope.BODY]
    drafts: dict[str, Levels] = {}
    for code in codes:
        line = bodies()[code].number
        subject = _Subject(
            name=f"body {line}",
            scope=Scope.BODY,
            quality=body_quality(code, year),
            quality_before=body_quality(code, before.year) if before else 0.0,
            answered=before.of_bodies.get(line) if before else None,
        )
        drafts[code] = _draft(edition, parameters, subject, year, before)
    return _with_every_level(parameters, drafts)


def drafted_services(
    edition: Edition, year: int, electronised: Sequence[ListedService], before: Before | None
) -> dict[str, Levels]:
    parameters = [parameter for parameter in edition.parameters if parameter.scope is Scope.SERVICE]
    drafts: dict[str, Levels] = {}
    for listed in electronised:
        applicable = [parameter for parameter in parameters if not does_not_apply(parameter, listed)]
        subject = _Subject(
            name=listed.code,
            scope=Scope.SERVICE,
            quality=service_quality(listed, year),
            quality_before=service_quality(listed, before.year) if before else 0.0,
            answered=before.of_services.get(listed.code) if before else None,
        )
        drafts[listed.code] = _draft(edition, applicable, subject, year, before)
    return _with_every_level(parameters, drafts)


def does_not_apply(parameter: Parameter, listed: ListedService) -> bool:
    """The one N/A rule of the editions of 2013-2015: nothing is paid where the service is free."""
    return parameter.not_applicable is not None and listed.service.fee == "free"


def electronised_in(year: int, listed: Sequence[ListedService], count: int, before: Before | None) -> frozenset[str]:
    """The `count` services that are readiest."""
    stands = {
        one.code: readiness(one, year) + (_KEPT_READINESS if before and one.code in before.electronised else 0.0)
        for one in listed
    }
    return frozenset(sorted(stands, key=lambda code: (-stands[code], code))[:count])


@dataclass(frozen=True, slots=True)
class _Subject:
    """A body or a service, as the one who drafts its answers sees it."""

    name: str  # of its chances
    scope: Scope
    quality: float
    quality_before: float
    answered: Levels | None  # the year before


def _draft(
    edition: Edition, parameters: Sequence[Parameter], subject: _Subject, year: int, before: Before | None
) -> Levels:
    """What was answered the year before stands, moved by what the leaning moved; a raised question asks for more."""
    roots, cuts = root_codes(edition), cuts_of(edition)
    levels: Levels = {}
    for parameter in parameters:
        code, root = parameter.code, roots[parameter.code]
        now = level_at(leaning(subject.scope, subject.name, subject.quality, root, year), cuts[code])
        answered = _answered(subject.answered, parameter)
        if answered is None or before is None:
            levels[code] = now
        elif is_raised(parameter):
            levels[code] = min(answered, now)
        else:
            then = leaning(subject.scope, subject.name, subject.quality_before, root, before.year)
            levels[code] = max(0, min(len(cuts[code]), answered + now - level_at(then, cuts[code])))
    return levels


def _answered(levels: Levels | None, parameter: Parameter) -> int | None:
    if levels is None:
        return None
    return levels.get(parameter.code, levels.get(parameter.supersedes or ""))


def _with_every_level(parameters: Sequence[Parameter], drafts: dict[str, Levels]) -> dict[str, Levels]:
    """Give a level that nobody has to the subject nearest to it among those whose level others have too."""
    for parameter in parameters:
        taken = {code: levels[parameter.code] for code, levels in drafts.items() if parameter.code in levels}
        for level in range(len(parameter.levels)):
            if level in taken.values():
                continue
            spare = [code for code in taken if list(taken.values()).count(taken[code]) > 1]
            nearest = min(spare, key=lambda code: (abs(taken[code] - level), sum(drafts[code].values()), code))
            drafts[nearest][parameter.code] = taken[nearest] = level
    return drafts

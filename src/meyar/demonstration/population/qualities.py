"""What lies behind the answers: how good a body and a service are, and how that drifts from year to year."""

from __future__ import annotations

from functools import cache

from meyar.demonstration.population.chance import wave
from meyar.demonstration.population.lists import ListedService
from meyar.demonstration.population.sources import bodies
from meyar.scoring import Edition, Parameter, Scope

_SINCE = {2013: 0.0, 2014: 1.0, 2015: 1.25}  # how far things have moved on since the first year
_PROGRESS = 0.33  # of everybody
_APART = 0.5  # the good get better and the weak fall behind
_BODY_TREND, _SERVICE_TREND = 0.2, 0.5  # and each moves by itself
_QUALITY, _OWN = 0.64, 0.85  # what quality and what the single question bring into an answer
_EASIEST, _BETWEEN = -0.92, 2.0  # where the second level begins, and how far from there the last one begins
_EASE = {Scope.SERVICE: 0.0, Scope.BODY: 0.65}  # what a body needs once is there sooner than what each service needs


def body_quality(body: str, year: int) -> float:
    """A renamed body keeps its place in the List and so its quality."""
    line, since = bodies()[body].number, _SINCE[year]
    drift = _PROGRESS + _BODY_TREND * wave("body trend", line)
    return (0.92 + _APART * since) * wave("body", line) + since * drift + 0.1 * wave("body year", line, year)


def service_quality(listed: ListedService, year: int) -> float:
    since = _SINCE[year]
    own = (0.9 + _APART * since) * wave("service", listed.code) + _SERVICE_TREND * since * wave("trend", listed.code)
    return 0.75 * body_quality(listed.body, year) + 0.6 * own


def readiness(listed: ListedService, year: int) -> float:
    """How near a service is to being electronised; an informative one gets there more easily."""
    ease = 0.25 if listed.service.nature == "informative" else 0.0
    own = 0.7 * wave("readiness", listed.code) + 0.18 * wave("readiness year", listed.code, year)
    return 0.7 * service_quality(listed, year) + own + ease


def leaning(scope: Scope, subject: str, quality: float, root: str, year: int) -> float:
    """Where a subject stands on one question: its quality, and what is its own about this question."""
    own = _OWN * wave("leaning", subject, root) + 0.08 * wave("leaning year", subject, root, year)
    return _EASE[scope] + _QUALITY * quality + own


@cache
def cuts_of(edition: Edition) -> dict[str, tuple[float, ...]]:
    """Of each parameter the leanings at which its levels after the first begin; what gives more points is harder."""
    usual = sum(float(parameter.maximum) for parameter in edition.parameters) / len(edition.parameters)
    roots = root_codes(edition)
    cuts: dict[str, tuple[float, ...]] = {}
    for parameter in edition.parameters:
        hardness = 0.3 * (float(parameter.maximum) / usual - 1) + 0.2 * wave("hardness", roots[parameter.code])
        steps = len(parameter.levels) - 1
        cuts[parameter.code] = tuple(_EASIEST + hardness + _BETWEEN * step / steps for step in range(steps))
    return cuts


def level_at(leaning: float, cuts: tuple[float, ...]) -> int:
    return sum(leaning >= cut for cut in cuts)


def gap(leaning: float, cuts: tuple[float, ...], level: int) -> float:
    """How far the leaning is from where it would give the level; 0 where it does."""
    low = cuts[level - 1] if level > 0 else leaning
    high = cuts[level] if level < len(cuts) else leaning
    return max(low - leaning, leaning - high, 0.0)


def root_codes(edition: Edition) -> dict[str, str]:
    """Of each parameter the code its question began with: a raised question leans as the one it supersedes."""
    return {parameter.code: parameter.supersedes or parameter.code for parameter in edition.parameters}


def is_raised(parameter: Parameter) -> bool:
    return parameter.supersedes is not None

"""The three years of answers, one after the other, each aimed at its published totals."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache

from meyar.demonstration.population.aiming import Draft, aimed
from meyar.demonstration.population.chance import share
from meyar.demonstration.population.drafting import (
    Before,
    does_not_apply,
    drafted_bodies,
    drafted_services,
    electronised_in,
)
from meyar.demonstration.population.lists import ListedService, list_of
from meyar.demonstration.population.qualities import cuts_of, gap, leaning, root_codes, service_quality
from meyar.demonstration.population.sources import Target, bodies, edition_of_year, targets
from meyar.demonstration.population.worths import Levels, Worths, worths_of
from meyar.scoring import NOT_APPLICABLE, Answer, Edition, Scope, Scorecard, score


class ListDoesNotFit(Exception):
    """The List written under demo/ has another number of bodies or services than the published totals."""


@dataclass(frozen=True)
class YearOfAnswers:
    year: int
    edition: Edition
    listed: tuple[ListedService, ...]
    details: Mapping[str, str]  # of the gate, for every listed service: none, partly, fully
    of_bodies: Mapping[str, Mapping[str, Answer]]
    of_services: Mapping[str, Mapping[str, Answer]]  # electronised ones only
    drafted_otherwise: int  # services whose drafted grade was another one

    def answers(self, listed: ListedService) -> dict[str, Answer]:
        """The whole set of an electronised service in the edition's order."""
        own = {**self.of_bodies[listed.body], **self.of_services[listed.code]}
        return {parameter.code: own[parameter.code] for parameter in self.edition.parameters}

    def card(self, listed: ListedService) -> Scorecard:
        if listed.code not in self.of_services:
            return score(self.edition, {}, electronised=False)
        return score(self.edition, self.answers(listed), electronised=True)


@cache
def years_of_answers() -> tuple[YearOfAnswers, ...]:
    """About two seconds; the same on every machine."""
    made: list[YearOfAnswers] = []
    before: Before | None = None
    for target in targets():
        year, before = _year(target, before)
        made.append(year)
    return tuple(made)


def _year(target: Target, before: Before | None) -> tuple[YearOfAnswers, Before]:
    year, edition, listed = target.year, edition_of_year(target.year), list_of(target.year)
    codes = list(dict.fromkeys(one.body for one in listed))
    if (len(codes), len(listed)) != (target.bodies, target.services):
        raise ListDoesNotFit(
            f"The List of {year} under demo/ has {len(codes)} bodies and {len(listed)} services, "
            f"the published totals {target.bodies} and {target.services}."
        )
    electronised = electronised_in(year, listed, target.electronised, before)
    own = [one for one in listed if one.code in electronised]
    of_bodies = drafted_bodies(edition, year, codes, before)
    drafts = _drafts(edition, year, own, of_bodies, before)
    reached = aimed(edition, drafts, dict(target.grades), year)
    of_services = {
        code: {name: level for name, level in draft.levels.items() if name in draft.worths.of_service}
        for code, draft in reached.items()
    }
    answers = YearOfAnswers(
        year=year,
        edition=edition,
        listed=listed,
        details={one.code: _detail(one, edition, of_services.get(one.code), year) for one in listed},
        of_bodies={code: _as_answers(edition, levels) for code, levels in of_bodies.items()},
        of_services={one.code: _with_not_applicable(edition, of_services[one.code]) for one in own},
        drafted_otherwise=sum(
            edition.grade_index_at(draft.percent) != edition.grade_index_at(reached[code].percent)
            for code, draft in drafts.items()
        ),
    )
    by_number = {bodies()[code].number: levels for code, levels in of_bodies.items()}
    return answers, Before(year, electronised, by_number, of_services)


def _drafts(
    edition: Edition,
    year: int,
    electronised: list[ListedService],
    of_bodies: Mapping[str, Levels],
    before: Before | None,
) -> dict[str, Draft]:
    own = drafted_services(edition, year, electronised, before)
    worths: dict[frozenset[str], Worths] = {}
    drafts = {}
    for one in electronised:
        out = frozenset(p.code for p in edition.parameters if does_not_apply(p, one))
        if out not in worths:
            worths[out] = worths_of(edition, out)
        drafts[one.code] = Draft(
            one.code, of_bodies[one.body] | own[one.code], worths[out], _Effort(edition, one, year)
        )
    return drafts


class _Effort:
    def __init__(self, edition: Edition, listed: ListedService, year: int) -> None:
        quality, roots = service_quality(listed, year), root_codes(edition)
        self._leanings = {
            code: leaning(Scope.SERVICE, listed.code, quality, root, year) for code, root in roots.items()
        }
        self._cuts = cuts_of(edition)

    def __call__(self, parameter: str, level: int) -> float:
        return 0.1 + gap(self._leanings[parameter], self._cuts[parameter], level)


def _detail(listed: ListedService, edition: Edition, levels: Levels | None, year: int) -> str:
    """Fully where the edition's first question, how far the service is automated, has its best level."""
    if levels is None:
        return "partly" if share("detail", listed.code, year) < 0.25 else "none"
    first = next(parameter for parameter in edition.parameters if parameter.scope is Scope.SERVICE)
    return "fully" if levels[first.code] == len(first.levels) - 1 else "partly"


def _as_answers(edition: Edition, levels: Levels) -> dict[str, Answer]:
    return {code: Answer.of(edition.parameter(code).levels[level].code) for code, level in levels.items()}


def _with_not_applicable(edition: Edition, levels: Levels) -> dict[str, Answer]:
    given = _as_answers(edition, levels)
    return {
        parameter.code: given.get(parameter.code, NOT_APPLICABLE)
        for parameter in edition.parameters
        if parameter.scope is Scope.SERVICE
    }

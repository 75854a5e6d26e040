"""What the population holds, in figures: that it is one and not filler."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from fractions import Fraction
from itertools import pairwise

from meyar.demonstration.population.lists import ListedService
from meyar.demonstration.population.years import YearOfAnswers
from meyar.scoring import Answer, AnswerKind, Edition, Scorecard


@dataclass(frozen=True)
class YearSummary:
    year: int
    bodies: int
    services: int
    electronised: int
    grades: tuple[tuple[str, int], ...]
    distinct_vectors: int  # different whole sets of answers among the electronised
    unused_levels: tuple[str, ...]  # "parameter: level"
    not_applicable: int  # answers
    on_edges: tuple[tuple[str, int], ...]  # services exactly on each edge
    near_edges: tuple[tuple[str, int], ...]  # services at most one percent from it, those on it included
    at_full_points: int


@dataclass(frozen=True)
class MoveSummary:
    """Between two years; services by their code."""

    first: int
    second: int
    entries: int
    exits: int
    new_owners: int
    new_titles: int
    newly_electronised: int
    no_longer_electronised: int
    up: int
    down: int
    same: int
    answers_kept: int  # of those given in both years to a question of the same code
    answers_compared: int


@dataclass(frozen=True)
class PopulationSummary:
    years: tuple[YearSummary, ...]
    moves: tuple[MoveSummary, ...]

    @property
    def lines(self) -> tuple[str, ...]:
        return (*map(_year_line, self.years), *map(_move_line, self.moves))


def population_summary(years: tuple[YearOfAnswers, ...]) -> PopulationSummary:
    """Scores every service of every year once."""
    cards = [{one.code: year.card(one) for one in year.listed} for year in years]
    return PopulationSummary(
        years=tuple(_year(year, own) for year, own in zip(years, cards, strict=True)),
        moves=tuple(_moves(*pair) for pair in pairwise(zip(years, cards, strict=True))),
    )


def _year(year: YearOfAnswers, cards: Mapping[str, Scorecard]) -> YearSummary:
    edition = year.edition
    answered = [year.answers(one) for one in year.listed if one.code in year.of_services]
    percents = [card.percent for card in cards.values() if card.percent is not None]
    grades = Counter(card.grade for card in cards.values())
    edges = [grade.begins_at for grade in edition.grades[1:]]
    return YearSummary(
        year=year.year,
        bodies=len({one.body for one in year.listed}),
        services=len(year.listed),
        electronised=len(answered),
        grades=tuple((grade.code, grades[grade.code]) for grade in edition.grades),
        distinct_vectors=len({tuple(answer.word for answer in answers.values()) for answers in answered}),
        unused_levels=tuple(_unused_levels(edition, answered)),
        not_applicable=sum(
            answer.kind is AnswerKind.NOT_APPLICABLE for answers in answered for answer in answers.values()
        ),
        on_edges=tuple((str(edge), percents.count(edge)) for edge in edges),
        near_edges=tuple((str(edge), sum(abs(percent - edge) <= 1 for percent in percents)) for edge in edges),
        at_full_points=percents.count(Fraction(100)),
    )


def _unused_levels(edition: Edition, answered: list[dict[str, Answer]]) -> Iterator[str]:
    for parameter in edition.parameters:
        used = {answers[parameter.code].level for answers in answered}
        yield from (f"{parameter.code}: {level.code}" for level in parameter.levels if level.code not in used)


_Assessed = tuple[YearOfAnswers, Mapping[str, Scorecard]]


def _moves(before: _Assessed, after: _Assessed) -> MoveSummary:
    (old, old_cards), (new, new_cards) = before, after
    then: dict[str, ListedService] = {one.code: one for one in old.listed}
    both = [one for one in new.listed if one.code in then]
    order = [None, *(grade.code for grade in new.edition.grades)]
    steps = [
        order.index(new_cards[one.code].grade) - order.index(old_cards[one.code].grade)
        for one in both
        if old_cards[one.code].grade and new_cards[one.code].grade
    ]
    asked_twice = [
        (old.of_services[one.code][parameter], answer)
        for one in both
        if one.code in old.of_services and one.code in new.of_services
        for parameter, answer in new.of_services[one.code].items()
        if parameter in old.of_services[one.code]
    ]
    return MoveSummary(
        first=old.year,
        second=new.year,
        entries=len(new.listed) - len(both),
        exits=len(old.listed) - len(both),
        new_owners=sum(one.body != then[one.code].body for one in both),
        new_titles=sum(one.title != then[one.code].title for one in both),
        newly_electronised=sum(one.code in new.of_services and one.code not in old.of_services for one in both),
        no_longer_electronised=sum(one.code in old.of_services and one.code not in new.of_services for one in both),
        up=sum(step > 0 for step in steps),
        down=sum(step < 0 for step in steps),
        same=sum(step == 0 for step in steps),
        answers_kept=sum(first == second for first, second in asked_twice),
        answers_compared=len(asked_twice),
    )


def _year_line(year: YearSummary) -> str:
    grades = ", ".join(f"{code} {count}" for code, count in year.grades)
    on = ", ".join(f"{edge}: {count}" for edge, count in year.on_edges)
    near = ", ".join(f"{edge}: {count}" for edge, count in year.near_edges)
    return (
        f"{year.year}: {year.bodies} bodies, {year.services} services, {year.electronised} electronised ({grades}); "
        f"{year.distinct_vectors} different sets of answers, {len(year.unused_levels)} unused levels, "
        f"{year.not_applicable} not applicable; exactly on an edge {on}; within 1 % of one {near}; "
        f"{year.at_full_points} at 100 %"
    )


def _move_line(moves: MoveSummary) -> str:
    kept = 100 * moves.answers_kept // moves.answers_compared if moves.answers_compared else 0
    return (
        f"{moves.first}-{moves.second}: {moves.entries} entries, {moves.exits} exits, {moves.new_owners} new owners, "
        f"{moves.new_titles} new titles; {moves.newly_electronised} newly electronised, "
        f"{moves.no_longer_electronised} no longer; {moves.up} up, {moves.down} down, {moves.same} same grade; "
        f"{kept} % of the answers kept"
    )

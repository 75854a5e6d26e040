"""The demonstration of 2013-2015, made by its people through the same actions as the pages."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import date

from meyar.accounts.queries import actor_named
from meyar.assessment.actions.answers import import_answers
from meyar.assessment.actions.rounds import assess_round, plan_round
from meyar.assessment.choices import RoundState
from meyar.assessment.queries.rounds import round_coded, rounds
from meyar.common.azerbaijani import ordinal
from meyar.demonstration.people import add_missing_people, missing_people, sign_ins_text
from meyar.demonstration.population import population_summary, sheets, years_of_answers
from meyar.demonstration.population.sources import RULEBOOK_OF_YEAR, bodies, rulebook_path
from meyar.publication.actions import publish_round
from meyar.publication.queries.totals import current_totals
from meyar.registry.actions import import_bodies, import_services
from meyar.registry.imports import ListGiven
from meyar.registry.queries import bodies_by_code, list_edition, list_editions
from meyar.rulebooks.actions import adopt_edition, put_in_force
from meyar.rulebooks.queries import editions, editions_in_force

__all__ = ["RoundIsNotADemonstration", "make_demonstration", "sign_ins_text"]

Report = Callable[[str, int, int], None]  # what is done now, how many steps are done, of how many


class RoundIsNotADemonstration(Exception):
    """The installation has a real round of this year: synthetic answers are not laid beside it."""


@dataclass(frozen=True, slots=True)
class _Step:
    """One action in its own transaction; killed in between, the next run goes on with the first missing one."""

    what: str
    is_done: Callable[[], bool]
    do: Callable[[], object]


def make_demonstration(*, progress: Report = lambda _what, _done, _total: None) -> list[str]:
    """
    Make what is missing of the demonstration and say what was made. Where nothing is missing nothing is written.

    Raises:
        RoundIsNotADemonstration: A real round has the code of one of the years.
    """
    _refuse_beside_real_rounds()
    steps = tuple(_steps())
    made = []
    for number, step in enumerate(steps):
        progress(step.what, number, len(steps))
        if not step.is_done():
            step.do()
            made.append(step.what)
    progress("demonstration", len(steps), len(steps))
    if not made:
        return ["The demonstration of 2013-2015 is there; nothing was missing."]
    return [*(f"made: {what}" for what in made), *population_summary(years_of_answers()).lines]


def _refuse_beside_real_rounds() -> None:
    codes = [str(year) for year in RULEBOOK_OF_YEAR]
    real = sorted(rounds().filter(code__in=codes, demonstration=False).values_list("code", flat=True))
    if real:
        raise RoundIsNotADemonstration(
            f"This installation has real rounds {', '.join(real)}: make the demonstration in another MEYAR_HOME."
        )


def _steps() -> Iterator[_Step]:
    yield _Step("people", lambda: not missing_people(), add_missing_people)
    for code in dict.fromkeys(RULEBOOK_OF_YEAR.values()):
        yield from _rulebook_steps(code)
    yield _Step("bodies", lambda: bodies().keys() <= bodies_by_code().keys(), _import_bodies)
    for year in RULEBOOK_OF_YEAR:
        yield from _year_steps(year)


def _rulebook_steps(code: str) -> Iterator[_Step]:
    yield _Step(
        f"Rules {code} taken in",
        lambda: editions().filter(code=code).exists(),
        lambda: adopt_edition(
            actor=actor_named("methodologist"),
            text=rulebook_path(code).read_text(encoding="utf-8"),
            name=f"rulebooks/{code}/rulebook.yaml",
        ),
    )
    yield _Step(
        f"Rules {code} in force",
        lambda: editions_in_force().filter(code=code).exists(),
        lambda: put_in_force(actor=actor_named("approver1"), code=code),
    )


def _year_steps(year: int) -> Iterator[_Step]:
    code = str(year)

    def has_got_to(*states: RoundState) -> Callable[[], bool]:
        later = (*states, RoundState.PUBLISHED)
        return lambda: _is_published(code) or rounds().filter(code=code, state__in=later).exists()

    yield _Step(
        f"List of {year}", lambda: list_editions().filter(code=_list_code(year)).exists(), _importing_list(year)
    )
    yield _Step(f"round {year} planned", lambda: rounds().filter(code=code).exists(), _planning(year))
    yield _Step(
        f"answers of {year}",
        has_got_to(RoundState.ASSESSING, RoundState.ASSESSED),
        lambda: import_answers(
            actor=actor_named("head"),
            round_=round_coded(code),
            data=sheets()[f"answers-{year}.csv"],
            file_name=f"answers-{year}.csv",
            demonstration=True,
        ),
    )
    yield _Step(
        f"round {year} assessed",
        has_got_to(RoundState.ASSESSED),
        lambda: assess_round(actor=actor_named("head"), assessed=round_coded(code)),
    )
    yield _Step(
        f"round {year} published",
        lambda: _is_published(code),
        lambda: publish_round(actor=actor_named("approver1"), code=code),
    )


def _import_bodies() -> None:
    import_bodies(actor=actor_named("head"), data=sheets()["bodies.csv"], file_name="bodies.csv")


def _importing_list(year: int) -> Callable[[], object]:
    given = ListGiven(
        code=_list_code(year),
        in_force_on=date(year, 11, 1),
        title_az=f"Elektron xidmət növlərinin Siyahısı, {ordinal(year)} il (bərpa edilmiş nümunə)",
        title_en=f"List of types of electronic services, {year} (a reconstructed example)",
        title_ru=f"Перечень видов электронных услуг, {year} год (реконструированный пример)",
        source="Nazirlər Kabinetinin 2012-ci il 17 oktyabr tarixli 235 nömrəli qərarı əsasında nümunə",
    )
    return lambda: import_services(
        actor=actor_named("head"),
        data=sheets()[f"services-{year}.csv"],
        file_name=f"services-{year}.csv",
        given=given,
    )


def _planning(year: int) -> Callable[[], object]:
    return lambda: plan_round(
        actor=actor_named("head"),
        code=str(year),
        year=year,
        list_edition=list_edition(_list_code(year)),
        rulebook=editions_in_force().get(code=RULEBOOK_OF_YEAR[year]),
        demonstration=True,
    )


def _list_code(year: int) -> str:
    return f"list-{year}"


def _is_published(code: str) -> bool:
    return any(totals.round_code == code for totals in current_totals())

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path

import click

from meyar.cli.answer_sheets import Answered, misfits, note_unforeseen, read_answers
from meyar.cli.exact_numbers import as_json_or_text, for_people, print_json, print_rows
from meyar.cli.files import read_edition
from meyar.cli.installation import fail
from meyar.scoring import AnswersDoNotFit, Edition, accepting_not_applicable
from meyar.scoring.answers import answer_problems
from meyar.statistics.change import Change, Measure, decompose_by_body, decompose_by_service
from meyar.statistics.change import decompose as decompose_all
from meyar.statistics.game import ChangeUndefined
from meyar.statistics.interval import Interval
from meyar.statistics.panel import Assumption, Panel, ScalesDiffer, ServiceAnswers, YearAnswers, regrade
from meyar.statistics.plain import SHOWN, letter, plain_change

_FILE = click.Path(path_type=Path)
_UNITS = {
    Measure.COUNTS: "services",
    Measure.SHARE_LIST: "percentage points of the List",
    Measure.SHARE_ELECTRONISED: "percentage points of the electronised services",
    Measure.MEAN: "percentage points, mean percent",
}
_SHARES = {Measure.SHARE_LIST, Measure.SHARE_ELECTRONISED}


@dataclass(frozen=True)
class _Year:
    path: Path
    edition: Edition
    other: Edition  # of the other year: the sheet may answer its parameters too
    services: Mapping[str, Answered]


@click.command()
@click.option("--rules-before", type=_FILE, required=True, help="The rulebook of the first year.")
@click.option("--rules-after", type=_FILE, required=True, help="The rulebook of the second year.")
@click.option("--answers-before", type=_FILE, required=True, help="The answers of the first year.")
@click.option("--answers-after", type=_FILE, required=True, help="The answers of the second year.")
@click.option(
    "--assume",
    type=click.Choice([one.value for one in Assumption]),
    default=Assumption.NONE.value,
    show_default=True,
    help="persistence: a service had no more under a new parameter in the first year than in the second.",
)
@click.option(
    "--measure",
    type=click.Choice([one.value for one in Measure]),
    default=Measure.COUNTS.value,
    show_default=True,
)
@click.option("--by", type=click.Choice(["body", "service"]), help="Also the contribution of each.")
@as_json_or_text
def decompose(
    rules_before: Path,
    rules_after: Path,
    answers_before: Path,
    answers_after: Path,
    assume: str,
    measure: str,
    by: str | None,
    form: str,
) -> None:
    """
    Split the change between two years exactly into the Rules, the membership of the List and the services.

    Answers as in `meyar score`; a sheet may answer parameters of either rulebook. A service that is on the List
    and not electronised has electronised answered no; a service absent from a sheet is not on that year's List.
    Where a parameter was not asked in the other year, the parts lie within bounds.
    """
    before, after = _read(rules_before, rules_after, answers_before, answers_after, with_body=by == "body")
    try:
        panel = regrade(
            before.edition,
            after.edition,
            _given(before.services),
            _given(after.services),
            assumption=Assumption(assume),
            percents=Measure(measure) is Measure.MEAN,
        )
        change = decompose_all(panel, Measure(measure))
        groups = _groups(panel, Measure(measure), by)
    except (ScalesDiffer, ChangeUndefined) as refusal:
        fail([refusal])
    if form == "json":
        print_json(plain_change(change, groups))
        return
    click.echo(f"Change in {_UNITS[change.measure]}; [least, most] where answers are missing, assuming {assume}:")
    _print_change("", change)
    for name, one in (groups or {}).items():
        click.echo()
        _print_change(name, one)
    if panel.undetermined:
        click.echo(f"Without a certain grade in their own year: {', '.join(panel.undetermined)}")


def _groups(panel: Panel, measure: Measure, by: str | None) -> dict[str, Change] | None:
    if by is None:
        return None
    return decompose_by_body(panel, measure) if by == "body" else decompose_by_service(panel, measure)


def _read(
    rules_before: Path, rules_after: Path, answers_before: Path, answers_after: Path, *, with_body: bool
) -> tuple[_Year, _Year]:
    """Both years; ends the command with the problems of both sheets when there are any."""
    old, new = read_edition(rules_before), read_edition(rules_after)
    problems: list[str] = []
    years = [
        _Year(path, edition, other, read_answers(path, [old, new], problems=problems, with_body=with_body))
        for path, edition, other in ((answers_before, old, new), (answers_after, new, old))
    ]
    unforeseen = {
        code for year in years for answered in year.services.values() for code in _left_out_unforeseen(year, answered)
    }
    old, new = (accepting_not_applicable(edition, unforeseen) if unforeseen else edition for edition in (old, new))
    before, after = (
        _Year(year.path, edition, other, year.services)
        for year, edition, other in zip(years, (old, new), (new, old), strict=True)
    )
    problems += [problem for year in (before, after) for problem in _misfits(year)]
    if problems:
        fail(problems)
    return before, after


def _left_out_unforeseen(year: _Year, answered: Answered) -> set[str]:
    return set(note_unforeseen(year.path, year.edition, answered))


def _misfits(year: _Year) -> list[str]:
    """A parameter is answered as the year's own edition has it, else as the other year's."""
    own = {parameter.code for parameter in year.edition.parameters}
    found: list[str] = []
    for service, answered in year.services.items():
        mine = {code: answer for code, answer in answered.answers.items() if code in own}
        others = {code: answer for code, answer in answered.answers.items() if code not in own}
        wrong = (*answer_problems(year.edition, mine), *answer_problems(year.other, others))
        if wrong:
            found += misfits(year.path, service, answered, AnswersDoNotFit(wrong))
    return found


def _given(services: Mapping[str, Answered]) -> YearAnswers:
    return {service: ServiceAnswers(one.gate, one.answers, one.body) for service, one in services.items()}


def _print_change(title: str, change: Change) -> None:
    factor = 100 if change.measure in _SHARES else 1
    rows = [[title, *(letter(state) for state in change[SHOWN[0]].by_state)]]
    rows += [[effect.value, *(_shown(value, factor) for value in change[effect].by_state.values())] for effect in SHOWN]
    print_rows(rows)


def _shown(value: Interval | None, factor: int) -> str:
    if value is None:
        return "unknown"
    ends = [for_people(end * factor, sign=True) for end in dict.fromkeys((value.lowest, value.highest))]
    return ends[0] if len(ends) == 1 else f"[{', '.join(ends)}]"

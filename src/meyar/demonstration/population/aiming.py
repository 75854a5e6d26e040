"""Change drafts as little and as plausibly as possible until the counts of grades are those aimed at."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import dataclass, replace
from fractions import Fraction
from heapq import heappop, heappush

from meyar.demonstration.population.chance import share, shuffled, wave
from meyar.demonstration.population.worths import Levels, Worths
from meyar.scoring import Edition

_PATIENCE = 1200  # sets of answers looked at for one service
_ON_EACH_EDGE = 3
_NEAR = Fraction(3, 2)  # percent
_BLUR = 4.0  # percent: ranks are not cut with a knife, or the drafts beside a cut would leave a hole


class TargetIsOutOfReach(Exception):
    """The drafts cannot be changed so that the counts come out."""


@dataclass(frozen=True, slots=True)
class Draft:
    service: str
    levels: Levels  # the body's and the service's own
    worths: Worths
    effort: Callable[[str, int], float]  # how implausible a level of a parameter is for this service

    @property
    def percent(self) -> Fraction:
        return self.worths.percent(self.levels)


def aimed(edition: Edition, drafts: Mapping[str, Draft], counts: Mapping[str, int], year: int) -> dict[str, Draft]:
    """
    Args:
        counts: How many services each grade of the edition is to have; together as many as there are drafts.

    Raises:
        TargetIsOutOfReach: The answers of the bodies leave no way.
    """
    wanted = _wanted_grades(edition, drafts, counts, year)
    reached = {code: _moved_into(draft, wanted[code], year) for code, draft in drafts.items()}
    for edge in edition.grades[1:]:
        _put_on_edge(reached, edge.begins_at, year)
    return reached


def _wanted_grades(
    edition: Edition, drafts: Mapping[str, Draft], counts: Mapping[str, int], year: int
) -> dict[str, int]:
    """The best drafts, give or take a few percent, get the best grade that their body's answers leave possible."""
    standing = {code: float(draft.percent) + _BLUR * wave("rank", code, year) for code, draft in drafts.items()}
    waiting = sorted(drafts.values(), key=lambda draft: (-standing[draft.service], draft.service))
    wanted: dict[str, int] = {}
    for index in range(len(edition.grades) - 1, -1, -1):
        code = edition.grades[index].code
        able = [draft for draft in waiting if edition.grade_index_at(draft.worths.best(draft.levels)) >= index]
        if len(able) < counts[code]:
            raise TargetIsOutOfReach(f"{len(able)} services can be graded {code}, {counts[code]} are aimed at.")
        chosen = {draft.service for draft in able[: counts[code]]}
        wanted |= dict.fromkeys(chosen, index)
        waiting = [draft for draft in waiting if draft.service not in chosen]
    return wanted


def _moved_into(draft: Draft, grade: int, year: int) -> Draft:
    edition = draft.worths.edition
    now = edition.grade_index_at(draft.percent)
    if now == grade:
        return draft
    low = edition.grades[grade].begins_at
    high = edition.grades[grade + 1].begins_at if grade + 1 < len(edition.grades) else Fraction(100)
    inward = Fraction(share("aim", draft.service, year)) * (high - low) * 4 / 5
    aim = low + inward if now < grade else high - inward

    def is_graded(percent: Fraction) -> bool:
        return edition.grade_index_at(percent) == grade

    levels = _searched(draft, aim, lambda percent: abs(percent - aim) <= _NEAR and is_graded(percent))
    levels = levels or _searched(draft, aim, is_graded)
    if levels is None:
        raise TargetIsOutOfReach(f"No answers found that grade {draft.service} {edition.grades[grade].code} in {year}.")
    return replace(draft, levels=levels)


def _put_on_edge(drafts: dict[str, Draft], edge: Fraction, year: int) -> None:
    """Let a few services stand exactly on the edge, without changing any grade."""
    missing = _ON_EACH_EDGE - sum(draft.percent == edge for draft in drafts.values())
    near = [draft for draft in drafts.values() if 0 < abs(draft.percent - edge) <= 8]
    for draft in shuffled(near, "edge", str(edge), year, name=lambda draft: draft.service):
        if missing <= 0:
            return
        edition = draft.worths.edition
        if edition.grade_index_at(draft.percent) != edition.grade_index_at(edge):
            continue
        levels = _searched(draft, edge, lambda percent: percent == edge)
        if levels is not None:
            drafts[draft.service] = replace(draft, levels=levels)
            missing -= 1


def _searched(draft: Draft, aim: Fraction, is_reached: Callable[[Fraction], bool]) -> Levels | None:
    """The first set of answers that is reached when the least effort and the least distance are tried first."""
    codes, worth = draft.worths.of_service, draft.worths.by_parameter
    start = tuple(draft.levels[code] for code in codes)
    waiting = [(0.0, 0.0, start, draft.percent)]
    seen = {start}
    while waiting and len(seen) < _PATIENCE:
        _priority, effort, chosen, percent = heappop(waiting)
        if is_reached(percent):
            return draft.levels | dict(zip(codes, chosen, strict=True))
        for place, code in enumerate(codes):
            for level in (chosen[place] - 1, chosen[place] + 1):
                step = (*chosen[:place], level, *chosen[place + 1 :])
                if not 0 <= level < len(worth[code]) or step in seen:
                    continue
                seen.add(step)
                then = percent + worth[code][level] - worth[code][chosen[place]]
                tried = effort + draft.effort(code, level)
                heappush(waiting, (tried + float(abs(then - aim)) / 4, tried, step, then))
    return None

"""The worked example of the method (TV-6): twelve services, two years, two editions of the Rules."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from fractions import Fraction

from meyar.scoring import Answer, Edition
from meyar.statistics.feasible import ServiceAnswers
from tests.scoring.editions import criterion, edition, parameter

N, I, S, G, E = "not_electronised", "qeyri_kafi", "kafi", "yaxsi", "ela"  # noqa: E741 - the letters of the method
STATES = (N, I, S, G, E)
LEVELS = {"0": "l0", "½": "l1", "1": "l2"}


def rules(points: Mapping[str, str], **more: str) -> Edition:
    """Every parameter with the levels l0, l1, l2 for nothing, half and all of its points."""
    criteria = [
        parameter(code, "0", half(number), number, question={"az": f"{code} sual"}) for code, number in points.items()
    ]
    return edition(criterion("C1", *criteria), policy="exclude_global", gate=True, **more)


def half(number: str) -> str:
    return str(Fraction(number) / 2) if int(number) % 2 == 0 else f"{int(number) // 2}.5"


def year(
    rows: Mapping[str, str], hidden: Iterable[str] = (), body: Mapping[str, str] | None = None
) -> dict[str, ServiceAnswers]:
    """`{"s01": "1,1,½,0,1"}`: answers to p1 ... p5; "N" is not electronised."""
    return {
        service: ServiceAnswers(
            electronised=row != "N", answers=_answers(row, hidden), body=(body or {}).get(service, "")
        )
        for service, row in rows.items()
    }


def _answers(row: str, hidden: Iterable[str]) -> dict[str, Answer]:
    if row == "N":
        return {}
    given = {f"p{place}": Answer.of(LEVELS[word]) for place, word in enumerate(row.split(","), start=1)}
    return {code: answer for code, answer in given.items() if code not in hidden}


A = rules({"p1": "40", "p2": "20", "p3": "20", "p5": "20"})
B = rules({"p1": "30", "p2": "20", "p3": "20", "p4": "30"})

FIRST = {
    "s01": "1,1,1,0,1",
    "s02": "1,1,1,1,1",
    "s03": "1,1,½,0,1",
    "s04": "1,½,½,0,½",
    "s05": "½,1,1,0,½",
    "s06": "½,½,½,0,1",
    "s07": "½,½,0,½,0",
    "s08": "N",
    "s09": "N",
    "s10": "1,0,1,0,1",
}
SECOND = {
    "s01": "1,1,1,1,1",
    "s02": "1,1,1,1,½",
    "s03": "1,1,1,½,1",
    "s04": "1,1,½,0,½",
    "s05": "½,1,1,0,0",
    "s06": "½,½,½,0,1",
    "s07": "1,½,0,½,0",
    "s08": "1,½,½,1,0",
    "s09": "N",
    "s11": "1,1,0,0,1",
    "s12": "0,1,0,0,1",
}


def fractions(words: str) -> tuple[Fraction, ...]:
    return tuple(Fraction(word) for word in words.split())

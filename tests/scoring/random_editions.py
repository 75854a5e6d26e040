"""Small random editions and answers for Hypothesis: all policies, weights, N/A, knock-outs, bands."""

from __future__ import annotations

from itertools import product
from typing import Any

from hypothesis import strategies as st

from meyar.scoring import NOT_APPLICABLE, NOT_ASSESSED, UNREACHABLE, Answer, Edition, Parameter
from tests.scoring.editions import criterion, parameter, quick_edition, rulebook

POINTS = ["0", "0.5", "1", "2", "2.5", "3", "5", "8", "10", "40"]


@st.composite
def editions(draw: st.DrawFn, *, knock_outs_on_the_lowest_level: bool = False) -> Edition:
    sizes = draw(st.lists(st.integers(1, 3), min_size=1, max_size=3))
    criteria = [
        criterion(
            f"C{c}",
            *(draw(parameters(f"p{c}{p}")) for p in range(size)),
            **draw(st.sampled_from([{}, {"weight": "35"}, {"weight": "0.3"}, {"weight": "1"}])),
        )
        for c, size in enumerate(sizes)
    ]
    grades = draw(
        st.sampled_from(
            [
                {"qeyri_kafi": "0", "kafi": "50", "yaxsi": "70", "ela": "90"},
                {"low": "0", "high": "33.3333"},
                {"a": "0", "b": "49.5", "c": "50", "d": "50.25", "e": "99.9"},
            ]
        )
    )
    all_parameters = [p for c in criteria for p in c["parameters"]]
    return quick_edition(
        rulebook(
            *criteria,
            policy=draw(st.sampled_from(["exclude_global", "exclude_within_criterion", "zero"])),
            unreachable=draw(st.sampled_from(["not_assessed", "zero"])),
            nothing_applies=draw(st.sampled_from(["own_state", list(grades)[1]])),
            edges=draw(st.sampled_from(["lower_closed", "upper_closed"])),
            grades=grades,
            gate=draw(st.booleans()),
            knock_outs=draw(
                st.lists(knock_outs(all_parameters, list(grades), knock_outs_on_the_lowest_level), max_size=2)
            ),
        )
    )


@st.composite
def parameters(draw: st.DrawFn, code: str) -> dict[str, Any]:
    points = draw(st.lists(st.sampled_from(POINTS), min_size=2, max_size=3, unique=True))
    return parameter(code, *sorted(points, key=POINTS.index), na=draw(st.booleans()))


@st.composite
def knock_outs(
    draw: st.DrawFn, all_parameters: list[dict[str, Any]], grades: list[str], on_the_lowest_level: bool
) -> dict[str, Any]:
    chosen = draw(st.sampled_from(all_parameters))
    levels = chosen["levels"][:1] if on_the_lowest_level else chosen["levels"]
    level = draw(st.sampled_from(levels))
    return {"parameter": chosen["code"], "level": level["code"], "at_most": draw(st.sampled_from(grades))}


def possible_answers(one: Parameter) -> list[Answer]:
    """What a parameter may be found to be: its levels, and N/A where that is accepted."""
    levels = [Answer.of(level.code) for level in one.levels]
    return [*levels, NOT_APPLICABLE] if one.not_applicable else levels


@st.composite
def answers_to(draw: st.DrawFn, edition: Edition, *, all_known: bool = False) -> dict[str, Answer]:
    unknown = [] if all_known else [NOT_ASSESSED, UNREACHABLE]
    return {one.code: draw(st.sampled_from([*possible_answers(one), *unknown])) for one in edition.parameters}


def completions(edition: Edition, answers: dict[str, Answer], unknown: list[str]) -> list[dict[str, Answer]]:
    """Every way in which the unknown parameters may turn out."""
    choices = [possible_answers(edition.parameter(code)) for code in unknown]
    return [{**answers, **dict(zip(unknown, found, strict=True))} for found in product(*choices)]

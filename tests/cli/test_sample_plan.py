from __future__ import annotations

import json
from fractions import Fraction

import pytest
from click.testing import CliRunner, Result

from meyar.cli.main import main


def planned(words: str) -> Result:
    return CliRunner().invoke(main, ["sample-plan", *words.split()])


@pytest.mark.parametrize(
    ("population", "tolerance", "samples"),
    [
        (438, "0.05", (55, 86, 112)),
        (438, "1/50", (123, 187, 240)),
        (438, "0.1", (28, 44, 58)),
        (354, "0.05", (53, 83, 109)),
    ],
)
def test_tv_21_smallest_samples(population: int, tolerance: str, samples: tuple[int, ...]) -> None:
    found = [
        json.loads(
            planned(
                f"--population {population} --tolerance {tolerance} --beta 0.05 --accept {accept} --format json"
            ).stdout
        )
        for accept in range(3)
    ]

    assert tuple(plan["n"] for plan in found) == samples
    assert all(Fraction(plan["p_accept"]) <= Fraction(1, 20) < Fraction(plan["p_accept_below"]) for plan in found)


def test_a_plan_small_enough_for_a_hand_is_exact() -> None:
    """Of 4, 2 wrong: none of 2 is wrong in 1 of 6 samples, none of 1 in half of them."""
    result = planned("--population 4 --tolerance 1/2 --beta 0.2 --accept 0 --format json")

    assert json.loads(result.stdout) == {"n": 2, "p_accept": "1/6", "p_accept_below": "1/2"}


@pytest.mark.parametrize(("found", "limit"), [(0, 19), (1, 31), (2, 42), (3, 52)])
def test_tv_21_upper_limits(found: int, limit: int) -> None:
    result = planned(f"--population 438 --tolerance 0.05 --beta 0.05 --found {found} --sampled 60 --format json")

    assert json.loads(result.stdout) == {"upper_limit": limit}


def test_the_text_says_what_to_do() -> None:
    assert planned("--population 438 --tolerance 0.05").stdout.splitlines() == [
        "Check 55 of 438; accept when at most 0 are wrong.",
        "A lot with 22 wrong ones passes with a chance of 4.8289 percent.",
        "With 54 checked it would be 5.1224 percent.",
    ]
    assert planned("--population 438 --found 2 --sampled 60").stdout == (
        "2 wrong of 60 checked: at most 42 of all 438 are wrong, with a confidence of 95 percent.\n"
    )


@pytest.mark.parametrize(
    "words", ["--population 10 --tolerance 0.1 --accept 1", "--population 10 --found 3 --sampled 2"]
)
def test_what_no_sample_can_tell_is_an_answer_with_1(words: str) -> None:
    result = planned(words)

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() in (
        ["1 wrong ones in 10 are accepted even when all are checked"],
        ["3 found among 2 sampled of 10 cannot be"],
    )


@pytest.mark.parametrize(
    "words",
    ["--population 10", "--population 10 --found 1", "--population 10 --tolerance 0", "--population 10 --tolerance x"],
)
def test_wrong_usage_is_an_answer_with_2(words: str) -> None:
    assert planned(words).exit_code == 2

from __future__ import annotations

import pytest

from meyar.scoring import Edition, run_case
from tests.scoring.editions import criterion, edition, parameter

CASE = """
name: A free service loses nothing
why: "6 of 6 remain: 100"
electronised: yes
answers: {p1: l2, p2: na}
expect: {state: graded, percent: "100", grade: ela, points: "6", maximum: 6/1}
"""


def rules(*, gate: bool = True) -> Edition:
    return edition(criterion("C1", parameter("p1", "0", "4", "6"), parameter("p2", "0", "3", na=True)), gate=gate)


def problems(case: str, of: Edition | None = None) -> list[str]:
    return [str(problem) for problem in run_case(of or rules(), case, name="case.yaml")]


def test_a_case_that_holds_has_no_problems() -> None:
    assert problems(CASE) == []


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ('percent: "200/3", grade: kafi', []),
        ("state: graded", []),
        ('percent: "66.6"', ["case.yaml:6: expect.percent: expected 333/5, computed 200/3"]),
        ("grade: yaxsi", ["case.yaml:6: expect.grade: expected yaxsi, computed kafi"]),
        (
            'points: "5", maximum: "7"',
            [
                "case.yaml:6: expect.points: expected 5, computed 4",
                "case.yaml:6: expect.maximum: expected 7, computed 6",
            ],
        ),
    ],
)
def test_what_differs_from_the_expectation_is_named(case: str, expected: list[str]) -> None:
    start = "\nname: n\nwhy: w\nelectronised: yes\nanswers: {p1: l1, p2: na}\n"
    state = "" if case.startswith("state") else "state: graded, "

    assert problems(f"{start}expect: {{{state}{case}}}") == expected


def test_what_is_not_known_is_compared_with_the_possible_grades() -> None:
    start = "name: n\nwhy: w\nelectronised: yes\nanswers: {p2: na}\n"

    assert problems(start + "expect: {state: undetermined, possible: [qeyri_kafi, kafi, ela]}") == []
    assert problems(start + "expect: {state: undetermined, grade: ela, possible: [kafi]}") == [
        "case.yaml:5: expect.grade: expected ela, computed none",
        "case.yaml:5: expect.possible: expected kafi, computed qeyri_kafi/kafi/ela",
    ]
    assert problems(start + "expect: {state: graded}") == [
        "case.yaml:5: expect.state: expected graded, computed undetermined"
    ]


@pytest.mark.parametrize(
    ("gate", "state"), [("no", "not_electronised"), ("not_assessed", "undetermined"), ("yes", "graded")]
)
def test_a_case_answers_the_gate(gate: str, state: str) -> None:
    case = f"name: n\nwhy: w\nelectronised: {gate}\nanswers: {{p1: l2, p2: na}}\nexpect: {{state: {state}}}"

    assert problems(case) == []


def test_a_case_answers_no_gate_where_there_is_none() -> None:
    assert problems(CASE, rules(gate=False)) == [
        "case.yaml:4: electronised: edition small has no gate; leave the key out"
    ]


def test_answers_that_do_not_fit_are_all_named() -> None:
    assert problems(CASE.replace("{p1: l2, p2: na}", "{p1: na, p9: yes}")) == [
        "case.yaml:5: answers.p9: edition small has no such parameter; accepted: p1, p2",
        'case.yaml:5: answers.p1: "na" is not accepted for this parameter; accepted: l0, l1, l2, not_assessed, unreachable',
    ]


@pytest.mark.parametrize(
    ("case", "expected"),
    [
        ("a: [", ["case.yaml:1: is not readable as YAML: expected the node content, but found '<stream end>'"]),
        ("- 1", ["case.yaml:1: is not a case; accepted keys: name, why, electronised, answers, expect"]),
        (
            CASE.replace("yes", "maybe").replace('"100"', "100").replace("why", "because").replace("p2: na", "p2: 1"),
            [
                "case.yaml:2: why: is missing",
                "case.yaml:3: because: is not a key here; accepted: name, why, electronised, answers, expect",
                "case.yaml:4: electronised: is not accepted (given: maybe); accepted: 'yes', 'no' or 'not_assessed'",
                "case.yaml:5: answers.p2: is not text; write it in quotes (given: 1)",
                'case.yaml:6: expect.percent: is not an exact number; write "n/d" or a decimal string in quotes, such as "284/3" or "96"',
            ],
        ),
        (CASE.replace("{p1: l2, p2: na}", "all"), ["case.yaml:5: answers: is not a mapping (given: all)"]),
        (CASE + "name: again", ["case.yaml:7: name: the key stands twice; the first is on line 2"]),
        (
            CASE.replace("6/1", "6/0"),
            [
                'case.yaml:6: expect.maximum: is not an exact number; write "n/d" or a decimal string in quotes, such as "284/3" or "96"'
            ],
        ),
    ],
)
def test_a_case_that_cannot_be_read_says_why(case: str, expected: list[str]) -> None:
    assert sorted(problems(case)) == expected

from __future__ import annotations

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meyar.scoring import AnswersDoNotFit, Edition, score
from meyar.scoring.bulk import CHUNK, BoundExceeded, compile_edition
from tests.scoring.editions import answers, criterion, edition, parameter, quick_edition, rulebook
from tests.scoring.random_editions import answers_to, editions


def exact_words(rules: Edition, services: list[dict], electronised: list[bool | None]) -> list[str]:
    cards = [score(rules, one, electronised=gate) for one, gate in zip(services, electronised, strict=True)]
    return [card.grade or card.state.value for card in cards]


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_the_bulk_engine_gives_the_grades_of_the_exact_engine(data: st.DataObject) -> None:
    rules = data.draw(editions())
    services = data.draw(st.lists(answers_to(rules, all_known=data.draw(st.booleans())), min_size=1, max_size=12))
    gate = data.draw(st.lists(st.sampled_from([True, False, None]), min_size=len(services), max_size=len(services)))
    bulk = compile_edition(rules)

    levels = bulk.encode(services)

    assert bulk.words(bulk.grade(levels, electronised=gate)) == exact_words(rules, services, gate)
    assert bulk.words(bulk.grade(levels)) == exact_words(rules, services, [True] * len(services))


@pytest.mark.parametrize(("first", "second", "third"), [("45", "85", "15"), ("85", "45", "15")])
def test_the_bulk_engine_grades_exactly_on_the_edge(first: str, second: str, third: str) -> None:
    """TV-23."""
    rules = edition(
        criterion("C1", parameter("p1", "0", first, "100"), weight="0.35"),
        criterion("C2", parameter("p2", "0", second, "100"), weight="0.35"),
        criterion("C3", parameter("p3", "0", third, "100"), weight="0.3"),
    )
    bulk = compile_edition(rules)

    assert bulk.words(bulk.grade(bulk.encode([answers("p1=l1 p2=l1 p3=l1")]))) == ["kafi"]


def test_one_denominator_serves_where_every_applicable_maximum_divides_the_largest() -> None:
    rules = edition(
        criterion("C1", parameter("p1", "0", "5", na=True), parameter("p2", "0", "3", "5")),
        criterion("C2", parameter("p3", "0", "1")),
    )
    bulk = compile_edition(rules)
    services = [
        answers(f"p1={a} p2={b} p3={c}") for a in ("no", "yes", "na") for b in ("l0", "l1", "l2") for c in ("no", "yes")
    ]

    assert [bool(group.quotients) for group in bulk.groups] == [True, False]
    assert bulk.words(bulk.grade(bulk.encode(services))) == exact_words(rules, services, [None] * len(services))


def test_services_are_graded_alike_in_every_chunk() -> None:
    rules = edition(criterion("C1", parameter("p1", "0", "50", "70", "90", "100")))
    bulk = compile_edition(rules)
    levels = np.arange(2 * CHUNK + 7, dtype=np.uint64).astype(np.uint8)[:, None] % np.uint8(5)

    grades = bulk.grade(levels)

    assert grades.tolist() == np.minimum(np.array([0, 1, 2, 3, 3], dtype=np.uint8)[levels[:, 0]], 3).tolist()


def test_no_services_have_no_grades() -> None:
    bulk = compile_edition(edition(criterion("C1", parameter("p1", "0", "5"))))

    assert bulk.words(bulk.grade(bulk.encode([]))) == []


def test_answers_that_do_not_fit_are_refused_before_they_are_graded() -> None:
    bulk = compile_edition(edition(criterion("C1", parameter("p1", "0", "5"), parameter("p2", "0", "5"))))

    with pytest.raises(AnswersDoNotFit, match=r'p1: has no level "full"; accepted: no, yes'):
        bulk.encode([answers("p1=full")])


def test_a_code_that_fits_no_answer_is_refused_with_its_row() -> None:
    bulk = compile_edition(edition(criterion("C1", parameter("p1", "0", "5"), parameter("p2", "0", "5"))))
    levels = np.zeros((CHUNK + 3, 2), dtype=np.uint8)
    levels[CHUNK + 1] = [2, 255]

    with pytest.raises(AnswersDoNotFit) as refusal:
        bulk.grade(levels)

    assert str(refusal.value).splitlines() == [
        f"p1: row {CHUNK + 1} has the code 2, which fits none of its answers; accepted: no, yes, not_assessed, unreachable",
        f"p2: row {CHUNK + 1} has the code 255, which fits none of its answers; accepted: no, yes, not_assessed, unreachable",
    ]


def test_an_array_of_another_shape_or_type_is_refused() -> None:
    bulk = compile_edition(edition(criterion("C1", parameter("p1", "0", "5")), gate=True))

    for levels in (np.zeros((2, 2), np.uint8), np.zeros(2, np.uint8), np.zeros((2, 1), np.int64)):
        with pytest.raises(ValueError, match="uint8 array of services x 1 parameters"):
            bulk.grade(levels)  # type: ignore[arg-type]
    with pytest.raises(ValueError, match="1 answers to the gate for 2 services"):
        bulk.grade(np.zeros((2, 1), np.uint8), electronised=[True])


def nine_criteria(maximum: str, *, na: bool) -> Edition:
    """With N/A every one of nine denominators varies."""
    return quick_edition(
        rulebook(
            *(
                criterion(f"C{n}", parameter(f"a{n}", "0", maximum, na=na), parameter(f"b{n}", "0", "1", na=na))
                for n in range(9)
            )
        )
    )


def test_an_edition_whose_numbers_could_leave_64_bits_is_refused() -> None:
    with pytest.raises(BoundExceeded, match="64 bits hold 9223372036854775807"):
        compile_edition(nine_criteria("310", na=True))

    assert compile_edition(nine_criteria("310", na=False)).denominator == 311
    assert compile_edition(nine_criteria("20", na=True)).denominator == 1


def test_points_too_fine_to_be_packed_are_refused() -> None:
    rules = quick_edition(
        rulebook(criterion("C1", parameter("p1", "0", "0.0001"), parameter("p2", "0", "999999.9999")))
    )

    with pytest.raises(BoundExceeded, match="sums of points up to 10000000000"):
        compile_edition(rules)


def test_a_criterion_with_very_many_applicable_maxima_is_graded_exactly() -> None:
    rules = quick_edition(
        rulebook(
            criterion("C1", *(parameter(f"p{n}", "0", str(2**n), na=True) for n in range(16)), parameter("q", "0", "1"))
        )
    )
    bulk = compile_edition(rules)
    codes = [f"p{n}" for n in range(16)]
    services = [
        answers(" ".join(f"{code}={('yes', 'no', 'na')[(seed >> n) % 3]}" for n, code in enumerate(codes)) + " q=yes")
        for seed in range(0, 2**18, 4099)
    ]

    assert bulk.words(bulk.grade(bulk.encode(services))) == exact_words(rules, services, [None] * len(services))

from __future__ import annotations

from collections.abc import Mapping

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from meyar.scoring import Edition
from meyar.scoring.bulk import BoundExceeded, compile_edition
from meyar.statistics.change import Measure, decompose, decompose_by_body
from meyar.statistics.change_bulk import BulkYear, ServicesNotDecided, decompose_bulk
from meyar.statistics.feasible import ServiceAnswers
from meyar.statistics.game import ChangeUndefined, Effect
from meyar.statistics.grading import AnswerTable, states_of
from meyar.statistics.panel import ScalesDiffer, regrade
from tests.scoring.editions import answers, criterion, edition, parameter
from tests.scoring.random_editions import answers_to, editions
from tests.statistics.two_years import FIRST, SECOND, STATES, A, B, rules, year

BULK_MEASURES = [measure for measure in Measure if measure is not Measure.MEAN]
BODIES = {service: str(int(service[1:]) % 3) for service in {**FIRST, **SECOND}}


def bulk(services: Mapping[str, ServiceAnswers]) -> BulkYear:
    return BulkYear(
        np.array([int(service[1:]) for service in services], dtype=np.int64),
        np.array([int(given.body) for given in services.values()], dtype=np.int64),
        AnswerTable.of(services.values()),
    )


@pytest.mark.parametrize("measure", BULK_MEASURES)
def test_tv_6_in_bulk(measure: Measure) -> None:
    first, second = year(FIRST, body=BODIES), year(SECOND, body=BODIES)
    panel = regrade(A, B, first, second)

    found = decompose_bulk(A, B, bulk(first), bulk(second), measure)

    assert found.whole == decompose(panel, measure)
    assert {str(body): change for body, change in found.by_body.items()} == decompose_by_body(panel, measure)


@settings(max_examples=40, deadline=None)
@given(st.data())
def test_bulk_and_exact_agree(data: st.DataObject) -> None:
    old = data.draw(editions())
    new = old.model_copy(update={"gate": None}) if data.draw(st.booleans()) else old
    years = [
        {
            f"s{number}": ServiceAnswers(
                data.draw(st.booleans()),
                data.draw(answers_to(old, all_known=True)),
                str(data.draw(st.integers(0, 2))),
            )
            for number in data.draw(st.sets(st.integers(0, 5), min_size=1))
        }
        for _ in range(2)
    ]
    panel = regrade(old, new, *years)

    found = decompose_bulk(old, new, bulk(years[0]), bulk(years[1]))

    assert found.whole == decompose(panel)
    assert {str(body): change for body, change in found.by_body.items()} == decompose_by_body(panel)


def test_nothing_that_applies_is_a_state_in_bulk_too() -> None:
    lenient = edition(criterion("C1", parameter("p1", "0", "1", na=True)))
    first = {"s1": ServiceAnswers(None, answers("p1=na"), "0")}
    second = {"s1": ServiceAnswers(None, answers("p1=yes"), "0")}

    found = decompose_bulk(lenient, lenient, bulk(first), bulk(second))

    assert found.whole == decompose(regrade(lenient, lenient, first, second))
    assert found.whole[Effect.REAL].point("nothing_applies") == -1


def test_an_empty_year_is_a_year() -> None:
    first = year(FIRST, body=BODIES)

    found = decompose_bulk(A, B, bulk(first), bulk({}))

    assert [found.whole[Effect.COMPOSITION].point(state) for state in STATES] == [
        -count if count else 0 for count in decompose_counts(first)
    ]


def decompose_counts(first: Mapping[str, ServiceAnswers]) -> list[float]:
    """The mean of the counts under either edition."""
    counts = [[states_of(rules, AnswerTable.of(first.values())).count(state) for state in STATES] for rules in (A, B)]
    return [(one + other) / 2 for one, other in zip(*counts, strict=True)]


def test_services_that_are_not_decided_are_counted_and_refused() -> None:
    hidden = year(FIRST, hidden=["p4"], body=BODIES)

    with pytest.raises(ServicesNotDecided, match="8 services are not decided under edition small"):
        decompose_bulk(A, B, bulk(hidden), bulk(year(SECOND, body=BODIES)))


def test_a_share_of_nothing_is_refused_in_bulk_too() -> None:
    with pytest.raises(ChangeUndefined):
        decompose_bulk(A, B, bulk({}), bulk(year(SECOND, body=BODIES)), Measure.SHARE_LIST)


def test_means_and_other_scales_are_refused_in_bulk() -> None:
    empty = bulk({})

    with pytest.raises(ValueError, match="for means"):
        decompose_bulk(A, B, empty, empty, Measure.MEAN)
    with pytest.raises(ScalesDiffer):
        decompose_bulk(A, rules({"p1": "40"}, grades={"one": "0", "five": "80"}), empty, empty)


def test_a_list_on_which_a_service_stands_twice_is_refused() -> None:
    first = bulk(year(FIRST, body=BODIES))

    with pytest.raises(ValueError, match="stands once"):
        decompose_bulk(A, B, BulkYear(first.services * 0, first.bodies, first.answers), first)
    with pytest.raises(ValueError, match="equally many"):
        decompose_bulk(A, B, BulkYear(first.services[:1], first.bodies, first.answers), first)


def test_an_edition_too_large_for_64_bits_is_graded_by_the_exact_engine() -> None:
    primes = ("999983", "999979", "999961", "999959")
    wide = edition(
        *(
            criterion(f"C{n}", parameter(f"p{n}", "0", prime, na=True), parameter(f"q{n}", "0", "1", na=True))
            for n, prime in enumerate(primes)
        ),
        gate=True,
    )
    small = " ".join(f"q{n}=na" for n in range(4))
    given_answers = [
        ServiceAnswers(True, answers(f"p0=yes p1=yes p2=no p3=na {small}")),
        ServiceAnswers(True, answers(f"p0=yes p1=yes p2=no p3=unheard {small}")),
        ServiceAnswers(False, {}),
        ServiceAnswers(True, answers(f"p0=na p1=na p2=na p3=na {small}")),
    ]

    with pytest.raises(BoundExceeded):
        compile_edition(wide)
    assert _states(wide, given_answers) == ["kafi", None, "not_electronised", "nothing_applies"]


def _states(one: Edition, services: list[ServiceAnswers]) -> list[str | None]:
    return states_of(one, AnswerTable.of(services))

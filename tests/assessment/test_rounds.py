from __future__ import annotations

import pytest
from django.db import connection

from meyar.accounts.permissions import NotPermitted
from meyar.assessment.actions.rounds import (
    EditionIsNotInForce,
    RoundHasNoAnswers,
    RoundIsPlannedAlready,
    assess_round,
    plan_round,
)
from meyar.assessment.models import Result
from meyar.common.actors import SYSTEM, Actor
from meyar.common.models import Event
from meyar.rulebooks.actions import adopt_edition
from tests.factories.house import answer, assessed_round, edition_in_force, list_of, planned_round
from tests.scoring.editions import as_yaml, criterion, parameter, rulebook

pytestmark = pytest.mark.django_db


def results() -> dict[str, tuple[str, str, str, int | None]]:
    rows = Result.objects.values_list("entry__service__code", "state", "grade", "percent", "rank")
    return {code: (state, grade, percent, rank) for code, state, grade, percent, rank in rows}


def test_every_service_of_the_list_gets_an_exact_result() -> None:
    assessed_round()

    assert results() == {
        "birth": ("graded", "ela", "100/1", 1),
        "will": ("not_electronised", "", "", None),
        "vaccine": ("graded", "kafi", "50/1", 2),
    }


def test_equal_percents_share_a_rank() -> None:
    round_ = planned_round(services={"a": "justice", "b": "justice", "c": "health"})
    answer(round_, "justice", site="yes")
    answer(round_, "health", site="no")
    for service in "abc":
        answer(round_, service, electronised="yes", form="l2")

    assess_round(actor=SYSTEM, assessed=round_)

    assert [results()[code][3] for code in "abc"] == [1, 1, 3]


def test_a_parameter_without_an_answer_leaves_possible_grades_and_no_grade() -> None:
    round_ = planned_round()
    answer(round_, "justice", site="yes")
    answer(round_, "birth", electronised="yes")

    assess_round(actor=SYSTEM, assessed=round_)

    birth = Result.objects.get(entry__service__code="birth")
    assert (birth.state, birth.grade, birth.possible_grades) == ("undetermined", "", "kafi/yaxsi/ela")


def test_assessing_again_from_the_same_answers_gives_the_same_bytes() -> None:
    first = assessed_round()
    before = list(Result.objects.order_by("entry").values_list("entry", "state", "grade", "percent", "rank"))

    again = assess_round(actor=SYSTEM, assessed=first)

    assert list(Result.objects.order_by("entry").values_list("entry", "state", "grade", "percent", "rank")) == before
    assert (again.answers_sha256, again.results_sha256) == (first.answers_sha256, first.results_sha256)


def test_another_answer_gives_another_hash_of_answers_and_results() -> None:
    first = assessed_round()
    answer(first, "birth", form="l0")

    again = assess_round(actor=SYSTEM, assessed=first)

    assert again.answers_sha256 != first.answers_sha256
    assert again.results_sha256 != first.results_sha256


def test_a_round_without_answers_is_not_assessed() -> None:
    with pytest.raises(RoundHasNoAnswers, match="2014"):
        assess_round(actor=SYSTEM, assessed=planned_round())


def test_a_draft_of_the_rules_grades_nobody() -> None:
    text = as_yaml(rulebook(criterion("M1", parameter("form", "0", "1")), code="draft"))
    draft = adopt_edition(actor=SYSTEM, text=text, name="draft.yaml")

    with pytest.raises(EditionIsNotInForce, match="draft"):
        planned_round(rulebook=draft)


def test_a_round_is_planned_once() -> None:
    edition = edition_in_force()
    planned_round(rulebook=edition)

    with pytest.raises(RoundIsPlannedAlready):
        plan_round(
            actor=SYSTEM, code="2014", year=2014, list_edition=list_of("2015", {"a": "justice"}), rulebook=edition
        )


def test_planning_and_assessing_leave_one_event_each() -> None:
    assessed_round()

    verbs = list(Event.objects.values_list("verb", flat=True))
    assert verbs.count("assessment.plan_round") == 1
    assert verbs.count("assessment.assess_round") == 1


def test_an_assessor_may_not_assess_the_round_as_a_whole() -> None:
    assessor = Actor(id="person:a", name="A", role="assessor")

    with pytest.raises(NotPermitted, match=r"assessment\.assess_round"):
        assess_round(actor=assessor, assessed=planned_round())


@pytest.mark.parametrize("services", [2, 40])
def test_assessing_costs_the_same_queries_for_few_and_many_services(
    services: int, django_assert_num_queries: object
) -> None:
    round_ = planned_round(services={f"s{number}": "justice" for number in range(services)})
    answer(round_, "justice", site="yes")

    lock_of_the_event_log = int(connection.vendor == "postgresql")
    with django_assert_num_queries(13 + lock_of_the_event_log):  # type: ignore[operator]
        assess_round(actor=SYSTEM, assessed=round_)

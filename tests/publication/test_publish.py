from __future__ import annotations

import pytest

from meyar.assessment.actions.rounds import RoundIsNotAssessed, RoundIsPublished, assess_round
from meyar.assessment.models import Result, Round
from meyar.common.actors import SYSTEM
from meyar.publication.actions import TotalsDoNotAgree, correct_round, publish_round
from meyar.publication.actions.content import content_sha256, damaged_issues
from meyar.publication.actions.publish import NothingToCorrect, ReasonIsMissing, RoundIsPublishedAlready
from meyar.publication.models import Chart, Issue, IssueAnswer, IssueGrade, IssueService, Move
from meyar.publication.queries.totals import TotalsDisagree, current_totals
from tests.factories.house import answer, assessed_round, planned_round

pytestmark = pytest.mark.django_db


def test_an_issue_carries_the_totals_of_its_rows() -> None:
    assessed_round()

    issue = publish_round(actor=SYSTEM, code="2014")

    assert (issue.code, issue.bodies, issue.services, issue.electronised, issue.not_electronised) == (
        "2014-1",
        2,
        3,
        2,
        1,
    )
    assert list(issue.grades.order_by("position").values_list("code", "services")) == [
        ("qeyri_kafi", 0), ("kafi", 1), ("yaxsi", 0), ("ela", 1),
    ]  # fmt: skip
    assert [(year.year, year.services) for year in current_totals()] == [(2014, 3)]


def test_an_issue_keeps_why_each_grade_was_given() -> None:
    assessed_round()

    publish_round(actor=SYSTEM, code="2014")

    lines = IssueAnswer.objects.filter(service__code="vaccine").values_list("parameter", "level", "points", "maximum")
    assert list(lines) == [("form", "l2", "50/1", "50/1"), ("site", "no", "0/1", "50/1")]
    vaccine = IssueService.objects.get(code="vaccine")
    assert (vaccine.to_next, vaccine.next_grade) == ("20/1", "yaxsi")
    assert vaccine.path == {
        "percent": "100/1",
        "grade": "ela",
        "steps": [{"parameter": "site", "from": "no", "to": "yes", "points": "50/1"}],
    }


def test_a_total_that_differs_from_the_rows_stops_publication_and_is_named() -> None:
    round_ = assessed_round()
    Result.objects.filter(round=round_, entry__service__code="birth").update(grade="kafi")

    with pytest.raises(TotalsDoNotAgree) as refusal:
        publish_round(actor=SYSTEM, code="2014")

    assert refusal.value.differences == ("results as they were assessed: 2, but of the assessed: 3",)
    assert Issue.objects.count() == 0


def test_answers_changed_after_the_assessment_stop_publication() -> None:
    round_ = assessed_round()
    answer(round_, "birth", form="l0")

    with pytest.raises(TotalsDoNotAgree, match="results as they were assessed"):
        publish_round(actor=SYSTEM, code="2014")


def test_a_round_that_was_not_assessed_is_not_published() -> None:
    planned_round()

    with pytest.raises(RoundIsNotAssessed):
        publish_round(actor=SYSTEM, code="2014")


def test_a_round_is_published_once_and_then_corrected() -> None:
    assessed_round()
    publish_round(actor=SYSTEM, code="2014")

    with pytest.raises(RoundIsPublishedAlready):
        publish_round(actor=SYSTEM, code="2014")


def test_a_correction_is_a_new_issue_and_both_stay() -> None:
    round_ = assessed_round()
    first = publish_round(actor=SYSTEM, code="2014")
    reopened(round_)
    answer(round_, "birth", form="l1")
    assess_round(actor=SYSTEM, assessed=Round.objects.get(pk=round_.pk))

    second = correct_round(actor=SYSTEM, code="2014", reason="The form was seen to work in part only.")

    first.refresh_from_db()
    assert (second.code, second.replaces, second.current, first.current) == ("2014-2", first, True, False)
    assert IssueService.objects.get(issue=first, code="birth").grade == "ela"
    assert IssueService.objects.get(issue=second, code="birth").grade == "yaxsi"


def test_a_correction_needs_a_reason_and_a_difference() -> None:
    assessed_round()
    publish_round(actor=SYSTEM, code="2014")

    with pytest.raises(ReasonIsMissing):
        correct_round(actor=SYSTEM, code="2014", reason=" ")
    with pytest.raises(NothingToCorrect):
        correct_round(actor=SYSTEM, code="2014", reason="Again.")


def test_a_published_round_is_not_assessed_in_place() -> None:
    round_ = assessed_round()
    publish_round(actor=SYSTEM, code="2014")

    with pytest.raises(RoundIsPublished):
        assess_round(actor=SYSTEM, assessed=round_)


def test_a_changed_cell_of_an_issue_is_found() -> None:
    assessed_round()
    issue = publish_round(actor=SYSTEM, code="2014")
    assert content_sha256(issue) == issue.content_sha256

    IssueService.objects.filter(code="vaccine").update(grade="ela")

    assert [damaged.code for damaged in damaged_issues()] == ["2014-1"]


def test_a_changed_total_is_refused_when_totals_are_read() -> None:
    assessed_round()
    publish_round(actor=SYSTEM, code="2014")
    Issue.objects.update(bodies=3)

    with pytest.raises(TotalsDisagree, match="2014-1"):
        current_totals()


def test_totals_are_counted_over_rows_and_only_for_the_grades_asked_for() -> None:
    assessed_round()
    publish_round(actor=SYSTEM, code="2014")

    IssueGrade.objects.update(services=99)

    assert current_totals()[0].grades == (("qeyri_kafi", 0), ("kafi", 1), ("yaxsi", 0), ("ela", 1))
    assert current_totals(graded_in=["pass", "fail"]) == []


def test_services_are_followed_between_years_of_the_same_rules_only() -> None:
    round_ = assessed_round("2014")
    publish_round(actor=SYSTEM, code="2014")
    assessed_round("2015", rulebook=round_.rulebook)
    publish_round(actor=SYSTEM, code="2015")

    moves = Move.objects.values_list("earlier__code", "later__code", "service__code", "earlier_grade", "change")
    assert sorted(moves) == [
        ("2014-1", "2015-1", "birth", "ela", "0/1"),
        ("2014-1", "2015-1", "vaccine", "kafi", "0/1"),
        ("2014-1", "2015-1", "will", "", ""),
    ]


def test_the_years_are_drawn_in_three_languages_wide_and_narrow() -> None:
    assessed_round(demonstration=True)

    publish_round(actor=SYSTEM, code="2014")

    drawn = Chart.objects.order_by("language", "variant").values_list("language", "variant")
    assert list(drawn) == [(language, variant) for language in ("az", "en", "ru") for variant in ("narrow", "wide")]
    assert all("<title" in svg and " style=" not in svg for svg in Chart.objects.values_list("svg", flat=True))


def reopened(round_: Round) -> None:
    Round.objects.filter(pk=round_.pk).update(state="assessed")

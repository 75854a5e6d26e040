from __future__ import annotations

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from meyar.accounts.choices import Role
from meyar.accounts.permissions import NotPermitted
from meyar.assessment.actions import assess_round, import_answers
from meyar.assessment.choices import RoundState
from meyar.assessment.models import Answer, Result, Round
from meyar.common.actors import SYSTEM, Actor
from meyar.common.files import kept_file
from meyar.common.models import Event
from meyar.registry.imports import FieldChange, RegisterHasChanged, SheetHasProblems, TableMapping
from tests.assessment.answer_sheets import WHOLE, look, problems, stored, take
from tests.factories.house import planned_round

pytestmark = pytest.mark.django_db

STORED = {
    ("birth", "electronised"): "yes",
    ("birth", "form"): "l2",
    ("justice", "site"): "yes",
    ("will", "electronised"): "no",
    ("vaccine", "electronised"): "yes",
    ("vaccine", "form"): "na",
    ("health", "site"): "no",
}


def test_a_preview_writes_nothing() -> None:
    preview = look(planned_round(), WHOLE)

    assert problems(preview) == []
    assert [item.code for item in preview.difference.new] == ["birth", "will", "vaccine", "justice", "health"]
    assert stored() == {}


def test_a_long_sheet_is_taken_in_one_event_and_opens_the_round() -> None:
    round_ = planned_round()

    take(round_)

    assert stored() == STORED
    assert Round.objects.get().state == RoundState.ASSESSING
    event = Event.objects.order_by("-sequence")[0]
    assert (event.verb, event.subject, event.details["answers"]) == ("assessment.import_answers", "round 2014", 7)
    assert kept_file(event.details["sha256"]) == WHOLE.encode()


def test_a_wide_sheet_says_the_same() -> None:
    take(
        planned_round(),
        "service;title_az;electronised;form;form:reason;site\n"
        "birth;Doğum;yes;l2;;yes\n"
        "will;Vəsiyyət;no;;;yes\n"
        "vaccine;Peyvənd;yes;na;Müraciət tələb olunmur;no\n",
    )

    assert stored() == STORED
    assert Answer.objects.get(kind="na").reason == "Müraciət tələb olunmur"


def test_answers_and_parameters_may_be_written_in_words_of_any_language() -> None:
    take(
        planned_round(),
        "Xidmət,Parametr,Cavab,Səbəb\n"
        "birth,Elektron?,bəli,\n"
        "birth,form sual (en),L2 (ru),\n"
        "vaccine,electronised,да,\n"
        "vaccine,form,Tətbiq olunmur,səbəb\n",
    )

    assert stored() == {
        ("birth", "electronised"): "yes",
        ("birth", "form"): "l2",
        ("vaccine", "electronised"): "yes",
        ("vaccine", "form"): "na",
    }


def test_truth_values_of_a_spreadsheet_are_yes_and_no() -> None:
    take(planned_round(), "service,electronised,site\nbirth,TRUE,FALSE\n")

    assert stored() == {("birth", "electronised"): "yes", ("justice", "site"): "no"}


def test_the_parameter_of_a_body_is_answered_on_a_row_of_the_body() -> None:
    take(planned_round(), "service,body,parameter,answer\n,ƏN,site,yes\nbirth,,electronised,no\n")

    assert stored() == {("justice", "site"): "yes", ("birth", "electronised"): "no"}


def test_all_problems_are_told_at_once() -> None:
    found = problems(
        look(
            planned_round(),
            "service,body,parameter,answer,reason\n"
            "brith,,form,l1,\n"
            "birth,health,electronised,yes,\n"
            "birth,,electronised,yes,\n"
            "birth,,fomr,l1,\n"
            "birth,,form,l7,\n"
            "will,,electronised,maybe,\n"
            "will,,site,na,not here\n"
            "will,,form,na,\n"
            "vaccine,,form,l1,\n"
            "vaccine,,form,l1,\n"
            ",education,site,yes,\n"
            ",justice,form,l1,\n"
            ",,site,yes,\n",
        )
    )

    assert found == [
        "row 2, column A “service”: The List of this round has no service “brith”. Accepted: birth, will, vaccine.",
        "row 3, column B “body”: The service “birth” belongs to “justice” in the List of this round. Accepted: justice.",
        (
            "row 5, column C “parameter”: “fomr” is not a parameter of the edition “small” of the Rules. "
            "Accepted: electronised, form, site."
        ),
        (
            "row 6, column D “answer”: “l7” is not an answer to “form”. "
            "Accepted: l0 (l0), l1 (l1), l2 (l2), na, not_assessed, unreachable."
        ),
        "row 7, column D “answer”: “maybe” is not an answer to “electronised”. Accepted: yes, no.",
        (
            "row 8, column D “answer”: “Not applicable” is not accepted for “site”. "
            "Accepted: no (no), yes (yes), not_assessed, unreachable."
        ),
        "row 9, column E “reason”: “Not applicable” needs a reason; “form” has none.",
        (
            "row 10, column A “service”: “vaccine” has no answer to “electronised”, which comes before all others. "
            "Accepted: yes, no."
        ),
        "row 11, column D “answer”: “form” of “vaccine” is answered in rows 10 and 11.",
        (
            "row 12, column B “body”: In the List of this round no body, or not exactly one, is called “education”. "
            "Accepted: justice, health, ƏN, Ədliyyə Nazirliyi, Ministry of Justice, Министерство юстиции, SN, "
            "Səhiyyə Nazirliyi, Ministry of Health, Министерство здравоохранения."
        ),
        "row 13, column A “service”: The parameter “form” is answered for each service; the row names only a body.",
        "row 14, column A “service”: The row names neither a service nor a body.",
    ]


def test_a_body_answered_differently_on_its_services_is_a_problem_that_names_the_rows() -> None:
    found = problems(look(planned_round(), "service,electronised,site\nbirth,yes,yes\nwill,yes,no\n"))

    assert found == [
        "row 2, column C “site”: “site” is asked once for the body “justice”, but its rows differ: yes: 2; no: 3."
    ]


def test_a_wide_sheet_with_a_column_that_is_no_parameter_is_refused() -> None:
    found = problems(look(planned_round(), "service,electronised,fomr\nbirth,yes,l1\n"))

    assert found == [
        (
            "column C “fomr”: “fomr” is not a parameter of the edition “small” of the Rules. "
            "Accepted: electronised, form, site."
        )
    ]


def test_a_sheet_that_is_neither_long_nor_wide_says_what_is_accepted() -> None:
    assert problems(look(planned_round(), "service,note\nbirth,x\n")) == [
        (
            "The sheet has neither the columns “parameter” and “answer” nor a column per parameter. "
            "Accepted: electronised, form, site."
        )
    ]


def test_importing_again_replaces_the_answers_of_the_services_in_the_sheet_and_of_no_other() -> None:
    round_ = planned_round()
    take(round_)

    preview = take(round_, "service,electronised,form\nbirth,yes,l1\n")

    assert [(row.code, row.changes) for row in preview.difference.changed] == [
        ("birth", (FieldChange("form", "l2", "l1"),))
    ]
    assert stored() == STORED | {("birth", "form"): "l1"}
    assert [note.as_text("en") for note in preview.notes] == [
        "2 services of the List are not in this sheet; they keep the answers they have."
    ]


def test_an_answer_that_the_new_sheet_no_longer_has_is_taken_away_and_shown() -> None:
    round_ = planned_round()
    take(round_)

    preview = take(round_, "service,electronised\nbirth,no\n")

    assert preview.difference.changed[0].changes == (
        FieldChange("electronised", "yes", "no"),
        FieldChange("form", "l2", ""),
    )
    assert ("birth", "form") not in stored()


def test_new_answers_after_assessing_open_the_round_again() -> None:
    round_ = planned_round()
    take(round_)
    assess_round(actor=SYSTEM, assessed=round_)

    take(round_, "service,electronised,form\nbirth,yes,l0\n")

    assert Round.objects.get().state == RoundState.ASSESSING
    assess_round(actor=SYSTEM, assessed=round_)
    assert Result.objects.get(entry__service__code="birth").percent == "50/1"


def test_the_same_answers_again_leave_the_round_as_it_is() -> None:
    round_ = planned_round()
    take(round_)
    assess_round(actor=SYSTEM, assessed=round_)

    take(round_)

    assert Round.objects.get().state == RoundState.ASSESSED


def test_imported_answers_are_assessed_like_those_entered_by_hand() -> None:
    round_ = planned_round()
    take(round_)

    assess_round(actor=SYSTEM, assessed=round_)

    rows = Result.objects.values_list("entry__service__code", "state", "grade")
    assert sorted(rows) == [
        ("birth", "graded", "ela"),
        ("vaccine", "graded", "qeyri_kafi"),
        ("will", "not_electronised", ""),
    ]


def test_a_sheet_with_problems_changes_nothing() -> None:
    round_ = planned_round()

    with pytest.raises(SheetHasProblems):
        take(round_, WHOLE + "nobody,electronised,yes,\n")

    assert (stored(), Round.objects.get().state) == ({}, RoundState.PLANNED)


def test_the_second_of_two_who_confirm_the_same_preview_is_refused() -> None:
    round_ = planned_round()
    shown = look(round_, WHOLE)
    take(round_, expected_digest=shown.digest)

    with pytest.raises(RegisterHasChanged):
        take(round_, expected_digest=shown.digest)


def test_a_demonstration_round_marks_every_answer() -> None:
    take(planned_round(demonstration=True))

    assert set(Answer.objects.values_list("demonstration", flat=True)) == {True}


def test_a_demonstration_answer_carries_no_evidence() -> None:
    found = problems(
        look(planned_round(demonstration=True), "service,parameter,answer,evidence\nbirth,electronised,no,Akt 5\n")
    )

    assert found == [
        "row 2, column D “evidence”: A demonstration answer rests on nothing, so its evidence must be empty."
    ]


def test_a_real_round_takes_no_demonstration_answer() -> None:
    found = problems(look(planned_round(), "service,parameter,answer,demonstration\nbirth,electronised,no,yes\n"))

    assert found == [
        "row 2, column D “demonstration”: Round “2014” is real; a demonstration answer cannot be taken into it."
    ]


def test_the_gate_may_say_how_far_a_service_is_electronised() -> None:
    take(planned_round(), "service,electronised,electronised:detail\nbirth,yes,qismən\n")

    assert Answer.objects.get().detail == "partly"


def test_a_mapping_reads_answers_from_the_columns_of_another_table() -> None:
    described = TableMapping.model_validate(
        {
            "columns": {"service": "id"},
            "constants": {"reason": "NA in the source"},
            "answers": {"electronised": "online", "form": "form_kind"},
            "values": {"answer": {"NA": "na"}, "electronised": {"1": "yes", "0": "no"}, "form": {"full": "l2"}},
        }
    )

    take(planned_round(), "id,online,form_kind,colour\nbirth,1,full,red\nvaccine,1,NA,red\n", mapping=described)

    assert stored() == {
        ("birth", "electronised"): "yes",
        ("birth", "form"): "l2",
        ("vaccine", "electronised"): "yes",
        ("vaccine", "form"): "na",
    }


def test_a_mapping_that_answers_an_unknown_parameter_is_refused() -> None:
    described = TableMapping.model_validate({"columns": {"service": "id"}, "answers": {"fomr": "form_kind"}})

    assert problems(look(planned_round(), "id,form_kind\nbirth,l1\n", mapping=described)) == [
        "“fomr” is not a parameter of the edition “small” of the Rules. Accepted: electronised, form, site."
    ]


def test_only_the_head_of_the_working_group_imports_answers() -> None:
    assessor = Actor(id="person:a", name="A", role=Role.ASSESSOR)

    with pytest.raises(NotPermitted):
        import_answers(actor=assessor, round_=planned_round(), data=WHOLE.encode(), file_name="answers.csv")


def test_a_preview_asks_the_database_the_same_number_of_questions_for_one_service_and_for_three() -> None:
    round_ = planned_round()

    with CaptureQueriesContext(connection) as one:
        look(round_, "service,electronised\nbirth,yes\n")
    with CaptureQueriesContext(connection) as three:
        look(round_, WHOLE)

    assert (len(one), len(three)) == (6, 6)

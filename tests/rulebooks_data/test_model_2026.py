from __future__ import annotations

from tests.rulebooks_data.shipped import FOLDER, LANGUAGES, edition, texts_of

PARAMETERS = {
    "M1": "service_stage online_application eid_sign_in online_payment electronic_result once_only portal_integration "
    "registered back_office staff_esignature continuity_means availability",
    "M2": "site_works eservices_section reach_from_site service_passport document_samples contact_support "
    "complaint_route languages findable up_to_date privacy_notice open_statistics",
    "M3": "accessibility mobile speed secure_transport form_guidance form_errors save_and_return receipt_notice "
    "status_tracking stated_time_kept prefilled user_voice",
}


def test_the_model_has_its_36_parameters_weighing_40_30_and_30() -> None:
    criteria = edition("model-2026").criteria
    written = {criterion.code: " ".join(p.code for p in criterion.parameters) for criterion in criteria}

    assert written == PARAMETERS
    assert [criterion.weight for criterion in criteria] == [40, 30, 30]
    assert len(edition("model-2026").parameters) == 36


def test_the_model_is_not_in_force_and_not_locked() -> None:
    assert edition("model-2026").act.in_force_on is None
    assert "model-2026" not in (FOLDER / "LOCK").read_text(encoding="utf-8")


def test_nothing_in_the_model_claims_a_source() -> None:
    rules = edition("model-2026")
    claims = {value.value for parameter in rules.parameters for value in parameter.provenance.values()}

    assert claims == {"assumed"}


def test_every_text_of_the_model_is_there_in_three_languages() -> None:
    missing = [
        f"{place} {code}" for place, text in texts_of("model-2026") for code in LANGUAGES if not getattr(text, code)
    ]

    assert missing == []


def test_four_parameters_may_be_not_applicable() -> None:
    excused = [parameter.code for parameter in edition("model-2026").parameters if parameter.not_applicable]

    assert excused == ["eid_sign_in", "online_payment", "save_and_return", "user_voice"]


def test_the_properties_of_a_body_are_asked_once() -> None:
    of_body = [parameter.code for parameter in edition("model-2026").parameters if parameter.scope.value == "body"]

    assert of_body == ["staff_esignature", "continuity_means", "site_works", "eservices_section"]


def test_only_what_a_program_can_see_names_a_probe() -> None:
    by_hand = " ".join(p.code for p in edition("model-2026").parameters if p.probe is None)

    assert by_hand == (
        "online_payment electronic_result once_only registered back_office staff_esignature continuity_means "
        "open_statistics form_errors save_and_return receipt_notice status_tracking stated_time_kept prefilled user_voice"
    )

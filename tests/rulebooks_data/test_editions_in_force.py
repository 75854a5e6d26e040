from __future__ import annotations

from pathlib import Path

import pytest

from meyar.scoring import run_case
from tests.rulebooks_data.shipped import FOLDER, IN_FORCE, LANGUAGES, SHIPPED, case_files, edition, texts_of

# criterion, scope, channels and the points of each level, as the agency's tables are reconstructed
TABLE = {
    "2013": {
        "automation": ("M1", "service", "visit", "none 0, partial 6, full 12"),
        "data_reuse": ("M1", "service", "visit", "no 0, some 5, all_needed 10"),
        "registered": ("M1", "service", "questionnaire", "no 0, yes 8"),
        "staff_esignature": ("M1", "body", "visit", "none 0, part 4, all 8"),
        "administrative_regulation": ("M1", "service", "questionnaire", "no 0, yes 6"),
        "portal_integration": ("M1", "service", "portal", "no 0, link 4, full 8"),
        "site_works": ("M2", "body", "site", "no 0, with_faults 4, yes 8"),
        "eservices_section": ("M2", "body", "site", "no 0, yes 8"),
        "reach_from_site": ("M2", "service", "site", "none 0, over_3_clicks 4, up_to_3_clicks 8"),
        "document_samples": ("M2", "service", "site", "no 0, yes 8"),
        "form_guidance": ("M3", "service", "site", "no 0, yes 8"),
        "receipt_notice": ("M3", "service", "site", "no 0, yes 8"),
    },
    "2014": {
        "automation_end_to_end": ("M1", "service", "visit", "none 0, application_only 4, full 14"),
        "data_reuse": ("M1", "service", "visit", "no 0, some 3, all_needed 10"),
        "registered": ("M1", "service", "questionnaire", "no 0, yes 4"),
        "staff_esignature": ("M1", "body", "visit", "none 0, part 2, all 6"),
        "administrative_regulation": ("M1", "service", "questionnaire", "no 0, yes 4"),
        "portal_integration": ("M1", "service", "portal", "no 0, link 2, full 8"),
        "continuity_means": ("M1", "body", "visit", "none 0, part 3, all 8"),
        "site_works": ("M2", "body", "site", "no 0, with_faults 2, yes 6"),
        "eservices_section": ("M2", "body", "site", "no 0, yes 5"),
        "reach_from_site": ("M2", "service", "site", "none 0, over_3_clicks 2, up_to_3_clicks 6"),
        "service_passport": ("M2", "service", "site portal", "none 0, partial 3, full 7"),
        "document_samples": ("M2", "service", "site", "no 0, yes 6"),
        "form_guidance": ("M3", "service", "site", "no 0, yes 4"),
        "receipt_notice": ("M3", "service", "site", "no 0, yes 4"),
        "status_tracking": ("M3", "service", "site portal", "no 0, yes 4"),
        "online_payment": ("M3", "service", "portal", "no 0, yes 4"),
    },
}
ALL_CASES = [pytest.param(code, path, id=f"{code}-{path.stem}") for code in SHIPPED for path in case_files(code)]


@pytest.mark.parametrize("code", IN_FORCE)
def test_the_parameters_levels_and_points_are_those_of_the_table(code: str) -> None:
    written = {
        parameter.code: (
            criterion.code,
            parameter.scope.value,
            " ".join(channel.value for channel in parameter.channels),
            ", ".join(f"{level.code} {level.points}" for level in parameter.levels),
        )
        for criterion in edition(code).criteria
        for parameter in criterion.parameters
    }

    assert written == TABLE[code]
    assert list(written) == list(TABLE[code])


@pytest.mark.parametrize(("code", "weights"), [("2013", [52, 32, 16]), ("2014", [54, 30, 16])])
def test_the_criteria_weigh_what_their_parameters_add_up_to(code: str, weights: list[int]) -> None:
    criteria = edition(code).criteria

    assert [criterion.maximum for criterion in criteria] == weights
    assert [criterion.weight for criterion in criteria] == weights


@pytest.mark.parametrize("code", IN_FORCE)
def test_the_grades_begin_at_0_50_70_and_90(code: str) -> None:
    bands = [(grade.code, grade.begins_at) for grade in edition(code).grades]

    assert bands == [("qeyri_kafi", 0), ("kafi", 50), ("yaxsi", 70), ("ela", 90)]


def test_only_payment_for_a_free_service_of_2014_may_be_not_applicable() -> None:
    excused = {code: [p.code for p in edition(code).parameters if p.not_applicable] for code in IN_FORCE}

    assert excused == {"2013": [], "2014": ["online_payment"]}


def test_2014_follows_2013_and_raises_one_question_under_a_new_code() -> None:
    rules = edition("2014")

    assert rules.follows == "2013"
    assert {p.code: p.supersedes for p in rules.parameters if p.supersedes} == {"automation_end_to_end": "automation"}


@pytest.mark.parametrize("code", IN_FORCE)
def test_the_criteria_carry_the_words_of_the_report(code: str) -> None:
    criteria = edition(code).criteria
    in_act = [(criterion.title_in_act or criterion.title).az for criterion in criteria]

    assert in_act == [
        "Elektronlaşma və əlaqəlilik səviyyəsi",
        "İnformasiya açıqlığı və əldəolunma (giriş) səviyyəsi",
        "İstifadə rahatlılığı səviyyəsi",
    ]
    assert criteria[2].title.az == "İstifadə rahatlığı səviyyəsi"


@pytest.mark.parametrize("code", IN_FORCE)
def test_every_text_is_there_in_three_languages(code: str) -> None:
    missing = [
        f"{place} {language}"
        for place, text in texts_of(code)
        for language in LANGUAGES
        if not (getattr(text, language) or "").strip()
    ]

    assert missing == []


@pytest.mark.parametrize("code", IN_FORCE)
def test_no_parameter_claims_a_source_for_its_points_or_its_criterion(code: str) -> None:
    claims = {
        (parameter.provenance["points"].value, parameter.provenance["criterion"].value)
        for parameter in edition(code).parameters
    }

    assert claims == {("assumed", "assumed")}
    assert edition(code).note is not None


@pytest.mark.parametrize("code", SHIPPED)
def test_at_least_eight_situations_are_worked_by_hand(code: str) -> None:
    assert len(case_files(code)) >= 8


@pytest.mark.parametrize(("code", "path"), ALL_CASES)
def test_the_worked_situation_holds(code: str, path: Path) -> None:
    assert list(run_case(edition(code), path.read_text(encoding="utf-8"), name=path.name)) == []


def test_the_lock_names_the_editions_in_force_as_they_are() -> None:
    lines = (FOLDER / "LOCK").read_text(encoding="utf-8").splitlines()

    assert lines == [f"{code} {edition(code).sha256}" for code in IN_FORCE]

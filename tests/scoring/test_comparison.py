from __future__ import annotations

import json
from typing import Any

import pytest

from meyar.scoring import ChangeKind, Edition, compare_editions
from meyar.scoring.comparison_words import LANGUAGES, heading
from tests.scoring.editions import criterion, edition, parameter, quick_edition, rulebook, text


def rules(**more: Any) -> Edition:
    return edition(
        criterion("C1", parameter("p1", "0", "6"), parameter("p2", "0", "3", "6")),
        criterion("C2", parameter("p3", "0", "4", na=True)),
        **more,
    )


def rows(before: Edition, after: Edition) -> list[tuple[str, str, str | None, str | None, str | None]]:
    return [
        (change.kind.value, change.subject, change.field, change.before, change.after)
        for change in compare_editions(before, after).changes
    ]


def test_an_edition_does_not_differ_from_itself() -> None:
    comparison = compare_editions(rules(), rules())

    assert comparison.changes == ()
    assert [comparison.as_text(language) for language in LANGUAGES] == [
        "small → small\n\nFərq yoxdur.",
        "small → small\n\nThere is no difference.",
        "small → small\n\nРазличий нет.",
    ]


def test_parameters_come_go_are_replaced_and_move() -> None:
    after = edition(
        criterion("C1", parameter("p1_new", "0", "9", supersedes="p1"), parameter("p4", "0", "5")),
        criterion("C2", parameter("p3", "0", "4", na=True)),
    )
    moved = edition(
        criterion("C1", parameter("p1", "0", "6"), parameter("p2", "0", "3", "6"), parameter("p3", "0", "4", na=True)),
    )

    assert rows(rules(), after) == [
        ("criterion_reweighted", "C1", None, "12", "14"),
        ("parameter_added", "p4", None, None, "5"),
        ("parameter_dropped", "p2", None, "6", None),
        ("parameter_superseded", "p1_new", None, "p1", "p1_new"),
        ("parameter_reweighted", "p1_new", None, "6", "9"),
    ]
    assert rows(rules(), moved) == [
        ("criterion_dropped", "C2", None, "4", None),
        ("criterion_reweighted", "C1", None, "12", "16"),
        ("parameter_moved", "p3", None, "C2", "C1"),
    ]
    assert rows(moved, rules())[0] == ("criterion_added", "C2", None, None, "4")


def test_a_parameter_that_supersedes_one_the_older_edition_lacks_is_new() -> None:
    after = edition(
        criterion("C1", parameter("p1", "0", "6"), parameter("p2", "0", "3", "6")),
        criterion("C2", parameter("p3", "0", "4", na=True), parameter("p4", "0", "1", supersedes="p0")),
    )

    assert ("parameter_added", "p4", None, None, "1") in rows(rules(), after)


def test_levels_points_channels_and_details_of_a_parameter_are_compared() -> None:
    before = edition(criterion("C1", parameter("p1", "0", "2", "6"), weight="10"))
    after = edition(
        criterion(
            "C1",
            parameter(
                "p1",
                "0",
                "3",
                na=True,
                channels=["site", "visit"],
                scope="body",
                probe="payment",
                clause="bənd 2",
                provenance={"points": "assumed"},
            ),
            weight="10",
        )
    )

    assert rows(before, after) == [
        ("parameter_reweighted", "p1", None, "6", "3"),
        ("level_added", "p1.no", None, None, "0"),
        ("level_added", "p1.yes", None, None, "3"),
        ("level_dropped", "p1.l0", None, "0", None),
        ("level_dropped", "p1.l1", None, "2", None),
        ("level_dropped", "p1.l2", None, "6", None),
        ("channels_changed", "p1", None, "site", "site, visit"),
        ("detail_changed", "p1", "not_applicable", "not_accepted", "accepted"),
        ("detail_changed", "p1", "scope", "service", "body"),
        ("detail_changed", "p1", "probe", None, "payment"),
        ("detail_changed", "p1", "clause", None, "bənd 2"),
        ("detail_changed", "p1", "provenance.points", None, "assumed"),
    ]


def test_points_of_a_level_that_stays_are_compared() -> None:
    before = edition(criterion("C1", parameter("p1", "0", "2", "6")))
    after = edition(criterion("C1", parameter("p1", "0", "4", "6")))

    assert rows(before, after) == [("points_changed", "p1.l1", None, "2", "4")]


def test_bands_policies_gate_and_knock_outs_are_compared() -> None:
    kept = {"parameter": "p2", "level": "l0", "at_most": "low"}
    before = rules(grades={"low": "0", "mid": "50", "high": "90"}, gate=True, knock_outs=[kept])
    after = rules(
        grades={"low": "0", "high": "85", "top": "95"},
        policy="zero",
        edges="upper_closed",
        knock_outs=[kept, {"parameter": "p1", "level": "no", "at_most": "low"}],
    )

    assert rows(before, after) == [
        ("grade_added", "top", None, None, "95"),
        ("grade_dropped", "mid", None, "50", None),
        ("band_moved", "high", None, "90", "85"),
        ("policy_changed", "policy", "not_applicable", "exclude_within_criterion", "zero"),
        ("policy_changed", "policy", "edges", "lower_closed", "upper_closed"),
        ("gate_dropped", "electronised", None, "electronised", None),
        ("knock_out_added", "p1.no", None, None, "≤ low"),
    ]
    assert [row[0] for row in rows(after, before)][-2:] == ["gate_added", "knock_out_dropped"]


def test_every_text_is_compared_in_every_language() -> None:
    before = edition(criterion("C1", parameter("p1", "0", "1", na=True), title_in_act=text("köhnə")), gate=True)
    data = parameter("p1", "0", "1", na=True, question={**text("p1 sual"), "ru": "новое"}, proposal=text("yeni"))
    data["levels"][1]["example"] = {"az": "p1 yes"}
    data["not_applicable"]["when"] = {**text("p1 aid deyil"), "en": "free of charge"}
    whole = rulebook(criterion("C1", data), gate=True)
    whole["gate"]["guidance"] = text("başqa")
    after = quick_edition(whole)

    assert rows(before, after) == [
        ("wording_changed", "C1", "title_in_act.az", "köhnə", None),
        ("wording_changed", "C1", "title_in_act.en", "köhnə (en)", None),
        ("wording_changed", "C1", "title_in_act.ru", "köhnə (ru)", None),
        ("wording_changed", "p1.yes", "example.en", "p1 yes (en)", None),
        ("wording_changed", "p1.yes", "example.ru", "p1 yes (ru)", None),
        ("wording_changed", "p1", "question.ru", "p1 sual (ru)", "новое"),
        ("wording_changed", "p1", "proposal.az", "p1 təklif", "yeni"),
        ("wording_changed", "p1", "proposal.en", "p1 təklif (en)", "yeni (en)"),
        ("wording_changed", "p1", "proposal.ru", "p1 təklif (ru)", "yeni (ru)"),
        ("wording_changed", "p1", "when.en", "p1 aid deyil (en)", "free of charge"),
        ("wording_changed", "electronised", "guidance.az", "sınayın", "başqa"),
        ("wording_changed", "electronised", "guidance.en", "sınayın (en)", "başqa (en)"),
        ("wording_changed", "electronised", "guidance.ru", "sınayın (ru)", "başqa (ru)"),
    ]


def test_a_comparison_reads_well_in_each_language() -> None:
    before = edition(criterion("C1", parameter("p1", "0", "6")))
    after = edition(
        criterion("C1", parameter("p1", "0", "8", channels=["visit"], clause="bənd 1")), policy="exclude_global"
    )
    comparison = compare_editions(before, after)

    assert comparison.as_text("az").splitlines() == [
        "small → small",
        "",
        "Çəkisi dəyişmiş meyarlar",
        "  - meyar C1 [C1]: 6 → 8",
        "",
        "Ən yüksək balı dəyişmiş parametrlər",
        "  - p1 sual [p1]: 6 → 8",
        "",
        "Balı dəyişmiş səviyyələr",
        "  - yes [p1.yes]: 6 → 8",
        "",
        "Mənbəyi dəyişmiş parametrlər",
        "  - p1 sual [p1]: sayt → yerində baxış",
        "",
        "Dəyişmiş hesablama qaydaları",
        "  - policy, “Tətbiq edilmir” cavabı: öz meyarının cəmindən çıxılır → ümumi cəmdən çıxılır",
        "",
        "Digər dəyişikliklər",
        "  - p1 sual [p1], bənd: bənd 1",
    ]
    assert "  - p1 sual (ru) [p1]: сайт → выезд" in comparison.as_text("ru").splitlines()
    assert "  - p1 sual (en) [p1]: site → visit" in comparison.as_text("en").splitlines()


def test_a_comparison_is_plain_data_for_programs() -> None:
    before = edition(criterion("C1", parameter("p1", "0", "6")))
    after = edition(criterion("C1", parameter("p1", "0", "6")), policy="zero")

    data = json.loads(json.dumps(compare_editions(before, after).as_json()))

    assert data == {
        "before": "small",
        "after": "small",
        "changes": [
            {
                "kind": "policy_changed",
                "subject": "policy",
                "title": None,
                "field": "not_applicable",
                "before": "exclude_within_criterion",
                "after": "zero",
            }
        ],
    }


def test_changes_are_found_by_kind() -> None:
    comparison = compare_editions(rules(), rules(policy="zero", edges="upper_closed"))

    assert [change.field for change in comparison.of(ChangeKind.POLICY_CHANGED)] == ["not_applicable", "edges"]
    assert comparison.of(ChangeKind.BAND_MOVED) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_every_kind_of_change_has_its_own_heading(language: str) -> None:
    assert len({heading(kind, language) for kind in ChangeKind}) == len(ChangeKind)

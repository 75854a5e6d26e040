from __future__ import annotations

import csv
import hashlib
import io
import os
import subprocess
import sys
from collections import Counter
from fractions import Fraction
from pathlib import Path

import pytest

from meyar.demonstration.population import PopulationSummary, population_summary, sheets, years_of_answers
from meyar.scoring import AnswerKind, Scope, State

_ROOT = Path(__file__).resolve().parents[2]
_YEARS = (2013, 2014, 2015)


@pytest.fixture(scope="module")
def summary() -> PopulationSummary:
    return population_summary(years_of_answers())


def _rows(name: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(sheets()[name].decode())))


def test_all_24_computed_totals_are_the_published_ones() -> None:
    computed = []
    for year in years_of_answers():
        cards = [year.card(listed) for listed in year.listed]
        graded = Counter(card.grade for card in cards if card.state is State.GRADED)
        states = Counter(card.state for card in cards)
        computed.append(
            {
                "year": str(year.year),
                "bodies": str(len({listed.body for listed in year.listed})),
                "services": str(len(cards)),
                "electronised": str(states[State.GRADED]),
                "not_electronised": str(states[State.NOT_ELECTRONISED]),
                **{grade.code: str(graded[grade.code]) for grade in year.edition.grades},
            }
        )

    with (_ROOT / "demo" / "published_totals.csv").open(encoding="utf-8") as published:
        assert computed == list(csv.DictReader(published))


def test_every_year_has_at_least_150_different_sets_of_answers(summary: PopulationSummary) -> None:
    assert [year.year for year in summary.years if year.distinct_vectors < 150] == []


def test_every_level_of_every_parameter_is_used_every_year(summary: PopulationSummary) -> None:
    assert [year.unused_levels for year in summary.years] == [(), (), ()]


@pytest.mark.parametrize("year", years_of_answers(), ids=lambda year: str(year.year))
def test_services_stand_exactly_on_every_edge(year) -> None:
    percents = [card.percent for card in map(year.card, year.listed) if card.percent is not None]

    for edge in map(Fraction, (50, 70, 90)):
        assert percents.count(edge) >= 3


def test_services_stand_within_one_percent_of_an_edge_without_standing_on_it(summary: PopulationSummary) -> None:
    for year in summary.years:
        near, on = dict(year.near_edges), dict(year.on_edges)
        assert sum(near.values()) > sum(on.values())


@pytest.mark.parametrize("year", _YEARS)
def test_the_parameters_of_a_body_are_answered_once_for_all_its_services(year: int) -> None:
    edition = years_of_answers()[year - 2013].edition
    of_body = {parameter.code for parameter in edition.parameters if parameter.scope is Scope.BODY}
    rows = [row for row in _rows(f"answers-{year}.csv") if row["parameter"] in of_body]
    bodies = {row["body"] for row in _rows(f"services-{year}.csv")}

    assert {row["service"] for row in rows} == {""}
    assert Counter((row["body"], row["parameter"]) for row in rows) == dict.fromkeys(
        ((body, code) for body in bodies for code in of_body), 1
    )


def test_payment_does_not_apply_exactly_where_the_service_is_free_and_the_reason_says_so() -> None:
    for year in (2014, 2015):
        free = {row["code"] for row in _rows(f"services-{year}.csv") if row["fee"] == "free"}
        payment = [row for row in _rows(f"answers-{year}.csv") if row["parameter"] == "online_payment"]

        assert {row["service"] for row in payment if row["answer"] == "na"} == free & {r["service"] for r in payment}
        assert {row["reason"] for row in payment if row["answer"] == "na"} == {"Xidmət ödənişsizdir."}


def test_a_synthetic_answer_is_marked_shows_no_evidence_and_gives_no_other_reason() -> None:
    rows = [row for year in _YEARS for row in _rows(f"answers-{year}.csv")]

    assert {row["evidence"] for row in rows} == {""}
    assert {row["demonstration"] for row in rows} == {"yes"}
    assert {row["reason"] for row in rows if row["answer"] != AnswerKind.NOT_APPLICABLE.value} == {""}


def test_a_service_that_is_not_electronised_answers_the_gate_alone() -> None:
    for year in _YEARS:
        rows = _rows(f"answers-{year}.csv")
        refused = {row["service"] for row in rows if row["parameter"] == "electronised" and row["answer"] == "no"}

        assert {row["parameter"] for row in rows if row["service"] in refused} == {"electronised"}
        assert {row["detail"] for row in rows if row["service"] in refused} == {"none", "partly"}


def test_services_enter_leave_move_change_title_rise_and_fall(summary: PopulationSummary) -> None:
    for moves in summary.moves:
        counted = (
            moves.entries, moves.exits, moves.new_owners, moves.new_titles, moves.newly_electronised,
            moves.no_longer_electronised, moves.up, moves.down, moves.same,
        )  # fmt: skip
        assert min(counted) >= 1
        assert moves.newly_electronised > 3 * moves.no_longer_electronised


def test_most_answers_are_kept_from_year_to_year(summary: PopulationSummary) -> None:
    shares = [Fraction(moves.answers_kept, moves.answers_compared) for moves in summary.moves]

    assert [Fraction(3, 4) < share < 1 for share in shares] == [True, True]


def test_the_rules_of_2014_raise_both_ends(summary: PopulationSummary) -> None:
    first, second, _third = (dict(year.grades) for year in summary.years)

    assert second["qeyri_kafi"] > first["qeyri_kafi"]
    assert second["ela"] > first["ela"]


@pytest.mark.parametrize("year", _YEARS)
def test_no_title_and_no_number_stands_twice_in_a_list(year: int) -> None:
    rows = _rows(f"services-{year}.csv")

    for column in ("code", "number", "title_az", "title_en", "title_ru"):
        assert [text for text, count in Counter(row[column] for row in rows).items() if count > 1 or not text] == []


def test_a_service_keeps_its_code_when_its_body_gets_a_successor() -> None:
    owners = [{row["code"]: row["body"] for row in _rows(f"services-{year}.csv")} for year in _YEARS]

    assert [year["communications-it-01"] for year in owners] == ["communications-it", *["communications-hightech"] * 2]
    assert [year["land-cartography-01"] for year in owners] == [*["land-cartography"] * 2, "property"]


def test_only_titles_that_stand_in_a_source_are_not_marked_as_formed() -> None:
    known = {row["title_az"] for year in _YEARS for row in _rows(f"services-{year}.csv") if not row["demonstration"]}

    assert len(known) == 18
    assert "Status sənədlərinin verilməsi üçün müraciətin və sənədlərin qəbulu" in known


def test_the_sheets_have_the_same_bytes_in_another_process_with_another_hash_seed() -> None:
    program = (
        "import hashlib; from meyar.demonstration.population import sheets\n"
        "for name, data in sheets().items(): print(name, hashlib.sha256(data).hexdigest())"
    )
    here = "".join(f"{name} {hashlib.sha256(data).hexdigest()}\n" for name, data in sheets().items())

    there = subprocess.run(
        [sys.executable, "-c", program],
        env=os.environ | {"PYTHONHASHSEED": "271", "PYTHONPATH": str(_ROOT / "src")},
        capture_output=True,
        text=True,
        check=True,
    )

    assert there.stdout == here

"""Sentences computed from an issue, read aloud in the three languages."""

from __future__ import annotations

from fractions import Fraction

import pytest
from django.utils import translation

from meyar.portal.sentences import band, body_headline, distance, headline, moves, one_of, points_more, robustness
from meyar.publication.queries.bodies import body_table
from meyar.publication.queries.changes import changes, neighbours
from meyar.publication.queries.issues import current_issues
from meyar.publication.queries.service import service_page
from tests.factories.publication import Offered, publish, rules

pytestmark = pytest.mark.django_db

EXCELLENT, POOR = "full yes yes yes yes", "none no no no no"


def offered(good: int, poor: int, without: int = 0, body: str = "justice") -> list[Offered]:
    return [
        *(Offered(f"{body}-g{n}", body=body, answers=EXCELLENT) for n in range(good)),
        *(Offered(f"{body}-p{n}", body=body, answers=POOR) for n in range(poor)),
        *(Offered(f"{body}-n{n}", body=body, electronised=False) for n in range(without)),
    ]


@pytest.mark.parametrize(
    ("language", "sentence"),
    [
        ("az", ("2015-ci ildə 2 dövlət orqanının 5 xidmətindən 3-ü elektron formada göstərilirdi. "
               "Onların təxminən üçdə ikisi (2-si) “Yaxşı” və ya “Əla” qiymətləndirilib.")),
        ("en", ("In 2015, 3 of the 5 services of 2 state bodies were provided electronically. "
               "Of them, about two thirds (2) were graded “Good” or “Excellent”.")),
        ("ru", ("В 2015 году из 5 услуг 2 государственных органов в электронной форме оказывалось 3. "
               "Оценку «Хорошо» или «Отлично» из них получили около двух третей (2).")),
    ],
)  # fmt: skip
def test_the_headline_says_how_many_and_how_good(language: str, sentence: str) -> None:
    publish(2015, [*offered(2, 1, 1), *offered(0, 0, 1, body="tax")])

    with translation.override(language):
        assert headline(current_issues(language)[0]) == sentence


@pytest.mark.parametrize(
    ("good", "poor", "part"),
    [
        (3, 5, "37,5 %-i (3-ü)"),
        (1, 3, "təxminən dörddə biri (1-i)"),
        (4, 4, "təxminən yarısı (4-ü)"),
        (6, 0, "hamısı (6-sı)"),
    ],
)
def test_a_part_is_a_plain_fraction_only_where_it_is_near(good: int, poor: int, part: str) -> None:
    publish(2015, offered(good, poor))

    with translation.override("az"):
        said = headline(current_issues("az")[0]).replace("\u00a0", " ")

    assert f"Onların {part} “Yaxşı” və ya “Əla” qiymətləndirilib." in said


def test_nothing_good_is_said_plainly() -> None:
    publish(2015, offered(0, 2))

    with translation.override("en"):
        assert headline(current_issues("en")[0]).endswith("None of them was graded “Good” or “Excellent”.")


def test_without_a_gate_services_are_assessed_not_electronised() -> None:
    publish(2015, [Offered("s-1", answers=EXCELLENT, electronised=None)], edition=rules(gate=False))

    with translation.override("az"):
        assert headline(current_issues("az")[0]) == (
            "2015-ci ildə 1 dövlət orqanının 1 xidməti qiymətləndirilib. "
            "Qiymətləndirilmiş xidmətlərin hamısı (1-i) “Yaxşı” və ya “Əla” qiymətləndirilib."
        )


def test_what_is_not_known_is_not_counted_among_the_graded() -> None:
    publish(2015, [*offered(1, 1), Offered("s-1", answers="full yes yes yes not_assessed")])

    with translation.override("en"):
        assert headline(current_issues("en")[0]) == (
            "In 2015, 3 of the 3 services of 1 state body were provided electronically. "
            "Of the graded ones, about half (1) were graded “Good” or “Excellent”. "
            "1 service has no grade yet, because not everything about it is known."
        )


def test_a_body_is_told_in_its_own_sentence() -> None:
    publish(2015, offered(3, 1, 2))
    (issue,) = current_issues("az")
    (row,) = body_table(issue, "az")

    with translation.override("az"):
        assert body_headline(row, issue) == (
            "2015-ci ildə orqanın göstərdiyi 6 xidmətdən 4-ü elektron formada göstərilirdi. "
            "Qiymətləndirilmiş 4 xidmətdən 3-ü “Yaxşı” və ya “Əla” qiymətləndirilib."
        )


@pytest.mark.parametrize(
    ("answers", "language", "missing"),
    [
        ("full yes yes no no", "az", "“Yaxşı”ya 2 bal qalıb"),
        ("full yes yes no no", "ru", "до оценки «Хорошо» не хватает баллов: 2"),
        ("partial na yes yes no", "en", "8.9 percentage points short of “Good”"),
        (EXCELLENT, "az", ""),
    ],
)
def test_the_distance_is_in_points_only_where_points_are_the_percent(answers: str, language: str, missing: str) -> None:
    publish(2015, [Offered("s-1", answers=answers)])
    page = service_page("s-1", language)
    assert page is not None

    with translation.override(language):
        assert distance(page) == missing


def test_a_grade_that_would_not_hold_names_all_it_could_be() -> None:
    box = {"lowest": "66/1", "highest": "71/1", "grades": ["kafi", "yaxsi"]}
    publish(2015, [Offered("s-1", rows={"weight_box": box})])
    page = service_page("s-1", "az")
    assert page is not None

    with translation.override("az"):
        said = robustness(page).replace("\u00a0", " ")

    assert said == "Meyarların çəkiləri ±25 % dəyişərsə, qiymət “Kafi” və ya “Yaxşı” ola bilər."


def test_moves_count_only_what_is_graded_in_both_years() -> None:
    publish(2014, [Offered("a", answers=POOR), Offered("b"), Offered("c"), Offered("d", electronised=False)])
    publish(2015, [Offered("a"), Offered("b", answers=POOR), Offered("c"), Offered("d"), Offered("e")])
    (pair,) = neighbours("az")
    found = changes(pair, "az")

    with translation.override("az"):
        assert moves(found) == (
            "Hər iki ilin Siyahısında 4 xidmət vardır. Hər iki ildə qiymətləndirilənlərdən 1-i daha yüksək, "
            "1-i daha aşağı qiymət alıb, 1-i qiymətini saxlayıb."
        )
    assert ([move.code for move in found.newly_electronised.moved], [one.code for one in found.entered.services]) == (
        ["d"],
        ["e"],
    )


@pytest.mark.parametrize(
    ("edges", "closed", "words"),
    [
        ((0, 50), (True, False), "50 %-dən az"),
        ((50, 70), (True, False), "50 % və daha çox, 70 %-dən az"),
        ((90, 100), (True, True), "90 % və daha çox"),
        ((0, 50), (True, True), "50 % və daha az"),
        ((50, 70), (False, True), "50 %-dən çox, 70 % və daha az"),
        ((90, 100), (False, True), "90 %-dən çox"),
    ],
)
def test_a_band_says_who_owns_its_edges(edges: tuple[int, int], closed: tuple[bool, bool], words: str) -> None:
    with translation.override("az"):
        said = band(Fraction(edges[0]), Fraction(edges[1]), includes_beginning=closed[0], includes_end=closed[1])

    assert said.replace("\u00a0", " ") == words


def test_russian_points_take_the_form_of_their_number() -> None:
    with translation.override("ru"):
        assert [points_more(Fraction(value)) for value in ("1", "2.5", "4", "12")] == [
            "+1 балл",
            "+2,5 балла",
            "+4 балла",
            "+12 баллов",
        ]


def test_grades_are_joined_by_or() -> None:
    with translation.override("az"):
        assert one_of(["Kafi", "Yaxşı", "Əla"]) == "“Kafi”, “Yaxşı” və ya “Əla”"
        assert one_of(["Əla"]) == "“Əla”"

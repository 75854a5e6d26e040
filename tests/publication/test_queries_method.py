from __future__ import annotations

import json
from fractions import Fraction
from hashlib import sha256

import pytest

from meyar.publication.queries.method import comparison, published_editions, rulebook_json, rulebook_page
from tests.factories.publication import publish, rules

pytestmark = pytest.mark.django_db


def test_an_edition_is_listed_with_the_years_graded_under_it() -> None:
    publish(2013, edition=rules("2013", weight="10"))
    publish(2014)
    publish(2015)

    assert [(edition.code, edition.years) for edition in published_editions("en")] == [
        ("2013", (2013,)),
        ("2014", (2014, 2015)),
    ]


def test_an_edition_is_told_with_weights_levels_and_bands() -> None:
    publish(2015)

    page = rulebook_page("2014", "en")

    assert page is not None
    assert [(part.code, part.maximum, part.weight_percent) for part in page.criteria] == [
        ("M1", 40, Fraction(200, 3)),
        ("M2", 20, Fraction(100, 3)),
    ]
    assert [(band.code, band.begins_at, band.ends_at, band.includes_end) for band in page.bands] == [
        ("qeyri_kafi", 0, 50, False),
        ("kafi", 50, 70, False),
        ("yaxsi", 70, 90, False),
        ("ela", 90, 100, True),
    ]
    register = page.criteria[0].parameters[1]
    assert register.not_applicable_when is not None
    assert ([level.points for level in register.levels], register.for_body, register.not_applicable_when.text) == (
        [0, 10],
        False,
        "register tələb olunmur",
    )
    assert rulebook_page("2013", "en") is None


def test_the_file_of_an_edition_has_the_hash_the_issues_name() -> None:
    issue = publish(2015)

    text = rulebook_json("2014")

    assert text is not None
    assert sha256(text.encode()).hexdigest() == issue.rulebook_sha256
    assert json.loads(text)["code"] == "2014"


def test_a_comparison_names_levels_by_their_parameter_and_shows_one_language() -> None:
    publish(2013, edition=rules("2013", weight="10"))
    publish(2014, edition=rules("2014", full="30"))

    page = comparison("2013-2014", "en")

    assert page is not None
    lines = [(group.kind, line.of and line.of.text, line.title and line.title.text, line.before, line.after)
             for group in page.groups for line in group.lines]  # fmt: skip
    assert lines == [
        ("criterion_reweighted", None, "Electronisation", "10", "50"),
        ("parameter_reweighted", None, "automation question?", "20", "30"),
        ("points_changed", "automation question?", "automation: full", "20", "30"),
    ]


@pytest.mark.parametrize("pair", ["2014-2014", "2013-2015", "2013", ""])
def test_only_two_published_editions_are_compared(pair: str) -> None:
    publish(2014)

    assert comparison(pair, "az") is None

from __future__ import annotations

import json
from pathlib import Path

import pytest
from click.testing import CliRunner, Result

from meyar.cli.main import main
from tests.architecture.house import ROOT

PUBLISHED = ROOT / "demo" / "published_totals.csv"
HEADER = "year,bodies,services,electronised,not_electronised,qeyri_kafi,kafi,yaxsi,ela"


def claimed(totals: Path, *arguments: str) -> Result:
    return CliRunner().invoke(main, ["claim", str(totals), *arguments])


def sheet(folder: Path, *rows: str, header: str = HEADER) -> Path:
    file = folder / "totals.csv"
    file.write_text("\n".join([header, *rows]) + "\n", encoding="utf-8")
    return file


@pytest.mark.parametrize(
    ("years", "changes", "cumulative"),
    [
        ("2013 2014", 90, "274/1891 8727/104005 -1839/20801"),
        ("2014 2015", 31, "307/10974 -3697/120714 -1646/60357"),
        ("2013 2015", 116, "3733/21594 5753/107970 -1249/10797"),
    ],
)
def test_tv_11_the_published_totals_contradict_a_general_fall_and_a_general_rise(
    years: str, changes: int, cumulative: str
) -> None:
    result = claimed(PUBLISHED, *years.split(), "--format", "json")
    found = json.loads(result.stdout)

    assert found["verdict"] == {"fell": "contradicted", "rose": "contradicted"}
    assert found["min_changes"] == changes
    assert found["cumulative"] == dict(zip(("50", "70", "90"), cumulative.split(), strict=True))
    assert list(found) == ["verdict", "min_changes", "cumulative"]


@pytest.mark.parametrize(
    ("after", "verdict"),
    [
        ("2,1,10,9,1,2,3,2,2", {"fell": "supported", "rose": "contradicted"}),
        ("2,1,10,9,1,0,3,3,3", {"fell": "contradicted", "rose": "supported"}),
        ("2,1,10,9,1,1,3,3,2", {"fell": "contradicted", "rose": "contradicted"}),
    ],
)
def test_a_sentence_is_supported_where_every_edge_agrees(tmp_path: Path, after: str, verdict: dict[str, str]) -> None:
    file = sheet(tmp_path, "1,1,10,9,1,1,3,3,2", after)

    assert json.loads(claimed(file, "1", "2", "--format", "json").stdout)["verdict"] == verdict


def test_the_text_says_it_in_words() -> None:
    assert claimed(PUBLISHED, "2013", "2014").stdout.splitlines() == [
        "The grades fell from 2013 to 2014: contradicted.",
        "The grades rose from 2013 to 2014: contradicted.",
        "At least 90 services changed their state, entered or left the List.",
        "Share of the electronised services below an edge, percent:",
        "edge     2013     2014    change",
        "50     1.6393   16.129  +14.4897",
        "70    28.8525  37.2434   +8.3909",
        "90    75.4098  66.5689   -8.8409",
        "How many services rose and how many fell, only the services' grades in both years can tell.",
    ]


def test_all_problems_of_the_totals_are_listed_with_their_place(tmp_path: Path) -> None:
    file = sheet(tmp_path, "1,1,10,9,1,1,3,3,2", "1,1,10,9,x,1,3,3,2", ",1,11,9,1,1,3,3,2", "4,1,3,0,3,0,0,0,0")

    result = claimed(file, "1", "3")

    assert (result.exit_code, result.stdout) == (1, "")
    assert result.stderr.splitlines() == [
        f"{file}: row 3, column A (year): 1 stands in row 2 already",
        f"{file}: row 3, column E (not_electronised): 'x' is no whole number of 0 or more",
        f"{file}: row 4, column A (year): is empty",
        f"{file}: row 4, column C (services): 11 are given, but the states of the row add up to 10",
        f"{file}: row 5: counts are 0 or more, and at least one service is electronised",
        f"{file}: no row is of the year 3; the file holds 1",
    ]


def test_a_missing_column_is_named_and_a_missing_year_is_wrong_usage(tmp_path: Path) -> None:
    file = sheet(tmp_path, "1,1", header="year,ela")

    assert [claimed(file, "1").exit_code, claimed(file, "1", "1").exit_code] == [2, 1]
    assert claimed(file, "1", "1").stderr.splitlines()[0] == (
        f"{file}: row 1: column not_electronised is missing; the header holds year, ela; "
        "accepted: year, not_electronised, qeyri_kafi, kafi, yaxsi, ela, services, electronised, bodies"
    )

"""
Another country: the Service Inventory of Canada as it is published, into a database of its own.

The inventory is no part of this project; where it does not lie beside the checkout, these tests are skipped.
"""

from __future__ import annotations

import csv
import io
import json
import re
import resource
import shutil
import subprocess
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.architecture.house import ROOT
from tests.cli.commands import Server, clean_environment, served

pytestmark = pytest.mark.xdist_group("canada")  # one worker: the inventory is taken in once

_BESIDE = Path("shared/data/canada/service_inventory_2023_2025.csv")
_INVENTORY = ROOT.parent / _BESIDE
_MAPPINGS = ROOT / "demo" / "canada"
_FORMATS = ("pdf", "docx", "xlsx", "html", "csv")
_PAGES = (
    "", "years/2024/", "years/2024/?grade=end_to_end", "years/2024/bodies/", "bodies/", "bodies/aafc-aac/",
    "services/", "services/3595/", "services/3597/", "method/", "method/canada-2024/", "data/", "issues/2024-1/",
)  # fmt: skip
# What only the assessment of 2013-2015 may speak of, in the three languages.
_OF_ANOTHER_COUNTRY = re.compile(
    r"Azərbaycan(?!ca)|Azerbaijan|Азербайджан|Elektron hökumət|Prezident|9/14-01|1/1-01|\b201[345]\b"
    r"|Qeyri-kafi|Əla\b|Insufficient|Excellent|elektronlaşdırıl|electronised|лектронизирован"
)
_SECONDS = 60


@dataclass(frozen=True)
class Country:
    home: Path
    cpu_seconds: float
    totals: str

    def meyar(self, *arguments: str) -> str:
        return _meyar(self.home, *arguments)


@pytest.fixture(scope="module")
def inventory() -> list[dict[str, str]]:
    """The rows of the fiscal year 2023-2024, read without any code of ours."""
    if not _INVENTORY.exists():
        pytest.skip(f"THE SERVICE INVENTORY OF CANADA IS NOT HERE: lay it beside the checkout as ../{_BESIDE}")
    with _INVENTORY.open(encoding="utf-8-sig", newline="") as file:
        return [row for row in csv.DictReader(file) if row["fiscal_yr"] == "2023-2024"]


@pytest.fixture(scope="module")
def canada(inventory: list[dict[str, str]], tmp_path_factory: pytest.TempPathFactory) -> Country:
    """From the inventory to the published round and its report in every format."""
    home = tmp_path_factory.mktemp("canada")
    before = _cpu_seconds()
    _meyar(home, "rulebook", "adopt", str(ROOT / "rulebooks" / "canada-2024"), "--in-force")
    _import(home, "bodies")
    _import(home, "services", "--round", "2024", "--list-title-en", "Service Inventory 2023-2024")
    _round(home, "2024", "canada-2024")
    for form in _FORMATS:
        _meyar(home, "report", "2024", "--format", form, "--language", "en", "--out", str(home / f"report.{form}"))
    return Country(home, _cpu_seconds() - before, _meyar(home, "totals"))


@pytest.fixture(scope="module")
def lenient(canada: Country, tmp_path_factory: pytest.TempPathFactory) -> Country:
    """The same services and answers once more, under the lenient Rules."""
    home = tmp_path_factory.mktemp("lenient") / "home"
    shutil.copytree(canada.home, home)
    before = _cpu_seconds()
    _meyar(home, "rulebook", "adopt", str(ROOT / "rulebooks" / "canada-2024-lenient"), "--in-force")
    _round(home, "2024-lenient", "canada-2024-lenient")
    return Country(home, _cpu_seconds() - before, _meyar(home, "totals"))


@pytest.fixture(scope="module")
def portal(canada: Country) -> Iterator[Server]:
    with served(clean_environment(MEYAR_HOME=str(canada.home)), canada.home) as server:
        yield server


def test_the_inventory_is_the_one_we_know(inventory: list[dict[str, str]]) -> None:
    assert (len(inventory), len({row["owner_org"] for row in inventory})) == (1751, 79)
    assert Counter(_counted(row) for row in inventory) == {
        "none_online": 471, "partly_online": 370, "end_to_end": 422, "nothing_applies": 488,
    }  # fmt: skip


def test_422_services_are_end_to_end_when_one_step_must_be_on_line_and_910_when_not(
    canada: Country, lenient: Country
) -> None:
    grades = "bodies  services  not_electronised  without_grade  none_online  partly_online  end_to_end"

    assert [line.split() for line in canada.totals.splitlines()] == [
        ["round", *grades.split()],
        ["2024", "79", "1751", "0", "488", "471", "370", "422"],
    ]
    assert [line.split() for line in lenient.totals.splitlines()] == [
        ["round", *grades.split()],
        ["2024", "79", "1751", "0", "488", "471", "370", "422"],
        ["2024-lenient", "79", "1751", "0", "0", "471", "370", "910"],
    ]


def test_every_service_is_published_with_the_grade_that_the_inventory_gives_it(
    inventory: list[dict[str, str]], portal: Server
) -> None:
    published = _table(portal.get("/en/years/2024/services.csv").text)

    assert {row["service"]: row["grade"] or row["state"] for row in published} == {
        row["service_id"]: _counted(row) for row in inventory
    }


def test_anyone_computes_the_same_grades_from_the_published_answers(
    inventory: list[dict[str, str]], portal: Server, tmp_path: Path
) -> None:
    rules, answers = tmp_path / "rules.json", tmp_path / "answers.csv"
    rules.write_text(portal.get("/en/method/canada-2024/rulebook.json").text, encoding="utf-8")
    answers.write_text(portal.get("/en/issues/2024-1/answers.csv").text, encoding="utf-8")

    scored = _table(_meyar(tmp_path, "score", str(rules), str(answers)))

    assert {row["service"]: row["grade"] or row["state"] for row in scored} == {
        row["service_id"]: _counted(row) for row in inventory
    }


def test_the_two_editions_differ_in_one_policy_alone(canada: Country) -> None:
    books = [str(ROOT / "rulebooks" / code) for code in ("canada-2024", "canada-2024-lenient")]

    shown = canada.meyar("rulebook", "diff", *books, "--language", "en").splitlines()

    assert shown == [
        "canada-2024 → canada-2024-lenient",
        "",
        "Scoring policies changed",
        "  - policy, when nothing applies: a state of its own → end_to_end",
    ]


@pytest.mark.parametrize(("code", "cases"), [("canada-2024", 9), ("canada-2024-lenient", 9)])
def test_the_editions_hold_their_worked_cases(code: str, cases: int, tmp_path: Path) -> None:
    checked = _meyar(tmp_path, "rulebook", "check", str(ROOT / "rulebooks" / code))

    assert checked == f"{code}: 3 criteria, 6 parameters, 3 grades; {cases} worked cases hold\n"


def test_from_the_inventory_to_every_report_takes_less_than_a_minute(canada: Country) -> None:
    print(f"from the inventory to every report: {canada.cpu_seconds:.1f} s of processor time")
    assert canada.cpu_seconds < _SECONDS


def test_what_is_stored_holds(canada: Country, lenient: Country) -> None:
    holds = "events, editions of the Rules, issues and totals: everything holds\n"

    assert (canada.meyar("check"), lenient.meyar("check")) == (holds, holds)


@pytest.mark.parametrize("language", ["", "en/", "ru/"])
def test_every_page_of_the_portal_answers_and_speaks_of_this_country_alone(portal: Server, language: str) -> None:
    pages = {path: portal.get(f"/{language}{path}") for path in _PAGES}
    # The meaning of the columns of all files names also those that another edition fills.
    strange = {
        path: sorted(set(_OF_ANOTHER_COUNTRY.findall(_readable(page.text))))
        for path, page in pages.items()
        if path != "data/"
    }

    assert {path: page.status for path, page in pages.items()} == dict.fromkeys(_PAGES, 200)
    assert {path: words for path, words in strange.items() if words} == {}


def test_the_front_page_says_how_many_services_are_end_to_end(portal: Server) -> None:
    front = _readable(portal.get("/en/").text)

    assert "In 2024, 1,751 services of 79 state bodies were assessed." in front
    lines = ("No step on line", "Partly on line", "On line end to end", "Graded, in all", "Nothing applies")
    table = front[front.index("How the services are provided") :]
    assert [re.search(rf"{line}\D*([\d,]+)", table)[1] for line in lines] == ["471", "370", "422", "1,263", "488"]


def test_the_report_counts_the_same_and_speaks_of_this_country_alone(canada: Country) -> None:
    article = _readable((canada.home / "report.html").read_text(encoding="utf-8"))
    before_the_titles_of_services = article[: article.rindex("Annex 1.")]

    assert "Number of services graded “On line end to end” 422" in article
    assert "Number of services to which nothing applies 488" in article
    assert _OF_ANOTHER_COUNTRY.findall(before_the_titles_of_services) == []
    assert (canada.home / "report.pdf").read_bytes()[:5] == b"%PDF-"
    assert [(canada.home / f"report.{form}").read_bytes()[:2] for form in ("docx", "xlsx")] == [b"PK", b"PK"]


def test_totals_in_the_four_grades_leave_these_rounds_out_and_say_so(lenient: Country) -> None:
    ran = _run(lenient.home, "totals", "--format", "json")

    assert json.loads(ran.stdout) == []
    assert ran.stderr == "left out, because graded in other grades: 2024, 2024-lenient; see --format text\n"


def _counted(row: dict[str, str]) -> str:
    """What the six answers of the inventory make a service, by hand."""
    steps = [answer for column, answer in row.items() if column.startswith("os_")]
    on_line, off_line = steps.count("Y"), steps.count("N")
    assert len(steps) == 6 == on_line + off_line + steps.count("NA")
    if not on_line and not off_line:
        return "nothing_applies"
    if not off_line:
        return "end_to_end"
    return "partly_online" if on_line else "none_online"


def _round(home: Path, code: str, rulebook: str) -> None:
    _meyar(home, "round", "plan", code, "--year", "2024", "--list", "2024", "--rulebook", rulebook)
    _import(home, "answers", "--round", code)
    _meyar(home, "round", "assess", code)
    _meyar(home, "round", "publish", code)


def _import(home: Path, kind: str, *options: str) -> None:
    mapping = str(_MAPPINGS / f"{kind}.mapping.yaml")
    _meyar(home, "import", kind, str(_INVENTORY), "--mapping", mapping, "--yes", *options)


def _meyar(home: Path, *arguments: str) -> str:
    ran = _run(home, *arguments)
    assert ran.returncode == 0, f"meyar {' '.join(arguments)}: {ran.stdout}{ran.stderr}"
    return ran.stdout


def _run(home: Path, *arguments: str) -> subprocess.CompletedProcess[str]:
    environment = clean_environment(MEYAR_HOME=str(home))
    return subprocess.run(["meyar", *arguments], env=environment, capture_output=True, text=True, check=False)


def _cpu_seconds() -> float:
    """Of the commands that ended, on one core: what the machine does beside them does not count."""
    used = resource.getrusage(resource.RUSAGE_CHILDREN)
    return used.ru_utime + used.ru_stime


def _table(text: str) -> list[dict[str, str]]:
    return list(csv.DictReader(io.StringIO(text.removeprefix("\ufeff"))))


def _readable(html: str) -> str:
    without = re.sub(r"<(style|script)\b.*?</\1>|<[^>]+>", " ", html, flags=re.DOTALL)
    return re.sub(r"\s+", " ", without)

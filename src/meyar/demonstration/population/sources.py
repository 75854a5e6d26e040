"""The sheets under demo/: bodies, names of services, naming patterns of the List, the totals to aim at."""

from __future__ import annotations

import csv
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from meyar.common.azerbaijani import genitive, upper
from meyar.scoring import Edition, parse_edition

ROOT = Path(__file__).resolve().parents[4]
DEMO = ROOT / "demo"
RULEBOOK_OF_YEAR = {2013: "2013", 2014: "2014", 2015: "2014"}  # facts: decision 1/1-01 held for 2014 and 2015


@dataclass(frozen=True, slots=True)
class Title:
    az: str
    en: str
    ru: str


@dataclass(frozen=True, slots=True)
class NamedService:
    """One service as demo/services describes it, over all years."""

    code: str
    body: str  # the body that owed it first
    title: Title
    nature: str
    audience: str
    fee: str
    stated_time: str
    name_is_known: bool  # the title stands in a source; otherwise it is formed on a pattern of the List
    first_year: int
    last_year: int
    new_titles: tuple[tuple[int, Title], ...]  # from that year on

    def is_listed_in(self, year: int) -> bool:
        return self.first_year <= year <= self.last_year

    def title_in(self, year: int) -> Title:
        return next((title for since, title in reversed(self.new_titles) if since <= year), self.title)


@dataclass(frozen=True, slots=True)
class NamedBody:
    code: str
    years: frozenset[int]
    successors: tuple[str, ...]
    number: int  # in the List


@dataclass(frozen=True, slots=True)
class Target:
    """One row of the published totals: what the computed totals of a year have to be."""

    year: int
    bodies: int
    services: int
    electronised: int
    grades: tuple[tuple[str, int], ...]


def rulebook_path(code: str) -> Path:
    return ROOT / "rulebooks" / code / "rulebook.yaml"


@cache
def edition_of_year(year: int) -> Edition:
    path = rulebook_path(RULEBOOK_OF_YEAR[year])
    return parse_edition(path.read_text(encoding="utf-8"), name=str(path))


@cache
def targets() -> tuple[Target, ...]:
    whole = ("year", "bodies", "services", "electronised", "not_electronised")
    return tuple(
        Target(
            year=int(row["year"]),
            bodies=int(row["bodies"]),
            services=int(row["services"]),
            electronised=int(row["electronised"]),
            grades=tuple((grade, int(count)) for grade, count in row.items() if grade not in whole),
        )
        for row in _rows(DEMO / "published_totals.csv")
    )


@cache
def bodies() -> dict[str, NamedBody]:
    """Bodies that stand in the List in some year, in the order of the sheet."""
    numbers = {row["body"]: int(row["number"]) for row in _rows(DEMO / "list_numbers.csv")}
    return {
        row["code"]: NamedBody(
            code=row["code"],
            years=frozenset(map(int, row["rounds"].split(";"))),
            successors=tuple(filter(None, row["successors"].split(";"))),
            number=numbers[row["code"]],
        )
        for row in _rows(DEMO / "bodies.csv")
        if row["rounds"]
    }


def years_aimed_at() -> tuple[int, ...]:
    return tuple(target.year for target in targets())


@cache
def sites() -> dict[str, str]:
    """The root of each body's site, where nothing about the body waits to be verified."""
    rows = _rows(DEMO / "bodies.csv")
    return {row["code"]: f"https://{row['site']}/" for row in rows if "to verify" not in row["certainty"]}


def body_sheet() -> bytes:
    return (DEMO / "bodies.csv").read_bytes()


@cache
def services() -> tuple[NamedService, ...]:
    first, last = min(RULEBOOK_OF_YEAR), max(RULEBOOK_OF_YEAR)
    patterns = {row["pattern"]: row for row in _rows(DEMO / "patterns.csv")}
    new_titles = _rows(DEMO / "new_titles.csv")
    return tuple(
        NamedService(
            code=row["code"],
            body=body,
            title=_title(patterns[row["pattern"]], row),
            nature=row["nature"] or patterns[row["pattern"]]["nature"],
            audience=row["audience"],
            fee=row["fee"],
            stated_time=row["stated_time"],
            name_is_known=row["name_is_known"] == "yes",
            first_year=int(row["first_year"] or first),
            last_year=int(row["last_year"] or last),
            new_titles=tuple(
                (int(new["year"]), _title(patterns[row["pattern"]], new))
                for new in new_titles
                if new["code"] == row["code"]
            ),
        )
        for body in bodies()
        for row in _rows(DEMO / "services" / f"{body}.csv")
    )


def _title(pattern: dict[str, str], topic: dict[str, str]) -> Title:
    in_az = pattern["az"].replace("{topic:genitive}", genitive(topic["az"])).replace("{topic}", topic["az"])
    return Title(
        az=upper(in_az[0]) + in_az[1:],
        en=_capitalised(pattern["en"].replace("{topic}", topic["en"])),
        ru=_capitalised(pattern["ru"].replace("{topic}", topic["ru"])),
    )


def _capitalised(text: str) -> str:
    return text[0].upper() + text[1:]


def _rows(path: Path) -> list[dict[str, str]]:
    with path.open(encoding="utf-8", newline="") as sheet:
        return list(csv.DictReader(sheet))

from __future__ import annotations

import csv
import io
import os
import sqlite3
import stat
import subprocess
import sys
from collections import Counter
from contextlib import closing
from pathlib import Path

import pytest

from meyar.accounts.choices import Role
from meyar.accounts.models import Person
from meyar.assessment.models import Answer, Round
from meyar.common.events import broken_links
from meyar.common.files import kept_file
from meyar.common.models import Event
from meyar.demonstration.making import RoundIsNotADemonstration, make_demonstration
from meyar.demonstration.population import sheets
from meyar.publication.queries.totals import current_totals
from meyar.registry.models import Body, ListEntry, Service
from tests.factories.demonstration import Snapshot

_ROOT = Path(__file__).resolve().parents[2]


def _published_totals() -> str:
    out = io.StringIO()
    table = csv.writer(out, lineterminator="\n")
    table.writerow(
        ["year", "bodies", "services", "electronised", "not_electronised", "qeyri_kafi", "kafi", "yaxsi", "ela"]
    )
    for year in current_totals():
        counts = (year.bodies, year.services, year.electronised, year.not_electronised)
        table.writerow([year.year, *counts, *(services for _grade, services in year.grades)])
    return out.getvalue()


def test_the_published_totals_are_those_of_the_report(demonstration: Snapshot) -> None:
    assert _published_totals() == (_ROOT / "demo" / "published_totals.csv").read_text(encoding="utf-8")


def test_made_again_it_writes_nothing(demonstration: Snapshot) -> None:
    events = Event.objects.count()

    assert make_demonstration() == ["The demonstration of 2013-2015 is there; nothing was missing."]

    assert Event.objects.count() == events
    assert broken_links() == []


def test_every_step_is_one_event_of_the_person_whose_step_it_is(demonstration: Snapshot) -> None:
    acts = Counter(Event.objects.values_list("verb", "actor_id"))

    assert acts["rulebooks.adopt_edition", "person:methodologist"] == 2
    assert acts["rulebooks.put_in_force", "person:approver1"] == 2
    assert acts["registry.import_services", "person:head"] == 3
    assert acts["assessment.import_answers", "person:head"] == 3
    assert acts["publication.publish_round", "person:approver1"] == 3


def test_what_is_synthetic_carries_its_mark_and_real_bodies_do_not(demonstration: Snapshot) -> None:
    assert list(Round.objects.values_list("code", "demonstration")) == [("2013", True), ("2014", True), ("2015", True)]
    assert set(Answer.objects.values_list("demonstration", "evidence")) == {(True, "")}
    assert Service.objects.filter(demonstration=False).count() == 18
    assert set(Body.objects.values_list("demonstration", flat=True)) == {False}


def test_each_role_has_a_person_who_can_sign_in_with_a_password_of_this_installation(
    demonstration: Snapshot,
) -> None:
    people = {person.username: person for person in Person.objects.all()}

    assert Counter(person.role for person in people.values()) == {
        **dict.fromkeys(Role.values, 1),
        Role.ASSESSOR: 2,
        Role.APPROVER: 2,
    }
    assert people.keys() == demonstration.passwords.keys()
    assert all(person.demonstration for person in people.values())
    assert people["head"].check_password(demonstration.passwords["head"])
    assert min(map(len, demonstration.passwords.values())) >= 12
    assert len(set(demonstration.passwords.values())) == 9


def test_only_the_owner_reads_the_file_of_sign_ins(demonstration: Snapshot) -> None:
    mode = (demonstration.home / "demonstration_sign_ins.txt").stat().st_mode

    assert stat.S_IMODE(mode) == 0o600


def test_a_service_of_a_body_that_ended_is_owed_by_its_successor(demonstration: Snapshot) -> None:
    entries = ListEntry.objects.filter(service__code="land-cartography-01").order_by("edition__in_force_on")

    assert list(entries.values_list("edition__code", "body__code")) == [
        ("list-2013", "land-cartography"),
        ("list-2014", "land-cartography"),
        ("list-2015", "property"),
    ]


def test_it_is_not_laid_beside_a_real_round(demonstration: Snapshot) -> None:
    Round.objects.filter(code="2014").update(demonstration=False)

    with pytest.raises(RoundIsNotADemonstration, match="real rounds 2014"):
        make_demonstration()


def test_killed_in_the_middle_it_goes_on_where_it_stopped(tmp_path: Path) -> None:
    program = (
        "import os, django; django.setup()\n"
        "from django.core.management import call_command; call_command('migrate', verbosity=0)\n"
        "from meyar.demonstration.making import make_demonstration\n"
        "def stop(what, done, total):\n"
        "    if what == os.environ['STOP_BEFORE']: os.kill(os.getpid(), 9)\n"
        "make_demonstration(progress=stop)\n"
    )
    environment = os.environ | {
        "MEYAR_HOME": str(tmp_path),
        "PYTHONPATH": str(_ROOT / "src"),
        "DJANGO_SETTINGS_MODULE": "meyar.project.settings",
    }
    environment.pop("MEYAR_DATABASE", None)

    def acts_when_killed_before(step: str) -> dict[str, int]:
        run = subprocess.run(
            [sys.executable, "-c", program], env=environment | {"STOP_BEFORE": step}, capture_output=True, check=False
        )
        assert run.returncode == -9, run.stderr
        with closing(sqlite3.connect(tmp_path / "meyar.sqlite3")) as database:
            return dict(database.execute("SELECT verb, count(*) FROM common_event GROUP BY verb"))

    assert acts_when_killed_before("Rules 2013 taken in") == {"accounts.add_person": 9}
    signed = (tmp_path / "demonstration_sign_ins.txt").read_bytes()
    halfway = acts_when_killed_before("answers of 2013")
    assert halfway["assessment.plan_round"] == 1
    assert acts_when_killed_before("round 2013 published") == {
        **halfway,
        "assessment.import_answers": 1,
        "assessment.assess_round": 1,
    }
    assert (tmp_path / "demonstration_sign_ins.txt").read_bytes() == signed


def test_the_sheets_are_kept_by_hash(demonstration: Snapshot) -> None:
    named = {event.details["file"]: event.details["sha256"] for event in Event.objects.all() if "file" in event.details}

    assert {name: kept_file(sha256) for name, sha256 in named.items()} == sheets()

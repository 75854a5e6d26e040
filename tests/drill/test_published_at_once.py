"""Many people publish the same round in the same moment: exactly one issue comes out."""

from __future__ import annotations

import os
import subprocess
import sys
from concurrent.futures import ThreadPoolExecutor
from pathlib import Path

import pytest

from tests.factories.house import BODIES
from tests.scoring.editions import as_yaml, criterion, parameter, rulebook

pytestmark = pytest.mark.drill

PUBLISHERS = 16
SHEETS = {
    "rulebook.yaml": as_yaml(rulebook(criterion("M1", parameter("form", "0", "1")), code="small")),
    "bodies.csv": BODIES,
    "services.csv": "code,number,body,title_az\nbirth,1.1,justice,Doğum\nvaccine,2.1,health,Peyvənd\n",
    "answers.csv": "service,parameter,answer\nbirth,form,yes\nvaccine,form,no\n",
}
STEPS = """
rulebook adopt rulebook.yaml --in-force
import bodies bodies.csv --yes
import services services.csv --round 2014 --yes
round plan 2014 --year 2014 --list 2014 --rulebook small
import answers answers.csv --round 2014 --yes
round assess 2014
"""


def test_sixteen_publishers_at_once_make_one_issue(tmp_path: Path) -> None:
    for name, content in SHEETS.items():
        (tmp_path / name).write_text(content, encoding="utf-8")
    for step in STEPS.strip().splitlines():
        done = _meyar(tmp_path, step)
        assert done.returncode == 0, done.stderr

    with ThreadPoolExecutor(PUBLISHERS) as publishers:
        ends = list(publishers.map(lambda _: _meyar(tmp_path, "round publish 2014"), range(PUBLISHERS)))

    refused = [end for end in ends if end.returncode == 1 and "Round 2014 is published" in end.stderr]
    assert [end.returncode for end in ends].count(0) == 1, [end.stderr for end in ends]
    assert len(refused) == PUBLISHERS - 1
    assert _meyar(tmp_path, "check").returncode == 0


def _meyar(folder: Path, command: str) -> subprocess.CompletedProcess[str]:
    environment = {name: value for name, value in os.environ.items() if name != "MEYAR_DATABASE"}
    return subprocess.run(
        [sys.executable, "-m", "meyar.cli.main", *command.split()],
        env=environment | {"MEYAR_HOME": str(folder / "home")},
        cwd=folder,
        capture_output=True,
        text=True,
        check=False,
    )

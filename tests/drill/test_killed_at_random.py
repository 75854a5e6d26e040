"""kill -9 at any moment leaves nothing half done: the next run goes on, and everything still holds."""

from __future__ import annotations

import os
import random
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests.architecture.house import ROOT

pytestmark = pytest.mark.drill

KILLS = 100  # or until the demonstration is whole


def test_a_demonstration_killed_a_hundred_times_ends_as_if_never_killed(tmp_path: Path) -> None:
    """Nothing acknowledged is lost, the chain of events holds, the totals are the published ones."""
    chance = random.Random(2014)
    environment = os.environ | {"MEYAR_HOME": str(tmp_path)}
    environment.pop("MEYAR_DATABASE", None)
    kills = 0
    while kills < KILLS:
        run = subprocess.Popen(
            [sys.executable, "-m", "meyar.cli.main", "demo"], env=environment, stdout=subprocess.PIPE
        )
        time.sleep(chance.uniform(0.2, 6.0))
        if run.poll() is not None:
            break
        os.kill(run.pid, signal.SIGKILL)
        run.communicate(timeout=20)  # ends only when every process it started has ended
        kills += 1
        verified = _meyar("check", environment)
        assert verified.returncode == 0, f"after kill {kills}: {verified.stderr}"

    finished = _meyar("demo", environment)
    totals = _meyar("totals", environment, "--format", "csv")

    print(f"\n{kills} kills")
    assert kills > 5
    assert finished.returncode == 0
    assert totals.stdout == (ROOT / "demo" / "published_totals.csv").read_text(encoding="utf-8")
    assert not [path for path in (tmp_path / "reports").rglob("*") if path.name.startswith(".")]


def _meyar(command: str, environment: dict[str, str], *arguments: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-m", "meyar.cli.main", command, *arguments],
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )

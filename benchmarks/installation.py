"""A throw-away installation for benchmarks, with the demonstration in it."""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path


@contextmanager
def demonstration() -> Iterator[Path]:
    """An empty folder filled by `meyar demo`; removed afterwards."""
    with tempfile.TemporaryDirectory(prefix="meyar-bench-") as home:
        environment = os.environ | {"MEYAR_HOME": home}
        subprocess.run(
            [sys.executable, "-m", "meyar.cli.main", "demo"], env=environment, check=True, stdout=subprocess.DEVNULL
        )
        yield Path(home)

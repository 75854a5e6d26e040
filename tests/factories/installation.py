"""A whole installation as a newcomer has it: made by `meyar demo`, served by `meyar serve`."""

from __future__ import annotations

import fcntl
import os
import signal
import socket
import subprocess
import sys
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

START_S = 60


def demonstration_home(factory: pytest.TempPathFactory) -> Path:
    """The folder of an installation with the demonstration, made once for all workers of a run. Copy it to use it."""
    base = factory.getbasetemp()
    shared = base.parent if os.environ.get("PYTEST_XDIST_WORKER") else base
    home, done = shared / "demonstration", shared / "demonstration.done"
    with (shared / "demonstration.lock").open("w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not done.exists():
            command = [sys.executable, "-m", "meyar.cli.main", "demo", "--reports", "span"]
            subprocess.run(command, env=_environment(home), check=True)
            done.touch()
    return home


@contextmanager
def served(home: Path) -> Iterator[str]:
    """Serve the installation and give its address; stops the processes it started."""
    port = _free_port()
    server = subprocess.Popen(
        [sys.executable, "-m", "meyar.cli.main", "serve", "--address", f"127.0.0.1:{port}"],
        env=_environment(home),
        stdout=subprocess.DEVNULL,
        start_new_session=True,
    )
    try:
        _wait_for(f"http://127.0.0.1:{port}/robots.txt", server)
        yield f"http://127.0.0.1:{port}"
    finally:
        server.send_signal(signal.SIGTERM)
        try:
            server.wait(timeout=20)
        except subprocess.TimeoutExpired:
            os.killpg(server.pid, signal.SIGKILL)
            server.wait()


def _environment(home: Path) -> dict[str, str]:
    kept = {name: value for name, value in os.environ.items() if name not in {"MEYAR_DEBUG", "MEYAR_DATABASE"}}
    return kept | {"MEYAR_HOME": str(home)}


def _wait_for(address: str, server: subprocess.Popen[bytes]) -> None:
    limit = time.monotonic() + START_S
    while time.monotonic() < limit:
        if server.poll() is not None:
            raise RuntimeError(f"the server ended with {server.returncode}")
        try:
            with urllib.request.urlopen(address, timeout=5):
                return
        except OSError:
            time.sleep(0.2)
    raise RuntimeError(f"the server did not answer within {START_S} s")


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])

"""The `meyar` command as a person runs it: a process of its own, with a database of its own."""

from __future__ import annotations

import atexit
import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
import urllib.error
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from tests.architecture.house import ROOT

STARTS_WITHIN_S = 90
STOPS_WITHIN_S = 30  # also in the middle of writing reports

_BYTECODE = tempfile.mkdtemp(prefix="meyar-bytecode-")  # so that only the first command of a test compiles
atexit.register(shutil.rmtree, _BYTECODE, ignore_errors=True)


def clean_environment(**more: str) -> dict[str, str]:
    """Ours without what the tests set for themselves; `meyar` is on the PATH."""
    taken_out = ("MEYAR_", "DJANGO_", "PYTHONDONTWRITEBYTECODE")
    ours = {name: value for name, value in os.environ.items() if not name.startswith(taken_out)}
    path = f"{Path(sys.executable).parent}{os.pathsep}{ours['PATH']}"
    return ours | {"PATH": path, "PYTHONPATH": str(ROOT / "src"), "PYTHONPYCACHEPREFIX": _BYTECODE} | more


@dataclass(frozen=True)
class Page:
    status: int
    text: str


@dataclass(frozen=True)
class Server:
    address: str
    printed: Path

    def get(self, path: str) -> Page:
        try:
            with urllib.request.urlopen(f"http://{self.address}{path}", timeout=60) as answer:
                return Page(answer.status, answer.read().decode("utf-8"))
        except urllib.error.HTTPError as refused:
            return Page(refused.code, refused.read().decode("utf-8", "replace"))


@contextmanager
def served(environment: dict[str, str], folder: Path) -> Iterator[Server]:
    """`meyar serve` in the folder, once it answers; stopped afterwards as Ctrl-C would."""
    address = f"127.0.0.1:{_free_port()}"
    printed = folder / "serve.txt"
    with printed.open("w", encoding="utf-8") as out:
        process = subprocess.Popen(
            ["meyar", "serve", "--address", address], cwd=folder, env=environment, stdout=out, stderr=out
        )
    server = Server(address, printed)
    try:
        _wait_for(server, process)
        yield server
    finally:
        process.terminate()
        try:
            process.wait(timeout=STOPS_WITHIN_S)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
            raise


def _wait_for(server: Server, process: subprocess.Popen[bytes]) -> None:
    deadline = time.monotonic() + STARTS_WITHIN_S
    while time.monotonic() < deadline and process.poll() is None:
        try:
            server.get("/")
        except OSError:
            time.sleep(0.2)
        else:
            return
    raise AssertionError(f"meyar serve does not answer at {server.address}: {server.printed.read_text()}")


def _free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return int(probe.getsockname()[1])

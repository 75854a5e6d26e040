"""
The portal under load: 50 requests a second on SQLite with two web processes; p95 under 50 ms; pages under 150 kB.

Every public page of the sitemap is asked in three languages. The time is that of the whole answer on loopback.
"""

from __future__ import annotations

import gzip
import http.client
import os
import re
import socket
import subprocess
import sys
import threading
import time
from collections import defaultdict
from pathlib import Path
from queue import Empty, Queue

from benchmarks.figures import held, percentile
from benchmarks.installation import demonstration

RATE = 50  # requests a second
SECONDS = 30
LIMIT_MS = 50.0
LIMIT_KB = 150.0
CLIENTS = 8


def main() -> int:
    with demonstration() as home:
        port = _free_port()
        server = _serve(home, port)
        try:
            paths = _public_paths(port)
            heaviest = _weigh(port, paths)
            times = _load(port, paths)
        finally:
            server.terminate()
            server.wait()
    everything = [value for values in times.values() for value in values]
    print(f"{len(everything)} requests over {len(paths)} addresses at {RATE}/s, {CLIENTS} connections, 2 web processes")
    kept = held("p95 of all pages", percentile(everything, 95), LIMIT_MS, "ms")
    for kind, values in sorted(times.items()):
        figures = f"p50 {percentile(values, 50):7.1f} ms  p95 {percentile(values, 95):7.1f} ms"
        print(f"  {kind:<40} n {len(values):>5}  {figures}")
    kept &= held(f"heaviest page ({heaviest[1]})", heaviest[0] / 1000, LIMIT_KB, "kB")
    return 0 if kept else 1


def _serve(home: Path, port: int) -> subprocess.Popen[bytes]:
    server = subprocess.Popen(
        [sys.executable, "-m", "meyar.cli.main", "serve", "--address", f"127.0.0.1:{port}", "--workers", "2"],
        env=os.environ | {"MEYAR_HOME": str(home)},
        stdout=subprocess.DEVNULL,
    )
    for _ in range(300):
        try:
            _get(port, "/")
            return server
        except OSError:
            time.sleep(0.1)
    raise RuntimeError("the server did not answer within 30 s")


def _public_paths(port: int) -> list[str]:
    sitemap = _get(port, "/sitemap.xml")[1].decode()
    paths = [re.sub(r"^https?://[^/]+", "", address) for address in re.findall(r"<loc>([^<]+)</loc>", sitemap)]
    if not paths:
        raise RuntimeError("the sitemap names no page")
    return paths


def _weigh(port: int, paths: list[str]) -> tuple[int, str]:
    """(bytes, path) of the heaviest page, uncompressed; reports as HTML are exempt."""
    return max((len(_get(port, path)[1]), path) for path in paths if "/report" not in path)


def _load(port: int, paths: list[str]) -> dict[str, list[float]]:
    due: Queue[tuple[float, str]] = Queue()
    start = time.monotonic() + 0.5
    for number in range(RATE * SECONDS):
        due.put((start + number / RATE, paths[number * 7919 % len(paths)]))
    times: dict[str, list[float]] = defaultdict(list)
    lock = threading.Lock()

    def client() -> None:
        connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
        while True:
            try:
                moment, path = due.get_nowait()
            except Empty:
                return
            time.sleep(max(0.0, moment - time.monotonic()))
            begun = time.perf_counter()
            connection.request("GET", path)
            answer = connection.getresponse()
            answer.read()
            taken = 1000 * (time.perf_counter() - begun)
            if answer.status != 200:
                raise RuntimeError(f"{path} answered {answer.status}")
            with lock:
                times[_kind(path)].append(taken)

    threads = [threading.Thread(target=client) for _ in range(CLIENTS)]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    return times


def _kind(path: str) -> str:
    parts = [part for part in path.partition("?")[0].split("/") if part and part not in {"en", "ru"}]
    return "/".join([parts[0], *("*" for _ in parts[1:])]) if parts else "front"


def _get(port: int, path: str) -> tuple[int, bytes]:
    connection = http.client.HTTPConnection("127.0.0.1", port, timeout=30)
    connection.request("GET", path)
    answer = connection.getresponse()
    body = answer.read()
    if answer.getheader("Content-Encoding") == "gzip":
        body = gzip.decompress(body)
    return answer.status, body


def _free_port() -> int:
    with socket.socket() as one:
        one.bind(("127.0.0.1", 0))
        return int(one.getsockname()[1])


if __name__ == "__main__":
    sys.exit(main())

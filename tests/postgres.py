"""
Run a command against a PostgreSQL of its own:  python -m tests.postgres pytest -m rows

Starts a throw-away cluster from the server binaries on the machine (as the system user "postgres" when root, since
initdb refuses root), sets MEYAR_DATABASE, runs the command and stops the cluster. Where no server binary is found
and none can be installed, says so loudly and exits 0 without running anything.
"""

from __future__ import annotations

import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

_INSTALL = "apt-get install --no-install-recommends postgresql"


def server_binaries() -> Path | None:
    """The newest /usr/lib/postgresql/*/bin that holds initdb, or the folder of the initdb on the PATH."""
    found = sorted(Path("/usr/lib/postgresql").glob("*/bin/initdb"), key=lambda p: float(p.parts[-3]))
    if found:
        return found[-1].parent
    on_path = shutil.which("initdb")
    return Path(on_path).parent if on_path else None


def main(command: list[str]) -> int:
    binaries = server_binaries() or _installed()
    if binaries is None:
        print(f"\n!!! PostgreSQL tests were NOT run: no server on this machine. Install it with: {_INSTALL}\n")
        return 0
    folder = Path(tempfile.mkdtemp(prefix="meyar-pg-"))
    try:
        return _run(binaries, folder, command)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def _run(binaries: Path, folder: Path, command: list[str]) -> int:
    as_server: list[str] = []
    if os.geteuid() == 0:
        shutil.chown(folder, "postgres")
        as_server = ["runuser", "-u", "postgres", "--"]
    folder.chmod(0o755)
    data = folder / "data"
    _quietly(
        [*as_server, binaries / "initdb", "-D", data, "-A", "trust", "-U", "meyar", "--locale=C.UTF-8", "--no-sync"]
    )
    options = f"-c listen_addresses='' -c unix_socket_directories='{folder}' -c fsync=off -c max_connections=60"
    control = [*as_server, binaries / "pg_ctl", "-D", data, "-w"]
    _quietly([*control, "-o", options, "-l", folder / "log", "start"])
    try:
        address = f"postgresql://meyar@/postgres?host={folder}"
        return subprocess.run(command, env=os.environ | {"MEYAR_DATABASE": address}, check=False).returncode
    finally:
        _quietly([*control, "-m", "immediate", "stop"])


def _quietly(command: list[str | Path]) -> None:
    subprocess.run(command, stdout=subprocess.DEVNULL, cwd="/", check=True)


def _installed() -> Path | None:
    if os.geteuid() != 0 or not shutil.which("apt-get"):
        return None
    Path("/etc/postgresql-common").mkdir(exist_ok=True)
    Path("/etc/postgresql-common/createcluster.conf").write_text("create_main_cluster = false\n")
    print("installing PostgreSQL for the tests ...")
    subprocess.run(["apt-get", "update", "-qq"], check=False)
    subprocess.run([*_INSTALL.split(), "-y", "-qq"], check=False, stdout=subprocess.DEVNULL)
    return server_binaries()


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

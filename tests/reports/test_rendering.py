from __future__ import annotations

import os
import signal
import subprocess
import sys

_PROGRAM = """
import os, time
from meyar.reports.writers.rendering import Renderers
if __name__ == "__main__":
    with Renderers(processes=2) as renderers:
        print(renderers.start(os.getpid)(), flush=True)
        time.sleep(60)
"""


def test_renderers_end_when_the_process_that_started_them_is_killed(tmp_path: object) -> None:
    program = f"{tmp_path}/renders.py"
    with open(program, "w", encoding="utf-8") as file:  # noqa: PTH123 - spawn needs a file it can import
        file.write(_PROGRAM)
    with subprocess.Popen([sys.executable, program], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        renderer = int(parent.stdout.readline())
        assert renderer != parent.pid

        os.kill(parent.pid, signal.SIGKILL)

        # The pipe closes only when the renderers, which hold it too, have ended.
        assert parent.communicate(timeout=20)[0] == ""

"""The worker process of one installation: writes the report files that a publication has made due."""

from __future__ import annotations

import logging
import signal
import threading

from meyar.cli.installation import open_installation

_PAUSE_S = 5
_log = logging.getLogger("meyar.worker")


def main() -> None:
    open_installation(migrate=False)
    from django.db import close_old_connections

    from meyar.reports.writing import write_due_reports

    stop = threading.Event()
    for number in (signal.SIGTERM, signal.SIGINT):
        signal.signal(number, lambda _number, _frame: stop.set())
    while not stop.is_set():
        close_old_connections()
        try:
            write_due_reports()
        except Exception:  # the next turn tries again; the failure must not end the process
            _log.exception("a report could not be written")
        stop.wait(_PAUSE_S)


if __name__ == "__main__":
    main()

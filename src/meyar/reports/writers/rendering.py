"""PDFs rendered in other processes, which know neither Django nor the database."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context, parent_process
from types import TracebackType
from typing import Self


class Renderers:
    """One process renders in this one: starting another would take longer than it saves."""

    def __init__(self, *, processes: int) -> None:
        self._pool = (
            ProcessPoolExecutor(processes, mp_context=get_context("spawn"), initializer=end_with_parent)
            if processes > 1
            else None
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, fault: BaseException | None, trace: TracebackType | None
    ) -> None:
        if self._pool:
            self._pool.shutdown(cancel_futures=True)

    def start(self, paper: Callable[[], bytes]) -> Callable[[], bytes]:
        """Begin; what is returned waits for the file."""
        return self._pool.submit(paper).result if self._pool else paper


def end_with_parent() -> None:
    """A renderer whose parent was killed would wait for work for ever: the pool's own pipes stay open in it."""
    parent = parent_process()
    if parent is None:
        return

    def watch() -> None:
        parent.join()
        os._exit(1)

    threading.Thread(target=watch, daemon=True).start()

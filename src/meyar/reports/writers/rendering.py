"""PDFs rendered in other processes, which know neither Django nor the database."""

from __future__ import annotations

from collections.abc import Callable
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from types import TracebackType
from typing import Self


class Renderers:
    """One process renders in this one: starting another would take longer than it saves."""

    def __init__(self, *, processes: int) -> None:
        self._pool = ProcessPoolExecutor(processes, mp_context=get_context("spawn")) if processes > 1 else None

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

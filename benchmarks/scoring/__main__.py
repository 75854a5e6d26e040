"""A million services x 40 parameters graded by Meyar, DuckDB and Polars, and 100,000 of them by the exact engine.

Every engine holds the same codes in its own form before the clock starts (a NumPy array, a DuckDB table, a Polars
frame), computes with 64-bit whole numbers and gives back one array of grades. Figures are medians of five runs.
"""

from __future__ import annotations

import os
import subprocess
import sys
import tempfile
import time
from concurrent.futures import ProcessPoolExecutor
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.figures import held
from benchmarks.scoring.engines import PREPARED
from benchmarks.scoring.population import BANDS, NOT_APPLICABLE, NOTHING_APPLIES, SERVICES, edition, level_codes

SAMPLE = 100_000
LIMIT_S = 0.5
LIMIT_MB = 600.0

Codes = npt.NDArray[np.uint8]


def main() -> int:
    codes = level_codes()
    share = float((codes == NOT_APPLICABLE).mean())
    print(f"{SERVICES} services x {codes.shape[1]} parameters, {100 * share:.1f} % not applicable, {len(BANDS)} bands")
    with tempfile.TemporaryDirectory(prefix="meyar-bench-") as folder:
        np.save(Path(folder) / "codes.npy", codes)
        figures = {name: _engine(name, Path(folder)) for name in PREPARED}
        grades = {name: np.load(Path(folder) / f"{name}.npy") for name in PREPARED}
    fastest = figures["meyar"][0]
    print(f"{'engine':<10} {'seconds':>8} {'ratio':>7} {'peak MB':>8} {'grades unlike meyar':>20}")
    for name, (seconds, megabytes) in figures.items():
        unlike = int((grades[name] != grades["meyar"]).sum())
        print(f"{name:<10} {seconds:>8.3f} {seconds / fastest:>6.1f}x {megabytes:>8.0f} {unlike:>20}")
    counts = ", ".join(f"{code} {int((grades['meyar'] == index).sum())}" for index, code in enumerate(BANDS))
    print(f"grades: {counts}")
    begun = time.perf_counter()
    differing = int((_exact(codes[:SAMPLE]) != grades["meyar"][:SAMPLE]).sum())
    print(f"exact engine: {SAMPLE} services in {time.perf_counter() - begun:.0f} s")
    kept = [
        held("bulk grading, median of 5", fastest, LIMIT_S, "s"),
        held("peak memory of the bulk engine's process", figures["meyar"][1], LIMIT_MB, "MB"),
    ]
    print(f"grades that differ from the exact engine: {differing} of {SAMPLE}")
    return 0 if all(kept) and not differing else 1


def _engine(name: str, folder: Path) -> tuple[float, float]:
    """Seconds and peak MB."""
    command = [sys.executable, "-m", "benchmarks.scoring.engines", name]
    files = [str(folder / "codes.npy"), str(folder / f"{name}.npy")]
    said = subprocess.run([*command, *files], check=True, capture_output=True, text=True).stdout.split()
    return float(said[0]), float(said[1])


def _exact(codes: Codes) -> Codes:
    workers = os.cpu_count() or 1
    with ProcessPoolExecutor(workers) as pool:
        return np.concatenate(list(pool.map(_exact_part, np.array_split(codes, 4 * workers))))


def _exact_part(codes: Codes) -> Codes:
    from meyar.scoring import NOT_APPLICABLE as NA
    from meyar.scoring import Answer, score

    rules = edition()
    names = [parameter.code for parameter in rules.parameters]
    answers = {NOT_APPLICABLE: NA, **{level: Answer.of(f"l{level}") for level in range(4)}}
    grades = []
    for row in codes.tolist():
        card = score(rules, {code: answers[level] for code, level in zip(names, row, strict=True)})
        grades.append(NOTHING_APPLIES if card.grade is None else rules.grade_index(card.grade))
    return np.array(grades, dtype=np.uint8)


if __name__ == "__main__":
    sys.exit(main())

"""How a benchmark prints a figure: beside its limit, as a ratio, with what was counted."""

from __future__ import annotations

from collections.abc import Sequence


def held(what: str, value: float, limit: float, unit: str) -> bool:
    """Print a figure against its upper limit; False when it is missed."""
    kept = value <= limit
    mark = "held" if kept else "MISSED"
    print(f"{what:<58} {value:>10.3f} {unit:<5} limit {limit:g} {unit}  ratio {value / limit:.2f}  {mark}", flush=True)
    return kept


def percentile(values: Sequence[float], share: int) -> float:
    """The smallest value that at least `share` percent of the values do not exceed."""
    ordered = sorted(values)
    place = -(-len(ordered) * share // 100) - 1
    return ordered[max(place, 0)]

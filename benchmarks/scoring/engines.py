"""Three engines that grade the same codes; each runs alone in a process of its own, so that its memory is its own."""

from __future__ import annotations

import resource
import statistics
import sys
import time
from collections.abc import Callable
from pathlib import Path

import numpy as np
import numpy.typing as npt

from benchmarks.scoring.population import BANDS, NOT_APPLICABLE, NOTHING_APPLIES, WEIGHTS, edition, parameters

REPEATS = 5
THREADS = 2

Codes = npt.NDArray[np.uint8]
Run = Callable[[], Codes]


def prepared_meyar(codes: Codes) -> Run:
    from meyar.scoring.bulk import compile_edition

    bulk = compile_edition(edition())
    return lambda: bulk.grade(codes)


def prepared_duckdb(codes: Codes) -> Run:
    import duckdb

    connection = duckdb.connect(config={"threads": THREADS})
    columns = {code: np.ascontiguousarray(codes[:, index]) for index, (_, code, _) in enumerate(parameters())}
    connection.register("given", columns)
    connection.execute("create table services as select * from given")
    connection.unregister("given")
    return lambda: connection.execute(_sql()).fetchnumpy()["grade"]


def prepared_polars(codes: Codes) -> Run:
    import polars as pl

    frame = pl.DataFrame({code: codes[:, index] for index, (_, code, _) in enumerate(parameters())})
    sums: dict[str, tuple[list[pl.Expr], list[pl.Expr]]] = {criterion: ([], []) for criterion in WEIGHTS}
    for criterion, code, points in parameters():
        earned = pl.lit(0, pl.Int64)
        for level, number in enumerate(points):
            earned = pl.when(pl.col(code) == level).then(pl.lit(number, pl.Int64)).otherwise(earned)
        applicable = pl.when(pl.col(code) == NOT_APPLICABLE).then(0).otherwise(pl.lit(points[-1], pl.Int64))
        sums[criterion][0].append(earned)
        sums[criterion][1].append(applicable)
    totals = [
        pl.sum_horizontal(expressions).alias(f"{letter}_{criterion}")
        for criterion, pair in sums.items()
        for letter, expressions in zip("pm", pair, strict=True)
    ]
    numerator, denominator = pl.lit(0, pl.Int64), pl.lit(0, pl.Int64)
    product = pl.lit(1, pl.Int64)
    for criterion, weight in WEIGHTS.items():
        others = pl.lit(weight, pl.Int64)
        for other in WEIGHTS:
            if other != criterion:
                others = others * pl.max_horizontal(pl.col(f"m_{other}"), pl.lit(1, pl.Int64))
        numerator = numerator + pl.col(f"p_{criterion}") * others
        denominator = denominator + pl.when(pl.col(f"m_{criterion}") > 0).then(weight).otherwise(0)
        product = product * pl.max_horizontal(pl.col(f"m_{criterion}"), pl.lit(1, pl.Int64))
    whole = denominator * product
    grade = pl.sum_horizontal(
        [(numerator * 100 >= whole * begins).cast(pl.UInt8) for begins in list(BANDS.values())[1:]]
    )
    result = pl.when(denominator == 0).then(NOTHING_APPLIES).otherwise(grade).cast(pl.UInt8).alias("grade")
    plan = frame.lazy().select(totals).select(result)

    def run() -> Codes:
        return plan.collect()["grade"].to_numpy()

    return run


def _sql() -> str:
    points: dict[str, list[str]] = {criterion: [] for criterion in WEIGHTS}
    maxima: dict[str, list[str]] = {criterion: [] for criterion in WEIGHTS}
    for criterion, code, numbers in parameters():
        cases = " ".join(f"when {level} then {number}" for level, number in enumerate(numbers))
        points[criterion].append(f"case {code} {cases} else 0 end")
        maxima[criterion].append(f"case {code} when {NOT_APPLICABLE} then 0 else {numbers[-1]} end")
    totals = ", ".join(
        f"({' + '.join(terms)})::bigint as {letter}_{criterion}"
        for letter, by_criterion in (("p", points), ("m", maxima))
        for criterion, terms in by_criterion.items()
    )
    numerator = " + ".join(
        " * ".join(
            [f"{weight} * p_{criterion}", *(f"greatest(m_{other}, 1)" for other in WEIGHTS if other != criterion)]
        )
        for criterion, weight in WEIGHTS.items()
    )
    weight = " + ".join(f"case when m_{criterion} > 0 then {w} else 0 end" for criterion, w in WEIGHTS.items())
    product = " * ".join(f"greatest(m_{criterion}, 1)" for criterion in WEIGHTS)
    edges = " + ".join(f"(100 * n >= {begins} * w * d)::utinyint" for begins in list(BANDS.values())[1:])
    return f"""
        with totals as (select {totals} from services),
        fractions as (select {numerator} as n, {weight} as w, {product} as d from totals)
        select (case when w = 0 then {NOTHING_APPLIES} else {edges} end)::utinyint as grade from fractions
    """


PREPARED = {"meyar": prepared_meyar, "duckdb": prepared_duckdb, "polars": prepared_polars}


def main(name: str, codes_file: str, grades_file: str) -> None:
    """Prints the median seconds and the peak memory in MB; writes the grades."""
    run = PREPARED[name](np.load(codes_file))
    grades = run()
    seconds = []
    for _ in range(REPEATS):
        begun = time.perf_counter()
        grades = run()
        seconds.append(time.perf_counter() - begun)
    np.save(Path(grades_file), np.asarray(grades))
    print(statistics.median(seconds), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024)


if __name__ == "__main__":
    main(*sys.argv[1:])

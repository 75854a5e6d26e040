from __future__ import annotations

import ast

from tests.architecture.house import ROOT, modules

CORES = ("scoring", "statistics")
CLOCKS = {"today", "now", "utcnow", "time", "perf_counter"}
ARRAYS = {"scoring/bulk.py"}  # NumPy's own dtypes; its arithmetic is int64


def test_no_float_stands_in_the_cores() -> None:
    floats = [
        f"{name}:{node.lineno}"
        for name, tree in modules(*CORES)
        for node in ast.walk(tree)
        if (isinstance(node, ast.Constant) and isinstance(node.value, float))
        or (isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "float")
    ]

    assert floats == []


def test_no_clock_is_read_in_the_cores() -> None:
    clocks = [
        f"{name}:{node.lineno} {node.func.attr}()"
        for name, tree in modules(*CORES)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute) and node.func.attr in CLOCKS
    ]

    assert clocks == []


def test_no_file_is_opened_in_the_cores() -> None:
    opened = [
        f"{name}:{node.lineno}"
        for name, tree in modules(*CORES)
        for node in ast.walk(tree)
        if isinstance(node, ast.Call)
        and (
            (isinstance(node.func, ast.Name) and node.func.id == "open")
            or (isinstance(node.func, ast.Attribute) and node.func.attr in {"read_text", "read_bytes", "open"})
        )
    ]

    assert opened == []


def test_nothing_in_the_program_knows_the_published_totals() -> None:
    header, *rows = (ROOT / "demo" / "published_totals.csv").read_text().splitlines()
    totals = {int(cell) for row in rows for cell in row.split(",")[2:5]}

    known = [
        f"{name}:{node.lineno} {node.value}"
        for name, tree in modules()
        for node in ast.walk(tree)
        if isinstance(node, ast.Constant) and type(node.value) is int and node.value in totals
    ]

    assert header.startswith("year,bodies,services")
    assert known == []

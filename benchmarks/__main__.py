"""Every speed claim as a command:  python -m benchmarks [scoring|imports|portal|report|...]"""

from __future__ import annotations

import importlib
import sys
from pathlib import Path

HERE = Path(__file__).parent


def names() -> list[str]:
    modules = [path.stem for path in HERE.glob("*.py") if not path.stem.startswith("_")]
    packages = [path.parent.name for path in HERE.glob("*/__main__.py")]
    return sorted({*modules, *packages} - {"figures", "installation"})


def main(wanted: list[str]) -> int:
    unknown = sorted(set(wanted) - set(names()))
    if unknown:
        print(f"no benchmark is called {', '.join(unknown)}; there are: {', '.join(names())}", file=sys.stderr)
        return 2
    missed = 0
    for name in wanted or names():
        print(f"\n== {name} ==", flush=True)
        is_package = (HERE / name / "__main__.py").exists()
        module = importlib.import_module(f"benchmarks.{name}.__main__" if is_package else f"benchmarks.{name}")
        missed += bool(module.main())
    return 1 if missed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

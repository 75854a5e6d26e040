# ruff: noqa: A005  the tests mirror src/meyar/statistics; nothing imports this as a top-level module

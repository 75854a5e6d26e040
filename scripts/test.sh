#!/bin/sh
# The whole proof. Fast parts first: a mistake is told in seconds.
set -eu
cd "$(dirname "$0")/.."
say() { printf '\n· %s\n' "$*" >&2; }
scripts/lint.sh
say "tests on SQLite";                 .venv/bin/python -m pytest -q -n "${WORKERS:-2}" --dist loadgroup -m "not browser and not drill"
say "what touches rows on PostgreSQL"; .venv/bin/python -m tests.postgres .venv/bin/python -m pytest -q -n "${WORKERS:-2}" --dist loadgroup -m "rows and not browser and not drill"
say "journeys in the browser";         .venv/bin/python -m pytest -q -n "${WORKERS:-2}" --dist loadgroup -m "browser and not drill"

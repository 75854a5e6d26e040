#!/bin/sh
# Everything that needs no run: format, lint, types, the map.
set -eu
cd "$(dirname "$0")/.."
say() { printf '· %s\n' "$*" >&2; }
say "format and lint"; .venv/bin/ruff format -q --check src tests benchmarks; .venv/bin/ruff check -q src tests benchmarks
say "templates";       .venv/bin/djlint --quiet --lint src/meyar
say "types";           .venv/bin/mypy --no-error-summary
say "the map";         .venv/bin/lint-imports --no-cache >/dev/null || .venv/bin/lint-imports --no-cache
say "migrations";      MEYAR_SECRET_KEY=only-for-this-check-only-for-this-check-only-for-this-check MEYAR_HOME="${TMPDIR:-/tmp}/meyar-lint" \
                       DJANGO_SETTINGS_MODULE=meyar.project.settings .venv/bin/python -m django makemigrations --check --dry-run >/dev/null

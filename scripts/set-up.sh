#!/bin/sh
# Set up this checkout; run again, it only checks.   scripts/set-up.sh run|dev
#   run  Python environment with the run-time dependencies, system libraries for PDF, compiled messages
#   dev  the same with the tools of `make test`, Chromium and a PostgreSQL server
set -eu
cd "$(dirname "$0")/.."
kind=${1:-run}
python=${PYTHON:-python3}
uv=uv==0.13.9

say() { printf '%s\n' "$*" >&2; }

installed_packages=no
apt_install() { # apt_install PURPOSE PACKAGE...
    purpose=$1; shift
    if [ "$(id -u)" = 0 ] && command -v apt-get >/dev/null; then
        say "· installing $purpose: $*"
        if [ "$installed_packages" = no ]; then apt-get update -qq >/dev/null; installed_packages=yes; fi
        DEBIAN_FRONTEND=noninteractive apt-get install -y -qq --no-install-recommends "$@" >/dev/null && return 0
    fi
    say "! $purpose is missing. Install it with:  sudo apt-get install $*"
    return 1
}

"$python" - <<'PY' || { say "! Python 3.11, 3.12 or 3.13 is needed; name one with PYTHON=python3.11"; exit 1; }
import sys
sys.exit(not (3, 11) <= sys.version_info[:2] < (3, 14))
PY

lock=requirements.lock
[ "$kind" = dev ] && lock=requirements-dev.lock
stamp=.venv/.ready-$kind-$(cat "$lock" pyproject.toml | cksum | cut -d' ' -f1)
if [ ! -f "$stamp" ]; then
    say "· Python environment in .venv ($lock)"
    if ! "$python" -m venv .venv 2>/dev/null; then
        apt_install "venv for Python" python3-venv || exit 1
        "$python" -m venv .venv
    fi
    if .venv/bin/pip install -q --disable-pip-version-check "$uv" 2>/dev/null; then
        VIRTUAL_ENV="$PWD/.venv" UV_PYTHON_DOWNLOADS=never .venv/bin/uv pip install -q --require-hashes -r "$lock"
    else
        .venv/bin/pip install -q --disable-pip-version-check --require-hashes -r "$lock"
    fi
    .venv/bin/pip install -q --disable-pip-version-check --no-deps --no-build-isolation -e .
    rm -f .venv/.ready-"$kind"-*
    touch "$stamp"
fi

.venv/bin/python - <<'PY' 2>/dev/null || apt_install "Pango, which sets the PDF reports" libpango-1.0-0 libpangoft2-1.0-0 libharfbuzz-subset0 || exit 1
import ctypes.util, sys
sys.exit(not all(map(ctypes.util.find_library, ("pango-1.0", "pangoft2-1.0", "harfbuzz-subset"))))
PY

.venv/bin/python -m meyar.project.compile_messages

if [ "$kind" = dev ]; then
    command -v chromium >/dev/null || command -v chromium-headless-shell >/dev/null \
        || apt_install "Chromium, which the browser tests drive" chromium || exit 1
    if ! ls /usr/lib/postgresql/*/bin/initdb >/dev/null 2>&1 && ! command -v initdb >/dev/null; then
        if [ "$(id -u)" = 0 ] && [ -d /etc ]; then
            mkdir -p /etc/postgresql-common
            [ -f /etc/postgresql-common/createcluster.conf ] \
                || echo "create_main_cluster = false" > /etc/postgresql-common/createcluster.conf
        fi
        apt_install "the PostgreSQL server for the tests" postgresql \
            || say "! the tests on PostgreSQL will be skipped"
    fi
fi

"""A pytest plugin loaded first: gives every test process an installation of its own, away from var/."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path

_home = tempfile.mkdtemp(prefix="meyar-test-")
atexit.register(shutil.rmtree, _home, ignore_errors=True)
os.environ["MEYAR_HOME"] = _home
(Path(_home) / "static").mkdir()  # pytest-django turns DEBUG off, and WhiteNoise then looks for it
os.environ["MEYAR_SECRET_KEY"] = "a secret that only the tests know, and long enough to be one: 0123456789"
os.environ["MEYAR_DEBUG"] = "yes"  # static files come from the finders, without a manifest
os.environ["DJANGO_ALLOW_ASYNC_UNSAFE"] = "true"  # Playwright's synchronous interface beside the live server

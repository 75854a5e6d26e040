"""
The fixture `demonstration`: the database of the test holds the published demonstration of 2013-2015.

It is made once a session, whatever the number of test processes, and copied into each test's transaction; in a
test of a live server the copy is committed and flushed like all its rows. `demonstration.passwords` signs people in.
"""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from tests.factories.demonstration import Snapshot, demonstration_snapshot, lay_in


@pytest.fixture(scope="session")
def demonstration_made(tmp_path_factory: pytest.TempPathFactory) -> Snapshot:
    return demonstration_snapshot(_shared_folder(tmp_path_factory))


@pytest.fixture
def demonstration(demonstration_made: Snapshot, db: None) -> Snapshot:
    lay_in(demonstration_made)
    return demonstration_made


def _shared_folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    own = tmp_path_factory.getbasetemp()
    return own.parent if "PYTEST_XDIST_WORKER" in os.environ else own

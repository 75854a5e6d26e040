from __future__ import annotations

import pytest
from django.test import Client

from meyar.accounts.choices import Role
from tests.workspace.people import signed_in


@pytest.fixture
def head(db: None) -> Client:
    """The browser of the head of the Working Group, on the English pages."""
    return signed_in(Role.HEAD)

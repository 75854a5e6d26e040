from __future__ import annotations

import json

from meyar.scoring import edition_json_schema
from tests.architecture.house import ROOT


def test_the_published_schema_is_that_of_the_program() -> None:
    published = json.loads((ROOT / "rulebooks" / "schema.json").read_text(encoding="utf-8"))

    assert published == edition_json_schema()

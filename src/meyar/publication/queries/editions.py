"""The edition of the Rules an issue carries, read once per process: its hash says that it never changes."""

from __future__ import annotations

from functools import lru_cache

from meyar.publication.models import Issue
from meyar.scoring import Edition, edition_from_canonical_json


@lru_cache(maxsize=32)
def edition_by_hash(rulebook_sha256: str) -> Edition:
    """One query the first time, none afterwards."""
    text = Issue.objects.filter(rulebook_sha256=rulebook_sha256).values_list("rulebook_json", flat=True)[:1]
    return edition_from_canonical_json(text[0])


def good_from(grades: int) -> int:
    """
    The position (1 is the lowest) from which a grade counts as good: the upper half of the scale.

    >>> good_from(4), good_from(3), good_from(2)
    (3, 3, 2)
    """
    return grades - grades // 2 + 1

"""Chance that anyone can replay: every draw follows from a seed by HMAC-SHA256, in any language."""

from __future__ import annotations

import hmac
from collections.abc import Iterator
from hashlib import sha256


def keyed_hash(seed: str, message: str) -> str:
    """64 hexadecimal digits."""
    return hmac.new(seed.encode(), message.encode(), sha256).hexdigest()


def seed_commitment(seed: str) -> str:
    """SHA-256 of the seed: published before the work, while the seed follows after it."""
    return sha256(seed.encode()).hexdigest()


def drawn_places(seed: str, purpose: str, below: int) -> Iterator[int]:
    """Places from 0 to below - 1, equally likely, without end. Raises ValueError unless 1 <= below <= 2^32."""
    if not 1 <= below <= 2**32:
        raise ValueError(f"places below {below} cannot be drawn; accepted: 1 to 2^32")
    fair = 2**32 - 2**32 % below
    block = 0
    while True:
        digest = hmac.digest(seed.encode(), f"{purpose}|{block}".encode(), "sha256")
        for start in range(0, len(digest), 4):
            number = int.from_bytes(digest[start : start + 4], "big")
            if number < fair:
                yield number % below
        block += 1

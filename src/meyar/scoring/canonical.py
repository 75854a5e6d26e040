"""Canonical JSON (RFC 8785): equal content, equal bytes, equal hash."""

from __future__ import annotations

import unicodedata
from hashlib import sha256
from typing import Any

import rfc8785


def canonical_bytes(plain: Any) -> bytes:
    """UTF-8, keys sorted, no spaces, text in NFC. Numbers that must be exact are given as strings."""
    return rfc8785.dumps(_composed(plain))


def sha256_hex(content: bytes) -> str:
    return sha256(content).hexdigest()


def _composed(plain: Any) -> Any:
    if isinstance(plain, str):
        return unicodedata.normalize("NFC", plain)
    if isinstance(plain, dict):
        return {_composed(key): _composed(value) for key, value in plain.items()}
    if isinstance(plain, (list, tuple)):
        return [_composed(value) for value in plain]
    return plain

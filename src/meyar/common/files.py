"""Files kept by the SHA-256 of their bytes: written once, never changed."""

from __future__ import annotations

import hashlib
import os
from pathlib import Path

from django.conf import settings


class FileIsMissing(Exception):
    pass


class FileIsDamaged(Exception):
    pass


def keep_file(data: bytes) -> str:
    """Store the bytes and return their SHA-256. A kill at any moment leaves either the whole file or none."""
    sha256 = hashlib.sha256(data).hexdigest()
    place = _place(sha256)
    if place.exists():
        return sha256
    place.parent.mkdir(parents=True, exist_ok=True)
    draft = place.parent / f".{sha256}.{os.getpid()}"
    with draft.open("wb") as target:
        target.write(data)
        target.flush()
        os.fsync(target.fileno())
    draft.replace(place)
    folder = os.open(place.parent, os.O_RDONLY)
    try:
        os.fsync(folder)
    finally:
        os.close(folder)
    return sha256


def kept_file(sha256: str) -> bytes:
    """
    Raises:
        FileIsMissing: Nothing is kept under this hash.
        FileIsDamaged: The bytes on the disk are no longer the ones that were kept.
    """
    place = _place(sha256)
    if not place.exists():
        raise FileIsMissing(f"No file is kept under {sha256}.")
    data = place.read_bytes()
    if hashlib.sha256(data).hexdigest() != sha256:
        raise FileIsDamaged(f"The file kept under {sha256} has changed on the disk.")
    return data


def _place(sha256: str) -> Path:
    if len(sha256) != 64 or not set(sha256) <= set("0123456789abcdef"):
        raise FileIsMissing(f"{sha256!r} is not a SHA-256.")
    return Path(settings.FILES_ROOT) / sha256[:2] / sha256

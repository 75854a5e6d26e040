from __future__ import annotations

import pytest

from meyar.common.files import FileIsDamaged, FileIsMissing, _place, keep_file, kept_file


def test_a_kept_file_comes_back_byte_for_byte_by_its_hash() -> None:
    sha256 = keep_file("şəkil".encode())

    assert kept_file(sha256) == "şəkil".encode()
    assert keep_file("şəkil".encode()) == sha256


def test_a_file_changed_on_the_disk_is_refused() -> None:
    sha256 = keep_file(b"original")
    _place(sha256).write_bytes(b"forged")

    with pytest.raises(FileIsDamaged):
        kept_file(sha256)


@pytest.mark.parametrize("name", ["../../etc/passwd", "", "A" * 64, "0" * 63])
def test_only_a_sha256_names_a_kept_file(name: str) -> None:
    with pytest.raises(FileIsMissing):
        kept_file(name)

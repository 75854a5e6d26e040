from __future__ import annotations

import unicodedata
from fractions import Fraction

import pytest

from meyar.scoring import canonical_bytes, decimal_string, sha256_hex

RULES = {
    "version": "2014-01-15/1/1-01",
    "bands": [
        {"grade": "qeyri-kafi", "from": "0", "to": "50"},
        {"grade": "kafi", "from": "50", "to": "70"},
        {"grade": "yaxşı", "from": "70", "to": "90"},
        {"grade": "əla", "from": "90", "to": "100"},
    ],
    "edge": "lower-closed",
    "top_closed": True,
    "na_policy": "exclude_within_criterion",
}
SHA256 = "5cb5143893097a07f2e37a69c14e43fc5b61c2b82b36ceec83014df66cb44ec3"


def test_equal_content_has_the_published_hash() -> None:
    """TV-28."""
    assert sha256_hex(canonical_bytes(RULES)) == SHA256
    assert sha256_hex(canonical_bytes(dict(reversed(RULES.items())))) == SHA256


def test_letters_are_composed_before_hashing() -> None:
    decomposed = {
        **RULES,
        "bands": [
            {unicodedata.normalize("NFD", k): unicodedata.normalize("NFD", v) for k, v in band.items()}
            for band in RULES["bands"]
        ],
    }  # type: ignore[attr-defined]
    assert decomposed != RULES

    assert sha256_hex(canonical_bytes(decomposed)) == SHA256


@pytest.mark.parametrize(
    ("number", "shown"), [("12", "12"), ("2.5", "2.5"), ("0.0001", "0.0001"), ("-1.25", "-1.25"), ("100", "100")]
)
def test_an_exact_number_is_written_as_the_shortest_decimal(number: str, shown: str) -> None:
    assert decimal_string(Fraction(number)) == shown


def test_a_third_has_no_decimal_string() -> None:
    with pytest.raises(ValueError, match="1/3 has no exact decimal string"):
        decimal_string(Fraction(1, 3))

"""Numbers of a rulebook: exact decimal strings outside, fractions inside."""

from __future__ import annotations

import re
from decimal import Decimal
from fractions import Fraction
from typing import Annotated, Any

from pydantic import BeforeValidator, PlainSerializer, WithJsonSchema

DECIMAL_PATTERN = r"^(0|[1-9][0-9]{0,5})(\.[0-9]{1,4})?$"
_DECIMAL = re.compile(DECIMAL_PATTERN.replace("$", r"\Z"))


def parse_exact(value: Any) -> Fraction:
    """Read an exact decimal string such as "12" or "2.5", 0 to 999999.9999.

    Raises ValueError saying what is accepted. A binary float is refused: 0.35 is not 35/100.
    """
    if isinstance(value, (int, Decimal)) and not isinstance(value, bool):
        raise ValueError(f'{value} stands without quotes; write the exact decimal string "{value}" in quotes')
    if not isinstance(value, str):
        raise ValueError('is not a number; write an exact decimal string in quotes, such as "12" or "2.5"')
    if not _DECIMAL.match(value):
        raise ValueError(
            f'"{value}" is not an exact number from 0 to 999999.9999; '
            'write digits with at most four decimals, such as "12" or "2.5"'
        )
    return Fraction(value)


def decimal_string(number: Fraction) -> str:
    """The shortest exact decimal string. Raises ValueError where there is none (1/3)."""
    twos, rest = _strip_factor(number.denominator, 2)
    fives, rest = _strip_factor(rest, 5)
    if rest != 1:
        raise ValueError(f"{number} has no exact decimal string")
    places = max(twos, fives)
    if places == 0:
        return str(number.numerator)
    digits = str(abs(number.numerator) * 10**places // number.denominator).rjust(places + 1, "0")
    sign = "-" if number < 0 else ""
    return f"{sign}{digits[:-places]}.{digits[-places:]}"


def _strip_factor(number: int, factor: int) -> tuple[int, int]:
    times = 0
    while number % factor == 0:
        number //= factor
        times += 1
    return times, number


ExactNumber = Annotated[
    Fraction,
    BeforeValidator(parse_exact),
    PlainSerializer(decimal_string, return_type=str),
    WithJsonSchema(
        {
            "type": "string",
            "pattern": DECIMAL_PATTERN,
            "description": 'An exact decimal string such as "12" or "2.5"; never a YAML number.',
        }
    ),
]

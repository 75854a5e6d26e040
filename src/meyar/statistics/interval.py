"""A number that is known, or known only to lie between two others."""

from __future__ import annotations

from dataclasses import dataclass
from fractions import Fraction


@dataclass(frozen=True)
class Interval:
    lowest: Fraction
    highest: Fraction

    def __post_init__(self) -> None:
        if self.lowest > self.highest:
            raise ValueError(f"{self.lowest} is above {self.highest}")

    @classmethod
    def at(cls, point: Fraction | int) -> Interval:
        return cls(Fraction(point), Fraction(point))

    @property
    def point(self) -> Fraction | None:
        """The number, where it is identified."""
        return self.lowest if self.lowest == self.highest else None

    @property
    def sign(self) -> int | None:
        """1, 0 or -1 where the data decide the sign, else None."""
        if self.lowest > 0:
            return 1
        if self.highest < 0:
            return -1
        return 0 if self.lowest == self.highest else None

    def __contains__(self, number: Fraction | int) -> bool:
        return self.lowest <= number <= self.highest

    def __add__(self, other: Interval) -> Interval:
        """Of two unknowns that have nothing to do with each other."""
        return Interval(self.lowest + other.lowest, self.highest + other.highest)

    def times(self, factor: Fraction) -> Interval:
        ends = (self.lowest * factor, self.highest * factor)
        return Interval(min(ends), max(ends))

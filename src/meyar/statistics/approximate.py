"""What no fraction can hold: roots, the normal, Student's and the chi-square distribution, in decimals.

Everything is computed with 40 digits and given with 28, the same on every machine; no binary float is used.
"""

from __future__ import annotations

from collections.abc import Callable
from decimal import Decimal, localcontext
from fractions import Fraction
from functools import cache

GIVEN = 28  # digits of a result
WORKING = 40
FAR = 14  # standard deviations from which a normal tail is 0 at 28 digits

_PI = Decimal("3.1415926535897932384626433832795028841971693993751")
_ENOUGH = Decimal(10) ** -(WORKING - 2)


def decimal(number: Fraction | int) -> Decimal:
    """To 28 digits."""
    return _given(lambda: _exactly(Fraction(number)))


def square_root(number: Fraction) -> Decimal:
    """Raises ValueError below 0."""
    if number < 0:
        raise ValueError(f"{number} has no real root")
    return _given(lambda: _exactly(number).sqrt())


def normal_cdf(z: Fraction | Decimal) -> Decimal:
    """The share of a standard normal distribution below z."""
    return _given(lambda: _normal_cdf(_exactly(z)))


@cache
def normal_quantile(share: Fraction) -> Decimal:
    """The z below which that share lies, 0 < share < 1."""
    return _quantile(share, _normal_cdf, _normal_density)


@cache
def student_quantile(share: Fraction, freedom: int) -> Decimal:
    """The t below which that share of Student's distribution lies, 0 < share < 1, whole degrees of freedom."""
    if freedom < 1:
        raise ValueError(f"Student's distribution has 1 degree of freedom or more, not {freedom}")
    with localcontext(prec=WORKING):
        scale = _student_scale(freedom)
    return _quantile(
        share,
        lambda t: _student_cdf(t, freedom),
        lambda t: scale / ((1 + t * t / freedom).sqrt() ** (freedom + 1)),
    )


def chi_square_tail(x: Fraction, freedom: int) -> Decimal:
    """The share of a chi-square distribution at or above x >= 0, whole degrees of freedom."""
    if x < 0 or freedom < 1:
        raise ValueError("a chi-square is 0 or more and has 1 degree of freedom or more")
    return _given(lambda: _chi_square_tail(_exactly(x), freedom))


def _given(work: Callable[[], Decimal]) -> Decimal:
    with localcontext(prec=WORKING):
        result = work()
    with localcontext(prec=GIVEN):
        return +result


def _exactly(number: Fraction | Decimal) -> Decimal:
    return number if isinstance(number, Decimal) else Decimal(number.numerator) / Decimal(number.denominator)


def _normal_cdf(z: Decimal) -> Decimal:
    if abs(z) >= FAR:
        return Decimal(int(z > 0))
    term = total = z
    odd = 1
    while abs(term) > _ENOUGH:
        odd += 2
        term = term * z * z / odd
        total += term
    return Decimal(1) / 2 + total * _normal_density(z)


def _normal_density(z: Decimal) -> Decimal:
    return (-z * z / 2).exp() / (2 * _PI).sqrt()


def _student_cdf(t: Decimal, freedom: int) -> Decimal:
    """Abramowitz and Stegun 26.7.3 and 26.7.4: finite sums for whole degrees of freedom."""
    angle = _arctangent(t / Decimal(freedom).sqrt())
    cosine_squared = 1 / (1 + t * t / freedom)
    sine = t / (freedom + t * t).sqrt()
    term, total, first = Decimal(1), Decimal(0), freedom % 2
    for step in range(first, freedom - 1, 2):
        total += term
        term = term * cosine_squared * (step + 1) / (step + 2)
    if freedom % 2 == 0:
        return (1 + sine * total) / 2
    return (1 + 2 / _PI * (angle + sine * cosine_squared.sqrt() * total)) / 2


def _student_scale(freedom: int) -> Decimal:
    """The density at 0."""
    scale = 1 / _PI if freedom % 2 else Decimal(1) / 2
    for step in range(2 - freedom % 2, freedom, 2):
        scale = scale * (step + 1) / step
    return scale / Decimal(freedom).sqrt()


def _chi_square_tail(x: Decimal, freedom: int) -> Decimal:
    """Abramowitz and Stegun 26.4.4 and 26.4.5."""
    root, odd = x.sqrt(), freedom % 2
    if odd:
        tail = 2 * (1 - _normal_cdf(root))
        term, factor = root, 2 * _normal_density(root)
    else:
        tail = (-x / 2).exp()
        term, factor = x / 2, tail
    for step in range(4 - odd, freedom + 1, 2):
        tail += factor * term
        term = term * x / step
    return tail


def _arctangent(x: Decimal) -> Decimal:
    halvings = 0
    while abs(x) > Decimal("0.1"):
        x = x / (1 + (1 + x * x).sqrt())
        halvings += 1
    term = total = x
    odd = 1
    while abs(term) > _ENOUGH:
        term = -term * x * x
        odd += 2
        total += term / odd
    return total * Decimal(2**halvings)


def _quantile(share: Fraction, cdf: Callable[[Decimal], Decimal], density: Callable[[Decimal], Decimal]) -> Decimal:
    """By Newton's steps from the middle: they approach the quantile from that side and never pass it."""
    if not 0 < share < 1:
        raise ValueError(f"a share is between 0 and 1, not {share}")

    def work() -> Decimal:
        sought, at, step = _exactly(share), Decimal(0), Decimal(1)
        while abs(step) > _ENOUGH * 1000:
            step = (sought - cdf(at)) / density(at)
            at += step
        return at

    return _given(work)

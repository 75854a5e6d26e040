"""Bridges over a change of the Rules: common core, bridge sample, concordance, link error, splicing.

Source: method 2.7. Re-scoring both years under both editions (`change`) is better than any of these; they are
for where it cannot be done, or to check it.
"""

from __future__ import annotations

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from fractions import Fraction
from typing import Any

from meyar.scoring import Edition, Parameter
from meyar.statistics.approximate import decimal, normal_quantile, square_root
from meyar.statistics.feasible import ServiceAnswers, feasible_outcome
from meyar.statistics.panel import Panel, YearAnswers
from meyar.statistics.resampling import CONFIDENCE, jackknife_variance
from meyar.statistics.sampling import upper_limit


class NothingInCommon(ValueError):
    """The two editions share no parameter that means the same, or no service can be compared."""


@dataclass(frozen=True)
class CoreSeries:
    """Mean percents of both years on the parameters that mean the same in both editions."""

    parameters: tuple[str, ...]
    before: Fraction
    after: Fraction
    services: tuple[int, int]  # with a percent on the core, in either year

    @property
    def change(self) -> Fraction:
        return self.after - self.before


@dataclass(frozen=True)
class LinkError:
    change: Fraction
    without: Mapping[str, Fraction]  # the change with one parameter of the core left out
    variance: Fraction

    @property
    def standard_error(self) -> Decimal:
        """How much the change hangs on which parameters are common; 28 digits."""
        return square_root(self.variance)


@dataclass(frozen=True)
class Stratum:
    size: int
    sampled: int
    changed: int  # of the sampled, whose grade differs under the other Rules


@dataclass(frozen=True)
class BridgeEstimate:
    changed: Fraction  # services whose grade differs, estimated
    variance: Fraction
    standard_error: Decimal  # 28 digits
    lowest: Decimal
    highest: Decimal
    # By stratum in which none changed: at most so many may (such a stratum adds no variance).
    silent: Mapping[int, int]


@dataclass(frozen=True)
class Splice:
    """The first series continued by force on the other's basis. A comparison, never a result: it takes the effect
    of the Rules in the overlap for the effect in every year. Not for shares, which would not add up to 1."""

    method: str  # "ratio" or "additive"
    spliced: Fraction
    in_overlap: tuple[Fraction, Fraction]  # the same year on the old and on the new basis


def common_core(before: Edition, after: Edition, *, comparable: Collection[str] = ()) -> tuple[str, ...]:
    """Parameters asked and evidenced in the same words in both editions, whatever points they give, and those of
    `comparable` (that a committee declared so) that are in both with the same levels."""
    old = {parameter.code: parameter for parameter in before.parameters}
    return tuple(
        parameter.code
        for parameter in after.parameters
        if parameter.code in old
        and (
            _meaning(old[parameter.code]) == _meaning(parameter)
            or (parameter.code in comparable and _level_codes(old[parameter.code]) == _level_codes(parameter))
        )
    )


def core_edition(edition: Edition, core: Collection[str]) -> Edition:
    """The edition with these parameters only. Raises NothingInCommon without any."""
    data = edition.model_dump(mode="json", by_alias=True, exclude_none=True)
    criteria = [
        {**criterion, "parameters": [one for one in criterion["parameters"] if one["code"] in core]}
        for criterion in data["criteria"]
    ]
    kept = [criterion for criterion in criteria if criterion["parameters"]]
    if not kept:
        raise NothingInCommon(
            f"edition {edition.code} has none of the parameters {', '.join(sorted(core)) or '(none)'}"
        )
    knock_outs = [one for one in data.get("knock_outs", []) if one["parameter"] in core]
    return Edition.model_validate({**data, "code": "core", "criteria": kept, "knock_outs": knock_outs})


def core_series(points_of: Edition, core: Sequence[str], before: YearAnswers, after: YearAnswers) -> CoreSeries:
    """Both years measured with one ruler: the core with the points of `points_of`. Services whose percent on it
    is not determined are left out. Raises NothingInCommon."""
    ruler = core_edition(points_of, core)
    percents = [_percents(ruler, year) for year in (before, after)]
    if not all(percents):
        raise NothingInCommon("in one of the years no service has a percent on the common parameters")
    first, second = (sum(found, Fraction(0)) / len(found) for found in percents)
    return CoreSeries(tuple(core), first, second, (len(percents[0]), len(percents[1])))


def link_error(points_of: Edition, core: Sequence[str], before: YearAnswers, after: YearAnswers) -> LinkError:
    """Jackknife over the common parameters: SE^2 = (J - 1) / J x sum of (change without j - mean)^2. Raises
    NothingInCommon with fewer than two parameters."""
    if len(core) < 2:
        raise NothingInCommon(f"a link error needs two common parameters or more, not {len(core)}")
    change = core_series(points_of, core, before, after).change
    without = {
        left_out: core_series(points_of, [code for code in core if code != left_out], before, after).change
        for left_out in core
    }
    return LinkError(change, without, jackknife_variance(list(without.values())))


def bridge_estimate(strata: Sequence[Stratum], *, confidence: Fraction = CONFIDENCE) -> BridgeEstimate:
    """From a stratified sample scored under both editions. Raises ValueError for a stratum that cannot be, or is
    sampled only in part with fewer than two."""
    for stratum in strata:
        if not 0 <= stratum.changed <= stratum.sampled <= stratum.size or stratum.sampled < min(2, stratum.size):
            raise ValueError(f"{stratum} cannot be: 0 <= changed <= sampled <= size, and two sampled or all")
    changed = sum((_expanded(one) for one in strata), Fraction(0))
    variance = sum((_stratum_variance(one) for one in strata), Fraction(0))
    error = square_root(variance)
    half = Fraction(normal_quantile((1 + confidence) / 2)) * Fraction(error)
    silent = {
        place: upper_limit(population=one.size, sampled=one.sampled, found=0, alpha=1 - confidence)
        for place, one in enumerate(strata)
        if not one.changed and one.sampled
    }
    return BridgeEstimate(changed, variance, error, decimal(changed - half), decimal(changed + half), silent)


def concordance(panel: Panel) -> dict[str, dict[str, Fraction]]:
    """Of the first year's services with each old grade, the share with each new one. Open grades are left out."""
    counts: dict[str, dict[str, int]] = {}
    for one in panel.services:
        if one.before and len(one.before.old.states) == len(one.before.new.states) == 1:
            (old,), (new,) = one.before.old.states, one.before.new.states
            row = counts.setdefault(old, {})
            row[new] = row.get(new, 0) + 1
    return {
        old: {new: Fraction(counts[old][new], sum(counts[old].values())) for new in panel.states if new in counts[old]}
        for old in panel.states
        if old in counts
    }


def backcast(counts: Mapping[str, int], shares: Mapping[str, Mapping[str, Fraction]]) -> dict[str, Fraction]:
    """Old counts carried through a concordance. An illustration: it takes the shares of another year's services
    for these. Raises KeyError for a state the concordance does not have."""
    carried: dict[str, Fraction] = {}
    for old, count in counts.items():
        for new, share in shares[old].items():
            carried[new] = carried.get(new, Fraction(0)) + count * share
    return carried


def spliced(value: Fraction, *, overlap_old: Fraction, overlap_new: Fraction) -> tuple[Splice, Splice]:
    """A later mean on the new basis, put on the old one by ratio and by difference in the overlap year. Raises
    ZeroDivisionError where the overlap is 0 on the new basis."""
    overlap = (overlap_old, overlap_new)
    return (
        Splice("ratio", value * overlap_old / overlap_new, overlap),
        Splice("additive", value + overlap_old - overlap_new, overlap),
    )


def _meaning(parameter: Parameter) -> dict[str, Any]:
    """What is asked and how it is evidenced; not what it is worth."""
    plain = parameter.model_dump(mode="json", by_alias=True)
    levels = [{key: level[key] for key in ("code", "title", "example")} for level in plain["levels"]]
    kept = ("code", "scope", "channels", "question", "guidance", "not_applicable")
    return {**{key: plain[key] for key in kept}, "levels": levels}


def _level_codes(parameter: Parameter) -> list[str]:
    return [level.code for level in parameter.levels]


def _percents(ruler: Edition, year: YearAnswers) -> list[Fraction]:
    seen: dict[object, Fraction | None] = {}
    found = []
    for service in year.values():
        key = (service.electronised, *(service.answers.get(one.code) for one in ruler.parameters))
        if key not in seen:
            seen[key] = _percent(ruler, service)
        percent = seen[key]
        if percent is not None:
            found.append(percent)
    return found


def _percent(ruler: Edition, service: ServiceAnswers) -> Fraction | None:
    outcome = feasible_outcome(ruler, service)
    return outcome.lowest if outcome.has_percent and outcome.lowest == outcome.highest else None


def _expanded(stratum: Stratum) -> Fraction:
    return Fraction(stratum.size * stratum.changed, stratum.sampled) if stratum.size else Fraction(0)


def _stratum_variance(stratum: Stratum) -> Fraction:
    if stratum.sampled == stratum.size:
        return Fraction(0)
    share = Fraction(stratum.changed, stratum.sampled)
    rest = 1 - Fraction(stratum.sampled, stratum.size)
    return stratum.size**2 * rest * share * (1 - share) / (stratum.sampled - 1)

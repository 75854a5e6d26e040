"""The editions of the Rules behind the published issues, as a citizen reads them."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from fractions import Fraction
from itertools import permutations

from meyar.common.language import LANGUAGES, Wording, wording
from meyar.publication.models import Issue
from meyar.publication.queries.editions import edition_by_hash
from meyar.scoring import Change, Comparison, Criterion, Edition, Parameter, compare_editions
from meyar.scoring.comparison_words import ChangeKind, field_word, heading, value_word


@dataclass(frozen=True)
class EditionSummary:
    code: str
    title: Wording
    act_title: Wording
    in_force_on: date | None
    sha256: str
    years: tuple[int, ...]  # graded under it
    reconstructed: bool


@dataclass(frozen=True)
class BandLine:
    code: str
    position: int
    title: Wording
    begins_at: Fraction
    ends_at: Fraction
    includes_beginning: bool
    includes_end: bool
    provenance: str


@dataclass(frozen=True)
class LevelLine:
    code: str
    title: Wording
    points: Fraction
    example: Wording


@dataclass(frozen=True)
class Origin:
    """Where one part of a rule comes from: source (the act), inferred, or assumed by us."""

    part: str  # wording, points, criterion, channel, bands, ...
    provenance: str


@dataclass(frozen=True)
class ParameterPart:
    code: str
    heading: Wording
    question: Wording
    guidance: Wording
    levels: tuple[LevelLine, ...]
    maximum: Fraction
    for_body: bool  # answered once for the whole body
    channels: tuple[str, ...]
    not_applicable_when: Wording | None
    supersedes: str
    clause: str
    origins: tuple[Origin, ...]


@dataclass(frozen=True)
class CriterionPart:
    code: str
    title: Wording
    title_in_act: Wording | None
    maximum: Fraction
    weight: Fraction
    weight_percent: Fraction  # of all criteria
    parameters: tuple[ParameterPart, ...]
    origins: tuple[Origin, ...]


@dataclass(frozen=True)
class KnockOutLine:
    heading: Wording
    level: Wording
    at_most: Wording
    source: str


@dataclass(frozen=True)
class RulebookPage:
    summary: EditionSummary
    note: Wording | None
    act_number: str
    act_date: date | None
    act_source: str
    follows: str  # code of the edition before, where that one is published too
    gate_question: Wording | None
    gate_guidance: Wording | None
    criteria: tuple[CriterionPart, ...]
    maximum: Fraction
    parameters: int
    bands: tuple[BandLine, ...]
    knock_outs: tuple[KnockOutLine, ...]
    not_applicable: str  # exclude_global, exclude_within_criterion, zero
    unreachable: str  # not_assessed, zero
    nothing_applies: str  # own_state or the title of a grade
    policy_origins: tuple[Origin, ...]


@dataclass(frozen=True)
class ChangeLine:
    title: Wording | None
    of: Wording | None  # of a level, the parameter it belongs to
    subject: str
    field: str  # what of it changed, in words; empty where the heading says it
    before: str
    after: str


@dataclass(frozen=True)
class ChangeGroup:
    kind: str
    heading: str
    lines: tuple[ChangeLine, ...]


@dataclass(frozen=True)
class ComparisonPage:
    before: EditionSummary
    after: EditionSummary
    groups: tuple[ChangeGroup, ...]  # texts only in the language asked for

    @property
    def changes(self) -> int:
        return sum(len(group.lines) for group in self.groups)


def published_editions(language: str) -> tuple[EditionSummary, ...]:
    """Every edition some issue in force was graded under, by the year it was first used. One query."""
    used: dict[str, list[int]] = {}
    issues = Issue.objects.filter(current=True).order_by("year", "round_code")
    for sha256, year in issues.values_list("rulebook_sha256", "year"):
        used.setdefault(sha256, []).append(year)
    return tuple(_summary(edition_by_hash(sha256), tuple(years), language) for sha256, years in used.items())


def rulebook_page(code: str, language: str) -> RulebookPage | None:
    """One edition, told in full; None where no issue in force was graded under it. One query."""
    editions = published_editions(language)
    found = [summary for summary in editions if summary.code == code]
    if not found:
        return None
    return _page(edition_by_hash(found[0].sha256), found[0], {one.code for one in editions}, language)


def rulebook_json(code: str) -> str | None:
    """The canonical JSON whose SHA-256 is the edition's hash. One query."""
    texts = Issue.objects.filter(current=True, rulebook_code=code).values_list("rulebook_json", flat=True)
    return texts.first()


def comparison(pair: str, language: str) -> ComparisonPage | None:
    """What one published edition changes in another, named "2013-2014"; None where there is no such pair. One query."""
    pairs = {f"{a.code}-{b.code}": (a, b) for a, b in permutations(published_editions(language), 2)}
    if pair not in pairs:
        return None
    before, after = pairs[pair]
    was, now = edition_by_hash(before.sha256), edition_by_hash(after.sha256)
    found = compare_editions(was, now)
    kinds = dict.fromkeys(change.kind for change in found.changes)
    return ComparisonPage(
        before=before,
        after=after,
        groups=tuple(group for group in (_group(kind, found, was, now, language) for kind in kinds) if group.lines),
    )


def _summary(edition: Edition, years: tuple[int, ...], language: str) -> EditionSummary:
    return EditionSummary(
        code=edition.code,
        title=wording(edition.title, language),
        act_title=wording(edition.act.title, language),
        in_force_on=edition.act.in_force_on,
        sha256=edition.sha256,
        years=years,
        reconstructed=edition.has_assumed,
    )


def _page(edition: Edition, summary: EditionSummary, published: set[str], language: str) -> RulebookPage:
    policy = edition.policy
    nothing = policy.nothing_applies
    weights = sum((criterion.weight for criterion in edition.criteria), Fraction(0))
    return RulebookPage(
        summary=summary,
        note=wording(edition.note, language) if edition.note else None,
        act_number=edition.act.number,
        act_date=edition.act.date,
        act_source=edition.act.source,
        follows=edition.follows if edition.follows in published else "",
        gate_question=wording(edition.gate.question, language) if edition.gate else None,
        gate_guidance=wording(edition.gate.guidance, language) if edition.gate else None,
        criteria=tuple(_criterion(criterion, weights, language) for criterion in edition.criteria),
        maximum=sum((criterion.maximum for criterion in edition.criteria), Fraction(0)),
        parameters=len(edition.parameters),
        bands=_bands(edition, language),
        knock_outs=_knock_outs(edition, language),
        not_applicable=policy.not_applicable.value,
        unreachable=policy.unreachable.value,
        nothing_applies=nothing if nothing == "own_state" else wording(edition.grade(nothing).title, language).text,
        policy_origins=_origins(policy.provenance),
    )


def _criterion(criterion: Criterion, weights: Fraction, language: str) -> CriterionPart:
    return CriterionPart(
        code=criterion.code,
        title=wording(criterion.title, language),
        title_in_act=wording(criterion.title_in_act, language) if criterion.title_in_act else None,
        maximum=criterion.maximum,
        weight=criterion.weight,
        weight_percent=100 * criterion.weight / weights,
        parameters=tuple(_parameter(parameter, language) for parameter in criterion.parameters),
        origins=_origins(criterion.provenance),
    )


def _parameter(parameter: Parameter, language: str) -> ParameterPart:
    exempt = parameter.not_applicable
    return ParameterPart(
        code=parameter.code,
        heading=wording(parameter.heading, language),
        question=wording(parameter.question, language),
        guidance=wording(parameter.guidance, language),
        levels=tuple(
            LevelLine(level.code, wording(level.title, language), level.points, wording(level.example, language))
            for level in parameter.levels
        ),
        maximum=parameter.maximum,
        for_body=parameter.scope.value == "body",
        channels=tuple(channel.value for channel in parameter.channels),
        not_applicable_when=wording(exempt.when, language) if exempt else None,
        supersedes=parameter.supersedes or "",
        clause=parameter.clause or "",
        origins=_origins(parameter.provenance),
    )


def _origins(provenance: Mapping[str, str]) -> tuple[Origin, ...]:
    return tuple(Origin(part, str(origin)) for part, origin in provenance.items())


def _bands(edition: Edition, language: str) -> tuple[BandLine, ...]:
    lower_closed = edition.policy.edges.value == "lower_closed"
    ends = [*(grade.begins_at for grade in edition.grades[1:]), Fraction(100)]
    last = len(edition.grades) - 1
    return tuple(
        BandLine(
            code=grade.code,
            position=index + 1,
            title=wording(grade.title, language),
            begins_at=grade.begins_at,
            ends_at=end,
            includes_beginning=lower_closed or index == 0,
            includes_end=not lower_closed or index == last,
            provenance=str(grade.provenance.get("bands", "")),
        )
        for index, (grade, end) in enumerate(zip(edition.grades, ends, strict=True))
    )


def _knock_outs(edition: Edition, language: str) -> tuple[KnockOutLine, ...]:
    return tuple(
        KnockOutLine(
            heading=wording(edition.parameter(rule.parameter).heading, language),
            level=wording(edition.parameter(rule.parameter).level(rule.level).title, language),
            at_most=wording(edition.grade(rule.at_most).title, language),
            source=rule.source or "",
        )
        for rule in edition.knock_outs
    )


def _group(kind: ChangeKind, found: Comparison, before: Edition, after: Edition, language: str) -> ChangeGroup:
    changes = [change for change in found.of(kind) if _text_language(change) in {"", language}]
    return ChangeGroup(
        kind=kind.value,
        heading=heading(kind, language),
        lines=tuple(_change(change, before, after, language) for change in changes),
    )


def _change(change: Change, before: Edition, after: Edition, language: str) -> ChangeLine:
    return ChangeLine(
        title=wording(change.title, language) if change.title else None,
        of=_owner(change, (after, before), language),
        subject=change.subject,
        field=field_word(_without_language(change), language) if change.field else "",
        before=_value(change.kind, change.before, before, language),
        after=_value(change.kind, change.after, after, language),
    )


def _owner(change: Change, editions: tuple[Edition, Edition], language: str) -> Wording | None:
    """The parameter whose level changed; the newer edition names it."""
    code, dot, _level = change.subject.partition(".")
    known = {parameter.code: parameter for edition in reversed(editions) for parameter in edition.parameters}
    return wording(known[code].heading, language) if dot and code in known else None


def _value(kind: ChangeKind, value: str | None, edition: Edition, language: str) -> str:
    """In words: codes of parameters and criteria by their titles."""
    if value is None:
        return ""
    if kind is ChangeKind.PARAMETER_SUPERSEDED:
        return wording(edition.parameter(value).heading, language).text
    if kind is ChangeKind.PARAMETER_MOVED:
        return wording(edition.criterion(value).title, language).text
    return ", ".join(value_word(part, language) for part in value.split(", "))


def _text_language(change: Change) -> str:
    """The language of a text that changed; empty for other changes."""
    ending = change.field.rpartition(".")[2] if change.field else ""
    return ending if ending in LANGUAGES else ""


def _without_language(change: Change) -> str:
    field = change.field or ""
    return field.rpartition(".")[0] if _text_language(change) else field

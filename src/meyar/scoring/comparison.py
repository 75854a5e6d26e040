"""What changed from one edition of the rules to another."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import asdict, dataclass
from fractions import Fraction
from typing import Any

from meyar.scoring.comparison_words import ChangeKind, field_word, heading, no_difference, value_word
from meyar.scoring.edition import Criterion, Edition, Gate, Grade, KnockOut, Level, Parameter, Policy, Text
from meyar.scoring.exact_number import decimal_string

_Sourced = Criterion | Parameter | Grade | Policy | Gate


@dataclass(frozen=True)
class Change:
    kind: ChangeKind
    subject: str  # a code; of a level "parameter.level"
    title: Text | None  # what people call the subject; in the newer edition where it is there
    field: str | None  # such as "scope", or "question.az" for a text
    before: str | None  # None: was not there
    after: str | None  # None: is no longer there


@dataclass(frozen=True)
class Comparison:
    before: str  # code of the edition
    after: str
    changes: tuple[Change, ...]  # by kind, in the order of ChangeKind; then in the edition's order

    def of(self, *kinds: ChangeKind) -> tuple[Change, ...]:
        return tuple(change for change in self.changes if change.kind in kinds)

    def as_text(self, language: str) -> str:
        """Plain text in az, en or ru: a heading per kind of change, a line per change."""
        lines = [f"{self.before} → {self.after}"]
        for kind in ChangeKind:
            changes = self.of(kind)
            if changes:
                lines += ["", heading(kind, language), *(f"  - {_line(change, language)}" for change in changes)]
        return "\n".join(lines if self.changes else [*lines, "", no_difference(language)])

    def as_json(self) -> dict[str, Any]:
        """Plain data for a JSON writer; titles as {az, en, ru}."""
        changes = [
            {**asdict(change), "kind": change.kind.value, "title": change.title and change.title.model_dump()}
            for change in self.changes
        ]
        return {"before": self.before, "after": self.after, "changes": changes}


def compare_editions(before: Edition, after: Edition) -> Comparison:
    """All differences in criteria, parameters, levels, bands, policies, gate, knock-outs and texts. The
    act, the title and the note of an edition are not compared."""
    found = [
        *_criteria(before, after),
        *_parameters(before, after),
        *_grades(before, after),
        *_policies(before, after),
        *_gate(before, after),
        *_knock_outs(before, after),
    ]
    order = list(ChangeKind)
    changes = tuple(sorted(found, key=lambda change: order.index(change.kind)))
    return Comparison(before.code, after.code, changes)


def _criteria(before: Edition, after: Edition) -> Iterator[Change]:
    old = {criterion.code: criterion for criterion in before.criteria}
    new = {criterion.code: criterion for criterion in after.criteria}
    for code in _union(old, new):
        was, now = old.get(code), new.get(code)
        title = (now or old[code]).title
        weights = (_weight(was), _weight(now))
        if was is None or now is None:
            kind = ChangeKind.CRITERION_DROPPED if now is None else ChangeKind.CRITERION_ADDED
            yield Change(kind, code, title, None, *weights)
            continue
        if was.weight != now.weight:
            yield Change(ChangeKind.CRITERION_REWEIGHTED, code, title, None, *weights)
        yield from _wording(code, title, "title", was.title, now.title)
        yield from _wording(code, title, "title_in_act", was.title_in_act, now.title_in_act)
        yield from _provenance(code, title, was, now)


def _parameters(before: Edition, after: Edition) -> Iterator[Change]:
    old = {parameter.code: parameter for parameter in before.parameters}
    new = {parameter.code: parameter for parameter in after.parameters}
    superseded = {parameter.supersedes for code, parameter in new.items() if code not in old}
    for code in _union(old, new):
        was, now = old.get(code), new.get(code)
        if was is not None and now is not None:
            yield from _both(was, now)
        elif now is not None and now.supersedes in old:
            replaced = old[now.supersedes]
            yield Change(ChangeKind.PARAMETER_SUPERSEDED, code, now.heading, None, replaced.code, code)
            yield from _maximum(replaced, now)
        elif now is not None:
            yield Change(ChangeKind.PARAMETER_ADDED, code, now.heading, None, None, _points(now.maximum))
        elif was is not None and code not in superseded:
            yield Change(ChangeKind.PARAMETER_DROPPED, code, was.heading, None, _points(was.maximum), None)


def _both(was: Parameter, now: Parameter) -> Iterator[Change]:
    code, title = now.code, now.heading
    if was.criterion != now.criterion:
        yield Change(ChangeKind.PARAMETER_MOVED, code, title, None, was.criterion, now.criterion)
    yield from _maximum(was, now)
    yield from _levels(was, now)
    if was.channels != now.channels:
        channels = (", ".join(was.channels), ", ".join(now.channels))
        yield Change(ChangeKind.CHANNELS_CHANGED, code, title, None, *channels)
    for field in ("title", "question", "guidance", "deficiency", "proposal"):
        yield from _wording(code, title, field, getattr(was, field), getattr(now, field))
    accepted = tuple("not_accepted" if p.not_applicable is None else "accepted" for p in (was, now))
    yield from _detail(code, title, "not_applicable", *accepted)
    if was.not_applicable and now.not_applicable:
        yield from _wording(code, title, "when", was.not_applicable.when, now.not_applicable.when)
    yield from _detail(code, title, "scope", was.scope.value, now.scope.value)
    yield from _detail(code, title, "probe", was.probe, now.probe)
    yield from _detail(code, title, "clause", was.clause, now.clause)
    yield from _provenance(code, title, was, now)


def _maximum(was: Parameter, now: Parameter) -> Iterator[Change]:
    if was.maximum != now.maximum:
        maxima = (_points(was.maximum), _points(now.maximum))
        yield Change(ChangeKind.PARAMETER_REWEIGHTED, now.code, now.heading, None, *maxima)


def _levels(was: Parameter, now: Parameter) -> Iterator[Change]:
    old, new = ({level.code: level for level in parameter.levels} for parameter in (was, now))
    for code in _union(old, new):
        before, after = old.get(code), new.get(code)
        subject, title = f"{now.code}.{code}", (after or old[code]).title
        points = (_level_points(before), _level_points(after))
        if before is None or after is None:
            kind = ChangeKind.LEVEL_DROPPED if after is None else ChangeKind.LEVEL_ADDED
            yield Change(kind, subject, title, None, *points)
            continue
        if before.points != after.points:
            yield Change(ChangeKind.POINTS_CHANGED, subject, title, None, *points)
        yield from _wording(subject, title, "title", before.title, after.title)
        yield from _wording(subject, title, "example", before.example, after.example)


def _grades(before: Edition, after: Edition) -> Iterator[Change]:
    old, new = ({grade.code: grade for grade in edition.grades} for edition in (before, after))
    for code in _union(old, new):
        was, now = old.get(code), new.get(code)
        title = (now or old[code]).title
        edges = tuple(None if grade is None else _points(grade.begins_at) for grade in (was, now))
        if was is None or now is None:
            kind = ChangeKind.GRADE_DROPPED if now is None else ChangeKind.GRADE_ADDED
            yield Change(kind, code, title, None, *edges)
            continue
        if was.begins_at != now.begins_at:
            yield Change(ChangeKind.BAND_MOVED, code, title, None, *edges)
        yield from _wording(code, title, "title", was.title, now.title)
        yield from _provenance(code, title, was, now)


def _policies(before: Edition, after: Edition) -> Iterator[Change]:
    for field in ("not_applicable", "unreachable", "nothing_applies", "edges"):
        was, now = str(getattr(before.policy, field)), str(getattr(after.policy, field))
        if was != now:
            yield Change(ChangeKind.POLICY_CHANGED, "policy", None, field, was, now)
    yield from _provenance("policy", None, before.policy, after.policy)


def _gate(before: Edition, after: Edition) -> Iterator[Change]:
    was, now = before.gate, after.gate
    if was is not None and now is not None:
        yield from _wording(now.code, now.question, "question", was.question, now.question)
        yield from _wording(now.code, now.question, "guidance", was.guidance, now.guidance)
        yield from _provenance(now.code, now.question, was, now)
    elif now is not None:
        yield Change(ChangeKind.GATE_ADDED, now.code, now.question, None, None, now.code)
    elif was is not None:
        yield Change(ChangeKind.GATE_DROPPED, was.code, was.question, None, was.code, None)


def _knock_outs(before: Edition, after: Edition) -> Iterator[Change]:
    for knock_out in before.knock_outs:
        if knock_out not in after.knock_outs:
            yield _knock_out(ChangeKind.KNOCK_OUT_DROPPED, before, knock_out)
    for knock_out in after.knock_outs:
        if knock_out not in before.knock_outs:
            yield _knock_out(ChangeKind.KNOCK_OUT_ADDED, after, knock_out)


def _knock_out(kind: ChangeKind, edition: Edition, knock_out: KnockOut) -> Change:
    subject = f"{knock_out.parameter}.{knock_out.level}"
    title = edition.parameter(knock_out.parameter).heading
    added = kind is ChangeKind.KNOCK_OUT_ADDED
    at_most = f"≤ {knock_out.at_most}"
    return Change(kind, subject, title, None, None if added else at_most, at_most if added else None)


def _wording(subject: str, title: Text, field: str, before: Text | None, after: Text | None) -> Iterator[Change]:
    for language in ("az", "en", "ru"):
        was, now = (None if text is None else getattr(text, language) for text in (before, after))
        if was != now:
            yield Change(ChangeKind.WORDING_CHANGED, subject, title, f"{field}.{language}", was, now)


def _detail(subject: str, title: Text | None, field: str, before: str | None, after: str | None) -> Iterator[Change]:
    if before != after:
        yield Change(ChangeKind.DETAIL_CHANGED, subject, title, field, before, after)


def _provenance(subject: str, title: Text | None, was: _Sourced, now: _Sourced) -> Iterator[Change]:
    for field in sorted({*was.provenance, *now.provenance}):
        before, after = was.provenance.get(field), now.provenance.get(field)
        yield from _detail(subject, title, f"provenance.{field}", before and before.value, after and after.value)


def _line(change: Change, language: str) -> str:
    named = f"{change.title.in_language(language)[0]} [{change.subject}]" if change.title else change.subject
    field = f", {field_word(change.field, language)}" if change.field else ""
    before, after = (
        None if value is None else ", ".join(value_word(part, language) for part in value.split(", "))
        for value in (change.before, change.after)
    )
    values = " → ".join(value for value in (before, after) if value is not None)
    return f"{named}{field}: {values}"


def _union(old: Iterable[str], new: Iterable[str]) -> list[str]:
    return list(dict.fromkeys([*new, *old]))


def _points(number: Fraction) -> str:
    return decimal_string(number)


def _level_points(level: Level | None) -> str | None:
    return None if level is None else _points(level.points)


def _weight(criterion: Criterion | None) -> str | None:
    return None if criterion is None else _points(criterion.weight)

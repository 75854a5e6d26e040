"""The sheet of answers of a round, checked whole against its edition of the Rules and its frozen List."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext_noop as _

from meyar.assessment.choices import AnswerKind
from meyar.assessment.imports.answer_cells import AnswerCell, AnswerTable, read_answer_table
from meyar.assessment.imports.answer_words import AnswerWords, Word
from meyar.assessment.models import Answer
from meyar.registry.imports.cells import Cells
from meyar.registry.imports.differences import Changed, Difference, Item, Preview, digest_of, field_changes
from meyar.registry.imports.mapping import NO_MAPPING, TableMapping
from meyar.registry.imports.problems import Problem, Suggestions, gathered
from meyar.registry.imports.table import Record
from meyar.registry.queries import BodyLookup, BodyRecord, EntryRecord, bodies, entries_of
from meyar.rulebooks.queries import edition_of
from meyar.scoring import GATE_CODE

if TYPE_CHECKING:
    from meyar.assessment.models import Round

ROWS_NAMED: Final = 10


@dataclass(frozen=True)
class AnswerState:
    """An answer as the sheet wants it, about an entry of the List or about a body."""

    entry_id: int | None
    body_id: int | None
    parameter: str
    word: Word
    detail: str
    reason: str
    evidence: str
    demonstration: bool


@dataclass(frozen=True)
class AnswersSheet:
    preview: Preview
    answers: tuple[AnswerState, ...]


def preview_answers(
    *,
    round_: Round,
    data: bytes,
    file_name: str,
    mapping: TableMapping = NO_MAPPING,
    demonstration: bool = False,
) -> Preview:
    """
    What importing the sheet into the round would change. Writes nothing; six queries, however many rows.

    The services and bodies that the sheet answers for get the sheet's answers instead of those they have; the
    others stay as they are. A demonstration round makes all its answers demonstration ones.
    """
    table = read_table_of(round_, data=data, file_name=file_name, mapping=mapping)
    sheet = read_answers(
        table, round_=round_, data=data, file_name=file_name, mapping=mapping, demonstration=demonstration
    )
    return sheet.preview


def read_table_of(round_: Round, *, data: bytes, file_name: str, mapping: TableMapping) -> AnswerTable:
    words = AnswerWords(edition_of(round_.rulebook))
    return read_answer_table(data=data, file_name=file_name, mapping=mapping, words=words)


def read_answers(
    table: AnswerTable,
    *,
    round_: Round,
    data: bytes,
    file_name: str,
    mapping: TableMapping,
    demonstration: bool,
) -> AnswersSheet:
    entries = entries_of(round_.list_edition)
    reading = _Reading(table, round_, entries, bodies(), demonstration=demonstration, is_distinct=mapping.distinct)
    answers = reading.answers()
    difference = _difference(round_, answers, reading)
    file_sha256 = hashlib.sha256(data).hexdigest()
    arguments = {
        "kind": "answers",
        "round": round_.code,
        "mapping": mapping.sha256,
        "demonstration": demonstration,
    }
    preview = Preview(
        kind="answers",
        subject=round_.code,
        file_name=file_name,
        file_sha256=file_sha256,
        rows=len(table.table.records),
        problems=gathered(reading.cells.problems),
        notes=table.table.notes + tuple(reading.notes()),
        difference=difference,
        digest=digest_of(file_sha256=file_sha256, arguments=arguments, difference=difference),
    )
    return AnswersSheet(preview, answers)


@dataclass(frozen=True)
class _Said:
    """One cell that could be read, with whom it is about."""

    cell: AnswerCell
    entry: EntryRecord | None
    body: BodyRecord
    state: AnswerState


class _Reading:
    def __init__(
        self,
        table: AnswerTable,
        round_: Round,
        entries: tuple[EntryRecord, ...],
        register: tuple[BodyRecord, ...],
        *,
        demonstration: bool,
        is_distinct: bool,
    ) -> None:
        self.round = round_
        self.cells = Cells(table.table)
        self.cells.problems = list(table.problems)
        self.given = table.cells
        self.is_distinct = is_distinct
        self.demonstration = demonstration or round_.demonstration
        self.words = AnswerWords(edition_of(round_.rulebook))
        self.entries = {entry.service: entry for entry in entries}
        self.by_id = {record.id: record for record in register}
        owing = {entry.body_id for entry in entries}
        day = round_.list_edition.in_force_on
        self.lookup = BodyLookup((record for record in register if record.id in owing), day)
        self.known_services = Suggestions(self.entries)
        self.known_bodies = Suggestions(self.lookup.words())
        self.answered: dict[str, set[str]] = defaultdict(set)  # service code -> parameters, gate included

    def answers(self) -> tuple[AnswerState, ...]:
        if self.cells.problems:
            return ()
        said = [one for one in map(self._said, self.given) if one]
        of_services = list(self._once(one for one in said if one.state.entry_id is not None))
        of_bodies = list(self._agreed([one for one in said if one.state.entry_id is None]))
        self._check_gates()
        return tuple(of_services + of_bodies)

    def notes(self) -> Iterator[Problem]:
        silent = len(self.entries) - len(self.answered)
        if self.answered and silent:
            message = _("%(count)s services of the List are not in this sheet; they keep the answers they have.")
            yield Problem(message, {"count": silent})

    def _said(self, cell: AnswerCell) -> _Said | None:
        entry = self._entry(cell)
        body = self._body(cell, entry)
        parameter = self.words.parameter(cell.parameter)
        if parameter is None:
            message = _("“%(value)s” is not a parameter of the edition “%(edition)s” of the Rules.")
            near = self.words.known.near(cell.parameter)
            edition = self.words.edition.code
            self.cells.complain(message, cell.record, "parameter", accepted=near, value=cell.parameter, edition=edition)
            return None
        word = self._word(cell, parameter)
        if entry:
            self.answered[entry.service].add(parameter)
        if body is None or word is None or (cell.service and entry is None):
            return None
        about_body = self.words.is_about_the_body(parameter)
        if not about_body and entry is None:
            message = _("The parameter “%(parameter)s” is answered for each service; the row names only a body.")
            self.cells.complain(message, cell.record, "service", parameter=parameter)
            return None
        state = AnswerState(
            entry_id=None if about_body or entry is None else entry.id,
            body_id=body.id if about_body else None,
            parameter=parameter,
            word=word,
            detail=self._detail(cell, parameter),
            reason=self._long_text(cell, "reason"),
            evidence=self._long_text(cell, "evidence"),
            demonstration=self._is_demonstration(cell),
        )
        self._check_evidence(cell, state)
        return _Said(cell, entry, body, state)

    def _entry(self, cell: AnswerCell) -> EntryRecord | None:
        if not cell.service:
            return None
        entry = self.entries.get(cell.service)
        if entry is None:
            message = _("The List of this round has no service “%(value)s”.")
            self.cells.complain_unknown(cell.record, "service", cell.service, message, self.known_services)
        return entry

    def _body(self, cell: AnswerCell, entry: EntryRecord | None) -> BodyRecord | None:
        if not cell.body:
            if entry is None and not cell.service:
                self.cells.complain(_("The row names neither a service nor a body."), cell.record, "service")
            return self.by_id[entry.body_id] if entry else None
        found = self.lookup.find(cell.body)
        if len(found) != 1:
            message = _("In the List of this round no body, or not exactly one, is called “%(value)s”.")
            self.cells.complain_unknown(cell.record, "body", cell.body, message, self.known_bodies)
            return None
        if entry and entry.body != found[0].code:
            message = _("The service “%(service)s” belongs to “%(owner)s” in the List of this round.")
            params = {"service": entry.service, "owner": entry.body}
            self.cells.problems.append(
                self.cells.table.problem(message, cell.record, "body", accepted=(entry.body,), **params)
            )
            return None
        return found[0]

    def _word(self, cell: AnswerCell, parameter: str) -> Word | None:
        if not cell.text:
            self._complain_answer(cell, parameter, _("“%(parameter)s” is not answered; the cell is empty."))
            return None
        word = self.words.answer(parameter, cell.text)
        if word is None:
            self._complain_answer(cell, parameter, _("“%(value)s” is not an answer to “%(parameter)s”."))
        elif word.kind == AnswerKind.NOT_APPLICABLE and not self.words.accepts_not_applicable(parameter):
            message = _("“Not applicable” is not accepted for “%(parameter)s”.")
            self._complain_answer(cell, parameter, message)
            return None
        elif word.kind == AnswerKind.NOT_APPLICABLE and not cell.reason:
            message = _("“Not applicable” needs a reason; “%(parameter)s” has none.")
            self.cells.complain(message, cell.record, "reason", parameter=parameter)
        return word

    def _complain_answer(self, cell: AnswerCell, parameter: str, message: str) -> None:
        accepted = self.words.accepted(parameter)
        self.cells.complain(message, cell.record, cell.column, accepted=accepted, value=cell.text, parameter=parameter)

    def _detail(self, cell: AnswerCell, parameter: str) -> str:
        if not cell.detail:
            return ""
        if parameter != GATE_CODE:
            message = _("A detail belongs to “electronised” alone, not to “%(parameter)s”.")
            self.cells.complain(message, cell.record, "detail", parameter=parameter)
            return ""
        detail = self.words.detail(cell.detail)
        if detail is None:
            message = _("“%(value)s” is not accepted here.")
            self.cells.complain(message, cell.record, "detail", value=cell.detail, accepted=("none", "partly", "fully"))
        return detail or ""

    def _long_text(self, cell: AnswerCell, column: str) -> str:
        text = getattr(cell, column)
        return self.cells.text(Record(cell.record.row, {column: text}), column, longest=4000) if text else ""

    def _is_demonstration(self, cell: AnswerCell) -> bool:
        stated = self.cells.is_yes(cell.record, "demonstration")
        if stated and not self.round.demonstration:
            message = _("Round “%(round)s” is real; a demonstration answer cannot be taken into it.")
            self.cells.complain(message, cell.record, "demonstration", round=self.round.code)
        return stated or self.demonstration

    def _check_evidence(self, cell: AnswerCell, state: AnswerState) -> None:
        if state.demonstration and state.evidence:
            message = _("A demonstration answer rests on nothing, so its evidence must be empty.")
            self.cells.complain(message, cell.record, "evidence")

    def _once(self, said: Iterable[_Said]) -> Iterator[AnswerState]:
        """One answer to each parameter of a service."""
        first: dict[tuple[int | None, str], _Said] = {}
        for one in said:
            key = (one.state.entry_id, one.state.parameter)
            if key not in first:
                first[key] = one
                yield one.state
            elif not (self.is_distinct and one.state == first[key].state):
                message = _("“%(parameter)s” of “%(service)s” is answered in rows %(first)s and %(second)s.")
                self.cells.complain(
                    message,
                    one.cell.record,
                    one.cell.column,
                    parameter=one.state.parameter,
                    service=one.cell.service,
                    first=first[key].cell.record.row,
                    second=one.cell.record.row,
                )

    def _agreed(self, said: list[_Said]) -> Iterator[AnswerState]:
        """One answer to each parameter of a body, which may stand on each of its services if all say the same."""
        by_subject: dict[tuple[str, str], list[_Said]] = defaultdict(list)
        for one in said:
            by_subject[one.body.code, one.state.parameter].append(one)
        for (body, parameter), statements in by_subject.items():
            rows: dict[str, list[int]] = defaultdict(list)
            for one in statements:
                rows[one.state.word.text].append(one.cell.record.row)
            if len(rows) > 1:
                message = _("“%(parameter)s” is asked once for the body “%(body)s”, but its rows differ: %(rows)s.")
                stated = "; ".join(f"{word}: {_named(numbers)}" for word, numbers in rows.items())
                where = statements[0].cell
                self.cells.complain(message, where.record, where.column, parameter=parameter, body=body, rows=stated)
            else:
                yield _merged([one.state for one in statements])

    def _check_gates(self) -> None:
        if not self.words.has_gate:
            return
        first_rows: dict[str, Record] = {}
        for cell in self.given:
            first_rows.setdefault(cell.service, cell.record)
        for service, parameters in self.answered.items():
            if GATE_CODE not in parameters:
                message = _("“%(service)s” has no answer to “electronised”, which comes before all others.")
                self.cells.complain(message, first_rows[service], "service", accepted=("yes", "no"), service=service)


def _named(rows: list[int]) -> str:
    shown = ", ".join(str(row) for row in sorted(rows)[:ROWS_NAMED])
    return f"{shown}, …" if len(rows) > ROWS_NAMED else shown


def _merged(states: list[AnswerState]) -> AnswerState:
    """The same answer said several times: with the first reason and evidence given."""
    first = states[0]
    return AnswerState(
        entry_id=first.entry_id,
        body_id=first.body_id,
        parameter=first.parameter,
        word=first.word,
        detail=first.detail,
        reason=next((state.reason for state in states if state.reason), ""),
        evidence=next((state.evidence for state in states if state.evidence), ""),
        demonstration=any(state.demonstration for state in states),
    )


_Subject = tuple[int | None, int | None]


def _difference(round_: Round, answers: tuple[AnswerState, ...], reading: _Reading) -> Difference:
    wanted: dict[_Subject, dict[str, str]] = defaultdict(dict)
    for answer in answers:
        wanted[answer.entry_id, answer.body_id][answer.parameter] = _shown(
            answer.word.text, answer.detail, answer.reason, answer.evidence
        )
    known: dict[_Subject, dict[str, str]] = defaultdict(dict)
    rows = Answer.objects.filter(round=round_).values_list(
        "entry_id", "body_id", "parameter", "kind", "level", "detail", "reason", "evidence"
    )
    for known_entry, known_body, parameter, kind, level, detail, reason, evidence in rows:
        known[known_entry, known_body][parameter] = _shown(level or kind, detail, reason, evidence)
    titles = {entry.id: (entry.service, entry.title_az) for entry in reading.entries.values()}
    new: list[Item] = []
    changed: list[Changed] = []
    for subject, fields in wanted.items():
        entry_id, body_id = subject
        code, title = titles[entry_id] if entry_id is not None else _body_title(reading, body_id)
        if subject not in known:
            new.append(Item(code, title))
            continue
        changes = field_changes(known[subject], fields)
        if changes:
            changed.append(Changed(code, title, changes))
    unchanged = len(wanted) - len(new) - len(changed)
    return Difference(tuple(new), tuple(changed), (), (), unchanged)


def _body_title(reading: _Reading, body_id: int | None) -> tuple[str, str]:
    assert body_id is not None  # an answer is about a service or a body
    record = reading.by_id[body_id]
    return record.code, record.name_on(reading.round.list_edition.in_force_on).name_az


def _shown(word: str, detail: str, reason: str, evidence: str) -> str:
    return " · ".join(filter(None, (word, detail, reason, evidence)))

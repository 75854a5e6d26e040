from __future__ import annotations

from typing import TYPE_CHECKING

from django.db import transaction

from meyar.accounts.permissions import require
from meyar.assessment.choices import RoundState
from meyar.assessment.imports.answers import AnswerState, read_answers, read_table_of
from meyar.assessment.models import Answer, Round
from meyar.common.actors import Actor
from meyar.common.events import record_event
from meyar.common.files import keep_file
from meyar.registry.imports import NO_MAPPING, Preview, RegisterHasChanged, SheetHasProblems, TableMapping

if TYPE_CHECKING:
    from collections.abc import Iterator

BATCH = 500  # rows per statement


def import_answers(
    *,
    actor: Actor,
    round_: Round,
    data: bytes,
    file_name: str,
    mapping: TableMapping = NO_MAPPING,
    demonstration: bool = False,
    expected_digest: str | None = None,
) -> Preview:
    """
    Give the services and bodies of the sheet the sheet's answers instead of those they had.

    The round is being assessed from then on: results of answers that changed no longer stand, also those of a
    published round, whose issue stays as it was published until a correction replaces it.

    Raises:
        SheetHasProblems: Nothing was written; all problems.
        RegisterHasChanged: The import would no longer change what was confirmed.
    """
    require(actor, "assessment.import_answers")
    table = read_table_of(round_, data=data, file_name=file_name, mapping=mapping)
    with transaction.atomic():
        open_round = Round.objects.select_for_update().get(pk=round_.pk)
        sheet = read_answers(
            table, round_=open_round, data=data, file_name=file_name, mapping=mapping, demonstration=demonstration
        )
        preview = sheet.preview
        if preview.problems:
            raise SheetHasProblems(preview.problems)
        if expected_digest is not None and preview.digest != expected_digest:
            raise RegisterHasChanged(
                "Since the preview the answers of this round changed. Look at a new preview before you confirm."
            )
        if not preview.difference.is_empty:
            _replace(open_round, sheet.answers)
            open_round.state = RoundState.ASSESSING
            open_round.save(update_fields=["state"])
        record_event(
            actor=actor,
            verb="assessment.import_answers",
            subject=f"round {open_round.code}",
            details={
                "file": preview.file_name,
                "sha256": preview.file_sha256,
                "mapping_sha256": mapping.sha256 if mapping != NO_MAPPING else "",
                "rows": preview.rows,
                "answers": len(sheet.answers),
                **preview.difference.counts,
            },
        )
        keep_file(data)
    return preview


def _replace(round_: Round, answers: tuple[AnswerState, ...]) -> None:
    entries = {answer.entry_id for answer in answers if answer.entry_id is not None}
    bodies = {answer.body_id for answer in answers if answer.body_id is not None}
    for chunk in _chunks(sorted(entries)):
        Answer.objects.filter(round=round_, entry_id__in=chunk).delete()
    for chunk in _chunks(sorted(bodies)):
        Answer.objects.filter(round=round_, body_id__in=chunk).delete()
    Answer.objects.bulk_create(
        [
            Answer(
                round=round_,
                entry_id=answer.entry_id,
                body_id=answer.body_id,
                parameter=answer.parameter,
                kind=answer.word.kind,
                level=answer.word.level,
                detail=answer.detail,
                reason=answer.reason,
                evidence=answer.evidence,
                demonstration=answer.demonstration,
            )
            for answer in answers
        ],
        batch_size=BATCH,
    )


def _chunks(ids: list[int]) -> Iterator[list[int]]:
    for start in range(0, len(ids), BATCH):
        yield ids[start : start + BATCH]

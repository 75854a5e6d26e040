from __future__ import annotations

from collections.abc import Iterable
from datetime import date

from django.db import transaction

from meyar.accounts.permissions import require
from meyar.common.actors import Actor
from meyar.common.azerbaijani import fold, sort_key
from meyar.common.events import record_event
from meyar.common.files import keep_file
from meyar.registry.actions.locking import lock_register
from meyar.registry.choices import SuccessionKind
from meyar.registry.imports.bodies import BodyState, read_bodies, read_bodies_table
from meyar.registry.imports.differences import Preview, RegisterHasChanged
from meyar.registry.imports.mapping import NO_MAPPING, TableMapping
from meyar.registry.imports.problems import SheetHasProblems
from meyar.registry.models import Body, BodyName, BodySite, Succession


def import_bodies(
    *,
    actor: Actor,
    data: bytes,
    file_name: str,
    mapping: TableMapping = NO_MAPPING,
    demonstration: bool = False,
    expected_digest: str | None = None,
) -> Preview:
    """
    Take the sheet's bodies into the register; bodies that it does not name stay as they are.

    Args:
        expected_digest: Of the preview that was confirmed; left out, the sheet is imported as it is.

    Raises:
        SheetHasProblems: Nothing was written; all problems.
        RegisterHasChanged: The import would no longer change what was confirmed.
    """
    require(actor, "registry.import_bodies")
    table = read_bodies_table(data=data, file_name=file_name, mapping=mapping)
    with transaction.atomic():
        lock_register()
        sheet = read_bodies(table, data=data, file_name=file_name, mapping=mapping, demonstration=demonstration)
        refuse_unless_as_expected(sheet.preview, expected_digest)
        _write(sheet.states)
        record_event(
            actor=actor,
            verb="registry.import_bodies",
            subject="bodies",
            details=import_details(sheet.preview, mapping),
        )
        keep_file(data)
    return sheet.preview


def refuse_unless_as_expected(preview: Preview, expected_digest: str | None) -> None:
    if preview.problems:
        raise SheetHasProblems(preview.problems)
    if expected_digest is not None and preview.digest != expected_digest:
        raise RegisterHasChanged(
            "Since the preview something changed, so the import would do something else. Look at a new preview."
        )


def import_details(preview: Preview, mapping: TableMapping) -> dict[str, str | int]:
    return {
        "file": preview.file_name,
        "sha256": preview.file_sha256,
        "mapping_sha256": mapping.sha256 if mapping != NO_MAPPING else "",
        "rows": preview.rows,
        **preview.difference.counts,
    }


def _write(states: Iterable[BodyState]) -> None:
    wanted = {state.code: state for state in states}
    Body.objects.bulk_create(
        [
            Body(
                code=state.code,
                kind=state.kind,
                valid_from=state.valid_from,
                valid_to=state.valid_to,
                certainty=state.certainty,
                demonstration=state.demonstration,
            )
            for state in wanted.values()
        ],
        update_conflicts=True,
        unique_fields=["code"],
        update_fields=["kind", "valid_from", "valid_to", "certainty", "demonstration"],
        batch_size=100,
    )
    ids: dict[str, int] = dict(Body.objects.values_list("code", "id"))
    touched = [ids[code] for code in wanted]
    BodyName.objects.filter(body_id__in=touched).delete()
    BodySite.objects.filter(body_id__in=touched).delete()
    Succession.objects.filter(predecessor_id__in=touched).delete()
    BodyName.objects.bulk_create(
        [name for state in wanted.values() for name in _names(ids[state.code], state)], batch_size=80
    )
    BodySite.objects.bulk_create([site for state in wanted.values() for site in _sites(ids[state.code], state)])
    Succession.objects.bulk_create(_successions(wanted.values(), ids))


def _names(body_id: int, state: BodyState) -> list[BodyName]:
    return [
        BodyName(
            body_id=body_id,
            name_az=name.name_az,
            name_en=name.name_en,
            name_ru=name.name_ru,
            abbreviation=name.abbreviation,
            valid_from=name.valid_from,
            valid_to=name.valid_to,
            sort_key=sort_key(name.name_az)[:600],
            search_key=fold(" ".join((name.name_az, name.name_en, name.name_ru, name.abbreviation))),
        )
        for name in state.names
    ]


def _sites(body_id: int, state: BodyState) -> list[BodySite]:
    return [
        BodySite(body_id=body_id, address=address, valid_from=name.valid_from, valid_to=name.valid_to)
        for name in state.names
        for address in filter(None, name.site.split(";"))
    ]


def _successions(states: Iterable[BodyState], ids: dict[str, int]) -> list[Succession]:
    begins: dict[int, date | None] = dict(Body.objects.values_list("id", "valid_from"))
    predecessors: dict[int, int] = {}
    for successor_id in Succession.objects.values_list("successor_id", flat=True):
        predecessors[successor_id] = predecessors.get(successor_id, 0) + 1
    wanted = [(state, [ids[code] for code in state.successors]) for state in states]
    for _state, successor_ids in wanted:
        for successor_id in successor_ids:
            predecessors[successor_id] = predecessors.get(successor_id, 0) + 1
    return [
        Succession(
            predecessor_id=ids[state.code],
            successor_id=successor_id,
            kind=_kind(state, len(successor_ids), predecessors[successor_id], begins[successor_id]),
            on=state.valid_to,
        )
        for state, successor_ids in wanted
        for successor_id in successor_ids
    ]


def _kind(state: BodyState, successors: int, predecessors: int, successor_begins: date | None) -> SuccessionKind:
    """Into several: a split. Together with others, or into a body that was there before: a merger."""
    if successors > 1:
        return SuccessionKind.SPLIT
    if predecessors > 1 or successor_begins != state.valid_to:
        return SuccessionKind.MERGE
    return SuccessionKind.RENAME

"""An import between choosing the sheet and confirming it. Its whole state is a signed token and the kept files."""

from __future__ import annotations

from dataclasses import asdict, dataclass, field
from typing import Any, Final

from django.core import signing

from meyar.assessment.actions import import_answers
from meyar.assessment.imports import preview_answers
from meyar.assessment.queries.rounds import NoSuchRound, round_coded
from meyar.common.actors import Actor
from meyar.common.files import FileIsDamaged, FileIsMissing, kept_file
from meyar.registry.actions import import_bodies, import_services
from meyar.registry.imports import (
    NO_MAPPING,
    ListIsNotDescribed,
    Preview,
    preview_bodies,
    preview_services,
    read_mapping,
)
from meyar.workspace.forms.imports import list_given

VALID_SECONDS: Final = 2 * 60 * 60
_SALT: Final = "meyar.workspace.import"


class JobHasExpired(Exception):
    """The token is old, not ours or somebody else's, or what it names is gone."""


@dataclass(frozen=True)
class ImportJob:
    person: str  # sign-in name: a preview is confirmed by who saw it
    kind: str  # bodies, services or answers
    file_name: str
    sha256: str
    mapping_sha256: str
    demonstration: bool
    about: dict[str, str] = field(default_factory=dict)  # of the edition of the List, or the round
    digest: str = ""  # of the preview shown; empty before there is one

    def token(self, *, digest: str = "") -> str:
        return signing.dumps(asdict(self) | {"digest": digest}, salt=_SALT, compress=True)

    def preview(self) -> Preview:
        """
        Raises:
            JobHasExpired: The kept file or the round is gone.
            ListIsFrozen: Meanwhile a round took the edition.
        """
        arguments = self._arguments()
        if self.kind == "bodies":
            return preview_bodies(**arguments)
        if self.kind == "services":
            try:
                return preview_services(given=list_given(self.about), **arguments)
            except ListIsNotDescribed:
                raise JobHasExpired from None
        return preview_answers(round_=self._round(), **arguments)

    def confirm(self, *, actor: Actor) -> Preview:
        """
        Raises:
            RegisterHasChanged, SheetHasProblems: It would no longer do what was shown.
            JobHasExpired, ListIsFrozen: As preview().
        """
        if not self.digest:
            raise JobHasExpired
        arguments = self._arguments() | {"actor": actor, "expected_digest": self.digest}
        if self.kind == "bodies":
            return import_bodies(**arguments)
        if self.kind == "services":
            try:
                return import_services(given=list_given(self.about), **arguments)
            except ListIsNotDescribed:
                raise JobHasExpired from None
        return import_answers(round_=self._round(), **arguments)

    def _arguments(self) -> dict[str, Any]:
        try:
            data = kept_file(self.sha256)
            mapping = read_mapping(kept_file(self.mapping_sha256)) if self.mapping_sha256 else NO_MAPPING
        except (FileIsMissing, FileIsDamaged):
            raise JobHasExpired from None
        return {
            "data": data,
            "file_name": self.file_name,
            "mapping": mapping,
            "demonstration": self.demonstration,
        }

    def _round(self) -> Any:
        try:
            return round_coded(self.about["round"])
        except NoSuchRound:
            raise JobHasExpired from None


def job_from_token(token: str, *, person: str) -> ImportJob:
    try:
        job = ImportJob(**signing.loads(token, salt=_SALT, max_age=VALID_SECONDS))
    except (signing.BadSignature, TypeError):
        raise JobHasExpired from None
    if job.person != person:
        raise JobHasExpired
    return job

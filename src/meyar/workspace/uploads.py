"""Uploads that stop at their limit: what is beyond it is read off the line and kept nowhere."""

from __future__ import annotations

from typing import Any, Final

from django.core.files.uploadhandler import FileUploadHandler, SkipFile
from django.http import HttpRequest

from meyar.workspace.forms.imports import LARGEST_SHEET

_ALL_FILES: Final = LARGEST_SHEET + 1024 * 1024  # the sheet and its mapping file


class LimitedUpload(FileUploadHandler):
    """First of the handlers; those after it store what it lets through."""

    def __init__(self, request: HttpRequest) -> None:
        super().__init__(request)
        self.seen = 0
        self.is_too_large = False

    def receive_data_chunk(self, raw_data: bytes, start: int) -> bytes | None:
        self.seen += len(raw_data)
        if start + len(raw_data) > LARGEST_SHEET or self.seen > _ALL_FILES:
            self.is_too_large = True
            raise SkipFile
        return raw_data

    def file_complete(self, file_size: int) -> Any:  # noqa: ARG002 - the interface of Django's handlers
        return None  # the handlers after this one make the file

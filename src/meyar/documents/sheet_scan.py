"""What an archive may hold before a parser sees it: names, sizes as really unpacked, kinds of parts."""

from __future__ import annotations

import io
import stat
import zipfile
import zlib
from pathlib import PurePath

from meyar.documents.sheet_limits import MIB, SheetLimits
from meyar.documents.sheet_refusals import (
    ARCHIVE,
    BINARY_EXCEL,
    OLD_EXCEL,
    PDF_FILE,
    PLAIN_TEXT,
    TEXT_DOCUMENT,
    WEB_PAGE,
    XML_FILE,
    SheetRefused,
)
from meyar.documents.sheet_xml import Counts, OdsPart, PlainPart, XlsxPart

CHUNK = 64 * 1024
ARCHIVE_ENTRY = b"PK\x01\x02"  # begins every entry of an archive's directory
OLE_START = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
ENCRYPTED_PACKAGE = "EncryptedPackage".encode("utf-16-le")
NESTED_STARTS = (
    b"PK\x03\x04",
    b"\x1f\x8b",
    b"7z\xbc\xaf",
    b"Rar!",
    b"BZh",
    b"\xfd7zXZ",
    b"(\xb5/\xfd",
    OLE_START,
)
NESTED_ENDINGS = (
    ".zip",
    ".gz",
    ".7z",
    ".rar",
    ".bz2",
    ".xz",
    ".tar",
    ".xlsx",
    ".xlsm",
    ".xls",
    ".ods",
    ".docx",
)
DEVICE_NAMES = frozenset(["con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))])
OTHER_FORMATS = {
    ".xls": OLD_EXCEL,
    ".xlsb": BINARY_EXCEL,
    ".pdf": PDF_FILE,
    ".doc": TEXT_DOCUMENT,
    ".docx": TEXT_DOCUMENT,
    ".odt": TEXT_DOCUMENT,
    ".html": WEB_PAGE,
    ".htm": WEB_PAGE,
}
MANIFEST = "META-INF/manifest.xml"
ODS_TYPES = ("application/vnd.oasis.opendocument.spreadsheet",)


def sheet_format(content: bytes, *, file_name: str) -> str:
    """xlsx, ods or csv: by content; the name only decides what was promised."""
    ending = PurePath(file_name).suffix.lower()
    if ending in (".xlsm", ".xltm", ".xlam"):
        raise SheetRefused("macros", file=file_name, found=ending[1:].upper())
    if ending in OTHER_FORMATS:
        raise SheetRefused("not_accepted_format", file=file_name, found=OTHER_FORMATS[ending])
    if content.startswith(OLE_START):
        if ENCRYPTED_PACKAGE in content:
            raise SheetRefused("password", file=file_name)
        raise SheetRefused("not_accepted_format", file=file_name, found=OLD_EXCEL)
    if content.startswith(b"PK\x03\x04"):
        return "archive"
    what = _other_content(content)
    if ending in (".xlsx", ".ods"):
        raise SheetRefused(
            "content_is_not_format", file=file_name, expected=ending[1:].upper(), found=what or PLAIN_TEXT
        )
    if what:
        raise SheetRefused("not_accepted_format", file=file_name, found=what)
    return "csv"


def scan_archive(content: bytes, *, file_name: str, limits: SheetLimits) -> tuple[str, Counts]:
    """Walk through every part of an XLSX or ODS and refuse what is not an ordinary table.

    Returns:
        The format and what was counted. Bytes are counted as they come out of the archive, whatever its
        directory claims.
    """
    entries = content.count(ARCHIVE_ENTRY)
    if entries > limits.parts:
        raise SheetRefused("too_many_parts", file=file_name, found=entries, limit=limits.parts)
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            scan = _Scan(archive, file_name=file_name, limits=limits)
            return scan.kind, scan.whole()
    except (
        zipfile.BadZipFile,
        zlib.error,
        EOFError,
        NotImplementedError,
        ValueError,
        OverflowError,
    ) as error:
        raise SheetRefused("damaged", file=file_name, found=str(error)[:200] or "archive") from None


def _other_content(content: bytes) -> str:
    start = content[:1024].lstrip(b"\xef\xbb\xbf \t\r\n").lower()
    if start.startswith((b"<!doctype html", b"<html", b"<head", b"<table", b"<meta")):
        return WEB_PAGE
    if start.startswith((b"<?xml", b"<")):
        return XML_FILE
    if start.startswith(b"%pdf"):
        return PDF_FILE
    if start.startswith(NESTED_STARTS):
        return ARCHIVE
    return ""


class _Scan:
    def __init__(self, archive: zipfile.ZipFile, *, file_name: str, limits: SheetLimits) -> None:
        self.file_name = file_name
        self.limits = limits
        self._archive = archive
        self._unpacked = 0
        self._counts = Counts()
        # The manifest says whether the rest is encrypted, so it comes first.
        self._entries = sorted(archive.infolist(), key=lambda entry: entry.filename != MANIFEST)
        for entry in self._entries:
            self._check_entry(entry)
        self._check_once()
        self.kind = self._kind()

    def whole(self) -> Counts:
        for entry in self._entries:
            if not entry.is_dir():
                self._unpack(entry)
        return self._counts

    def _check_entry(self, entry: zipfile.ZipInfo) -> None:
        name = entry.orig_filename
        shown = ascii(name)[1:-1][:100]
        parts = name.replace("\\", "/").split("/")
        if (
            any(ord(letter) < 32 for letter in name)
            or "\\" in name
            or name.startswith("/")
            or ":" in name
            or ".." in parts
            or any(part.split(".")[0].rstrip(" ").lower() in DEVICE_NAMES for part in parts)
            or stat.S_ISLNK(entry.external_attr >> 16)
        ):
            raise SheetRefused("unsafe_name", file=self.file_name, found=shown)
        if entry.flag_bits & 0x1:
            raise SheetRefused("password", file=self.file_name)
        lowered = name.lower()
        if "vbaproject" in lowered or lowered.startswith(("basic/", "scripts/", "xl/macrosheets/")):
            raise SheetRefused("macros", file=self.file_name, found=shown)
        if lowered.endswith(NESTED_ENDINGS):
            raise SheetRefused("nested_archive", file=self.file_name, found=shown)
        if lowered.startswith("xl/externallinks/") and lowered.endswith(".xml"):
            self._counts.external_links += 1

    def _check_once(self) -> None:
        names: set[str] = set()
        for entry in self._entries:
            if entry.filename.lower() in names:
                raise SheetRefused("damaged", file=self.file_name, found=f"{entry.filename[:100]} × 2")
            names.add(entry.filename.lower())
        if len(self._entries) > self.limits.parts:
            raise SheetRefused("too_many_parts", file=self.file_name, found=len(self._entries), limit=self.limits.parts)

    def _kind(self) -> str:
        names = set(self._archive.namelist())
        if "xl/workbook.xml" in names:
            return "xlsx"
        if "xl/workbook.bin" in names:
            raise SheetRefused("not_accepted_format", file=self.file_name, found=BINARY_EXCEL)
        if "content.xml" in names and "mimetype" in names:
            with self._archive.open("mimetype") as part:
                kind = part.read(100).decode("ascii", "replace").strip()
            if kind in ODS_TYPES:
                return "ods"
            raise SheetRefused("not_accepted_format", file=self.file_name, found=kind)
        raise SheetRefused("not_accepted_format", file=self.file_name, found=ARCHIVE)

    def _unpack(self, entry: zipfile.ZipInfo) -> None:
        size = 0
        reader: PlainPart | None = None
        with self._archive.open(entry) as part:
            while chunk := part.read(CHUNK):
                if size == 0:
                    reader = self._reader(entry, chunk)
                size += len(chunk)
                self._unpacked += len(chunk)
                self._check_size(entry, size, is_xml=reader is not None)
                if reader:
                    reader.feed(chunk)
        if reader:
            reader.close()

    def _reader(self, entry: zipfile.ZipInfo, start: bytes) -> PlainPart | None:
        name = entry.filename
        if start.startswith(NESTED_STARTS):
            raise SheetRefused("nested_archive", file=self.file_name, found=name[:100])
        is_xml = name.lower().endswith((".xml", ".rels", ".vml", ".rdf"))
        if not is_xml and not start.lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").startswith(b"<"):
            return None
        # Relations may point to a table under any name, so every part is read as if it were one.
        kind = OdsPart if self.kind == "ods" else XlsxPart
        return kind(name, file_name=self.file_name, limits=self.limits, counts=self._counts)

    def _check_size(self, entry: zipfile.ZipInfo, size: int, *, is_xml: bool) -> None:
        limits = self.limits
        part = entry.filename[:100]
        if self._unpacked > limits.unpacked_bytes:
            raise SheetRefused("unpacks_too_large", file=self.file_name, part=part, limit=limits.unpacked_bytes // MIB)
        # An ordinary ODS repeats itself so much that its table packs 130 to 1: there only the bytes, rows
        # and cells are bounded.
        if self.kind == "ods" and part == "content.xml":
            return
        free = limits.ratio_from_bytes_xml if is_xml else limits.ratio_from_bytes
        if size > free and size > limits.ratio * max(1, entry.compress_size):
            raise SheetRefused("compressed_too_much", file=self.file_name, part=part, limit=limits.ratio)

from __future__ import annotations

import struct
import time
from pathlib import Path

import pytest

from meyar.documents import SHEET_MESSAGES, SheetLimits, SheetRefused, read_table
from tests.documents import hostile_sheets as hostile

LAUGHS = "".join(f'<!ENTITY l{n} "{f"&l{n - 1};" * 10 if n else "ha"}">' for n in range(10))


SPACES = '<text:s text:c="1000000000"/>'


def refusal(content: bytes | Path, file_name: str = "cavablar.xlsx", **limits: int) -> SheetRefused:
    with pytest.raises(SheetRefused) as caught:
        read_table(content, file_name=file_name, limits=SheetLimits(**limits))
    return caught.value


def big_file(name: str, size: int) -> bytes:
    return hostile.xlsx("", extra={name: b"\0" * size})


def with_entry_name(name: str) -> bytes:
    return hostile.xlsx("", extra={name: "x"})


def encrypted_zip() -> bytes:
    content = bytearray(hostile.ORDINARY)
    start = content.index(b"PK\x01\x02")
    content[start + 8] |= 1
    return bytes(content)


HOSTILE: dict[str, tuple[bytes, str, str]] = {
    "one cell at the far corner": (
        hostile.xlsx(f'<row r="1048576">{hostile.text_cell("XFD1048576")}</row>'), "a.xlsx", "beyond_limits"),
    "a declared dimension to the far corner": (
        hostile.xlsx("", before='<dimension ref="A1:XFD1048576"/>'), "a.xlsx", "beyond_limits"),
    "a far column": (hostile.xlsx(f'<row r="1">{hostile.text_cell("XFD1")}</row>'), "a.xlsx", "beyond_limits"),
    "a sparse table of a large area": (
        hostile.xlsx(f'<row r="1">{hostile.text_cell("SA1")}</row><row r="100000">{hostile.text_cell("A100000")}</row>'),
        "a.xlsx", "too_many_cells"),
    "two million empty rows": (hostile.xlsx("<row/>" * 2_000_000), "a.xlsx", "too_many_rows"),
    "two million numbered empty rows": (
        hostile.xlsx("".join(f'<row r="{n}"/>' for n in range(1, 2_000_001))), "a.xlsx", "too_many_rows"),
    "an overlong cell reference": (
        hostile.xlsx('<row r="1"><c r="A99999999999999999999"><v>1</v></c></row>'), "a.xlsx", "damaged"),
    "a zip bomb": (big_file("xl/media/image1.bin", 150 * 1024 * 1024), "a.xlsx", "compressed_too_much"),
    "a bomb of XML": (
        hostile.xlsx("", extra={"xl/other.xml": "<a>" + " " * 50_000_000 + "</a>"}), "a.xlsx", "compressed_too_much"),
    "an ODS of only spaces": (hostile.ods(" " * 210 * 1024 * 1024), "a.ods", "unpacks_too_large"),
    "a nested zip": (
        hostile.xlsx("", extra={"xl/embeddings/inner.zip": hostile.ORDINARY}), "a.xlsx", "nested_archive"),
    "a nested zip under another name": (
        hostile.xlsx("", extra={"xl/media/image1.png": hostile.ORDINARY}), "a.xlsx", "nested_archive"),
    "ten thousand and one parts": (
        hostile.xlsx("", extra={f"p/{n}": "" for n in range(10_000)}), "a.xlsx", "too_many_parts"),
    "billion laughs": (
        hostile.xlsx_parts(sheet=f'<!DOCTYPE a [{LAUGHS}]><worksheet xmlns="{hostile.SPREADSHEET}">'
                           '<sheetData><row r="1"><c r="A1" t="inlineStr"><is><t>&l9;</t></is></c></row></sheetData></worksheet>'),
        "a.xlsx", "document_type"),
    "an entity that names a file": (
        hostile.xlsx_parts(sheet='<!DOCTYPE a [<!ENTITY f SYSTEM "file:///etc/hostname">]>'
                           f'<worksheet xmlns="{hostile.SPREADSHEET}"><sheetData/></worksheet>'),
        "a.xlsx", "document_type"),
    "an outside document type in the workbook": (
        hostile.xlsx_parts(sheet="<worksheet/>", workbook='<!DOCTYPE a SYSTEM "http://198.51.100.1/a.dtd"><workbook/>'),
        "a.xlsx", "document_type"),
    "an outside document type in the content types": (
        hostile.xlsx_parts(sheet="<worksheet/>", types='<!DOCTYPE a SYSTEM "file:///etc/hostname"><Types/>'),
        "a.xlsx", "document_type"),
    "an entity in UTF-16": (
        hostile.xlsx("", extra={"xl/other.xml": '<?xml version="1.0" encoding="utf-16"?><!DOCTYPE a><a/>'.encode("utf-16")}),
        "a.xlsx", "document_type"),
    "an entity in an ODS": (
        hostile.archive({"mimetype": hostile.ODS_TYPE, "content.xml": f"<!DOCTYPE a [{LAUGHS}]><a>&l9;</a>"}),
        "a.ods", "document_type"),
    "a name that climbs": (with_entry_name("../../etc/cron.d/x"), "a.xlsx", "unsafe_name"),
    "a name that climbs by backslash": (with_entry_name("..\\..\\x"), "a.xlsx", "unsafe_name"),
    "an absolute name": (with_entry_name("/etc/x"), "a.xlsx", "unsafe_name"),
    "a name with a drive": (with_entry_name("C:/x"), "a.xlsx", "unsafe_name"),
    "a device name": (with_entry_name("xl/con.xml"), "a.xlsx", "unsafe_name"),
    "a name with a line break": (with_entry_name("xl/a\nb"), "a.xlsx", "unsafe_name"),
    "macros inside an XLSX": (hostile.xlsx("", extra={"xl/vbaProject.bin": b"x"}), "a.xlsx", "macros"),
    "macros by name": (hostile.ORDINARY, "a.xlsm", "macros"),
    "macros inside an ODS": (hostile.ods("", extra={"Basic/script-lc.xml": "<a/>"}), "a.ods", "macros"),
    "a truncated file": (hostile.ORDINARY[:-40], "a.xlsx", "damaged"),
    "a part whose bytes were changed": (
        hostile.ORDINARY.replace(hostile.ORDINARY[60:64], b"\xff\xff\xff\xff", 1), "a.xlsx", "damaged"),
    "unclosed XML": (hostile.xlsx_parts(sheet="<worksheet><sheetData>"), "a.xlsx", "damaged"),
    "an encrypted zip": (encrypted_zip(), "a.xlsx", "password"),
    "a password-protected Excel file": (
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500 + "EncryptedPackage".encode("utf-16-le"), "a.xlsx", "password"),
    "an old Excel file": (b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 500, "a.xlsx", "not_accepted_format"),
    "an encrypted ODS": (
        hostile.archive({"mimetype": hostile.ODS_TYPE, "content.xml": b"\x93\x01\x7f",
                         "META-INF/manifest.xml": "<m><encryption-data/></m>"}), "a.ods", "password"),
    "a web page named xlsx": (b"<html><table><tr><td>1</table></html>", "a.xlsx", "content_is_not_format"),
    "text named ods": (b"a;b\n1;2\n", "a.ods", "content_is_not_format"),
    "a web page named csv": (b"<!DOCTYPE html><html>", "a.csv", "not_accepted_format"),
    "a PDF": (b"%PDF-1.7 ...", "a.pdf", "not_accepted_format"),
    "a text document in a zip": (hostile.archive({"word/document.xml": "<a/>"}), "a.xlsx", "not_accepted_format"),
    "an ODS row repeated to the end": (
        hostile.ods(f'<table:table-row table:number-rows-repeated="1048576">{hostile.ods_cell()}</table:table-row>'),
        "a.ods", "beyond_limits"),
    "an ODS cell repeated a billion times": (
        hostile.ods('<table:table-row><table:table-cell office:value-type="string" '
                    'table:number-columns-repeated="1000000000"><text:p>x</text:p></table:table-cell></table:table-row>'),
        "a.ods", "beyond_limits"),
    "ODS spaces repeated a billion times": (
        hostile.ods(f"<table:table-row>{hostile.ods_cell(SPACES)}</table:table-row>"),
        "a.ods", "cell_too_long"),
    "an ODS of two million empty rows": (hostile.ods("<table:table-row/>" * 2_000_000), "a.ods", "too_many_rows"),
    "a NUL in a CSV": (b"a,b\n1,\x00\n", "a.csv", "nul_character"),
    "a huge line in a CSV": (b"a,b\n" + b"x" * 5_000_000, "a.csv", "cell_too_long"),
    "a quotation mark never closed": (b'a,b\n"' + b"x,y\n" * 20_000, "a.csv", "cell_too_long"),
    "too many columns in a CSV": (b"," * 600 + b"\n", "a.csv", "too_many_columns"),
    "bytes in no encoding": (b"a,b\n\x81\x8d\xff\xfe\n", "a.csv", "unknown_encoding"),
    "an empty file": (b"", "a.xlsx", "empty_file"),
}  # fmt: skip


@pytest.mark.parametrize("kind", HOSTILE)
def test_a_hostile_file_is_refused_by_the_scan_with_its_reason(kind: str) -> None:
    content, file_name, code = HOSTILE[kind]
    started = time.monotonic()

    refused = refusal(content, file_name)

    assert refused.code == code
    assert time.monotonic() - started < 3  # under 1 s alone; the machine may be busy


def test_a_refusal_says_what_was_found_what_is_accepted_and_what_to_do() -> None:
    content = hostile.xlsx(f'<row r="1048576">{hostile.text_cell("XFD1048576")}</row>')

    refused = refusal(content)

    assert len(content) < 2_000
    assert refused.message == (
        "“cavablar.xlsx” reaches cell A1048576 (part xl/worksheets/sheet1.xml). Accepted: at most 200000 rows "
        "and 500 columns. Delete the empty rows and columns after the table, or copy the table into a new file."
    )


def test_a_refusal_speaks_the_language_of_its_reader() -> None:
    catalogue = {
        SHEET_MESSAGES["not_accepted_format"]: "“%(file)s”: %(found)s. XLSX, ODS və ya CSV seçin.",
        "a web page": "veb-səhifə",
    }

    refused = refusal(b"<!DOCTYPE html><html>", "a web page.csv")

    assert refused.text(lambda msgid: catalogue.get(msgid, msgid)) == (
        "“a web page.csv”: veb-səhifə. XLSX, ODS və ya CSV seçin."
    )


def test_every_hostile_file_names_what_is_accepted() -> None:
    assert [code for code, text in SHEET_MESSAGES.items() if "Accepted: " not in text] == []


def test_the_ratio_is_of_bytes_really_unpacked_and_not_of_those_declared() -> None:
    content = bytearray(big_file("xl/media/image1.bin", 20 * 1024 * 1024))
    for mark, offset in ((b"PK\x01\x02", 24), (b"PK\x03\x04", 22)):
        start = content.rindex(mark)
        content[start + offset : start + offset + 4] = struct.pack("<I", 10)

    refused = refusal(bytes(content))

    assert refused.code in ("compressed_too_much", "damaged")


def test_a_file_larger_than_allowed_is_refused_before_it_is_read(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(b"x" * (2 * 1024 * 1024 + 1))

    refused = refusal(path, "a.csv", file_bytes=2 * 1024 * 1024)

    assert refused.message == (
        "“a.csv” has 3 MiB. Accepted: at most 2 MiB. Split the table into several files, or remove pictures from it."
    )


def test_text_shared_by_many_cells_stops_at_the_memory_of_the_reading_process() -> None:
    strings = f'<sst xmlns="{hostile.SPREADSHEET}"><si><t>{"x" * 32_000}</t></si></sst>'
    rows = "".join(
        f'<row r="{n}">' + "".join(f'<c r="{c}{n}" t="s"><v>0</v></c>' for c in "ABCDEFGHIJ") + "</row>"
        for n in range(1, 5_001)
    )
    relations = hostile.WORKBOOK_RELATIONS.replace(
        "</Relationships>",
        f'<Relationship Id="rId2" Type="{hostile.OFFICE}/sharedStrings" Target="sharedStrings.xml"/></Relationships>',
    )
    content = hostile.xlsx(rows, extra={"xl/sharedStrings.xml": strings, "xl/_rels/workbook.xml.rels": relations})
    started = time.monotonic()

    refused = refusal(content)

    assert refused.code == "too_heavy"
    assert time.monotonic() - started < 16


def test_a_file_that_takes_too_long_is_given_up() -> None:
    rows = "".join(f'<row r="{n}">{hostile.text_cell(f"A{n}")}</row>' for n in range(1, 100_001))
    started = time.monotonic()

    refused = refusal(hostile.xlsx(rows), wall_seconds=0)

    assert refused.code == "too_heavy"
    assert time.monotonic() - started < 2


def test_processor_time_is_bounded() -> None:
    rows = "".join(f'<row r="{n}">{hostile.text_cell(f"A{n}")}</row>' for n in range(1, 180_001))

    refused = refusal(hostile.xlsx(rows), cpu_seconds=0)

    assert refused.code == "too_heavy"

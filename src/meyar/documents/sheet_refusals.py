"""Why a sheet is not read: one code per reason, with the sentence people see."""

from __future__ import annotations

from collections.abc import Callable, Mapping

Params = Mapping[str, str | int]


def _(text: str) -> str:
    """Mark a msgid for the catalogues; this package itself has no language."""
    return text


SHEET_MESSAGES: Mapping[str, str] = {
    "empty_file": _(
        "“%(file)s” is empty. Accepted: XLSX, ODS or CSV with a header row. "
        "Choose the file again, or save it anew in your spreadsheet program."
    ),
    "file_too_large": _(
        "“%(file)s” has %(found)s MiB. Accepted: at most %(limit)s MiB. "
        "Split the table into several files, or remove pictures from it."
    ),
    "not_accepted_format": _(
        "“%(file)s” is %(found)s. Accepted: XLSX, ODS, CSV. Open it in your spreadsheet program and save it as XLSX."
    ),
    "content_is_not_format": _(
        "“%(file)s” is named as %(expected)s, but its content is %(found)s. Accepted: XLSX, ODS, CSV. "
        "Open it in your spreadsheet program and save it as XLSX."
    ),
    "password": _(
        "“%(file)s” is protected by a password. Accepted: files without a password. "
        "Remove the password and save the file again."
    ),
    "macros": _("“%(file)s” contains macros (%(found)s). Accepted: tables without macros. Save it as XLSX or CSV."),
    "damaged": _(
        "“%(file)s” is damaged or was not uploaded whole (%(found)s). Accepted: a file that opens in a "
        "spreadsheet program. Save it anew and try again."
    ),
    "nested_archive": _(
        "“%(file)s” contains another archive (%(found)s). Accepted: tables without embedded files. "
        "Delete the embedded objects, or copy the table into a new file."
    ),
    "unsafe_name": _(
        "“%(file)s” contains a part with an unsafe name (%(found)s). Accepted: files as a spreadsheet program "
        "writes them. Copy the table into a new file."
    ),
    "too_many_parts": _(
        "“%(file)s” consists of %(found)s parts. Accepted: at most %(limit)s. Copy the table into a new file."
    ),
    "unpacks_too_large": _(
        "“%(file)s” unpacks to more than %(limit)s MiB (part %(part)s). "
        "Accepted: at most %(limit)s MiB unpacked. Split the table into several files."
    ),
    "compressed_too_much": _(
        "“%(file)s” has a part that unpacks to more than %(limit)s times its size (%(part)s). "
        "Accepted: at most %(limit)s times, as spreadsheet programs write. Copy the table into a new file."
    ),
    "document_type": _(
        "“%(file)s” declares a document type or entities (part %(part)s). Accepted: files without them, as "
        "spreadsheet programs write. Copy the table into a new file."
    ),
    "beyond_limits": _(
        "“%(file)s” reaches cell %(found)s (part %(part)s). Accepted: at most %(rows)s rows and %(columns)s "
        "columns. Delete the empty rows and columns after the table, or copy the table into a new file."
    ),
    "too_many_rows": _(
        "“%(file)s” has more than %(limit)s rows (part %(part)s). Accepted: at most %(limit)s. Delete empty "
        "rows, or split the table into several files."
    ),
    "too_many_columns": _(
        "“%(file)s” has more than %(limit)s columns (part %(part)s). Accepted: at most %(limit)s. "
        "Delete the columns that are not needed."
    ),
    "too_many_cells": _(
        "“%(file)s” has more than %(limit)s cells (part %(part)s). Accepted: at most %(limit)s. Delete empty "
        "rows and columns, or split the table into several files."
    ),
    "too_much_text": _(
        "“%(file)s” holds more than %(limit)s MiB of text. Accepted: at most %(limit)s MiB. "
        "Split the table into several files."
    ),
    "cell_too_long": _(
        "“%(file)s”, row %(row)s: a cell is longer than %(limit)s characters. Accepted: at most %(limit)s. "
        "Look for a quotation mark that is opened and never closed, or shorten the text."
    ),
    "nul_character": _("“%(file)s”, row %(row)s: a NUL character. Accepted: text. Save the file as CSV UTF-8 anew."),
    "unknown_encoding": _(
        "“%(file)s” is text in an unknown encoding. Accepted: UTF-8, UTF-16, Windows-1254. Save it as “CSV UTF-8”."
    ),
    "too_heavy": _(
        "“%(file)s” could not be read within %(seconds)s seconds and %(memory)s MiB of memory. Accepted: "
        "tables of usual size. Copy only the table into a new file, or split it."
    ),
}


# What a file turns out to be; stands in `found` of a refusal.
OLD_EXCEL = _("an old Excel file (XLS)")
BINARY_EXCEL = _("a binary Excel file (XLSB)")
PDF_FILE = _("a PDF")
TEXT_DOCUMENT = _("a text document")
WEB_PAGE = _("a web page")
XML_FILE = _("XML")
ARCHIVE = _("an archive")
PLAIN_TEXT = _("plain text")
KINDS = (OLD_EXCEL, BINARY_EXCEL, PDF_FILE, TEXT_DOCUMENT, WEB_PAGE, XML_FILE, ARCHIVE, PLAIN_TEXT)

SHEET_NOTES: Mapping[str, str] = {
    "external_links": _("The file links to other files (%(count)s). They were not opened; stored values are read."),
    "error_cells": _("Cells with an error value are read as empty: %(count)s, the first is %(first)s."),
    "formulas_without_value": _(
        "Formulas without a stored value are read as empty: %(count)s, the first is %(first)s. "
        "Open the file in your spreadsheet program and save it to store the values."
    ),
}


class SheetRefused(Exception):
    """A file that is not read. `code` is a key of SHEET_MESSAGES, `params` fill its msgid."""

    def __init__(self, code: str, **params: str | int) -> None:
        self.code = code
        self.params: Params = params
        super().__init__(self.message)

    @property
    def message(self) -> str:
        """The English sentence."""
        return self.text(str)

    def text(self, translate: Callable[[str], str]) -> str:
        """The sentence in the language of `translate`, which is given msgids."""
        params = {name: translate(str(v)) if v in KINDS else v for name, v in self.params.items()}
        return translate(SHEET_MESSAGES[self.code]) % params

"""What a sheet may cost; each figure is a bound of security.md row F1 or F2."""

from __future__ import annotations

from dataclasses import dataclass

MIB = 1024 * 1024


@dataclass(frozen=True)
class SheetLimits:
    """Bounds for one file. Rows, cells and bytes are counted over all its sheets together."""

    file_bytes: int = 32 * MIB
    unpacked_bytes: int = 200 * MIB  # really unpacked, counted while streaming
    parts: int = 10_000  # entries of the archive
    ratio: int = 50  # unpacked bytes per packed byte of one part, above the sizes below
    ratio_from_bytes: int = 64 * 1024
    ratio_from_bytes_xml: int = 8 * MIB  # style parts of ordinary files pack well
    rows: int = 200_000
    columns: int = 500
    cells: int = 4_000_000  # also the area a sheet spans
    cell_characters: int = 32_767  # the most a spreadsheet program keeps in a cell
    text_bytes: int = 64 * MIB  # text handed back
    memory_bytes: int = 512 * MIB  # address space of the reading process
    cpu_seconds: int = 10
    wall_seconds: int = 15


DEFAULT_LIMITS = SheetLimits()

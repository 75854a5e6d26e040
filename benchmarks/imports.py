"""A 10,000-row XLSX as an edition of the List is previewed in under 5 s, from bytes to difference."""

from __future__ import annotations

import os
import sys
import tempfile
import time

from benchmarks.figures import held

ROWS = 10_000
LIMIT_S = 5.0


def main() -> int:
    with tempfile.TemporaryDirectory(prefix="meyar-bench-") as home:
        os.environ["MEYAR_HOME"] = home
        from meyar.cli.installation import open_installation

        open_installation()
        from meyar.common.actors import SYSTEM
        from meyar.registry.actions import import_bodies
        from meyar.registry.imports.services import ListGiven, preview_services

        bodies = "code,kind,name_az\n" + "\n".join(f"b{number},ministry,Nazirlik {number}" for number in range(40))
        import_bodies(actor=SYSTEM, data=bodies.encode(), file_name="bodies.csv")
        data = _workbook()
        from datetime import date

        given = ListGiven(code="big", in_force_on=date(2026, 1, 1), title_az="Siyahı")
        seconds = []
        for _ in range(3):
            begun = time.perf_counter()
            preview = preview_services(data=data, file_name="services.xlsx", given=given)
            seconds.append(time.perf_counter() - begun)
            if preview.problems or len(preview.difference.new) != ROWS:
                raise RuntimeError(f"unexpected preview: {preview.difference.counts}, {preview.problems[:3]}")
    print(f"{ROWS} rows, {len(data) / 1000:.0f} kB")
    return 0 if held("preview, median of 3", sorted(seconds)[1], LIMIT_S, "s") else 1


def _workbook() -> bytes:
    import io

    import xlsxwriter

    out = io.BytesIO()
    book = xlsxwriter.Workbook(out, {"in_memory": True})
    sheet = book.add_worksheet("Siyahı")
    header = ["code", "number", "body", "title_az", "title_en", "title_ru", "nature", "audience", "fee", "stated_time"]
    sheet.write_row(0, 0, header)
    for row in range(1, ROWS + 1):
        title = f"{row} nömrəli icazənin verilməsi üçün müraciətin və sənədlərin qəbulu"
        sheet.write_row(
            row,
            0,
            [f"s{row}", f"{row % 40 + 1}.{row}", f"b{row % 40}", title, f"Permit {row}", f"Разрешение {row}",
             "interactive", "citizens", "free", "10 iş günü"],
        )  # fmt: skip
    book.close()
    return out.getvalue()


if __name__ == "__main__":
    sys.exit(main())

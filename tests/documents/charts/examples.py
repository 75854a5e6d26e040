"""Charts of the published totals and of one invented body and service."""

from __future__ import annotations

from fractions import Fraction

from meyar.documents.charts import (
    GRADE_COLOURS,
    Category,
    HistoryChart,
    HistoryGroup,
    HistoryYear,
    ProfileChart,
    ProfileRow,
    Segment,
    YearBar,
    YearGroup,
    YearsChart,
)

LABELS = {
    "not_electronised": "Elektronlaşdırılmamış",
    "qeyri_kafi": "Qeyri-kafi",
    "kafi": "Kafi",
    "yaxsi": "Yaxşı",
    "ela": "Əla",
}
CATEGORIES = tuple(Category(code, LABELS[code], colour) for code, colour in GRADE_COLOURS.items())
BREAK = "2014-cü il 15 yanvar: Qaydalar dəyişdirilib, tələblər artırılıb. Bu xəttin iki tərəfi birbaşa müqayisə edilə bilməz."
NOTICE = "Nümunə məlumat: ayrı-ayrı xidmətlərin cavabları sintetikdir."


def bar(label: str, *values: int) -> YearBar:
    segments = tuple(Segment(code, value, str(value)) for code, value in zip(GRADE_COLOURS, values, strict=True))
    return YearBar(label, segments, f"{sum(values)} xidmət")


YEARS = YearsChart(
    title="İllər üzrə vəziyyət",
    description="2013: 439 xidmət. 2014: 438 xidmət. 2015: 438 xidmət.",
    categories=CATEGORIES,
    groups=(
        YearGroup("2013", (bar("2013", 134, 5, 83, 142, 75),)),
        YearGroup("2014", (bar("2014", 97, 55, 72, 100, 114), bar("2015", 84, 67, 54, 105, 128))),
    ),
    breaks=(BREAK,),
    demonstration=NOTICE,
)
PROFILE = ProfileChart(
    title="Meyarlar üzrə nəticə",
    description="Üç meyar üzrə orta faiz və bütün orqanların medianı.",
    rows=(
        ProfileRow("Elektronlaşma və əlaqəlilik səviyyəsi", Fraction(1225, 17), "72,0 %", Fraction(64), "median 64,0 %"),
        ProfileRow("İnformasiya açıqlığı və əldəolunma (giriş) səviyyəsi", Fraction(58), "58,0 %", Fraction(61), "median 61,0 %"),
        ProfileRow("İstifadə rahatlılığı səviyyəsi", None, "–", Fraction(95), "median 95,0 %"),
    ),
    value_label="Ədliyyə Nazirliyi",
    reference_label="bütün orqanların medianı",
    axis=((0, "0"), (50, "50"), (100, "100 %")),
    demonstration=NOTICE,
)  # fmt: skip
EDGES = (Fraction(50), Fraction(70), Fraction(90))
HISTORY = HistoryChart(
    title="Xidmətin qiyməti illər üzrə",
    description="2013: elektronlaşdırılmamış. 2014: Qeyri-kafi. 2015: Yaxşı.",
    groups=(
        HistoryGroup("2013", (HistoryYear("2013", "Elektronlaşdırılmamış", GRADE_COLOURS["not_electronised"], None),)),
        HistoryGroup(
            "2014",
            (
                HistoryYear("2014", "Qeyri-kafi", GRADE_COLOURS["qeyri_kafi"], Fraction(12), "12,0 %"),
                HistoryYear("2015", "Yaxşı", GRADE_COLOURS["yaxsi"], Fraction(784, 10), "78,4 %"),
            ),
            EDGES,
        ),
    ),
    breaks=(BREAK,),
)  # fmt: skip

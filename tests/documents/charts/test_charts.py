from __future__ import annotations

import re
from dataclasses import replace
from fractions import Fraction
from xml.etree import ElementTree as ET

import pypdfium2
import pytest

from meyar.documents.charts import (
    GRADE_COLOURS,
    Chart,
    Segment,
    YearBar,
    YearGroup,
    criterion_profile_chart,
    grade_history_chart,
    years_chart,
)
from meyar.documents.charts.style import text_width, wrapped
from tests.documents.charts.examples import BREAK, HISTORY, NOTICE, PROFILE, YEARS, bar

SVG = "{http://www.w3.org/2000/svg}"
WIDE = years_chart(YEARS, width="wide", language="az")
NARROW = years_chart(YEARS, width="narrow", language="az")
ALL = {
    f"{name} {width}": draw(data, width=width, language="az")  # type: ignore[operator]
    for name, draw, data in (
        ("years", years_chart, YEARS),
        ("profile", criterion_profile_chart, PROFILE),
        ("history", grade_history_chart, HISTORY),
    )
    for width in ("wide", "narrow")
}


def texts(chart: Chart) -> list[str]:
    return [element.text or "" for element in ET.fromstring(chart.svg).iter(f"{SVG}text")]


def boxes(chart: Chart, colour: str) -> list[tuple[float, float, float, float]]:
    """x, y, width and height of every box of one colour, from top to bottom."""
    found = []
    for path in ET.fromstring(chart.svg).iter(f"{SVG}path"):
        if path.get("fill") == colour:
            numbers = re.fullmatch(r"M([\d.]+),([\d.]+)h([\d.]+)v([\d.]+)h-[\d.]+Z", path.attrib["d"])
            assert numbers
            x, y, width, height = (float(number) for number in numbers.groups())
            found.append((x, y, width, height))
    return sorted(found, key=lambda box: (box[1], box[0]))


@pytest.mark.parametrize("kind", ALL)
def test_a_chart_is_one_image_with_a_name_and_a_description(kind: str) -> None:
    root = ET.fromstring(ALL[kind].svg)

    title, description = root[0], root[1]
    assert (root.get("role"), root.get("lang")) == ("img", "az")
    assert root.get("aria-labelledby") == f"{title.get('id')} {description.get('id')}"
    assert (title.tag, description.tag) == (f"{SVG}title", f"{SVG}desc")
    assert (title.text, description.text) == (ALL[kind].title, ALL[kind].description)


@pytest.mark.parametrize("kind", ALL)
def test_a_chart_passes_a_strict_content_security_policy(kind: str) -> None:
    root = ET.fromstring(ALL[kind].svg)

    used = {name for element in root.iter() for name in element.attrib}
    tags = {element.tag.removeprefix(SVG) for element in root.iter()}
    assert tags <= {"svg", "title", "desc", "g", "rect", "path", "line", "text"}
    assert [name for name in used if name in ("style", "class", "href") or name.startswith("on")] == []


@pytest.mark.parametrize("kind", [kind for kind in ALL if "narrow" in kind])
def test_a_narrow_chart_fits_a_small_telephone_and_is_legible(kind: str) -> None:
    sizes = {float(size) for size in re.findall(r'font-size="([\d.]+)px"', ALL[kind].svg)}

    assert ALL[kind].width == 288
    assert min(sizes) >= 11


@pytest.mark.parametrize("kind", ALL)
def test_no_text_reaches_beyond_its_chart(kind: str) -> None:
    chart = ALL[kind]
    for element in ET.fromstring(chart.svg).iter(f"{SVG}text"):
        x, y = (float(number) for number in re.findall(r"[\d.]+", element.attrib["transform"])[-2:])
        weight = 700 if element.get("font-weight") == "700" else 400
        size = float(element.attrib["font-size"].removesuffix("px"))
        width = text_width(element.text or "", size=size, weight=weight)
        left = x - {"start": 0, "middle": width / 2, "end": width}[element.get("text-anchor", "start")]
        assert left >= -0.5, element.text
        assert left + width <= chart.width + 0.5, element.text
        assert size <= y <= chart.height, element.text


def test_two_charts_on_one_page_share_no_id() -> None:
    wide = years_chart(YEARS, width="wide", language="az", prefix="a", patterned=True)
    narrow = years_chart(YEARS, width="narrow", language="az", prefix="b", patterned=True)

    ids = [re.findall(r' id="([^"]+)"', chart.svg) for chart in (wide, narrow)]
    assert set(ids[0]) & set(ids[1]) == set()
    assert len(set(ids[0])) == len(ids[0]) == 6  # title, description, four patterns


def test_every_number_is_written_also_where_its_segment_is_too_narrow() -> None:
    numbers = ["134", "5", "83", "142", "75", "97", "55", "72", "100", "114", "84", "67", "54", "105", "128"]

    for chart in (WIDE, NARROW):
        assert sorted(text for text in texts(chart) if text.isdigit() and len(text) < 4) == sorted(numbers)


def test_segments_are_as_wide_as_their_share_with_two_pixels_of_white_between() -> None:
    grey, red = (
        boxes(WIDE, GRADE_COLOURS["not_electronised"]),
        boxes(WIDE, GRADE_COLOURS["qeyri_kafi"]),
    )

    grey_2013, red_2013 = grey[1], red[1]  # the first of each is in the legend
    assert grey_2013[2] == pytest.approx((880 - 92) * 134 / 439 - 2, abs=0.01)
    assert red_2013[0] - (grey_2013[0] + grey_2013[2]) == pytest.approx(2, abs=0.02)


def test_bars_of_two_rulebooks_stand_on_two_sides_of_a_dashed_line_with_its_reason() -> None:
    for chart in (WIDE, NARROW):
        dashed = [e for e in ET.fromstring(chart.svg).iter(f"{SVG}line") if e.get("stroke-dasharray") == "5,3"]
        line_y = float(re.findall(r"[\d.]+", dashed[0].attrib["transform"])[1])
        _legend, bar_2013, bar_2014, _bar_2015 = boxes(chart, GRADE_COLOURS["ela"])

        assert len(dashed) == 1
        assert bar_2013[1] + bar_2013[3] < line_y < bar_2014[1]
        assert BREAK in " ".join(texts(chart))


def test_years_under_the_same_rules_are_not_broken() -> None:
    one_group = replace(YEARS, groups=YEARS.groups[1:], breaks=())

    chart = years_chart(one_group, width="wide", language="az")

    assert "stroke-dasharray" not in chart.svg


def test_the_demonstration_notice_is_inside_the_picture() -> None:
    real = years_chart(replace(YEARS, demonstration=None), width="wide", language="az")

    for chart in (WIDE, NARROW):
        assert NOTICE in " ".join(texts(chart))
    assert NOTICE not in " ".join(texts(real))


def test_the_title_may_be_left_to_the_page_but_not_the_name() -> None:
    chart = years_chart(YEARS, width="wide", language="az", with_title=False)

    assert YEARS.title not in texts(chart)
    assert chart.title == YEARS.title
    assert f">{YEARS.title}</title>" in chart.svg


def test_print_without_colour_has_a_pattern_for_each_category_but_the_last() -> None:
    chart = years_chart(YEARS, width="wide", language="az", patterned=True)

    assert re.findall(r'<pattern id="([^"]+)"', chart.svg) == [
        "years-dots", "years-falling", "years-rising", "years-lines",
    ]  # fmt: skip
    assert chart.svg.count("url(#years-falling)") == 4  # the legend and three years


def test_text_is_shown_as_text() -> None:
    data = replace(YEARS, title='<script>alert("x")</script> & co', demonstration="</svg><b>")

    chart = years_chart(data, width="wide", language="az")

    assert "<script" not in chart.svg
    assert '<script>alert("x")</script> & co' in texts(chart)
    assert "</svg><b>" in texts(chart)


def test_the_png_has_two_dots_per_pixel() -> None:
    png = WIDE.png()

    width, height = (int.from_bytes(png[start : start + 4], "big") for start in (16, 20))
    assert png.startswith(b"\x89PNG")
    assert (width, height) == (WIDE.width * 2, WIDE.height * 2)


def test_the_same_data_give_the_same_bytes() -> None:
    again = years_chart(YEARS, width="wide", language="az")

    assert again.svg == WIDE.svg
    assert again.png() == WIDE.png()


def test_azerbaijani_and_russian_letters_are_drawn_from_the_packaged_type() -> None:
    import vl_convert

    title = "Ə ə Ğ ğ I ı İ i Ö ö Ü ü Ş ş Ç ç Ж ж Щ щ"
    chart = years_chart(replace(YEARS, title=title), width="wide", language="az")

    document = pypdfium2.PdfDocument(vl_convert.svg_to_pdf(chart.svg))
    assert title in document[0].get_textpage().get_text_range()


@pytest.mark.parametrize(
    "data",
    [
        replace(YEARS, breaks=()),
        replace(YEARS, breaks=(BREAK, BREAK)),
        replace(YEARS, groups=(YearGroup("2013", (YearBar("2013", (Segment("great", 1, "1"),)),)),), breaks=()),
        replace(YEARS, groups=(YearGroup("2013", (bar("2013", 0, 0, 0, 0, 0),)),), breaks=()),
        replace(YEARS, groups=(YearGroup("2013", (bar("2013", 9, -1, 0, 0, 0),)),), breaks=()),
    ],
    ids=["no break", "too many breaks", "unknown category", "empty year", "negative"],
)  # fmt: skip
def test_data_that_cannot_be_drawn_truly_are_refused(data: object) -> None:
    with pytest.raises(ValueError, match=r"^(20|\d groups)"):
        years_chart(data, width="wide", language="az")  # type: ignore[arg-type]


def test_a_percent_beyond_a_hundred_is_refused() -> None:
    row = replace(PROFILE.rows[0], value=Fraction(1001, 10))

    with pytest.raises(ValueError, match="is not a percent"):
        criterion_profile_chart(replace(PROFILE, rows=(row,)), width="wide", language="az")


def test_the_profile_shows_each_value_beside_its_reference() -> None:
    chart = ALL["profile wide"]

    for row in PROFILE.rows:
        assert row.value_text in texts(chart)
        assert row.reference_text in texts(chart)


def test_the_history_gives_each_year_its_grade_in_words() -> None:
    assert [text for text in texts(ALL["history narrow"]) if text in ("Elektronlaşdırılmamış", "Qeyri-kafi · 12,0 %", "Yaxşı · 78,4 %")] == [
        "Elektronlaşdırılmamış", "Qeyri-kafi · 12,0 %", "Yaxşı · 78,4 %",
    ]  # fmt: skip


def test_a_text_is_broken_where_it_no_longer_fits() -> None:
    assert wrapped("bir iki üç", size=12, width=40) == ["bir iki", "üç"]
    assert wrapped("elektronlaşdırılmamış", size=12, width=40) == ["elektronlaşdırılmamış"]

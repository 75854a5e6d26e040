"""The report of 2013-2015 beside the one it continues: section by section, with its labels word for word."""

from __future__ import annotations

import pytest

from meyar.reports.blocks import Paragraph, Quotation, Sentences, YearlyReport, YearTable
from meyar.reports.yearly_report import report_of
from tests.factories.report import GRADES, historical_years, published_totals

REPORTS = {language: report_of(historical_years(), language=language) for language in ("az", "en", "ru")}
REPORT = REPORTS["az"]


def paragraphs(report: YearlyReport, anchor: str) -> list[str]:
    section = next(section for section in report.sections if section.anchor == anchor)
    return [block.text for block in section.blocks if isinstance(block, Paragraph)]


def tables(report: YearlyReport) -> list[YearTable]:
    return [block for section in report.sections for block in section.blocks if isinstance(block, YearTable)]


def findings(report: YearlyReport) -> dict[str, tuple[str, ...]]:
    blocks = next(section for section in report.sections if section.anchor == "findings").blocks
    return {block.heading: block.items for block in blocks if isinstance(block, Sentences)}


def test_the_sections_stand_in_the_order_of_the_published_report() -> None:
    assert [f"{section.number}. {section.title}" for section in REPORT.sections] == [
        "1. Hüquqi əsas",
        "2. Məqsəd və prinsiplər",
        "3. Qiymətləndirmənin aparılması",
        "4. Qiymətləndirmənin əhatə dairəsi",
        "5. Meyarlar",
        "6. Xidmətlərin elektronlaşdırılması",
        "7. Xidmətlərin təşkili və göstərilmə səviyyəsi",
        "8. Yekun göstəricilərin təhlili",
        "9. Metodika və yoxlama məlumatları",
    ]
    assert REPORT.title == "Dövlət orqanlarında elektron xidmətlərin təşkili və göstərilməsi vəziyyətinə dair hesabat"
    assert REPORT.span == "2013–2015-ci illər"


def test_the_legal_basis_names_the_acts() -> None:
    (text,) = paragraphs(REPORT, "legal-basis")

    assert text.startswith(
        "Azərbaycan Respublikası Prezidentinin 2012-ci il 5 sentyabr tarixli 706 nömrəli Fərmanı ilə"
    )
    assert "2.1.7, 3.1.10.3, 4.1.5, 4.1.6, 4.1.7-ci yarımbəndlərinə" in text
    assert "2014-cü il 15 yanvar tarixli, 1/1-01 nömrəli kollegiya qərarı ilə təsdiq edilmiş" in text
    assert "Nazirlər Kabinetinin 2012-ci il 17 oktyabr tarixli 235 nömrəli Qərarı" in text


def test_the_scope_is_computed() -> None:
    assert paragraphs(REPORT, "scope") == [
        (
            "Dövlət Agentliyi tərəfindən elektron xidmətlərin qiymətləndirilməsi 2013-cü ildə 40 mərkəzi icra hakimiyyəti "
            "orqanının göstərdiyi 439 xidmət üzrə, 2014-cü ildə 41 mərkəzi icra hakimiyyəti orqanının göstərdiyi 438 xidmət "
            "üzrə, 2015-ci ildə 39 mərkəzi icra hakimiyyəti orqanının göstərdiyi 438 xidmət üzrə həyata keçirilmişdir."
        )
    ]
    assert paragraphs(REPORTS["en"], "scope") == [
        (
            "The State Agency assessed 439 services of 40 central executive bodies in 2013, 438 services of 41 central "
            "executive bodies in 2014 and 438 services of 39 central executive bodies in 2015."
        )
    ]
    assert paragraphs(REPORTS["ru"], "scope") == [
        (
            "Государственным агентством проведена оценка электронных услуг: в 2013 году – 439 услуг 40 центральных органов "
            "исполнительной власти, в 2014 году – 438 услуг 41 центрального органа исполнительной власти и в 2015 году – "
            "438 услуг 39 центральных органов исполнительной власти."
        )
    ]


def test_the_third_criterion_is_quoted_as_the_report_prints_it() -> None:
    (text,) = paragraphs(REPORT, "criteria")

    assert text.endswith(
        "“Elektronlaşma və əlaqəlilik səviyyəsi”, “İnformasiya açıqlığı və əldəolunma (giriş) səviyyəsi”, "
        "“İstifadə rahatlılığı səviyyəsi” meyarları üzrə qiymətləndirmələr aparılmışdır."
    )


def test_the_tables_carry_the_labels_of_the_published_ones() -> None:
    first, second = tables(REPORT)

    assert first.columns == second.columns
    assert first.columns == ("2013-cü ilin nəticələri:", "2014-cü ilin nəticələri:", "2015-ci ilin nəticələri:")
    assert [row.label for row in first.rows] == [
        "Qiymətləndirmə aparılmış mərkəzi icra hakimiyyəti orqanlarının sayı",
        "Xidmətlərin sayı",
        "Onlardan:",
        "Elektronlaşdırılmış",
        "Elektronlaşdırılmamış",
    ]
    assert [row.label for row in second.rows] == [
        "“Qeyri-kafi” qiymətləndirilmiş xidmətlərin sayı",
        "“Kafi” qiymətləndirilmiş xidmətlərin sayı",
        "“Yaxşı” qiymətləndirilmiş xidmətlərin sayı",
        "“Əla” qiymətləndirilmiş xidmətlərin sayı",
    ]
    assert paragraphs(REPORT, "electronisation") == [
        "Xidmətlərin elektronlaşdırılması ilə bağlı ümumi vəziyyət aşağıdakı kimi müəyyənləşdirilmişdir:"
    ]
    assert paragraphs(REPORT, "level") == [
        (
            "Qiymətləndirmə dövründə elektron formada həyata keçirilən xidmətlərin təşkili və göstərilmə səviyyəsi aşağıdakı "
            "kimi müəyyənləşdirilmişdir:"
        )
    ]


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_the_cells_are_the_published_totals_in_every_language(language: str) -> None:
    first, second = tables(REPORTS[language])
    shown = [row.values for row in first.rows if not row.shows_nothing] + [row.values for row in second.rows]
    names = ("bodies", "services", "electronised", "not_electronised", *GRADES)

    assert shown == [tuple(totals[name] for totals in published_totals().values()) for name in names]


def test_a_line_stands_where_the_rules_changed_and_says_so() -> None:
    assert [table.breaks for table in tables(REPORT)] == [frozenset({1})] * 2
    assert {table.note for table in tables(REPORT)} == {
        (
            "Qırıq xətt Qaydaların dəyişdiyini göstərir: 2013-cü ilin nəticələri 9/14-01 nömrəli, 2014–2015-ci illərin "
            "nəticələri isə 1/1-01 nömrəli akta əsasən müəyyən edilmişdir. Xəttin iki tərəfindəki göstəricilər bilavasitə "
            "müqayisə edilə bilməz."
        )
    }


@pytest.mark.parametrize(
    ("language", "ends", "said_by", "translated"),
    [
        (
            "az",
            "nəticədə azalmanın müşahidə olunmasına səbəb olmuşdur.",
            "Dövlət Agentliyinin 2013–2015-ci illər üzrə hesabatında verilmiş qeyd",
            "",
        ),
        (
            "en",
            "this caused a decrease to be observed in the results for the services provided by state bodies.",
            "Note given by the State Agency in its report for 2013–2015",
            "Translation; the Azerbaijani text decides.",
        ),
        (
            "ru",
            "что привело к снижению результатов по услугам, оказываемым государственными органами.",
            "Примечание, данное Государственным агентством в отчёте за 2013–2015 годы",
            "Перевод; основным является текст на азербайджанском языке.",
        ),
    ],
)
def test_the_agencys_note_is_quoted_as_its_own(language: str, ends: str, said_by: str, translated: str) -> None:
    (note,) = [
        block for section in REPORTS[language].sections for block in section.blocks if isinstance(block, Quotation)
    ]

    assert note.text.endswith(ends)
    assert (note.said_by, note.translated) == (said_by, translated)


@pytest.mark.parametrize(("first", "last"), [(2013, 2013), (2014, 2015)])
def test_a_span_that_does_not_cross_the_change_has_no_note(first: int, last: int) -> None:
    report = report_of(historical_years(*range(first, last + 1)), language="az")

    assert [block for section in report.sections for block in section.blocks if isinstance(block, Quotation)] == []
    assert [table.breaks for table in tables(report)] == [frozenset()] * 2


def test_a_year_under_the_order_of_2013_names_that_order_and_no_later_act() -> None:
    report = report_of(historical_years(2013), language="az")
    (basis,) = paragraphs(report, "legal-basis")

    assert "9/14-01 nömrəli əmri ilə təsdiq edilmiş" in basis
    assert "1/1-01" not in basis + report.footer


def test_what_the_totals_show_is_said_in_azerbaijani() -> None:
    assert findings(REPORT) == {
        "2013–2014": (
            (
                "Qiymətləndirilmiş xidmətlər arasında: “Kafi”dən aşağı (50\u00a0%-dən az) olanların payı 14,5 faiz bəndi "
                "artmışdır; “Yaxşı”dan aşağı (70\u00a0%-dən az) olanların payı 8,4 faiz bəndi artmışdır; “Əla”dan aşağı "
                "(90\u00a0%-dən az) olanların payı 8,8 faiz bəndi azalmışdır."
            ),
            (
                "Dəyişmələr müxtəlif istiqamətlidir: yekun göstəricilər nə nəticələrin bütövlükdə azalması, nə də bütövlükdə "
                "yaxşılaşması barədə fikri təsdiq edir."
            ),
            (
                "Həm ən aşağı, həm də ən yüksək qiymət almış xidmətlərin sayı artmışdır: “Qeyri-kafi” – 5-dən 55-ə, “Əla” – "
                "75-dən 114-ə."
            ),
            (
                "Yekun göstəricilərin bu cür dəyişməsi ən azı 90 xidmətin vəziyyətinin (elektronlaşdırılıb-"
                "elektronlaşdırılmaması, qiyməti, Siyahıda olub-olmaması) dəyişdiyini göstərir; həqiqi say daha çox ola bilər."
            ),
            (
                "Yalnız tələblərin artırılması eyni cavablar üzrə “Əla” qiymətlərinin sayını artıra bilməz; həmin say isə "
                "75-dən 114-ə yüksəlmişdir. Deməli, ya xidmətlərin özü dəyişmiş, ya yeni xidmətlər elektronlaşdırılmış, ya da "
                "Qaydaların bəzi tələbləri yüngülləşdirilmişdir."
            ),
            (
                "Bu illər arasında Qaydalar dəyişmişdir. Fərqin nə qədərinin Qaydaların dəyişməsindən irəli gəldiyini yekun "
                "göstəricilər əsasında müəyyən etmək mümkün deyildir: bunun üçün hər bir xidmətin hər iki redaksiya üzrə "
                "nəticəsi tələb olunur."
            ),
        ),
        "2014–2015": (
            (
                "Qiymətləndirilmiş xidmətlər arasında: “Kafi”dən aşağı (50\u00a0%-dən az) olanların payı 2,8 faiz bəndi "
                "artmışdır; “Yaxşı”dan aşağı (70\u00a0%-dən az) olanların payı 3,1 faiz bəndi azalmışdır; “Əla”dan aşağı "
                "(90\u00a0%-dən az) olanların payı 2,7 faiz bəndi azalmışdır."
            ),
            (
                "Dəyişmələr müxtəlif istiqamətlidir: yekun göstəricilər nə nəticələrin bütövlükdə azalması, nə də bütövlükdə "
                "yaxşılaşması barədə fikri təsdiq edir."
            ),
            (
                "Həm ən aşağı, həm də ən yüksək qiymət almış xidmətlərin sayı artmışdır: “Qeyri-kafi” – 55-dən 67-yə, “Əla” – "
                "114-dən 128-ə."
            ),
            (
                "Yekun göstəricilərin bu cür dəyişməsi ən azı 31 xidmətin vəziyyətinin (elektronlaşdırılıb-"
                "elektronlaşdırılmaması, qiyməti, Siyahıda olub-olmaması) dəyişdiyini göstərir; həqiqi say daha çox ola bilər."
            ),
            (
                "Hər iki ildə qiymətləndirmə Qaydaların eyni redaksiyası üzrə aparıldığından bu fərq Qaydaların dəyişməsi ilə "
                "izah oluna bilməz."
            ),
        ),
        "2013–2015": (
            (
                "Yekun göstəricilərin bu cür dəyişməsi ən azı 116 xidmətin vəziyyətinin (elektronlaşdırılıb-"
                "elektronlaşdırılmaması, qiyməti, Siyahıda olub-olmaması) dəyişdiyini göstərir; həqiqi say daha çox ola bilər."
            ),
        ),
    }
    assert paragraphs(REPORT, "findings")[1] == (
        "Elektronlaşdırılmış xidmətlərin payı: 2013-cü ildə 69,5\u00a0%, 2014-cü ildə 77,9\u00a0%, 2015-ci ildə 80,8\u00a0%."
    )


def test_what_the_totals_show_is_said_in_english() -> None:
    said = findings(REPORTS["en"])

    assert said["2013–2014"][:4] == (
        (
            "Among the graded services: the share below “Sufficient” (under 50%) rose by 14.5 percentage points; the share "
            "below “Good” (under 70%) rose by 8.4 percentage points; the share below “Excellent” (under 90%) fell by 8.8 "
            "percentage points."
        ),
        (
            "The signs differ: the totals support neither the statement that results decreased as a whole nor the statement "
            "that they improved as a whole."
        ),
        (
            "The lowest and the highest grade both became more frequent: “Insufficient” from 5 to 55, “Excellent” from 75 to "
            "114 services."
        ),
        (
            "The totals could not have changed so unless at least 90 services changed their state (not electronised, a "
            "grade, outside the List); the real number may be higher."
        ),
    )
    assert said["2014–2015"][-1] == (
        "Both years were assessed under the same edition of the Rules, so a change of the Rules does not explain the "
        "difference."
    )


def test_what_the_totals_show_is_said_in_russian() -> None:
    said = findings(REPORTS["ru"])

    assert said["2013–2014"][:4] == (
        (
            "Среди оценённых услуг: доля услуг ниже «Удовлетворительно» (менее 50\u00a0%) выросла на 14,5 процентного пункта; "
            "доля услуг ниже «Хорошо» (менее 70\u00a0%) выросла на 8,4 процентного пункта; доля услуг ниже «Отлично» (менее "
            "90\u00a0%) снизилась на 8,8 процентного пункта."
        ),
        (
            "Изменения разнонаправлены: итоговые показатели не подтверждают ни общего снижения, ни общего улучшения "
            "результатов."
        ),
        (
            "Выросло число услуг и с самой низкой, и с самой высокой оценкой: «Неудовлетворительно» – с 5 до 55, «Отлично» – "
            "с 75 до 114."
        ),
        (
            "Итоговые показатели могли так измениться, только если изменилось состояние (неэлектронизированная, оценка, вне "
            "Перечня) не менее 90 услуг; действительное число может быть больше."
        ),
    )
    assert said["2013–2015"][0].count("не менее 116 услуг") == 1


@pytest.mark.parametrize("language", ["az", "en", "ru"])
def test_every_year_has_an_annex_with_each_service_once(language: str) -> None:
    report = REPORTS[language]

    for annex in report.annexes:
        totals = published_totals()[annex.year.year]
        assert [(found.kind, found.count) for found in annex.lists] == [
            ("graded", totals["electronised"]),
            ("not_electronised", totals["not_electronised"]),
        ]
        codes = [row.service_code for found in annex.lists for row in found.rows]
        assert len(codes) == len(set(codes)) == totals["services"]


def test_an_annex_is_numbered_through_and_named_as_in_the_published_report() -> None:
    annex = REPORT.annexes[0]

    assert (annex.label, annex.title) == (
        "Əlavə 1",
        (
            "Hesabatda qeyd olunan orqanlar tərəfindən elektron formada göstərilən hər bir xidmətin təşkili və göstərilmə "
            "səviyyəsi üzrə siyahısı (2013-cü il)"
        ),
    )
    assert [row.position for row in annex.lists[0].rows] == list(range(1, annex.lists[0].count + 1))

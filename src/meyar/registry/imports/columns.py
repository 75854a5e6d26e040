"""The columns our sheets have and the headers they are known by, in three languages."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import Final

from django.utils.translation import gettext_noop as _

from meyar.common.azerbaijani import fold


@dataclass(frozen=True)
class Column:
    name: str  # canonical: what mapping files and previews call it
    title: str  # msgid
    also: str = ""  # other headers it is known by, separated by commas; matched without case and diacritics
    required: bool = False

    @property
    def headers(self) -> tuple[str, ...]:
        return (self.name, *filter(None, self.also.split(", ")))


def header_key(header: str) -> str:
    """Equal for “Name_AZ”, "name az" and "Name (az)"."""
    letters = "".join(sign if sign.isalnum() or sign == ":" else " " for sign in fold(header))
    return " ".join(letters.split())


def columns_by_header(columns: Iterable[Column]) -> dict[str, str]:
    return {header_key(text): column.name for column in columns for text in column.headers}


_DEMONSTRATION: Final = Column(
    "demonstration", _("Demonstration"), "demo, nümayiş, nümunə, демонстрация, демонстрационные данные, пример"
)

BODY_COLUMNS: Final = (
    Column("code", _("Code"), "body code, kod, orqanın kodu, qurumun kodu, код, код органа", required=True),
    Column("kind", _("Kind"), "type, növ, növü, вид, тип", required=True),
    Column(
        "abbreviation",
        _("Abbreviation"),
        "abbreviation az, abbr, abreviatura, qısaltma, qısa adı, сокращение, аббревиатура",
    ),
    Column(
        "name_az",
        _("Name in Azerbaijani"),
        "name in azerbaijani, ad, adı, ad az, adı az, orqanın adı, "
        "dövlət orqanı, dövlət orqanının adı, название на азербайджанском, название аз, название az, наименование az",
        required=True,
    ),
    Column(
        "name_en",
        _("Name in English"),
        "name in english, ad en, adı en, ingilis dilində adı, название на английском, название en",
    ),
    Column(
        "name_ru",
        _("Name in Russian"),
        "name in russian, ad ru, adı ru, rus dilində adı, название на русском, название ru, название, наименование",
    ),
    Column("site", _("Web site"), "website, web site, sayt, saytı, internet saytı, сайт"),
    Column(
        "valid_from",
        _("Since"),
        "since, begins on, etibarən, başlanğıc tarixi, qüvvəyə minmə tarixi, с, действует с",
    ),
    Column("valid_to", _("Until"), "until, ends on, ləğv tarixi, bitmə tarixi, tarixədək, до, действует до"),
    Column("successors", _("Successors"), "successor, hüquqi varisi, varisləri, varis, преемники, преемник"),
    Column("certainty", _("Certainty"), "etibarlılıq, dəqiqlik, достоверность"),
    _DEMONSTRATION,
)

SERVICE_COLUMNS: Final = (
    Column("code", _("Code"), "service code, service, kod, xidmətin kodu, код, код услуги", required=True),
    Column("number", _("Number in the List"), "no, number in the list, sıra, nömrə, №, n, номер, пункт"),
    Column(
        "body",
        _("Body"),
        "body code, owner, orqan, qurum, dövlət orqanı, "
        "dövlət orqanının adı, orqanın kodu, орган, государственный орган, ведомство",
        required=True,
    ),
    Column(
        "title_az",
        _("Title in Azerbaijani"),
        "title in azerbaijani, title, ad, adı, xidmətin adı, "
        "elektron xidmətin adı, xidmət, elektron xidmət, название на азербайджанском, название az",
        required=True,
    ),
    Column(
        "title_en",
        _("Title in English"),
        "title in english, adı en, xidmətin adı en, ingilis dilində adı, название на английском, название en",
    ),
    Column(
        "title_ru",
        _("Title in Russian"),
        "title in russian, adı ru, xidmətin adı ru, rus dilində adı, "
        "название на русском, название ru, название услуги, название",
    ),
    Column("nature", _("Nature"), "type, növ, növü, xidmətin növü, вид, вид услуги, тип"),
    Column("audience", _("Audience"), "for whom, istifadəçilər, auditoriya, получатели, аудитория"),
    Column("fee", _("Fee"), "price, ödəniş, rüsum, haqq, плата, оплата, стоимость"),
    Column("stated_time", _("Stated time"), "time, icra müddəti, müddət, срок, срок исполнения"),
    Column(
        "uses_per_year",
        _("Uses per year"),
        "uses, illik istifadə, istifadə sayı, müraciətlərin sayı, обращений в год, число обращений",
    ),
    Column(
        "site_address",
        _("Address on the site"),
        "address, url, link, saytda ünvanı, sayt ünvanı, keçid, адрес на сайте, ссылка",
    ),
    Column(
        "portal_address",
        _("Address on the portal"),
        "portal, portal url, portalda ünvanı, portal ünvanı, адрес на портале",
    ),
    _DEMONSTRATION,
)

ANSWER_COLUMNS: Final = (
    Column("service", _("Service"), "service code, code, xidmət, xidmətin kodu, kod, услуга, код услуги"),
    Column("body", _("Body"), "body code, orqan, qurum, dövlət orqanı, orqanın kodu, орган, код органа"),
    Column("parameter", _("Parameter"), "question, parametr, sual, параметр, вопрос"),
    Column("answer", _("Answer"), "level, cavab, səviyyə, ответ, уровень"),
    Column("detail", _("Detail"), "extent, dərəcə, təfərrüat, степень, уточнение"),
    Column("reason", _("Reason"), "səbəb, əsas, əsaslandırma, причина, обоснование"),
    Column("evidence", _("Evidence"), "sübut, доказательство, подтверждение"),
    _DEMONSTRATION,
)

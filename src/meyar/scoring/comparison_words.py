"""The words of a comparison of two editions, in the three languages. No ending is joined to a value."""

from __future__ import annotations

from enum import StrEnum


class ChangeKind(StrEnum):
    CRITERION_ADDED = "criterion_added"
    CRITERION_DROPPED = "criterion_dropped"
    CRITERION_REWEIGHTED = "criterion_reweighted"
    PARAMETER_ADDED = "parameter_added"
    PARAMETER_DROPPED = "parameter_dropped"
    PARAMETER_SUPERSEDED = "parameter_superseded"
    PARAMETER_MOVED = "parameter_moved"
    PARAMETER_REWEIGHTED = "parameter_reweighted"
    LEVEL_ADDED = "level_added"
    LEVEL_DROPPED = "level_dropped"
    POINTS_CHANGED = "points_changed"
    CHANNELS_CHANGED = "channels_changed"
    GRADE_ADDED = "grade_added"
    GRADE_DROPPED = "grade_dropped"
    BAND_MOVED = "band_moved"
    POLICY_CHANGED = "policy_changed"
    GATE_ADDED = "gate_added"
    GATE_DROPPED = "gate_dropped"
    KNOCK_OUT_ADDED = "knock_out_added"
    KNOCK_OUT_DROPPED = "knock_out_dropped"
    WORDING_CHANGED = "wording_changed"
    DETAIL_CHANGED = "detail_changed"


LANGUAGES = ("az", "en", "ru")

_HEADINGS: dict[ChangeKind, tuple[str, str, str]] = {
    ChangeKind.CRITERION_ADDED: ("Əlavə edilmiş meyarlar", "Criteria added", "Добавленные критерии"),
    ChangeKind.CRITERION_DROPPED: ("Çıxarılmış meyarlar", "Criteria dropped", "Исключённые критерии"),
    ChangeKind.CRITERION_REWEIGHTED: (
        "Çəkisi dəyişmiş meyarlar",
        "Criteria with another weight",
        "Критерии с изменённым весом",
    ),
    ChangeKind.PARAMETER_ADDED: ("Əlavə edilmiş parametrlər", "Parameters added", "Добавленные параметры"),
    ChangeKind.PARAMETER_DROPPED: ("Çıxarılmış parametrlər", "Parameters dropped", "Исключённые параметры"),
    ChangeKind.PARAMETER_SUPERSEDED: ("Əvəz edilmiş parametrlər", "Parameters replaced", "Заменённые параметры"),
    ChangeKind.PARAMETER_MOVED: (
        "Başqa meyara keçirilmiş parametrlər",
        "Parameters moved to another criterion",
        "Параметры, перенесённые в другой критерий",
    ),
    ChangeKind.PARAMETER_REWEIGHTED: (
        "Ən yüksək balı dəyişmiş parametrlər",
        "Parameters with another maximum",
        "Параметры с изменённым максимальным баллом",
    ),
    ChangeKind.LEVEL_ADDED: ("Əlavə edilmiş səviyyələr", "Levels added", "Добавленные уровни"),
    ChangeKind.LEVEL_DROPPED: ("Çıxarılmış səviyyələr", "Levels dropped", "Исключённые уровни"),
    ChangeKind.POINTS_CHANGED: (
        "Balı dəyişmiş səviyyələr",
        "Levels with other points",
        "Уровни с изменёнными баллами",
    ),
    ChangeKind.CHANNELS_CHANGED: ("Mənbəyi dəyişmiş parametrlər", "Other channels", "Изменённые источники"),
    ChangeKind.GRADE_ADDED: ("Əlavə edilmiş qiymətlər", "Grades added", "Добавленные оценки"),
    ChangeKind.GRADE_DROPPED: ("Çıxarılmış qiymətlər", "Grades dropped", "Исключённые оценки"),
    ChangeKind.BAND_MOVED: ("Həddi dəyişmiş qiymətlər (faiz)", "Bands moved (percent)", "Изменённые пороги (процент)"),
    ChangeKind.POLICY_CHANGED: (
        "Dəyişmiş hesablama qaydaları",
        "Scoring policies changed",
        "Изменённые правила расчёта",
    ),
    ChangeKind.GATE_ADDED: (
        "Əlavə edilmiş elektronlaşma şərti",
        "Gate of electronisation added",
        "Добавлено условие электронизации",
    ),
    ChangeKind.GATE_DROPPED: (
        "Çıxarılmış elektronlaşma şərti",
        "Gate of electronisation dropped",
        "Исключено условие электронизации",
    ),
    ChangeKind.KNOCK_OUT_ADDED: (
        "Əlavə edilmiş məhdudlaşdırıcı şərtlər",
        "Knock-outs added",
        "Добавленные ограничивающие условия",
    ),
    ChangeKind.KNOCK_OUT_DROPPED: (
        "Çıxarılmış məhdudlaşdırıcı şərtlər",
        "Knock-outs dropped",
        "Исключённые ограничивающие условия",
    ),
    ChangeKind.WORDING_CHANGED: ("Dəyişmiş mətnlər", "Wording changed", "Изменённые формулировки"),
    ChangeKind.DETAIL_CHANGED: ("Digər dəyişikliklər", "Other changes", "Прочие изменения"),
}

_FIELDS: dict[str, tuple[str, str, str]] = {
    "not_applicable": ("“Tətbiq edilmir” cavabı", "the answer “not applicable”", "ответ «не применимо»"),
    "unreachable": ("xidmət əlçatan olmadıqda", "when the service is unreachable", "когда услуга недоступна"),
    "nothing_applies": (
        "heç bir parametr tətbiq edilmədikdə",
        "when nothing applies",
        "когда ни один параметр не применим",
    ),
    "edges": ("hədd nöqtəsi", "ownership of the edges", "принадлежность границ"),
    "title": ("ad", "title", "название"),
    "title_in_act": ("aktdakı ad", "title in the act", "название в акте"),
    "question": ("sual", "question", "вопрос"),
    "guidance": ("göstəriş", "guidance", "указание"),
    "deficiency": ("çatışmazlıq", "deficiency", "недостаток"),
    "proposal": ("təklif", "proposal", "предложение"),
    "when": ("tətbiq edilmədiyi hal", "when it does not apply", "когда не применяется"),
    "example": ("nümunə", "example", "пример"),
    "scope": ("əhatə", "scope", "охват"),
    "probe": ("ölçmə", "probe", "измерение"),
    "clause": ("bənd", "clause", "пункт"),
    "provenance": ("məlumatın mənşəyi", "provenance", "происхождение данных"),
}

# Policies, channels, scopes and provenance.
_VALUES: dict[str, tuple[str, str, str]] = {
    "exclude_global": (
        "ümumi cəmdən çıxılır",
        "leaves the whole sum",
        "исключается из общей суммы",
    ),
    "exclude_within_criterion": (
        "öz meyarının cəmindən çıxılır",
        "leaves the sum of its criterion",
        "исключается из суммы своего критерия",
    ),
    "zero": ("sıfır bal sayılır", "counts as no points", "считается нулём баллов"),
    "not_assessed": ("qiymətləndirilməmiş sayılır", "counts as not assessed", "считается неоценённым"),
    "own_state": ("ayrıca hal", "a state of its own", "отдельное состояние"),
    "lower_closed": ("yuxarı qiymətə aiddir", "belongs to the higher grade", "относится к высшей оценке"),
    "upper_closed": ("aşağı qiymətə aiddir", "belongs to the lower grade", "относится к низшей оценке"),
    "accepted": ("qəbul edilir", "accepted", "принимается"),
    "not_accepted": ("qəbul edilmir", "not accepted", "не принимается"),
    "service": ("xidmət", "service", "услуга"),
    "body": ("qurum", "body", "орган"),
    "site": ("sayt", "site", "сайт"),
    "portal": ("portal", "portal", "портал"),
    "questionnaire": ("sorğu vərəqi", "questionnaire", "анкета"),
    "visit": ("yerində baxış", "visit", "выезд"),
    "test_application": ("sınaq müraciəti", "test application", "тестовое обращение"),
    "source": ("mənbədə göstərilib", "stated in a source", "указано в источнике"),
    "inferred": ("mənbədən irəli gəlir", "follows from a source", "следует из источника"),
    "assumed": ("fərz edilib", "assumed", "предположено"),
    "user_voice": ("istifadəçi rəyi", "user voice", "мнение пользователей"),
}

_NO_DIFFERENCE = ("Fərq yoxdur.", "There is no difference.", "Различий нет.")


def heading(kind: ChangeKind, language: str) -> str:
    return _HEADINGS[kind][LANGUAGES.index(language)]


def field_word(field: str, language: str) -> str:
    """A field's name; what stands after a dot (`question.ru`, `provenance.points`) in brackets."""
    name, _, part = field.partition(".")
    words = _FIELDS.get(name)
    word = words[LANGUAGES.index(language)] if words else name
    return f"{word} ({part})" if part else word


def value_word(value: str, language: str) -> str:
    """In words where it is a word of the format; other values as they are."""
    words = _VALUES.get(value)
    return words[LANGUAGES.index(language)] if words else value


def no_difference(language: str) -> str:
    return _NO_DIFFERENCE[LANGUAGES.index(language)]

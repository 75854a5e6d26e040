from __future__ import annotations

import re
from collections import defaultdict

import pytest

from tests.rulebooks_data.shipped import (
    IN_FORCE,
    LANGUAGES,
    SHIPPED,
    edition,
    sentences_for_assessors_and_opinions,
    texts_of,
)


@pytest.mark.parametrize("code", SHIPPED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_no_two_places_of_an_edition_share_a_sentence(code: str, language: str) -> None:
    places = defaultdict(list)
    for place, sentence in sentences_for_assessors_and_opinions(code, language):
        places[sentence].append(place)

    assert {sentence: at for sentence, at in places.items() if len(at) > 1} == {}


@pytest.mark.parametrize("language", LANGUAGES)
def test_editions_share_a_sentence_only_where_2014_kept_the_question_of_2013(language: str) -> None:
    places = defaultdict(set)
    for code in SHIPPED:
        for place, sentence in sentences_for_assessors_and_opinions(code, language):
            places[sentence].add((code, place))
    shared = [at for at in places.values() if len(at) > 1]
    kept = {parameter.code for parameter in edition("2013").parameters} - {"automation"}

    assert [at for at in shared if {code for code, _ in at} != set(IN_FORCE)] == []
    assert [at for at in shared if len({place for _, place in at}) > 1] == []
    assert {place.split()[0] for at in shared for _, place in at} == {*kept, "gate"}


@pytest.mark.parametrize("code", IN_FORCE)
def test_a_kept_question_keeps_all_its_words(code: str) -> None:
    other = edition("2014" if code == "2013" else "2013")
    known = {parameter.code: parameter for parameter in other.parameters}
    for parameter in edition(code).parameters:
        if parameter.code in known:
            kept = known[parameter.code]
            assert parameter.title == kept.title
            assert (parameter.question, parameter.guidance) == (kept.question, kept.guidance)
            assert (parameter.deficiency, parameter.proposal) == (kept.deficiency, kept.proposal)
            assert [level.title for level in parameter.levels] == [level.title for level in kept.levels]


@pytest.mark.parametrize("code", SHIPPED)
@pytest.mark.parametrize("language", LANGUAGES)
def test_every_parameter_has_a_short_title_of_its_own(code: str, language: str) -> None:
    parameters = edition(code).parameters
    titles = {parameter.code: getattr(parameter.title, language, None) or "" for parameter in parameters}

    assert [of for of, title in titles.items() if not title] == []
    assert {of: title for of, title in titles.items() if len(title) > 60 or len(title.split()) > 6} == {}
    assert [of for of, title in titles.items() if title.lstrip("“«")[0].islower() or title[-1] in ".?!:"] == []
    assert len({title.casefold() for title in titles.values()}) == len(parameters)


@pytest.mark.parametrize("code", SHIPPED)
def test_the_level_a_guidance_names_is_a_level_of_its_parameter(code: str) -> None:
    # Quotation marks before these words enclose the title of a level.
    names_a_level = {
        "az": r"“([^”]+)” səviyyəsi",
        "en": r"choose “([^”]+)”",
        "ru": r"уров(?:ень|ня) «([^»]+)»",
    }
    for parameter in edition(code).parameters:
        for language, pattern in names_a_level.items():
            titles = {getattr(level.title, language) for level in parameter.levels}
            named = set(re.findall(pattern, getattr(parameter.guidance, language)))
            assert named <= titles, (parameter.code, language)


@pytest.mark.parametrize("code", SHIPPED)
def test_guidance_is_one_to_three_sentences_and_everything_else_is_one(code: str) -> None:
    counted = defaultdict(int)
    for place, _sentence in sentences_for_assessors_and_opinions(code, "az"):
        counted[place] += 1
    too_long = {place: number for place, number in counted.items() if number > (3 if place.endswith("guidance") else 1)}

    assert too_long == {}


@pytest.mark.parametrize("code", SHIPPED)
def test_a_question_asks_and_the_other_texts_state(code: str) -> None:
    for place, text in texts_of(code):
        for language in LANGUAGES:
            words = getattr(text, language)
            if words and place.endswith("question"):
                assert words.endswith("?"), place
            if words and place.split()[-1] in {"guidance", "deficiency", "proposal", "example"}:
                assert words.endswith("."), place


@pytest.mark.parametrize("code", SHIPPED)
def test_azerbaijani_opinions_use_the_words_of_official_opinions(code: str) -> None:
    for parameter in edition(code).parameters:
        assert parameter.deficiency.az.endswith(("aşkar edilmişdir.", "təmin edilməmişdir.")), parameter.code
        assert parameter.proposal.az.endswith(("lıdır.", "lidir.", "təklif olunur.")), parameter.code


@pytest.mark.parametrize(
    "word", ["rəhbərlik", "barmaq izi", "maşın", "3-ə qədər", "elektronlaşdırılmayıb", "saxlanıldı "]
)
@pytest.mark.parametrize("code", SHIPPED)
def test_words_an_official_reader_takes_amiss_do_not_occur(code: str, word: str) -> None:
    assert [place for place, text in texts_of(code) if word in text.az.lower()] == []


def test_the_old_rules_speak_of_organs_and_the_model_of_institutions() -> None:
    assert [place for code in IN_FORCE for place, text in texts_of(code) if "qurum" in text.az.lower()] == []
    assert [place for place, text in texts_of("model-2026") if "orqan" in text.az.lower()] == []

from __future__ import annotations

import random

import pytest
from hypothesis import given
from hypothesis import strategies as st

from meyar.common import azerbaijani as az

ORDINALS = (
    "0-cı 1-ci 2-ci 3-cü 4-cü 5-ci 6-cı 7-ci 8-ci 9-cu 10-cu 20-ci 30-cu 40-cı 50-ci 60-cı 70-ci 80-ci "
    "90-cı 100-cü 1000-ci 1000000-cu 1000000000-cı 2013-cü 2014-cü 2015-ci 2016-cı 2020-ci 2026-cı "
    "2030-cu 3.1.10.3-cü 2013–2015-ci"
)
COUNTED = (
    "354-ü 233-ü 438-i 97-si 39-u 40-ı 82-si 56-sı 0-ı 1-i 10-u 20-si 50-si 100-ü 305-i 341-i 84-ü "
    "134-ü 1000-i 1000000-u"
)


def mixed(names: list[str]) -> list[str]:
    return random.Random(1).sample(names, len(names))


class TestLetters:
    def test_capital_of_i_keeps_its_dot_and_of_dotless_i_has_none(self):
        assert az.upper("istifadə, müraciətlərin, ılıq") == "İSTİFADƏ, MÜRACİƏTLƏRİN, ILIQ"

    def test_small_letters_are_told_apart_the_same_way(self):
        assert az.lower("İSTİFADƏ, ILIQ, MÜRACİƏTLƏRİN") == "istifadə, ılıq, müraciətlərin"

    def test_a_capital_i_typed_as_letter_and_dot_is_one_letter(self):
        assert az.lower("I\u0307lan") == "ilan"

    @given(st.text(alphabet=az.ALPHABET + " -“”0123456789"))
    def test_lower_undoes_upper_in_azerbaijani_text(self, text):
        assert az.lower(az.upper(text)) == text


class TestSearchKey:
    @pytest.mark.parametrize("typed", ["ədliyyə", "edliyye", "ƏDLİYYƏ", "EDLIYYE", " “Ədliyyə” ", "Ədliyyə"])
    def test_every_way_of_typing_a_name_gives_one_key(self, typed):
        assert az.fold(typed) == "edliyye"

    def test_each_special_letter_folds_to_its_plain_one(self):
        assert az.fold("ƏəĞğIıİiÖöŞşÜüÇç") == "eeggiiiioossuucc"

    def test_quotation_marks_go_and_any_white_space_is_one_space(self):
        assert az.fold('«Azərsu»\u00a0 ASC\n‘a’ "b" „c“') == "azersu asc a b c"

    def test_russian_is_kept_and_only_loses_its_case(self):
        assert az.fold("Министерство ЮСТИЦИИ") == "министерство юстиции"

    @given(st.text())
    def test_folding_twice_changes_nothing_more(self, text):
        assert az.fold(az.fold(text)) == az.fold(text)

    @given(st.text(alphabet=az.ALPHABET + " "))
    def test_case_never_matters(self, text):
        assert az.fold(az.upper(text)) == az.fold(text)


class TestOrder:
    def test_the_thirty_two_letters_stand_in_the_order_of_the_alphabet(self):
        order = list("abcçdeəfgğhxıijkqlmnoöprsştuüvyz")

        assert sorted(mixed(order), key=az.sort_key) == order

    def test_capitals_stand_with_their_small_letters(self):
        assert [az.sort_key(az.upper(letter)) for letter in az.ALPHABET] == [
            az.sort_key(letter) for letter in az.ALPHABET
        ]

    def test_names_sort_as_in_an_azerbaijani_list(self):
        names = [
            "2-ci bölmə",
            "Ailə, Qadın və Uşaq Problemləri üzrə Dövlət Komitəsi",
            "“Azərsu” ASC",
            "Daxili İşlər Nazirliyi",
            "Dini Qurumlarla İş üzrə Dövlət Komitəsi",
            "Ekologiya və Təbii Sərvətlər Nazirliyi",
            "Ədliyyə Nazirliyi",
            "Gənclər və İdman Nazirliyi",
            "Xarici İşlər Nazirliyi",
            "İqtisadiyyat və Sənaye Nazirliyi",
            "Kənd Təsərrüfatı Nazirliyi",
            "Qaçqınların və Məcburi Köçkünlərin İşləri üzrə Dövlət Komitəsi",
            "Maliyyə Nazirliyi",
            "Vergilər Nazirliyi",
            "Windows",
            "Yol Polisi",
            "Агентство",
            "Ёлка",
            "Яблоко",
        ]

        assert sorted(mixed(names), key=az.sort_key) == names

    def test_a_shorter_name_comes_before_the_same_with_more_words_or_letters(self):
        names = ["Əmlak", "Əmlak Məsələləri", "Əmlakçı"]

        assert sorted(mixed(names), key=az.sort_key) == names

    def test_foreign_marks_stand_with_their_plain_letter(self):
        assert az.sort_key("Café") == az.sort_key("cafe")

    def test_an_english_list_keeps_the_english_order(self):
        names = ["Health", "Internal Affairs", "Justice", "Questions", "Xenon"]

        assert sorted(mixed(names), key=lambda name: az.sort_key(name, "en")) == names

    @given(st.text())
    def test_the_key_is_made_of_figures_alone_so_every_collation_agrees(self, text):
        key = az.sort_key(text)

        assert key == "" or (key.isascii() and key.isdigit())

    @given(st.text(alphabet=az.ALPHABET), st.text(alphabet=az.ALPHABET))
    def test_the_key_orders_words_as_the_alphabet_does(self, one, other):
        by_alphabet = [az.ALPHABET.index(letter) for letter in one] < [az.ALPHABET.index(letter) for letter in other]

        assert (az.sort_key(one) < az.sort_key(other)) == by_alphabet


class TestNumbers:
    @pytest.mark.parametrize(
        "expected",
        ORDINALS.split(),
    )
    def test_an_ordinal_ends_as_it_is_read(self, expected):
        assert az.ordinal(expected.rpartition("-")[0]) == expected

    def test_an_ordinal_takes_a_whole_number(self):
        assert (az.ordinal(2013), az.ordinal_suffix(2013)) == ("2013-cü", "cü")

    @pytest.mark.parametrize(
        "expected",
        COUNTED.split(),
    )
    def test_a_counted_number_carries_the_possessive_of_its_last_word(self, expected):
        assert az.counted(int(expected.rpartition("-")[0])) == expected

    @pytest.mark.parametrize(
        ("number", "genitive", "dative", "locative", "ablative", "accusative"),
        [
            (2013, "2013-ün", "2013-ə", "2013-də", "2013-dən", "2013-ü"),
            (2016, "2016-nın", "2016-ya", "2016-da", "2016-dan", "2016-nı"),
            (2010, "2010-un", "2010-a", "2010-da", "2010-dan", "2010-u"),
            (2, "2-nin", "2-yə", "2-də", "2-dən", "2-ni"),
            (40, "40-ın", "40-a", "40-da", "40-dan", "40-ı"),
        ],
    )
    def test_a_number_takes_every_case(self, number, genitive, dative, locative, ablative, accusative):
        assert az.genitive(number) == genitive
        assert az.dative(number) == dative
        assert az.locative(number) == locative
        assert az.ablative(number) == ablative
        assert az.accusative(number) == accusative

    def test_a_number_written_with_thin_spaces_is_read_whole(self):
        assert az.counted("1\u202f000\u202f000") == "1\u202f000\u202f000-u"

    def test_two_numbers_side_by_side_are_not_read_as_one(self):
        assert az.counted("2015 000") == "2015 000-ı"

    def test_a_percentage_is_read_faiz(self):
        assert az.possessive("80,8 %") == "80,8 %-i"

    def test_a_text_without_a_figure_at_its_end_has_no_ordinal(self):
        with pytest.raises(ValueError, match="A number is expected at the end of 'bənd'"):
            az.ordinal("bənd")

    @given(st.integers(min_value=0, max_value=10**18))
    def test_only_the_last_spoken_word_of_a_number_decides(self, number):
        assert az.ordinal_suffix(1000 * 10**18 + number) == az.ordinal_suffix(number) or number == 0

    @given(st.integers(min_value=0, max_value=10**20))
    def test_every_number_has_an_ending(self, number):
        assert az.ordinal_suffix(number) in {"cı", "ci", "cu", "cü"}


class TestNames:
    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Nazirliyi", "Nazirliyinin"),
            ("Ədliyyə Nazirliyi", "Ədliyyə Nazirliyinin"),
            ("Komitəsi", "Komitəsinin"),
            ("Xidməti", "Xidmətinin"),
            ("İdarəsi", "İdarəsinin"),
            ("Dövlət Sosial Müdafiə Fondu", "Dövlət Sosial Müdafiə Fondunun"),
            ("Ali Attestasiya Komissiyası", "Ali Attestasiya Komissiyasının"),
            ("Dövlət Qulluğu Məsələləri üzrə Komissiya", "Dövlət Qulluğu Məsələləri üzrə Komissiyanın"),
            ("ASC", "ASC-nin"),
            ("“Azərsu” ASC", "“Azərsu” ASC-nin"),
            ("FHN", "FHN-in"),
            ("MSK", "MSK-nın"),
            ("DMX", "DMX-nin"),
            ("MədTN", "MədTN-in"),
            ("ASAN", "ASAN-ın"),
            ("“Əsasnamə”", "“Əsasnamə”nin"),
            ("Agentlik", "Agentliyin"),
            ("Mərkəzi Bank (AMB)", "Mərkəzi Bankın (AMB)"),
            ("ƏDLİYYƏ NAZİRLİYİ", "ƏDLİYYƏ NAZİRLİYİNİN"),
            ("Facebook", "Facebookun"),
        ],
    )
    def test_genitive(self, name, expected):
        assert az.genitive(name) == expected

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("Nazirliyi", "Nazirliyinə"),
            ("Ədliyyə Nazirliyi", "Ədliyyə Nazirliyinə"),
            ("Komitəsi", "Komitəsinə"),
            ("Dövlət Statistika Komitəsi", "Dövlət Statistika Komitəsinə"),
            ("Dövlət Sosial Müdafiə Fondu", "Dövlət Sosial Müdafiə Fonduna"),
            ("Milli Arxiv İdarəsi", "Milli Arxiv İdarəsinə"),
            ("Komissiya", "Komissiyaya"),
            ("“Siyahısı”", "“Siyahısı”na"),
            ("“Siyahı”", "“Siyahı”ya"),
            ("“Qiymətləndirmə Qaydaları”", "“Qiymətləndirmə Qaydaları”na"),
            ("“Qeyri-kafi”", "“Qeyri-kafi”yə"),
            ("“Kafi”", "“Kafi”yə"),
            ("“Yaxşı”", "“Yaxşı”ya"),
            ("“Əla”", "“Əla”ya"),
            ("ASC", "ASC-yə"),
            ("ABŞ", "ABŞ-a"),
            ("Agentlik", "Agentliyə"),
        ],
    )
    def test_dative(self, name, expected):
        assert az.dative(name) == expected

    @pytest.mark.parametrize(
        ("name", "expected"),
        [
            ("“Qeyri-kafi”", "“Qeyri-kafi”dən"),
            ("“Kafi”", "“Kafi”dən"),
            ("“Yaxşı”", "“Yaxşı”dan"),
            ("“Əla”", "“Əla”dan"),
            ("Ədliyyə Nazirliyi", "Ədliyyə Nazirliyindən"),
            ("Agentlik", "Agentlikdən"),
            ("DSMF", "DSMF-dən"),
        ],
    )
    def test_ablative(self, name, expected):
        assert az.ablative(name) == expected

    @pytest.mark.parametrize(
        ("name", "expected"),
        [("il", "ildə"), ("Ədliyyə Nazirliyi", "Ədliyyə Nazirliyində"), ("portal", "portalda")],
    )
    def test_locative(self, name, expected):
        assert az.locative(name) == expected

    @pytest.mark.parametrize(
        ("name", "expected"),
        [("xidmət", "xidməti"), ("komitə", "komitəsi"), ("orqan", "orqanı"), ("agentlik", "agentliyi")],
    )
    def test_possessive(self, name, expected):
        assert az.possessive(name) == expected

    @pytest.mark.parametrize(
        ("name", "expected"), [("Komitəsi", "Komitəsini"), ("xidmət", "xidməti"), ("“Əla”", "“Əla”nı")]
    )
    def test_accusative(self, name, expected):
        assert az.accusative(name) == expected

    def test_the_caller_may_say_that_a_name_is_possessed(self):
        assert az.dative("Çox əlverişli", possessed=False) == "Çox əlverişliyə"
        assert az.dative("vergisi", possessed=True) == "vergisinə"

    def test_a_text_without_a_word_has_no_ending(self):
        with pytest.raises(ValueError, match="An ending needs a word, a number or an abbreviation"):
            az.genitive("“”")

    @given(st.text(alphabet=az.ALPHABET, min_size=1, max_size=12))
    def test_endings_agree_with_the_last_vowel_in_any_word(self, word):
        vowels = [letter for letter in word if letter in "aıoueəiöü"]
        back = bool(vowels) and vowels[-1] in "aıou"

        assert az.ablative(word)[-2] == ("a" if back else "ə")


@pytest.mark.parametrize("name", ["upper", "lower", "fold", "sort_key"])
def test_an_empty_text_stays_empty(name):
    assert getattr(az, name)("") == ""

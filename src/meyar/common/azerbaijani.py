"""
Azerbaijani letters, their order, and the endings of words and numbers.

Nothing else in the house glues an ending. Numbers and abbreviations are inflected as they are read aloud:
“354” is read “üç yüz əlli dörd”, so its ending follows the ö of “dörd”; “ASC” ends with the letter “ce”.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable
from dataclasses import dataclass

ALPHABET = "abcçdeəfgğhxıijkqlmnoöprsştuüvyz"


def upper(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("i", "İ").upper()


def lower(text: str) -> str:
    return unicodedata.normalize("NFC", text).replace("İ", "i").replace("I", "ı").lower()


def fold(text: str) -> str:
    """
    The key to search by: “Ədliyyə”, ƏDLİYYƏ and edliyye give the same one.

    Case, diacritics and quotation marks are dropped, any run of white space becomes one space.

    >>> fold(" “Ədliyyə”  NAZİRLİYİ ")
    'edliyye nazirliyi'
    """
    plain = _without_marks(unicodedata.normalize("NFKD", text)).casefold()
    plain = _without_marks(unicodedata.normalize("NFKD", plain)).translate(_FOLDED_LETTERS)
    return " ".join(plain.split())


def sort_key(text: str, language: str = "az") -> str:
    """
    The key to sort by: two decimal digits per letter, so every database collation compares it alike.

    Quotation marks and case do not count, other marks separate words, shorter comes first, then figures, then
    Latin letters in the order of the language (w after v in Azerbaijani), then Cyrillic ones, then the rest.
    """
    if language == "az":
        codes, lowered = _AZERBAIJANI_CODES, lower(text)
    else:
        codes, lowered = _PLAIN_LATIN_CODES, unicodedata.normalize("NFC", text).lower()
    letters = _sorting_letters(lowered, codes)
    return "".join(codes.get(letter) or f"99{ord(letter):07d}" for letter in letters)


def ordinal(number: int | str) -> str:
    """
    A number with its ordinal ending; a numbered item may be given as text.

    >>> ordinal(2013), ordinal("3.1.10.3")
    ('2013-cü', '3.1.10.3-cü')
    """
    return f"{number}-{ordinal_suffix(number)}"


def ordinal_suffix(number: int | str) -> str:
    """The ending alone, without its hyphen: cı, ci, cu or cü."""
    return "c" + _sound_of_number(str(number)).high


def counted(number: int | str) -> str:
    """
    A number standing for its share of a whole (“xidmətlərdən 354-ü”).

    >>> counted(354), counted(97)
    ('354-ü', '97-si')
    """
    sound = _sound_of_number(str(number))
    return f"{number}-{'s' if sound.ends_in_vowel else ''}{sound.high}"


def possessive(text: int | str) -> str:
    """The third person possessive: xidmət - xidməti, komitə - komitəsi, 97 - 97-si."""
    return _with_ending(text, lambda sound: ("s" if sound.ends_in_vowel else "") + sound.high)


def genitive(text: int | str) -> str:
    """Whose: Nazirliyinin, ASC-nin, “Kafi”nin, 2016-nın."""
    return _with_ending(text, lambda sound: ("n" if sound.ends_in_vowel else "") + sound.high + "n")


def accusative(text: int | str) -> str:
    """Whom, what: Nazirliyini, xidməti, 2016-nı."""
    return _with_ending(text, lambda sound: ("n" if sound.ends_in_vowel else "") + sound.high)


def dative(text: int | str, *, possessed: bool | None = None) -> str:
    """
    To whom: Nazirliyinə, “Yaxşı”ya, 2016-ya.

    Args:
        text: A name, a number or an abbreviation.
        possessed: Whether the name already carries a possessive ending (Nazirliyi does, kafi does not). Left
            out, it is told from the form of the name; give it where a name could be either.
    """
    return _with_ending(
        text,
        lambda sound: ("n" if sound.is_possessed else "y" if sound.ends_in_vowel else "") + sound.low,
        possessed,
    )


def locative(text: int | str, *, possessed: bool | None = None) -> str:
    """At, in: Nazirliyində, ildə, 2016-da. `possessed` as in dative."""
    return _with_ending(text, lambda sound: ("n" if sound.is_possessed else "") + "d" + sound.low, possessed)


def ablative(text: int | str, *, possessed: bool | None = None) -> str:
    """From: Nazirliyindən, “Kafi”dən, 2016-dan. `possessed` as in dative."""
    return _with_ending(text, lambda sound: ("n" if sound.is_possessed else "") + "d" + sound.low + "n", possessed)


_OPENING_QUOTES = "“„‟«‹‘‚‛"
_CLOSING_QUOTES = "”“»›’\"'ʼ"
_QUOTES = _OPENING_QUOTES + _CLOSING_QUOTES + "`"
_FOLDED_LETTERS = str.maketrans("əı", "ei", _QUOTES)
_CYRILLIC = "абвгдеёжзийклмнопрстуфхцчшщъыьэюя"


def _codes(latin: str) -> dict[str, str]:
    return {sign: str(10 + place) for place, sign in enumerate(" 0123456789" + latin + _CYRILLIC)}


_AZERBAIJANI_CODES = _codes(ALPHABET.replace("v", "vw"))
_PLAIN_LATIN_CODES = _codes("abcdefghijklmnopqrstuvwxyz")


def _without_marks(decomposed: str) -> str:
    return "".join(sign for sign in decomposed if not unicodedata.combining(sign))


def _sorting_letters(text: str, codes: dict[str, str]) -> str:
    letters = ""
    for sign in text:
        if sign in codes:
            letters += sign
        elif sign not in _QUOTES:
            plain = _without_marks(unicodedata.normalize("NFKD", sign)).lower().translate(_FOLDED_LETTERS)
            letters += "".join(part if part.isalnum() else " " for part in plain)
    return " ".join(letters.split())


_HIGH = dict(zip("aıeəiouöü", "ııiiiuuüü", strict=True))
_LOW = dict(zip("aıoueəiöü", "aaaaəəəəə", strict=True))


@dataclass(frozen=True, slots=True)
class _Sound:
    """How a text sounds at its end."""

    vowel: str  # the last one spoken
    ends_in_vowel: bool
    is_possessed: bool = False  # Nazirliyi: an n comes before the endings of place and direction

    @property
    def high(self) -> str:
        return _HIGH[self.vowel]

    @property
    def low(self) -> str:
        return _LOW[self.vowel]


_UNITS = ("sıfır", "bir", "iki", "üç", "dörd", "beş", "altı", "yeddi", "səkkiz", "doqquz")
_TENS = ("", "on", "iyirmi", "otuz", "qırx", "əlli", "altmış", "yetmiş", "səksən", "doxsan")
_THOUSANDS = ("min", "milyon", "milyard", "trilyon", "kvadrilyon", "kvintilyon")
_NUMBER_AT_END = re.compile(r"(?<![\d.,])\d{1,3}(?:[ \u00a0\u202f]\d{3})+$|\d+$", re.ASCII)

# The names as officials say them (MSK-nın, DMX-nin, FHN-in, ABŞ-ın): the ending follows the name.
_LETTER_NAMES = {
    **{letter: letter + "e" for letter in "bcçdfgğjpqtvxyz"},
    **{letter: "e" + letter for letter in "lmnrs"},
    **{letter: letter for letter in "aeəıioöuü"},
    "h": "haş",
    "k": "ka",
    "ş": "aş",
    "w": "ve",
}
_READ_AS_WORDS = frozenset({"AMEA", "ASAN", "ATƏT", "KİV", "NATO", "SOCAR", "UNESCO", "YUNESKO", "YUNİSEF"})
_LONGEST_ABBREVIATION = 6  # SHXÇDX; longer capitals are a heading

_PARENTHESIS_AT_END = re.compile(r"\s*\([^()]*\)$")
_LAST_WORD = re.compile(rf"[^\s\-–—/{re.escape(_QUOTES)}]+$")
_SOFTENED = {"lik": "liy", "lıq": "lığ", "luq": "luğ", "lük": "lüy"}

# A name of several words that ends in a high vowel is taken for a possessed one (Mərkəzi Bankı), a single
# word only in these forms; and neither, where the vowel belongs to the word itself.
_POSSESSED_WORD = re.compile(
    r"(l(iyi|ığı|uğu|üyü)|l(arı|əri)|[aeəıioöuü]s[ıiuü]"
    r"|xidməti|fondu|bankı|mərkəzi|institutu|kabineti|məclisi|prezidenti|şirkəti|departamenti|universiteti"
    r"|aparatı|katibi|rəhbəri|sədri|müdiri|qurumu|orqanı|portalı|reyestri|hesabatı)$"
)
_PLAIN_WORD = re.compile(r"yaxşı|kafi|siyahı|əhali|vergi|sürücü|.*[çc][ıiuü]")


def _with_ending(text: int | str, ending: Callable[[_Sound], str], possessed: bool | None = None) -> str:
    """Attach before a parenthesis, straight after a quotation mark, with a hyphen to figures and capitals."""
    aside = _PARENTHESIS_AT_END.search(str(text))
    name = str(text)[: aside.start()] if aside else str(text)
    sound, needs_hyphen = _reading(name)
    if possessed is not None:
        sound = _Sound(sound.vowel, sound.ends_in_vowel, possessed)
    added = ending(sound)
    if name[-1] in _CLOSING_QUOTES:
        joint = ""
    elif needs_hyphen:
        joint = "-"
    else:
        joint = ""
        if added[0] in _HIGH and lower(name)[-3:] in _SOFTENED:
            softened = _SOFTENED[lower(name)[-3:]]
            name = name[:-3] + (upper(softened) if name[-3:].isupper() else softened)
        if _is_heading(name):
            added = upper(added)
    return f"{name}{joint}{added}{aside[0] if aside else ''}"


def _reading(name: str) -> tuple[_Sound, bool]:
    """How the end of a name sounds, and whether an ending is set off by a hyphen."""
    bare = name.rstrip(_CLOSING_QUOTES + ".")
    if _NUMBER_AT_END.search(bare):
        return _sound_of_number(bare), True
    if bare.endswith("%"):
        return _sound_of_word("faiz"), True
    found = _LAST_WORD.search(bare)
    if found is None:
        raise ValueError(f"An ending needs a word, a number or an abbreviation to follow, not {name!r}.")
    word = found[0]
    if _is_abbreviation(word) and not _is_heading(bare):
        spoken = word if word in _READ_AS_WORDS else _LETTER_NAMES.get(lower(word)[-1], "e")
        return _sound_of_word(spoken), True
    is_alone = bare.strip(_QUOTES) == word or bare.endswith("-" + word)
    return _sound_of_word(word, is_possessed=_is_possessed(lower(word), is_alone=is_alone)), False


def _sound_of_word(word: str, *, is_possessed: bool = False) -> _Sound:
    letters = [letter if letter in _HIGH else fold(letter) for letter in lower(word)]
    vowels = [letter for letter in letters if letter in _HIGH]
    return _Sound(vowels[-1] if vowels else "e", letters[-1] in _HIGH, is_possessed)


def _sound_of_number(text: str) -> _Sound:
    found = _NUMBER_AT_END.search(text)
    if found is None:
        raise ValueError(f"A number is expected at the end of {text!r}.")
    figures = re.sub(r"\D", "", found[0])
    zeros = len(figures) - len(figures.rstrip("0"))
    if int(figures) == 0:
        return _sound_of_word(_UNITS[0])
    if zeros == 0:
        return _sound_of_word(_UNITS[int(figures[-1])])
    if zeros == 1:
        return _sound_of_word(_TENS[int(figures[-2])])
    if zeros == 2:
        return _sound_of_word("yüz")
    return _sound_of_word(_THOUSANDS[min(zeros // 3, len(_THOUSANDS)) - 1])


def _is_abbreviation(word: str) -> bool:
    capitals = sum(letter.isupper() for letter in word)
    return word[-1].isupper() and len(word) <= _LONGEST_ABBREVIATION and (capitals > 1 or len(word) == 1)


def _is_heading(name: str) -> bool:
    return name.isupper() and any(len(word) > _LONGEST_ABBREVIATION for word in name.split())


def _is_possessed(word: str, *, is_alone: bool) -> bool:
    if _PLAIN_WORD.fullmatch(word):
        return False
    return bool(_POSSESSED_WORD.search(word)) or (not is_alone and word[-1] in "ıiuü")

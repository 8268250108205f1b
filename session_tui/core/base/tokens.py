"""Split text into the tokens that search compares.

Accents and case are folded: ``Étude``, ``etude`` and ``ÉTUDE`` are one word. So are letters that Unicode does not
decompose, such as ``ł``, ``ø`` and ``æ``: ``Łódź`` is ``lodz``. Invisible characters, such as the soft hyphen, are left
out. A word is letters, their marks and digits;
an apostrophe or a hyphen separates two words, so ``O'Brien`` is ``o`` followed by ``brien``, whichever apostrophe is
typed. In scripts without spaces between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) each letter is a word,
and a search term is a sequence of such words.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache, lru_cache

_ACCENTS = re.compile(
    "[\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a\u064b-\u065f\u0670]+"
)
"""Accents, and Hebrew and Arabic vowel points, which most people leave out when they type."""
_INVISIBLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e\u2060-\u206f\u3164"
    "\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3\U0001d173-\U0001d17a\U000e0000-\U000e0fff]+"
)
"""The characters that Unicode calls default-ignorable (Default_Ignorable_Code_Point)."""
_PLAIN_LETTERS = dict(zip("łøđħŧıŋƀɓƈȼɖɗɇǥɠɨɉƙƚɲɵƥɍƭʉƴɏƶ", "lodhtinbbccddeggijklnoprtuyyz", strict=True)) | {
    "æ": "ae",
    "œ": "oe",
    "ð": "d",
    "þ": "th",
}
"""Small Latin letters with a stroke, a hook or a ligature, which have no decomposition in Unicode."""
_SPECIAL_LETTER = re.compile(f"[{''.join(_PLAIN_LETTERS)}]")
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai and Lao, Burmese, Khmer
    "\u3005-\u3007\u3041-\u3096\u309d-\u30ff\u31f0-\u31ff"  # Japanese kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_INDIC = "\u0900-\u0963\u0966-\u0dff\u0f00-\u0fff"
"""Scripts whose vowel signs are combining marks and belong to their words."""
_WORD = re.compile(f"[{_UNSPACED}]|(?:[^\\W_{_UNSPACED}]|[{_INDIC}])+")
_ASCII_WORD = re.compile("[a-z0-9]+")
_RUNS = re.compile(r"([\0-\x7f]+(?=[\0-\x7f]|\Z))|[\0-\x7f]?[^\0-\x7f]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A folded word and its span in the original text: ``text[start:end]``."""

    folded: str
    start: int
    end: int


def words_of(text: str) -> list[str]:
    """Return the words of a text, folded, in order."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return _WORD.findall(_folded(text))


def spaced_words(text: str) -> str:
    """Return the folded text with its words separated by ASCII characters that are neither letters nor digits.

    SQLite's ``ascii`` tokenizer, which also folds ASCII case, then finds exactly these words. This is faster
    than splitting the words here.
    """
    if text.isascii():
        return text
    folded = _folded(text)
    if _any_unspaced().search(folded):
        return " ".join(_WORD.findall(folded))
    return _between().sub(" ", folded)


def placed_words(text: str) -> Iterator[Word]:
    """Return the same words as `words_of`, each with its span in the text."""
    for folded, (start, end) in zip(words_of(text), word_spans(text), strict=True):
        yield Word(folded, start, end)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Return the spans of the words that `words_of` returns, in the same order."""
    if text.isascii():
        # Lower case keeps every index in ASCII; in other scripts folding changes lengths.
        return [found.span() for found in _ASCII_WORD.finditer(text.lower())]
    folded, places = _folded_with_places(text)
    return [(places[found.start()][0], places[found.end() - 1][1]) for found in _WORD.finditer(folded)]


def _folded(text: str) -> str:
    """Return the text without case, accents and invisible characters; other marks stay with their letters."""
    # Invisible characters go first: a mark after them combines with the letter before them.
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", _INVISIBLE.sub("", text)))
    plain = _SPECIAL_LETTER.sub(lambda found: _PLAIN_LETTERS[found[0]], bare.casefold())
    # NFKD split Korean syllables into their parts; this joins them again.
    return unicodedata.normalize("NFKC", plain)


def _folded_with_places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """Return the folded text, and for each of its characters the span of the original text that it comes from.

    Each letter is folded together with its marks, the largest unit that folding depends on. A run of ASCII is folded
    at once, except for its last letter, which marks may follow.
    """
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    for run in _RUNS.finditer(text):
        start, end = run.span()
        if run[1]:
            pieces.append(run[1].lower())
            places += [(place, place + 1) for place in range(start, end)]
            continue
        for place, after in _clusters(text, start, end):
            piece = _folded_cluster(text[place:after])
            pieces.append(piece)
            places += [(place, after)] * len(piece)
    return "".join(pieces), places


@cache
def _any_unspaced() -> re.Pattern[str]:
    """Return the pattern of letters that are words by themselves; compiled on first use, since few texts need it."""
    return re.compile(f"[{_UNSPACED}]")


@cache
def _between() -> re.Pattern[str]:
    """Return the pattern of characters that are neither ASCII nor part of a word."""
    return re.compile(f"[^\\w{_INDIC}\\x00-\\x7f]+")


@lru_cache(4096)
def _folded_cluster(cluster: str) -> str:
    """Fold one letter with its marks; cached, because few of them make up a text."""
    return _folded(cluster)


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """Return the spans of a piece of text, cut before each character that does not combine with the previous one."""
    for place in range(start + 1, end):
        if not _joins(text[place]):
            yield start, place
            start = place
    yield start, end


def _joins(letter: str) -> bool:
    """Whether a character may combine with the ones before it: marks, and the parts of Korean syllables.

    Invisible characters too, since a mark after one still combines with the letter before it.
    """
    if _INVISIBLE.match(letter):
        return True
    # Combining marks begin at U+0300, so most letters need no look-up. Then come Korean vowels and final
    # consonants, and the half-width Japanese voicing marks, which Unicode calls letters.
    return letter > "\u02ff" and (
        unicodedata.category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff" or letter in "\uff9e\uff9f"
    )

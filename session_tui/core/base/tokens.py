"""How text becomes the words that searching compares.

Accents and case are folded: ``Étude``, ``etude`` and ``ÉTUDE`` are one word. A word is letters, their marks and digits;
an apostrophe or a hyphen parts two words, so ``O'Brien`` is ``o`` followed by ``brien``, however the apostrophe is
written. Scripts that put no space between words (Chinese, Japanese, Thai, Lao, Khmer, Burmese) have a word a letter,
and what is looked for in them is a row of such words.
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
"""Accents, and the points of Hebrew and Arabic, which most people leave out."""
_UNSPACED = (
    "\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff"  # Thai and Lao, Burmese, Khmer
    "\u3005-\u3007\u3041-\u3096\u309d-\u30ff\u31f0-\u31ff"  # Japanese kana
    "\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff"  # Han
)
_INDIC = "\u0900-\u0963\u0966-\u0dff\u0f00-\u0fff"
"""Scripts whose vowel signs are marks: they are part of their words."""
_WORD = re.compile(f"[{_UNSPACED}]|(?:[^\\W_{_UNSPACED}]|[{_INDIC}])+")
_ASCII_WORD = re.compile("[a-z0-9]+")
_RUNS = re.compile(r"([\0-\x7f]+(?=[\0-\x7f]|\Z))|[\0-\x7f]?[^\0-\x7f]+")


@dataclass(frozen=True, slots=True)
class Word:
    """A word of a text, folded, and where it stands: ``text[start:end]``."""

    fold_case: str
    start: int
    end: int


def words_of(text: str) -> list[str]:
    """The words of a text, folded, in order."""
    if text.isascii():
        return _ASCII_WORD.findall(text.lower())
    return _WORD.findall(_folded(text))


def spaced_words(text: str) -> str:
    """The text folded so far that its words are all that stands between ASCII characters but letters and digits.

    That is how SQLite's plainest tokenizer sees a text, which makes small letters of large ones as well. It is quicker
    than telling the words apart.
    """
    if text.isascii():
        return text
    fold_case = _folded(text)
    if _any_unspaced().search(fold_case):
        return " ".join(_WORD.findall(fold_case))
    return _between().sub(" ", fold_case)


def placed_words(text: str) -> Iterator[Word]:
    """The words of a text, folded, with their places: the same words as `words_of` gives."""
    for fold_case, (start, end) in zip(words_of(text), word_spans(text), strict=True):
        yield Word(fold_case, start, end)


def word_spans(text: str) -> list[tuple[int, int]]:
    """Where the words that `words_of` gives stand in the text, in the same order."""
    if text.isascii():
        return [found.span() for found in _ASCII_WORD.finditer(text.lower())]
    fold_case, places = _folded_with_places(text)
    return [(places[found.start()][0], places[found.end() - 1][1]) for found in _WORD.finditer(fold_case)]


def _folded(text: str) -> str:
    """The text without case and accents; other marks stay with their letters."""
    bare = _ACCENTS.sub("", unicodedata.normalize("NFKD", text))
    return unicodedata.normalize("NFKC", bare.casefold())


def _folded_with_places(text: str) -> tuple[str, list[tuple[int, int]]]:
    """The folded text, and for each of its characters the piece of the text that it comes from.

    It is folded a letter with its marks at a time, which is as large a piece as folding ever looks at; a run of ASCII
    at once, but for its last letter, which may have marks.
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
    """Finds a letter that is a word; made when a text is spaced, which most who look for words never ask for."""
    return re.compile(f"[{_UNSPACED}]")


@cache
def _between() -> re.Pattern[str]:
    """Finds what is neither ASCII nor part of a word."""
    return re.compile(f"[^\\w{_INDIC}\\x00-\\x7f]+")


@lru_cache(4096)
def _folded_cluster(cluster: str) -> str:
    return _folded(cluster)


def _clusters(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    """A piece of the text cut before each character that does not combine with the one before it."""
    for place in range(start + 1, end):
        if not _joins(text[place]):
            yield start, place
            start = place
    yield start, end


def _joins(letter: str) -> bool:
    """Whether a character may become one with those before it: marks, and the parts of Korean syllables."""
    return letter > "\u02ff" and (
        unicodedata.category(letter)[0] == "M" or "\u1160" <= letter <= "\u11ff" or letter in "\uff9e\uff9f"
    )

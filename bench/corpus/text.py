"""Text as a career produces it: 20,000 words, few of them common, among the small words of English.

The words are invented, except the common ones. Some have accents, some are Cyrillic, Chinese or Japanese, and there are
names and numbers, so that searches meet every kind.
"""

import random
from collections.abc import Iterator
from functools import cache
from itertools import accumulate

from bench.texts import WORDS

SIZE = 20_000
"""How many words there are beside the small ones."""

_SMALL_WORDS = (
    "the and to of a in she he it that was for with is on but not as at has they her his had when what "
    "be so from then by there no or about more would could can all out up one this been if now after "
    "before again still than some only into very how who which where because does did will well too"
)
SMALL = tuple(_SMALL_WORDS.split())
"""The small words, the commonest first: nearly half of every text."""

NAMED = ("O'Brien", "B12", "L4-L5", "D'Arcy", "Müller-Lüdenscheid", "T3", "Kraków", "Zoë", "HbA1c")
"""Names and the like, as they are written; a few of them stand among the common words."""

_SMALL_SHARE = 0.45
_SKEW, _BEND = 1.1, 10
"""How steeply the words grow rare, and how alike the very commonest are (Zipf's law as Mandelbrot mended it)."""
_ACCENTS = {"a": "á", "e": "é", "i": "ï", "o": "ö", "u": "ü", "c": "ç", "n": "ñ"}
_CYRILLIC = dict(zip("abdegiklmnoprstuvz", "абдегиклмнопрстувз", strict=True))
_HAN = "水手心日月山川木火土人口目耳足早晚安静痛睡走吃喝茶家友母父子女花米飯春秋雪雨風"
_KANA = "あいうえおかきくけこさしすせそたちつてとなにぬねのまみむめもやゆよらりるれろ"


@cache
def vocabulary() -> tuple[str, ...]:
    """Return the words by rank, the commonest first; the same on every machine."""
    chance = random.Random("vocabulary")
    found = dict.fromkeys(word for word in WORDS if word not in SMALL)
    found |= dict.fromkeys(NAMED)
    while len(found) < SIZE:
        found[_script(chance, _word(chance), len(found))] = None
    return tuple(found)


def _word(chance: random.Random) -> str:
    """An invented word of two to four syllables."""
    onsets = ("b", "d", "g", "k", "l", "m", "n", "p", "r", "s", "t", "v", "st", "tr", "br", "pl")
    syllables = (
        chance.choice(onsets) + chance.choice("aeiou") + chance.choice(("", "", "n", "r", "l", "s"))
        for _ in range(chance.choice((2, 2, 3, 3, 4)))
    )
    return "".join(syllables)


def _script(chance: random.Random, word: str, rank: int) -> str:
    """Return the word, for some ranks with an accent or in another script."""
    kind = rank % 100
    if kind in (12, 37, 62, 87):
        letter = chance.choice([c for c in word if c in _ACCENTS])
        return word.replace(letter, _ACCENTS[letter], 1)
    if kind == 50:
        return "".join(_CYRILLIC[letter] for letter in word)
    if kind == 75:
        return "".join(chance.choices(_HAN if rank % 200 < 100 else _KANA, k=chance.randint(2, 4)))
    return word


@cache
def _weighted() -> tuple[tuple[str, ...], tuple[float, ...]]:
    """Return all words, small ones first, with their cumulative weights."""
    small = [1 / rank for rank in range(1, len(SMALL) + 1)]
    other = [(rank + _BEND) ** -_SKEW for rank in range(1, SIZE + 1)]
    share = _SMALL_SHARE / (1 - _SMALL_SHARE) * sum(other) / sum(small)
    return (*SMALL, *vocabulary()), tuple(accumulate([*(w * share for w in small), *other]))


class Wording:
    """Generates words, sentences and paragraphs of a given length from a random generator."""

    def __init__(self, chance: random.Random) -> None:
        self.chance = chance

    def words(self, count: int) -> str:
        """Return ``count`` words without punctuation."""
        return _capital(" ".join(self._tokens(count)))

    def prose(self, count: int) -> str:
        """Return one paragraph of sentences with ``count`` words in total."""
        return " ".join(self._sentences(count))

    def page(self, count: int) -> str:
        """Return paragraphs of ``count`` words in total; the last, a sixth of the text, is the client's own words."""
        theirs = count // 6
        return f"{self.prose(count - theirs)}\n\n> {self.prose(theirs)}"

    def _tokens(self, count: int) -> list[str]:
        words, weights = _weighted()
        found = self.chance.choices(words, cum_weights=weights, k=count)
        if count > 8 and self.chance.random() < 0.1:
            found[self.chance.randrange(count)] = str(self.chance.randint(10, 9_999))
        return found

    def _sentences(self, count: int) -> Iterator[str]:
        tokens, at = self._tokens(count), 0
        while at < count:
            length = self.chance.randint(6, 18)
            part = tokens[at : at + length]
            if len(part) > 11:
                part[5] += ","
            yield _capital(" ".join(part)) + self.chance.choice((".", ".", ".", "?", "!"))
            at += length


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]

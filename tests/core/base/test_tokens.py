"""How text becomes the words that searching compares."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from session_tui.core.base.tokens import placed_words, word_spans, words_of

scripts = st.text(
    st.one_of(
        st.sampled_from("ab É\u0301'’-ﬁßİıſ²½…ﷺ"),
        st.sampled_from("łØđæŒþðı\u00ad\u200b\u200d\u2060\ufeff\ufe0f\u1160\u3164\uffa0"),
        st.characters(min_codepoint=0x300, max_codepoint=0x36F),
        st.sampled_from("กำนี้睡眠ガｶﾞ한국\u1112\u1161\u11abहिन्दी\u0939\u093fשָׁלוֹםمَ"),
        st.characters(),
    )
)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("", []),
        ("  …!? \n", []),
        ("Étude ÉTUDE etude E\u0301tude", ["etude"] * 4),
        ("O'Brien O’Brien", ["o", "brien", "o", "brien"]),
        ("B12, b-12", ["b12", "b", "12"]),
        ("snake_case", ["snake", "case"]),
        ("Кира пьёт чай", ["кира", "пьет", "чаи"]),
        ("Straße STRASSE", ["strasse", "strasse"]),
        ("睡眠不足 B12", ["睡", "眠", "不", "足", "b12"]),
        ("ガーデン ｶﾞ", ["ガ", "ー", "デ", "ン", "ガ"]),
        ("हिन्दी में", ["हिन्दी", "में"]),
        ("한국어", ["한국어"]),
        ("ﬁve ½ x²", ["five", "1", "2", "x2"]),
        ("שָׁלוֹם", ["שלום"]),
        ("\u0301\u0301", []),
        ("İstanbul", ["istanbul"]),
        ("Łódź Søren Đorđe Ħal ŧ", ["lodz", "soren", "dorde", "hal", "t"]),
        ("Æsop cœur Ðað Þór ısı Ǿ Ǽ", ["aesop", "coeur", "dad", "thor", "isi", "o", "ae"]),
        ("sle\u00adep sle\u200bep sle\u200d\u200cep sle\u2060ep \ufeffsleep sle\ufe0fep", ["sleep"] * 6),
        ("e\u00ad\u0301tude", ["etude"]),
        ("\u200b \u00ad", []),
    ],
)
def test_words_are_folded(text: str, words: list[str]) -> None:
    assert words_of(text) == words


def test_thai_has_a_word_a_letter() -> None:
    assert "".join(words_of("นอนหลับ")) == "นอนหลับ"
    assert len(words_of("นอนหลับ")) == len("นอนหลับ")


@given(scripts)
@example("e\u0301")
@example("ปวดหลัง ทำ")
@example("a\u0345")
def test_placed_words_are_the_same_words(text: str) -> None:
    assert [word.folded for word in placed_words(text)] == words_of(text)


@given(scripts)
def test_words_stand_in_the_text_in_order(text: str) -> None:
    spans = word_spans(text)
    assert all(0 <= start < end <= len(text) for start, end in spans)
    assert spans == sorted(spans)


@given(scripts)
def test_the_place_of_a_word_holds_it(text: str) -> None:
    for word in placed_words(text):
        assert word.folded in "".join(words_of(text[word.start : word.end]))


@pytest.mark.parametrize("text", ["Étude", "E\u0301tude", "ﬁve", "Straße", "한국어", "O", "हिन्दी"])
def test_a_word_is_placed_with_its_accents(text: str) -> None:
    (word,) = placed_words(f"…) {text}! ")
    assert (word.start, word.end) == (3, 3 + len(text))


@pytest.mark.parametrize("text", ["sle\u00adep", "sl\u200be\u200dep", "Łódź", "Æ\ufeffsop"])
def test_a_word_is_placed_with_the_invisible_characters_within_it(text: str) -> None:
    (word,) = list(placed_words(f"\ufeffa, {text}!"))[1:]
    assert (word.start, word.end) == (4, 4 + len(text))


@given(st.lists(st.sampled_from(["Étude", "E\u0301tude", "O’B", "plain words", "睡眠", "…", "я"])))
def test_a_text_has_the_words_of_its_lines(lines: list[str]) -> None:
    assert words_of("\n".join(lines)) == [word for line in lines for word in words_of(line)]


@given(scripts)
def test_words_of_words_are_themselves(text: str) -> None:
    words = words_of(text)
    assert words_of(" ".join(words)) == words

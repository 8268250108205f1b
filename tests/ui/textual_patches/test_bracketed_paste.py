"""What is pasted arrives whole, whatever it holds and however the terminal cuts it up."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import pytest
from hypothesis import given
from hypothesis import strategies as st
from textual._xterm_parser import XTermParser
from textual.events import Key, Paste
from textual.message import Message

from session_tui.ui.textual_patches.bracketed_paste import END, PATIENCE, START, BracketedPasteParser

ESCAPES = "\x1b]52;c;aGk=\x07 \x1b[2J \x1b[31m \x1bO \x1b\x1b[ \x1b[<0;1;1M \x1b[200~ \x1b[I \x1b[20"


def said(events: Sequence[Message] | Iterator[Message]) -> list[str]:
    """Pastes in quotation marks, and keys by name."""
    return [
        f"“{event.text}”" if isinstance(event, Paste) else event.key
        for event in events
        if isinstance(event, Paste | Key)
    ]


def read(*pieces: str) -> list[str]:
    parser = BracketedPasteParser(XTermParser())
    return [word for piece in pieces for word in said(parser.feed(piece))]


def test_escape_sequences_in_a_paste_are_text() -> None:
    assert read(f"a{START}{ESCAPES}{END}b") == ["a", f"“{ESCAPES}”", "b"]


@pytest.mark.parametrize("size", [1, 2, 3, 5, 7])
def test_brackets_may_arrive_in_pieces(size: int) -> None:
    text = f"a{START}one \x1b[201 two{END}b\x1b[A{START}{END}{START}three{END}"
    pieces = [text[at : at + size] for at in range(0, len(text), size)]
    assert read(*pieces) == ["a", "“one \x1b[201 two”", "b", "up", "“three”"]


def test_what_follows_an_end_inside_a_paste_is_typed() -> None:
    assert read(f"{START}in{END}out{END}!") == ["“in”", "o", "u", "t", "exclamation_mark"]


def test_nul_is_left_out() -> None:
    assert read(f"{START}a\0b{END}") == ["“ab”"]


def test_a_paste_whose_end_never_comes_is_given_on_and_keys_work_again() -> None:
    now = 0.0
    parser = BracketedPasteParser(XTermParser(), clock=lambda: now)
    assert said(parser.feed(f"{START}half a story\x1b[")) == []
    now = PATIENCE
    assert said(parser.tick()) == []
    now += 0.1
    assert said(parser.tick()) == ["“half a story\x1b[”"]
    assert said(parser.feed("x")) == ["x"]


def test_when_the_terminal_goes_what_was_pasted_is_given_on() -> None:
    parser = BracketedPasteParser(XTermParser())
    assert said(parser.feed(f"{START}half a story")) == []
    assert said(parser.finish()) == ["“half a story”"]
    assert said(parser.finish()) == []


@given(
    st.lists(st.text(st.sampled_from("\x1b[201~0Oa\r\n;?"), max_size=12), max_size=4),
    st.integers(1, 9),
)
def test_any_paste_in_any_pieces_is_whole(texts: list[str], size: int) -> None:
    texts = [text.replace(END, "") for text in texts]
    texts = [text for text in texts if text and END not in text]
    sent = "".join(f"{START}{text}{END}" for text in texts)
    pieces = [sent[at : at + size] for at in range(0, len(sent), size)]
    assert read(*pieces) == [f"“{text}”" for text in texts]


def test_esc_and_letters_in_one_piece_are_esc_and_letters() -> None:
    assert read("a\x1bnic") == ["a", "escape", "n", "i", "c"]


def test_alt_and_a_letter_alone_stays_with_textual() -> None:
    parser = BracketedPasteParser(XTermParser())
    assert said(parser.feed("\x1bn")) == []


def test_time_means_something_only_while_something_has_half_arrived() -> None:
    parser = BracketedPasteParser(XTermParser())
    waits = []
    for piece in ("a", "\x1b", "[A", f"{START}words", END, "b"):
        said(parser.feed(piece))
        waits.append(parser.is_waiting)
    assert waits == [False, True, False, True, False, False]

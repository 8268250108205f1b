"""Whatever a file holds, reading it gives a note or says which line to mend."""

import contextlib
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.base.errors import NewerFormat
from session_tui.core.model.note import Note
from session_tui.markdown.note.reader import UnreadableNote, read_note
from session_tui.markdown.note.writer import write_note
from tests.markdown.strategies import HARD, SLOW, TEXT, notes, text_note

FRONT = """---
format: session-note/1
id: 01930000-0000-7000-8000-000000000001
rev: 3
client: ana-k
guide: follow-up
title: Follow-up
version: 1
started: 2026-11-20T10:12:04+01:00
status: draft
---
"""


def fault_of(text: str) -> UnreadableNote:
    with pytest.raises(UnreadableNote) as caught:
        read_note(text)
    fault = caught.value
    assert 1 <= fault.line <= text.count("\n") + 1
    assert fault.what
    assert fault.mend
    assert f"Line {fault.line}" in str(fault)
    return fault


@SLOW
@given(text=TEXT)
def test_any_text_is_refused_with_a_line_or_read(text: str) -> None:
    for whole in (text, f"{FRONT}{text}", f"{FRONT}## Story\n### Since\n<!-- {text} -->\n{text}"):
        try:
            read_note(whole)
        except UnreadableNote as fault:
            assert 1 <= fault.line <= len(re.split("\r\n|\r|\n", whole))  # noqa: PT017


@SLOW
@given(note=notes(), data=st.data())
def test_a_note_with_lines_lost_doubled_and_changed_is_refused_with_a_line_or_read(
    note: Note, data: st.DataObject
) -> None:
    lines = write_note(note).split("\n")
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(lines) - 1))
        change = data.draw(st.sampled_from(("drop", "double", "piece", "cut", "swap")))
        other = data.draw(st.integers(0, len(lines) - 1))
        cut = data.draw(st.integers(0, 60))
        changed = {
            "drop": [],
            "double": [lines[place]] * 2,
            "piece": [data.draw(st.sampled_from(HARD))],
            "cut": [lines[place][:cut] + lines[place][cut + 1 :]],
            "swap": [lines[other]],
        }
        lines[place : place + 1] = changed[change]
        lines = lines or [""]
    with contextlib.suppress(UnreadableNote):
        again = read_note("\n".join(lines))
        assert read_note(write_note(again)) == again


@pytest.mark.parametrize(
    ("text", "line", "what"),
    [
        ("", 1, "no front matter"),
        ("just words", 1, "no front matter"),
        ("---\nformat: session-note/1\n", 1, "does not end"),
        ("---\nclient: x\n---\n", 1, "not a note of this program"),
        (FRONT.replace("rev: 3", "rev: three"), 4, "“rev” must be a whole number"),
        (FRONT.replace("started: 2026", "started: 20a6"), 9, "“started” must be a time"),
        (FRONT.replace("status: draft", "status: gone"), 10, "“status” must be one of"),
        (FRONT.replace("client: ana-k\n", ""), 3, "“client” is missing"),
        (FRONT.replace("client: ana-k", 'client: "ana'), 5, "quotation marks"),
        (f"{FRONT}lost words\n", 12, "before the first section"),
        (f"{FRONT}## Story\nlost words\n", 13, "not under a prompt's heading"),
        (f"{FRONT}### Since\nwords\n", 12, "not in a section"),
        (f"{FRONT}## Story\n### Close\n<!-- prompt=close kind=scale -->\nmany\n", 15, "whole number"),
        (f"{FRONT}## Story\n### Close\n<!-- prompt=close kind=scale -->\n\n12 of 10\n", 13, "from 0 to 10"),
        (f"{FRONT}## Story\n### X\n<!-- prompt=x kind=song -->\n", 14, "kind of prompt"),
        (f"{FRONT}## Story\n### X\n<!-- kind=text -->\n", 14, "names no prompt"),
        (f"{FRONT}## Goals\n### X\n<!-- prompt=x kind=goals -->\n- Walk\n  - speed: 3\n", 16, "is not a label"),
        (f"{FRONT}## Goals\n### X\n<!-- prompt=x kind=goals -->\n- Walk\n  - now: 11\n", 16, "from 0 to 10"),
        (f"{FRONT}## Goals\n### X\n<!-- prompt=x kind=goals -->\nWalk\n", 15, "should be a list here"),
        (f"{FRONT}## Goals\n### X\n<!-- prompt=x kind=steps -->\n- Walk\n  - look for: y\n", 15, "“try” is missing"),
        (f"{FRONT}<!-- not shown\nsection=story\n", 12, "does not end"),
        (f"{FRONT}<!-- not shown\n-->\n\nPS: more\n", 15, "after the end"),
        (f"{FRONT}<!-- not shown\nwhat is this\n-->\n", 13, "name=value"),
    ],
)  # fmt: skip
def test_what_is_wrong_is_said_with_its_line(text: str, line: int, what: str) -> None:
    fault = fault_of(text)
    assert (fault.line, what in fault.what) == (line, True), str(fault)


def test_a_note_of_a_newer_version_is_refused_as_such() -> None:
    with pytest.raises(NewerFormat, match="newer version"):
        read_note(write_note(text_note("x")).replace("session-note/1", "session-note/2"))

"""Real consult notes, typed and pasted through the real program, stand in both files to the letter.

Five notes by default, ten in the thorough profile; SESSION_TUI_REPLAY=100 takes more.
"""

import csv
import os
import time
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from session_tui.markdown.note.reader import read_note
from tests.example_counts import rounds
from tests.terminal.conftest import Practice
from tests.terminal.pty_driver import Program

COUNT = int(os.environ.get("SESSION_TUI_REPLAY", rounds(10, quick=5)))
BATCH = 5
HUMAN = 0.09
"""Seconds from key to key, a fast typist's."""


@dataclass(frozen=True)
class Case:
    """A note of the corpus: what the two said, and what the clinician wrote."""

    number: int
    dialogue: str
    summary: str


def cases(corpus: Path, start: int, count: int) -> Iterator[Case]:
    with corpus.open(encoding="utf-8", newline="") as file:
        for row in list(csv.DictReader(file))[start : start + count]:
            yield Case(int(row["ID"]), row["dialogue"], row["section_text"])


def go_to(program: Program, words: str, heading: str) -> None:
    """Go to a prompt by part of its name."""
    program.send("\x07")
    program.wait_for("Go to")
    program.send(words)
    program.wait_for(heading)
    program.send("\r")
    program.wait_for_no("Go to")


def as_pasted(text: str) -> str:
    """Terminals send the ends of pasted lines as carriage returns."""
    return text.replace("\r\n", "\r").replace("\n", "\r")


def as_kept(text: str) -> str:
    """The end of a line is a line feed, whatever it was."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def sign(program: Program) -> None:
    """From a field of the sheet to the signed note."""
    program.wait_for("saved")
    program.send("\x1b")
    program.wait_for("c review")
    program.send("c")
    program.wait_for("s sign")
    program.send("s")
    program.wait_for("Press s again to sign")
    program.send("s")
    assert program.wait_for_exit() == 0


GUIDES = {
    "blank": ("story", "Story"),
    "follow-up": ("since last", "Since last time"),
    "first-consult": ("their story", "Their story"),
    "quick-contact": ("what", "What"),
    "tune-up": ("since", "Since"),
}
"""Guides, with what to type in “go to” for a text prompt of each, and its heading."""


@pytest.mark.parametrize("start", range(0, COUNT, BATCH))
def test_pasted_notes_stand_in_both_files_to_the_letter(practice: Practice, corpus: Path, start: int) -> None:
    for case in cases(corpus, start, min(BATCH, COUNT - start)):
        client = f"case-{case.number}"
        guide = list(GUIDES)[case.number % len(GUIDES)]
        program = practice.write(client, guide)
        go_to(program, *GUIDES[guide])
        program.paste(as_pasted(case.dialogue + "\n\n" + case.summary))
        sign(program)
        check_both_files(practice, client, as_kept(case.dialogue + "\n\n" + case.summary))


def test_a_note_typed_at_human_speed_stands_in_both_files_to_the_letter(practice: Practice, corpus: Path) -> None:
    case = min(cases(corpus, 0, 100), key=lambda each: abs(len(each.summary) - 150))
    program = practice.write("typed", "follow-up")
    go_to(program, *GUIDES["follow-up"])
    for letter in as_pasted(case.summary):
        program.send(letter)
        program.pump(0)
        time.sleep(HUMAN)
    sign(program)
    check_both_files(practice, "typed", as_kept(case.summary))


def check_both_files(practice: Practice, client: str, text: str) -> None:
    markdown, json_file = sorted(practice.files(client), key=lambda path: path.suffix, reverse=True)
    assert [markdown.suffix, json_file.suffix] == [".md", ".json"]
    (document,) = practice.documents(client)
    assert document["status"] == "signed"
    assert [a["value"] for a in document["answers"] if a["state"] == "answered"] == [text]
    note = read_note(markdown.read_bytes().decode())
    assert [a.value for a in note.session.answers if a.is_answered] == [text]

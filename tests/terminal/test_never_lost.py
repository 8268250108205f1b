"""However the program ends, what was typed is there: kills at random moments, signals, a disk that is full."""

import os
import random
import signal
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest

from tests.cpu_wait import stood_in_line
from tests.example_counts import IS_THOROUGH, rounds, seeds
from tests.terminal.conftest import Practice
from tests.terminal.pty_driver import Program

LOST_AT_MOST = 1.0
"""Seconds of typing that a kill may cost; of those in which the program has a processor."""
LONGEST = 45
"""Letters before a kill, at most; the fewest come before anything was saved."""
RHYTHM = 0.03
"""Seconds from key to key; the program is also read meanwhile."""
KILLS = 10
"""In each test of the thorough profile, so that they can run side by side."""


class Typist:
    """Types letters, and looks after each which of them are on disk.

    Attributes:
        kept: what was on disk when the program was opened.
        typed: what was typed since.
        on_disk: what was on disk when it was last looked at.
    """

    def __init__(self, program: Program, kept: str, on_disk: Callable[[], str]) -> None:
        self.program, self.kept, self.typed = program, kept, ""
        self.read, self.on_disk = on_disk, kept
        self._sent: list[float] = []
        self._waited = -stood_in_line(program.pid)

    def type(self, letters: str) -> None:
        """Type these letters at a typist's pace."""
        for letter in letters:
            self.program.send(letter)
            self.typed += letter
            self._sent.append(time.monotonic())
            self.program.pump(RHYTHM)
        self.on_disk = self.read()

    def wait_until_all_is_kept(self) -> None:
        """Wait until the last letter is on disk."""
        self.program.wait_until(lambda: self.read().rstrip() == (self.kept + self.typed).rstrip())
        self.on_disk = self.read()

    def kill(self) -> str:
        """Kill the program; what it left on disk, of which nothing may be missing that was there before."""
        killed = time.monotonic()
        self._waited += stood_in_line(self.program.pid)
        self.program.signal(signal.SIGKILL)
        self.program.wait_for_exit()
        left = self.read()
        assert (self.kept + self.typed).startswith(left), "the file holds something else than was typed"
        assert len(left) >= len(self.on_disk), "letters are gone that were on disk before the kill"
        if IS_THOROUGH:  # the clock says something of the program only where the machine does nothing else
            sure = sum(at < killed - LOST_AT_MOST - max(0.0, self._waited) for at in self._sent)
            safe = (self.kept + self.typed[:sure]).rstrip()
            assert len(left) >= len(safe), f"{len(safe) - len(left)} letters too many lost"
        return left


@pytest.mark.parametrize("seed", seeds(5, quick=2))
def test_a_kill_at_any_moment_costs_at_most_the_last_second(practice: Practice, seed: int) -> None:
    chance = random.Random(seed)
    kept = ""
    for turn in range(rounds(KILLS, quick=4)):
        typist = Typist(practice.write("ana-k"), kept, lambda: practice.value("ana-k", "story-free") or "")
        letters = chance.randint(3, LONGEST)
        while len(typist.typed) < letters:
            typist.type(f"{turn}{len(typist.typed):03} ")
        if chance.random() < 0.3:
            typist.wait_until_all_is_kept()
        kept = typist.kill()

    for left in practice.files("ana-k"):
        if left.suffix == ".tmp":  # what a kill leaves is cleared once it is old
            os.utime(left, (0, 0))
    program = practice.write("ana-k")
    program.send("!\x1b\x11")  # the next save writes the Markdown too, which a kill right after the record prevented
    assert program.wait_for_exit() == 0
    assert {path.suffix for path in practice.files("ana-k")} <= {".json", ".md"}
    assert len(practice.files("ana-k")) == 2


def test_a_paste_that_holds_escape_sequences_is_kept_whole_and_sends_none(
    practice: Practice,
) -> None:
    text = "Ana \x1b]52;c;aGk=\x07 said \x1b[2J \x9b2J \x1b]0;title\x07 \x1b[20 yes"
    program = practice.write("ana-k")
    program.paste(text)
    program.send(" typed")
    program.wait_for("typed")
    program.send("\x11")
    assert program.wait_for_exit() == 0
    assert practice.value("ana-k", "story-free") == f"{text} typed"
    for harm in ("\x1b]52", "\x1b[2J", "\x9b", "\x1b]0"):
        assert harm.encode() not in program.written


@pytest.mark.parametrize("seed", seeds(2, quick=2))
def test_a_kill_while_an_addendum_is_written_costs_at_most_the_last_second(practice: Practice, seed: int) -> None:
    chance = random.Random(seed)
    practice.sign("ana-k")
    kept = ""
    for _ in range(rounds(4, quick=2)):
        program = open_at_its_text(practice)
        typist = Typist(program, kept, lambda: practice.unfinished("ana-k").get("text", ""))
        for _ in range(chance.randint(10, 2 * LONGEST)):
            typist.type(chr(ord("a") + len(typist.typed) % 26))
        if chance.random() < 0.3:
            typist.wait_until_all_is_kept()
        kept = typist.kill()

    program = open_at_its_text(practice)
    program.send("end\x13")
    program.wait_for("added to the note")
    program.send("\x11")
    assert program.wait_for_exit() == 0
    assert practice.unfinished("ana-k") == {}
    assert len([path for path in practice.files("ana-k") if ".addendum-1" in path.name]) == 1


def open_at_its_text(practice: Practice) -> Program:
    """The addendum to Ana's latest session; what a kill left of its reason, perhaps nothing, is completed."""
    program = practice.add_to("ana-k")
    draft = practice.unfinished("ana-k")
    if draft.get("place", {}).get("prompt") != "text":
        program.send("why"[len(draft.get("reason", "")) :] + "\t")
    return program


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_while_an_addendum_is_written_loses_nothing(practice: Practice, number: signal.Signals) -> None:
    practice.sign("ana-k")
    program = practice.add_to("ana-k")
    program.send("why\tevery last letter")
    program.wait_for("every last letter")
    program.signal(number)
    assert program.wait_for_exit() != 0
    draft = practice.unfinished("ana-k")
    assert (draft["reason"], draft["text"]) == ("why", "every last letter")
    assert draft["place"] == {"prompt": "text", "row": 0, "column": 17}
    assert not list(practice.root.rglob("*.lock"))


@pytest.mark.parametrize("number", [signal.SIGTERM, signal.SIGHUP])
def test_a_signal_loses_nothing_and_leaves_the_terminal_as_it_was(practice: Practice, number: signal.Signals) -> None:
    program = practice.write("ben-o")
    program.send("every last letter")
    program.wait_for("every last letter")
    program.signal(number)
    assert program.wait_for_exit() != 0
    assert practice.value("ben-o", "story-free") == "every last letter"
    assert not list(practice.root.rglob("*.lock"))
    assert not program.screen.modes_left_on


def test_leaving_while_a_section_is_turned_is_no_fault(practice: Practice) -> None:
    program = practice.write("ben-o", "first-consult")
    program.send("said")
    program.wait_for("said")
    program.send(" more")
    program.wait_for("said more")
    program.send("\x0e\x0e\t\t")
    program.pump(RHYTHM)  # however far it gets
    program.signal(signal.SIGTERM)
    assert program.wait_for_exit() == 128 + signal.SIGTERM
    assert not program.screen.text.strip()
    (document,) = practice.documents("ben-o")
    words = [answer["value"] for answer in document["answers"] if answer.get("value")]
    assert words == [[{"text": "said more"}]]


def test_a_closed_window_loses_nothing(practice: Practice) -> None:
    program = practice.write("ben-o")
    program.send("the window goes")
    program.wait_for("the window goes")
    program.hang_up()
    program.wait_for_exit()
    assert practice.value("ben-o", "story-free") == "the window goes"


def test_leaving_at_once_loses_nothing(practice: Practice) -> None:
    program = practice.write("ben-o")
    program.send("quick\x11")
    assert program.wait_for_exit() == 0
    assert practice.value("ben-o", "story-free") == "quick"


def test_looking_without_typing_leaves_nothing_behind(practice: Practice) -> None:
    program = practice.write("carla-m")
    program.send("\t\t")
    program.send("\x11")
    assert program.wait_for_exit() == 0
    assert practice.files("carla-m") == []


def test_a_second_window_says_who_has_the_session_open(practice: Practice) -> None:
    first = practice.write("ana-k")
    first.send("mine")
    first.wait_for("saved")
    second = practice.run("new", "ana-k")
    assert second.wait_for_exit() == 1
    assert f"{first.pid}" in second.screen.text


@pytest.mark.skipif(sys.platform != "linux", reason="needs a small file system of its own")
def test_a_folder_that_is_gone_is_named_and_the_text_is_kept_until_it_is_back(
    practice: Practice, tmp_path: Path
) -> None:
    program = practice.write("ana-k")
    program.send("before")
    program.wait_for("saved")
    away = tmp_path / "away"
    practice.root.rename(away)
    program.send(" and after")
    program.wait_for("Not saved")
    away.rename(practice.root)
    program.wait_for_no("Not saved")
    program.wait_until(lambda: practice.value("ana-k", "story-free") == "before and after")

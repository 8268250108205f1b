"""However the program ends, what was typed is there: kills at random moments, signals, a disk that is full."""

import os
import random
import signal
import sys
import time
from pathlib import Path

import pytest

from tests.cpu_wait import stood_in_line
from tests.example_counts import rounds
from tests.terminal.conftest import Practice

LOST_AT_MOST = 1.0
"""Seconds of typing that a kill may cost; of those in which the program has a processor."""
LONGEST = 1.5
"""Seconds of typing before a kill, at most; the shortest come before anything was saved."""
RHYTHM = 0.03
KILLS = 10
"""In each of five tests, so that they can run side by side."""


@pytest.mark.parametrize("seed", range(5))
def test_a_kill_at_any_moment_costs_at_most_the_last_second(practice: Practice, seed: int) -> None:
    chance = random.Random(seed)
    kept = ""
    for turn in range(rounds(KILLS)):
        program = practice.write("ana-k")
        stood = stood_in_line(program.pid)
        sent: list[tuple[float, str]] = []
        end = time.monotonic() + chance.uniform(0.1, LONGEST)
        number = 0
        while time.monotonic() < end:
            word = f"{seed}{turn}{number:03} "
            number += 1
            for letter in word:
                program.send(letter)
                sent.append((time.monotonic(), letter))
                program.pump(RHYTHM)
        killed = time.monotonic()
        stood = max(0.0, stood_in_line(program.pid) - stood)
        program.signal(signal.SIGKILL)
        program.wait_for_exit()

        typed = kept + "".join(letter for _, letter in sent)
        safe = kept + "".join(letter for at, letter in sent if at < killed - LOST_AT_MOST - stood)
        on_disk = practice.value("ana-k", "story-free") or ""
        assert typed.startswith(on_disk), "the file holds something else than was typed"
        assert len(on_disk) >= len(safe.rstrip()), f"{len(safe) - len(on_disk)} letters too many lost"
        kept = on_disk

    for left in practice.files("ana-k"):
        if left.suffix == ".tmp":  # what a kill leaves is cleared once it is old
            os.utime(left, (0, 0))
    program = practice.write("ana-k")
    program.send("\x1b")
    program.send("\x11")
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


@pytest.mark.parametrize("seed", range(2))
def test_a_kill_while_an_addendum_is_written_costs_at_most_the_last_second(practice: Practice, seed: int) -> None:
    chance = random.Random(seed)
    practice.sign("ana-k")
    kept = ""
    for turn in range(rounds(4)):
        program = practice.add_to("ana-k")
        if not turn:
            program.send("why\t")
        sent: list[tuple[float, str]] = []
        end = time.monotonic() + chance.uniform(0.3, 2 * LONGEST)
        while time.monotonic() < end:
            letter = chr(ord("a") + len(sent) % 26)
            program.send(letter)
            sent.append((time.monotonic(), letter))
            program.pump(RHYTHM)
        killed = time.monotonic()
        program.signal(signal.SIGKILL)
        program.wait_for_exit()

        typed = kept + "".join(letter for _, letter in sent)
        safe = kept + "".join(letter for at, letter in sent if at < killed - LOST_AT_MOST)
        on_disk = practice.unfinished("ana-k").get("text", "")
        assert typed.startswith(on_disk), "the file holds something else than was typed"
        assert len(on_disk) >= len(safe), f"{len(safe) - len(on_disk)} letters too many lost"
        kept = on_disk

    program = practice.add_to("ana-k")
    program.send("\x13")
    program.wait_for("kept with the note")
    program.send("\x11")
    assert program.wait_for_exit() == 0
    assert practice.unfinished("ana-k") == {}
    assert len([path for path in practice.files("ana-k") if ".addendum-1" in path.name]) == 1


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
    program.send(" more\x0e\x0e\t\t")
    time.sleep(RHYTHM)
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

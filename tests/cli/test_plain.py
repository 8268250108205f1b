"""A session line by line, driven as a program drives it."""

import io
import os
import pty
import select
import signal
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from datetime import date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from session_tui.cli.plain.console import Console
from session_tui.cli.plain.kinds import ASK
from session_tui.core.base.errors import SessionTuiError
from session_tui.core.interview.entry import Entry
from session_tui.core.model.session import Session
from session_tui.core.model.values import (
    AgendaItem,
    Decision,
    Duration,
    Event,
    Goal,
    Kind,
    Person,
    Question,
    Repair,
    Rhythm,
    Step,
    Trial,
    Verdict,
)
from session_tui.vault.storage.errors import SaveFailed
from session_tui.vault.vault import Vault

GUIDE = """\
---
guide: one
title: One prompt
version: 1
---

## Story

{#asked .%s .core}
### Asked

> What?
"""


@pytest.fixture(autouse=True)
def made(vault: Vault) -> Vault:
    return vault


@pytest.fixture
def walk(cli: Any, vault: Vault) -> Callable[..., Session]:
    """Types lines into a session with ana-k; the session as it is then kept."""

    def type_in(*lines: str, guide: str = "first-consult") -> Session:
        done = cli("new", "ana-k", "--plain", "--guide", guide, typed="\n".join(lines) + "\n")
        assert done.code == 0, done.err
        assert "\x1b" not in done.out
        return vault.read(vault.sessions("ana-k")[0].id).session

    return type_in


@pytest.fixture
def answer(root: Path, walk: Callable[..., Session]) -> Callable[..., Any]:
    """The answer that comes of typing lines into one prompt of a kind."""

    def type_in(kind: str, *lines: str) -> Any:
        (root / "prompts").mkdir(exist_ok=True)
        (root / "prompts" / "one.md").write_text(GUIDE % kind, encoding="utf-8")
        return walk(*lines, guide="one").answer("asked")

    return type_in


def test_a_text_is_several_lines_until_a_lone_full_stop(answer: Any) -> None:
    told = answer("text", "She came in.", "", "> I can’t sleep", "//etc is no command", ".")
    assert told.value == "She came in.\n\n> I can’t sleep\n/etc is no command"


def test_a_line_like_an_unknown_command_counts_as_words(answer: Any, cli: Any) -> None:
    assert answer("text", "/dev/null", "/nonsense here", ".").value == "/dev/null\n/nonsense here"


def test_a_list_is_one_a_line(answer: Any) -> None:
    assert answer("list", "reading", " her sister ", "").value == ("reading", "her sister")


@pytest.mark.parametrize(
    ("line", "value", "note"),
    [("7", 7, ""), ("t", 10, ""), ("10 fully", 10, "fully"), ("0, tired", 0, "tired"), ("11", None, "11"),
     ("so-so", None, "so-so"), ("7.5", None, "7.5")],
)  # fmt: skip
def test_a_scale_takes_a_number_and_words(answer: Any, line: str, value: int, note: str) -> None:
    told = answer("scale", line)
    assert (told.value, told.note) == (value, note)


@pytest.mark.parametrize(
    ("kind", "line", "value", "note"),
    [
        ('choice options="told, later"', "t", ("told",), ""),
        ('choice options="told, later"', "later, she was tired", ("later",), "she was tired"),
        ('choice .many options="a one, b two, c three"', "a, c", ("a one", "c three"), ""),
        ('choice options="told, later"', "perhaps", None, "perhaps"),
        ("date", "2026-12-04 start with sleep", date(2026, 12, 4), "start with sleep"),
        ("date", "some day", None, "some day"),
        ("duration", "6 weeks", Duration(n=6, unit="weeks"), ""),
        ("duration", "3m, or longer", Duration(n=3, unit="months"), "or longer"),
        ("duration", "a while", None, "a while"),
    ],
)
def test_choices_days_and_lengths_are_read_and_the_rest_is_kept(
    answer: Any, kind: str, line: str, value: object, note: str
) -> None:
    told = answer(kind, line)
    assert (told.value, told.note) == (value, note)


def test_what_is_not_understood_is_kept_as_the_note_and_said(cli: Any, vault: Vault, answer: Any) -> None:
    assert answer("scale", "so-so").note == "so-so"
    done = cli("new", "ana-k", "--plain", typed="a bit better\n")
    assert "Type a number from 0 to 10. Kept as this prompt's note: a bit better" in done.out


def test_a_mark_is_given_by_its_first_letters(answer: Any) -> None:
    told = answer('text mark="confirmed, corrected, not checked"', "I heard.", ".", "corr")
    assert (told.value, told.mark) == ("I heard.", "corrected")


def test_a_check_in_is_a_word_and_a_number(answer: Any) -> None:
    told = answer("checkin", "sleep 6", "movement: 3, Food t", "mood 5", "")
    assert told.value == (("sleep", 6), ("movement", 3), ("food", 10))
    assert told.note == "mood 5"


def test_a_decision_is_asked_line_by_line(answer: Any) -> None:
    told = answer("decision", "Tablets or not?", "tablets", "wait", "", "her sleep", "wait", "")
    assert told.value == Decision(
        question="Tablets or not?", options=("tablets", "wait"), mattered="her sleep",
        chosen="wait", decided_by="client",
    )  # fmt: skip


def test_a_rhythm_takes_its_lines_in_any_order(answer: Any) -> None:
    told = answer("rhythm", "every 4 weeks", "steady", "look back on 2027-03-01", "hm", "")
    assert told.value == Rhythm(phase="steady", every=Duration(n=4, unit="weeks"), look_back=date(2027, 3, 1))
    assert told.note == "hm"


def test_something_between_us_is_asked_line_by_line(answer: Any) -> None:
    told = answer("repair", "I talked too much", "said sorry", "y", "rep")
    assert told.value.replace(id=told.value.id) == Repair(
        id=told.value.id, what="I talked too much", named=True, did="said sorry", state="repaired"
    )


def test_items_are_one_a_line_with_their_marks(answer: Any, walk: Any) -> None:
    (event,) = answer("events", "2019: moved house", "").value
    assert event == Event(when="2019", what="moved house")


@pytest.mark.parametrize(
    ("kind", "line", "fields"),
    [
        ("goals", "Walk to the market @both =4 why: friends",
         {"words": "Walk to the market", "set_by": "together", "rating": 4, "why": "friends"}),
        ("steps", "Food diary @client by 2026-12-04 ~4w =7 why: evenings",
         {"text": "Food diary", "owner": "client", "due": date(2026, 12, 4), "trial": Trial(days=28), "confidence": 7,
          "why": "evenings"}),
        ("steps", "Read #nothing", {"text": "Read #nothing", "goal": None}),
        ("questions", "Is it the milk? @me", {"text": "Is it the milk?", "owner": "me"}),
        ("people", "Dr May, GP: her knee", {"name": "Dr May", "role": "GP", "for_": "her knee"}),
        ("agenda", "the headaches @client", {"text": "the headaches", "by": "client"}),
        ("agenda", "@Ben phone", {"text": "@Ben phone", "by": None}),
        ("events", "moved: twice", {"when": "moved", "what": "twice"}),
    ],
)  # fmt: skip
def test_a_new_item_keeps_what_its_line_says(answer: Any, kind: str, line: str, fields: dict[str, object]) -> None:
    (item,) = answer(kind, line, "").value
    assert {name: getattr(item, name) for name in fields} == fields


@pytest.fixture
def before(vault: Vault, long_ago: datetime) -> dict[str, Any]:
    """A first session long ago that left one of everything open."""
    session = vault.begin("ana-k", "first-consult").replace(started=long_ago)
    ids = iter(f"0193b000-0000-7000-8000-00000000000{n}" for n in range(9))
    left: dict[str, Any] = {
        "goals": (Goal(id=next(ids), words="Walk to the market", rating=4),),
        "steps": (Step(id=next(ids), text="No milk", trial=Trial(days=14)),),
        "unknowns": (Question(id=next(ids), text="Is it the milk?"),),
        "people": (Person(id=next(ids), name="Dr May"),),
        "agenda": (AgendaItem(text="the knee", state="next time"),),
    }
    for prompt, value in left.items():
        session = session.with_answer(prompt, value, at=long_ago)
    session = session.with_answer("story", "It began at sea.", at=long_ago)
    vault.save(session)
    return left


def follow(walk: Any, *lines: str) -> Any:
    return walk(*lines, guide="follow-up")


@pytest.fixture
def fresh(vault: Vault, before: dict[str, Any]) -> dict[str, Any]:
    """What was left open, when the first session is signed, so that a new one begins."""
    vault.sign(vault.read(vault.sessions()[0].id).session)
    return before


def test_a_goal_that_stands_is_rated_with_what_tells(walk: Any, fresh: dict[str, Any]) -> None:
    (goal,) = follow(walk, "/go Where are you", "6 went twice").answer("goals").value
    was = fresh["goals"][0]
    assert goal == Goal(id=was.id, words=was.words, rating=6, evidence="went twice")


def test_one_letter_answers_what_stands_open(walk: Any, fresh: dict[str, Any]) -> None:
    session = follow(
        walk,
        "/go What we said", "p only mornings",
        "/go Still the right", "w Walk to the sea",
        "/go Time to judge", "l 2 weeks less wind",
        "/go What we didn", "a yes, it is",
    )  # fmt: skip
    step = fresh["steps"][0]
    assert session.answer("step-review").value == (
        Step(id=step.id, text="No milk", outcome="partly", comment="only mornings"),
    )
    assert session.answer("goal-fit").value[0].words == "Walk to the sea"
    assert session.answer("trials").value == (
        Verdict(step=step.id, text="No milk", verdict="longer", days=14, seen="less wind"),
    )
    assert session.answer("unknowns").value[0].replace(id=step.id) == Question(
        id=step.id, text="Is it the milk?", state="answered", answer="yes, it is"
    )


def test_a_whole_word_answers_as_well_as_its_letter(walk: Any, fresh: dict[str, Any]) -> None:
    session = follow(walk, "/go What we said", "chose not to, too cold")
    (step,) = session.answer("step-review").value
    assert (step.outcome, step.comment) == ("chose not to", "too cold")


def test_an_answer_that_is_none_is_kept_with_the_items_words(walk: Any, fresh: dict[str, Any]) -> None:
    told = follow(walk, "/go What we said", "perhaps").answer("step-review")
    assert (told.value, told.note) == (None, "No milk: perhaps")


def test_a_prompt_that_is_not_due_is_not_asked(walk: Any, cli: Any, vault: Vault) -> None:
    done = cli("new", "ana-k", "--plain", "--guide", "follow-up", typed="\n" * 60)
    assert "Time to judge" not in done.out
    assert "Next time" in done.out


def test_last_time_is_read_and_recalled_and_confirmed(cli: Any, vault: Vault, fresh: dict[str, Any]) -> None:
    typed = "/go Their story\n/last\n/recall\ny\n"
    done = cli("new", "ana-k", "--plain", "--guide", "first-consult", typed=typed)
    assert done.out.count("It began at sea.") == 2
    told = vault.read(vault.sessions()[0].id).session.answer("story")
    assert (told.value, told.confirmed) == ("It began at sea.", True)


def test_recalling_once_more_keeps_the_answer_as_still_true(cli: Any, vault: Vault, fresh: dict[str, Any]) -> None:
    typed = "/go Their story\n/recall\n/recall\n"
    done = cli("new", "ana-k", "--plain", "--guide", "first-consult", typed=typed)
    assert "Confirmed as still true." in done.out
    assert vault.read(vault.sessions()[0].id).session.answer("story").confirmed is True


def test_what_is_brought_along_can_be_left_out_or_written_anew(
    walk: Any, vault: Vault, write: Callable[..., Session], long_ago: datetime
) -> None:
    vault.sign(write(guide="first-consult", started=long_ago, strengths=("reading",), values=("time",)))
    session = walk("/go What they bring", "x", "/go What matters", "w", "money", "")
    assert session.answer("strengths").state == "skipped"
    assert session.answer("values").value == ("money",)


def test_a_draft_is_resumed_at_its_place(walk: Any, cli: Any) -> None:
    walk("the knee", "", "She came in.", ".")
    done = cli("new", "ana-k", "--plain", typed="1999: the sea\n")
    assert "continuing the draft" in done.out
    assert done.out.index("What led up to it") < done.out.index("when: 1999")
    assert "Today's list" not in done.out


def test_more_lines_are_added_to_what_stands_there(walk: Any) -> None:
    walk("/go Their story", "One.", ".")
    assert walk("/go Their story", "Two.", ".").answer("story").value == "One.\nTwo."


def test_a_prompt_can_be_emptied(walk: Any) -> None:
    walk("/go Their story", "One.", ".")
    assert walk("/go Their story", "/clear", "Two.", ".").answer("story").value == "Two."


def test_back_goes_to_the_prompt_before_and_keeps_what_was_begun(walk: Any) -> None:
    session = walk("/go Their story", "One.", "/back", "the knee", "")
    assert session.answer("story").value == "One."
    assert session.answer("agenda").value == (AgendaItem(text="the knee"),)


def test_a_jot_is_filed_by_the_letter_in_front_of_it(walk: Any) -> None:
    session = walk("/jot g call the GP", "/jot see the film")
    assert {(jot.text, jot.section) for jot in session.jots} == {
        ("call the GP", "goals"),
        ("see the film", None),
    }


def test_the_private_page_is_private(walk: Any, cli: Any) -> None:
    session = walk("/private", "She is afraid of him.", ".")
    (told,) = [each for each in session.answers if each.is_answered]
    assert told.is_private
    assert "afraid" not in cli("show", session.id).out


def test_a_draft_that_is_resumed_still_has_its_private_page(walk: Any) -> None:
    walk("the knee", "")
    session = walk("/private", "She is afraid of him.", ".")
    assert [each.is_private for each in session.answers if each.value == "She is afraid of him."] == [True]


def test_a_draft_that_was_left_on_the_private_page_goes_on_where_it_was_before(walk: Any, cli: Any) -> None:
    session = walk("/go Their story", "/private", "She is afraid of him.", "/quit")
    assert session.place is not None
    assert not session.answer(session.place.prompt).is_private
    assert "Their story" in cli("new", "ana-k", "--plain", typed="\n").out


def test_the_close_shows_the_note_and_signs_it(cli: Any, vault: Vault) -> None:
    done = cli("new", "ana-k", "--plain", typed="the knee\n\n/close\nhm\ns\n")
    assert done.code == 0
    assert "- the knee" in done.out
    assert "<!--" not in done.out
    (summary,) = vault.sessions()
    assert summary.status == "signed"
    assert str(summary.path) in done.out


def test_a_session_in_which_nothing_was_said_leaves_nothing_behind(cli: Any, vault: Vault) -> None:
    done = cli("new", "ana-k", "--plain", typed="\n\n/quit\n")
    assert (done.code, vault.sessions(), vault.clients()) == (0, (), ())
    assert "Nothing was written" in done.out


def test_help_is_given_and_every_command_of_it_is_known(cli: Any) -> None:
    from session_tui.cli.plain.commands import PlainCommands
    from session_tui.cli.plain.words import HELP, WORDS

    done = cli("new", "ana-k", "--plain", typed="/help\n")
    assert all(line in done.out for line in HELP)
    assert all(hasattr(PlainCommands, f"do_{word}") for word in WORDS)


def test_a_place_that_is_not_there_lists_those_that_are(cli: Any) -> None:
    done = cli("new", "ana-k", "--plain", typed="/go nowhere\n/go th\n")
    assert "No prompt matches; there are: Today's list" in done.out
    assert "Several match: Their story, Their own explanation" in done.out


@pytest.mark.parametrize(
    ("arguments", "said"),
    [(("a/b",), "A code cannot contain “/”."), (("ana-k", "--guide", "nope"), "There is no guide “nope”.")],
)  # fmt: skip
def test_a_bad_code_or_guide_is_a_sentence(cli: Any, arguments: tuple[str, ...], said: str) -> None:
    done = cli("new", *arguments, "--plain")
    assert done.code == 1
    assert said in done.err


def test_a_session_that_is_open_elsewhere_is_left_there(walk: Any, cli: Any, vault: Vault) -> None:
    session = walk("the knee", "")
    with vault.lock(session.id):
        done = cli("new", "ana-k", "--plain")
    assert done.code == 1
    assert "open in another window" in done.err


def test_a_save_that_fails_is_said_and_tried_again(cli: Any, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    real, fails = Vault.save, iter([True])

    def save(self: Vault, session: Session) -> Session:
        if next(fails, False):
            raise SaveFailed("The disk is full.", self.root, "Make room.")
        return real(self, session)

    monkeypatch.setattr(Vault, "save", save)
    done = cli("new", "ana-k", "--plain", typed="the knee\n\nShe came.\n.\n")
    assert done.code == 0
    assert "The disk is full. Make room. What you wrote is kept in memory" in done.out
    session = vault.read(vault.sessions()[0].id).session
    assert session.answer("agenda").value == (AgendaItem(text="the knee"),)


def test_a_fault_of_the_program_while_saving_ends_no_session(
    cli: Any, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    real, fails = Vault.save, iter([True])

    def save(self: Vault, session: Session) -> Session:
        if next(fails, False):
            raise ValueError("a client's words")
        return real(self, session)

    monkeypatch.setattr(Vault, "save", save)
    done = cli("new", "ana-k", "--plain", typed="the knee\n\nShe came.\n.\n")
    assert done.code == 0
    assert "A fault in session-tui (ValueError in test_plain.py" in done.out
    assert "client's words" not in done.out
    assert vault.read(vault.sessions()[0].id).session.answer("agenda").is_answered


def test_an_answer_that_no_session_can_hold_keeps_no_other_from_being_saved(
    cli: Any, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setitem(ASK, Kind.AGENDA, lambda prompt, entry, context, console: Entry("no list"))
    done = cli("new", "ana-k", "--plain", "--guide", "first-consult", typed="She came.\n.\n")
    assert "Not saved: the answer to “Today's list” cannot be kept as it is." in done.out
    assert vault.read(vault.sessions()[0].id).session.answer("story").value == "She came."


def test_a_save_that_fails_to_the_end_exits_1(cli: Any, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def save(*_: object) -> Session:
        raise SessionTuiError("The disk is full.")

    monkeypatch.setattr(Vault, "save", save)
    assert cli("new", "ana-k", "--plain", typed="the knee\n").code == 1


@pytest.mark.parametrize("kind", [str(kind) for kind in Kind if kind not in ("choice", "trials")])
def test_no_kind_stumbles_over_odd_lines(answer: Any, kind: str) -> None:
    odd = [
        "=",
        "@me",
        "#",
        "why: x",
        "~9999",
        ":",
        ", ",
        "٣",
        "\x00\x1b[1m",
        "10 10 10",
        "-9",
        "by",
        "x" * 3000,
    ]
    told = answer(kind, *odd, ".", "")
    assert told.is_answered


@pytest.fixture
def typing(root: Path, vault: Vault) -> Iterator[Any]:
    """The walk in a process of its own, in a real terminal: its process, and the terminal's other end."""
    ours, theirs = pty.openpty()
    process = subprocess.Popen(
        [sys.executable, "-m", "session_tui", "--vault", str(root), "new", "ana-k", "--plain"],
        stdin=theirs, stdout=theirs, stderr=theirs, start_new_session=True, env=os.environ | {"TERM": "dumb"},
    )  # fmt: skip
    os.close(theirs)
    yield process, ours
    process.kill()
    process.wait()
    os.close(ours)


def read_until(terminal: int, words: bytes) -> bytes:
    seen, ends = b"", time.monotonic() + 120
    while words not in seen and time.monotonic() < ends:
        if select.select([terminal], [], [], 0.2)[0]:
            seen += os.read(terminal, 4096)
    assert words in seen, seen
    return seen


@pytest.mark.parametrize("number", [signal.SIGHUP, signal.SIGTERM, signal.SIGINT, signal.SIGKILL])
def test_no_line_that_was_entered_is_lost_however_it_ends(typing: Any, vault: Vault, number: signal.Signals) -> None:
    process, terminal = typing
    read_until(terminal, b"> ")
    os.write(terminal, b"/go Their story\n")
    read_until(terminal, b"Enter skips.\r\n> ")
    os.write(terminal, b"It began at sea.\n")
    seen = read_until(terminal, b"at sea.\r\n> ")
    assert b"\x1b" not in seen
    process.send_signal(number)
    assert process.wait(30) == (0 if number != signal.SIGKILL else -signal.SIGKILL)
    session = vault.read(vault.sessions("ana-k")[0].id).session
    assert session.answer("story").value == "It began at sea."
    assert vault.check() == ()


def test_on_a_terminal_no_word_is_broken(monkeypatch: pytest.MonkeyPatch) -> None:
    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

    monkeypatch.setenv("COLUMNS", "40")
    line = "             story, goals, expectations, next steps or the private page"
    terminal, pipe = Terminal(), io.StringIO()
    for out in (terminal, pipe):
        Console(io.StringIO(), out, (), lambda name, words: False).write(line)
    assert pipe.getvalue() == f"{line}\n"
    shown = terminal.getvalue().splitlines()
    assert max(map(len, shown)) < 40
    assert " ".join(each.strip() for each in shown) == line.strip()
    assert all(each.startswith(" " * 13) for each in shown)


@pytest.fixture
def history(vault: Vault, long_ago: datetime) -> None:
    """Three sessions with the same rating of a goal, and four steps on the client's side."""
    goal = Goal(id="0193b000-0000-7000-8000-000000000000", words="Sleep through", rating=3)
    steps = tuple(
        Step(id=f"0193b000-0000-7000-8000-00000000000{n}", text=f"step {n}", owner="client") for n in range(1, 5)
    )
    values: dict[str, Any] = {"goals": (goal,), "steps": steps, "close": 8}
    for days in range(3):
        at = long_ago + timedelta(days=days)
        session = vault.begin("ana-k", "first-consult").replace(started=at)
        for prompt, value in values.items():
            session = session.with_answer(prompt, value, at=at)
        vault.sign(vault.save(session))


@pytest.mark.parametrize(
    ("line", "name", "words"),
    [("s one night", "first_sign", "one night"), ("a Ida", "support", "Ida")],
)
def test_a_goal_that_has_not_moved_is_offered_what_may_help(
    cli: Any, walk: Any, history: None, line: str, name: str, words: str
) -> None:
    session = follow(walk, "/go Where are you", line)
    assert getattr(session.answer("goals").value[0], name) == words
    said = cli("new", "ana-k", "--plain", typed="/go Where are you\n").out
    assert "unchanged for three ratings" in said


def test_many_steps_on_their_side_are_asked_about(cli: Any, walk: Any, history: None) -> None:
    follow(walk, "/go Next steps")
    said = cli("new", "ana-k", "--plain", typed="/go Next steps\n\n\n\n\n").out
    assert "4 are open on their side: step 1; step 2; step 3; step 4. Which matter most?" in said
    said = cli("new", "ana-k", "--plain", typed="/go Next steps\nd\n\n\n\n").out
    assert "Which matter most?" not in said


def test_a_close_that_dropped_is_said_and_repair_is_asked_next(cli: Any, walk: Any, history: None) -> None:
    follow(walk, "/go How was")
    said = cli("new", "ana-k", "--plain", typed="/go How was\n5\n\n").out
    assert "3 lower than last time." in said
    assert said.index("3 lower") < said.rindex("Something between us")

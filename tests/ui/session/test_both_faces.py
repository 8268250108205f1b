"""The same answers, given on the screen and line by line, make the same files, letter by letter."""

from __future__ import annotations

import io
import re
import sys
from dataclasses import dataclass
from itertools import count
from typing import TYPE_CHECKING

import pytest

from session_tui.cli.plain.interview import run_interview
from session_tui.core.model.values import Question
from session_tui.ui.screens.session.review_and_sign import ReviewAndSignScreen
from tests.ui.session.conftest import Office

if TYPE_CHECKING:
    from pathlib import Path

    from tests.ui.session.conftest import Desk

HEAD = "---\nguide: {}\ntitle: One of each\nversion: 1\nwhen: always\n---\n"
OPEN = Question(id="0193a2b0-0000-7000-8000-000000000001", text="Is it the milk?", state="open")


@dataclass(frozen=True)
class Told:
    """One prompt, and its answer as it is given to either face; a name of a key has more than one letter."""

    prompt: str
    keys: tuple[str, ...] = ()
    lines: tuple[str, ...] = ("",)


def letters(text: str, *more: str) -> tuple[str, ...]:
    """A text as keys, and further keys behind it."""
    names = {" ": "space", "\n": "enter"}
    return (*(names.get(letter, letter) for letter in text), *more)


GOAL = "Walk to the market @both =4 why: friends"
STEP = "Food diary @client by 2026-12-04 ~4w =7"

TOLD = (
    Told("text .text", letters("She came in.\nAt sea."), ("She came in.", "At sea.", ".")),
    Told("list .list", letters("reading\nher sister"), ("reading", "her sister", "")),
    Told("scale .scale", letters("7\nbetter"), ("7 better",)),
    Told('choice .choice options="told, later"', letters("l\nshe was tired"), ("later, she was tired",)),
    Told("date .date", letters("2026-12-04"), ("2026-12-04",)),
    Told("length .duration", letters("6 weeks"), ("6 weeks",)),
    Told("odd .date", letters("some day"), ("some day",)),
    Told('marked .text mark="sure, guess"', letters("I heard.", "down", "g"), ("I heard.", ".", "g")),
    Told("carried .text show=last", ("ctrl+r", "ctrl+r"), ("/recall", "y")),
    Told("unconfirmed .text show=last", ("ctrl+r",), ("/recall", "")),
    Told("emptied .text carry=last", ("escape", "x"), ("x",)),
    Told("goals .goals", letters(GOAL, "enter"), (GOAL, "")),
    Told("steps .steps", letters(STEP, "enter"), (STEP, "")),
    Told('asked .questions if="questions.open"', letters("ayes"), ("a yes", "")),
    Told("skipped .text", (), ("",)),
    Told('dropped .repair if="close.dropped"', (), ()),
    Told("jotted .text", ("ctrl+o", *letters("g call the clinic"), "enter"), ("/jot g call the clinic", "")),
)
"""The prompts of the guide. The last one is left for the private page, and then for the close."""


def guide() -> str:
    """The guide that asks everything in TOLD."""
    prompts = (f"{{#{told.prompt} .core}}\n### {told.prompt.split()[0].title()}\n" for told in TOLD)
    return HEAD.format("one") + "\n## Story\n\n" + "\n".join(prompts)


PRIVATE = HEAD.format("private") + "\n{#private}\n## Private page\n\n{#own .text share=private}\n### Own\n"


def made(root: Path, monkeypatch: pytest.MonkeyPatch) -> Office:
    """A vault with the guide and one signed session that left something to recall and a question open.

    Its clock stands still, and its ids are counted from 1 instead of drawn.
    """
    numbers = count(1)
    monkeypatch.setattr("secrets.randbits", lambda _: next(numbers))
    office = Office(root)
    prompts = root / "prompts"
    prompts.mkdir(exist_ok=True)
    (prompts / "one.md").write_text(guide(), encoding="utf-8")
    (prompts / "private.md").write_text(PRIVATE, encoding="utf-8")
    assert not office.vault.guides().problems
    office.earlier("one", carried="Before.", unconfirmed="Maybe.", emptied="Once.", asked=(OPEN,))
    return office


async def on_the_screen(office: Office) -> None:
    """Give every answer by keys, write on the private page, and leave a draft at the close."""
    async with office.open("one") as desk:
        for told in TOLD[:-1]:
            if told.keys or told.lines:
                await give(desk, told)
                await desk.press("tab")
        last = TOLD[-1]
        await give(desk, last)
        await desk.press("escape", "p", *letters("secret"), "escape", "p")
        await desk.until(lambda: not desk.sheet.is_private)
        await desk.press("tab")
        await desk.until(lambda: isinstance(desk.app.screen, ReviewAndSignScreen) and desk.app.focused)
        await desk.press("d")
        await desk.until(lambda: not desk.app.vault_service.is_writing)


async def give(desk: Desk, told: Told) -> None:
    """Press the keys of one answer, at the prompt that is current."""
    name = told.prompt.split()[0]
    await desk.until(lambda: desk.sheet.current == name)
    await desk.press(*told.keys)


def in_lines(office: Office, monkeypatch: pytest.MonkeyPatch) -> None:
    """Give every answer in lines, write on the private page, and leave a draft at the close."""
    lines = [line for told in TOLD[:-1] for line in told.lines]
    lines += [TOLD[-1].lines[0], "/private", "secret", ".", "d"]
    typed = "".join(f"{line}\n" for line in lines)
    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(typed.encode()), encoding="utf-8"))
    assert run_interview(office.vault, "ana-k", "one") == 0


def documents(office: Office) -> dict[str, str]:
    """The files of the newest session; only the number of saves is left out."""
    (draft,) = office.vault.sessions("ana-k", status="draft")
    files = {path: text for path, text in office.files().items() if draft.path.stem in path}
    return {path: re.sub(r'(\brev"?: )\d+', r"\1-", text) for path, text in files.items()}


async def test_both_faces_make_the_same_files(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    screen = made(tmp_path / "screen", monkeypatch)
    await on_the_screen(screen)
    plain = made(tmp_path / "plain", monkeypatch)
    in_lines(plain, monkeypatch)
    assert len(documents(plain)) == 4  # the record and the private page, each with its Markdown
    assert documents(screen) == documents(plain)
    session = plain.vault.read(plain.vault.sessions("ana-k", status="draft")[0].id).session
    given = {answer.prompt for answer in session.answers if answer.is_answered}
    blank = {"emptied", "skipped", "dropped", "jotted"}
    assert given == {told.prompt.split()[0] for told in TOLD} - blank | {"own"}
    assert len(session.jots) == 1

"""What came of a step between two meetings: a quick contact, signed at once."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.base.errors import UnknownPrompt
from session_tui.core.base.ids import new_id
from session_tui.core.chart.chart import CONTACT
from session_tui.core.chart.due import Due
from session_tui.core.model.session import Session
from session_tui.core.model.values import Step
from session_tui.vault.storage.errors import SaveFailed
from session_tui.vault.vault import Vault

Write = Callable[..., Session]

STEPLESS = """\
---
guide: quick-contact
title: Telephone
version: 1
---

## Call

{#what .text}
### What was it about?
"""


@pytest.fixture(autouse=True)
def shelf() -> None:
    """The guides that come with the program, and the practice's own."""


@pytest.fixture
def step(vault: Vault, write: Write, clock: Any) -> Step:
    """A step that ana-k took on in a signed session."""
    step = Step(id=new_id(clock()), text="Walk to the bakery", owner="client", why="half the way")
    vault.sign(write().with_answer("steps", (step,), at=clock()))
    clock.wind(days=3)
    return step


def all_waiting(vault: Vault) -> list[Due]:
    return [each for part in vault.due() for each in part]


def told(step: Step) -> Step:
    return Step(id=step.id, text=step.text, outcome="did", comment="Twice.")


def files(root: Path) -> dict[str, bytes]:
    """All that stands in the clients' folders."""
    folder = root / "clients"
    return {str(path): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def test_it_is_a_quick_contact_signed_at_once(vault: Vault, step: Step, clock: Any) -> None:
    contact = vault.note_outcome("ana-k", told(step), by="M. Kessler")
    kept = vault.read(contact.id).session
    assert (kept.guide.id, kept.status, kept.day) == (CONTACT, "signed", clock().date())
    assert kept.signature is not None
    assert kept.signature.by == "M. Kessler"


def test_the_chart_shows_what_came_of_it_and_keeps_what_was_known(vault: Vault, step: Step) -> None:
    vault.note_outcome("ana-k", told(step))
    (history,) = vault.chart("ana-k").steps
    assert [each.said.outcome for each in history.outcomes] == ["did"]
    assert (history.now.why, history.now.owner) == ("half the way", "client")


def test_what_is_done_waits_no_longer(vault: Vault, step: Step, clock: Any) -> None:
    mine = Step(id=new_id(clock()), text="Send the page", owner="me")
    session = vault.begin("ana-k", "follow-up").with_answer("steps", (mine,), at=clock())
    vault.sign(vault.save(session))
    assert mine.id in [each.item for each in all_waiting(vault)]
    vault.note_outcome("ana-k", told(mine))
    assert mine.id not in [each.item for each in all_waiting(vault)]


def test_a_guide_of_ones_own_without_steps_is_refused_with_a_sentence(vault: Vault, root: Path, step: Step) -> None:
    (root / "prompts").mkdir(exist_ok=True)
    (root / "prompts" / "quick-contact.md").write_text(STEPLESS, encoding="utf-8")
    before = files(root)
    with pytest.raises(UnknownPrompt, match=r"“Telephone” has no prompt for steps.*Begin a session"):
        vault.note_outcome("ana-k", told(step))
    assert files(root) == before


def test_on_a_full_disk_nothing_of_it_is_there(
    vault: Vault, root: Path, step: Step, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = files(root)

    def full(*_: object, **__: object) -> None:
        raise OSError(errno.ENOSPC, "No space left on device")

    with monkeypatch.context() as patch:
        patch.setattr(os, "fsync", full)
        with pytest.raises(SaveFailed, match="The disk is full"):
            vault.note_outcome("ana-k", told(step))
    assert files(root) == before
    vault.note_outcome("ana-k", told(step))
    assert len(vault.sessions("ana-k")) == 2

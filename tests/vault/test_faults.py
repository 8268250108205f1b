"""A disk that fails at any one step of a save: the old session or the new one is there, and the next save works."""

import errno
import os
from collections.abc import Callable
from typing import Any

import pytest

from session_tui.core.model.session import Session
from session_tui.vault.storage.errors import SaveFailed
from session_tui.vault.vault import Vault

Write = Callable[..., Session]


class Faulty:
    """Fails at the nth call of the system functions it stands in for."""

    def __init__(self, patch: pytest.MonkeyPatch, at: int) -> None:
        self.left = at
        for name in ("fsync", "replace", "link", "fchmod"):
            patch.setattr(os, name, self.standing_in(getattr(os, name)))

    def standing_in(self, real: Callable[..., Any]) -> Callable[..., Any]:
        def call(*given: Any, **named: Any) -> Any:
            self.left -= 1
            if self.left == 0:
                raise OSError(errno.ENOSPC, "No space left on device")
            return real(*given, **named)

        return call


@pytest.mark.parametrize("step", range(1, 20))
@pytest.mark.parametrize("act", ["save", "sign", "add"])
def test_a_fault_at_any_step_leaves_the_old_or_the_new(
    vault: Vault, write: Write, clock: Any, monkeypatch: pytest.MonkeyPatch, act: str, step: int
) -> None:
    session = write(since="old", hunch="old")
    session = vault.sign(session) if act == "add" else session
    changed = session
    if act != "add":
        changed = session.with_answer("since", "new", at=clock()).with_answer("hunch", "new", at=clock())

    def do() -> None:
        if act == "add":
            vault.add_addendum(session.id, reason="r", text="new")
        else:
            vault.save(changed) if act == "save" else vault.sign(changed)

    with monkeypatch.context() as patch:
        fault = Faulty(patch, step)
        try:
            do()
        except SaveFailed as error:
            assert "The disk is full" in str(error)  # noqa: PT017
        else:
            assert fault.left > 0
    assert not list(vault.root.rglob("*.tmp"))
    again = Vault.open(vault.root, clock=clock)
    note = again.read(session.id)
    assert note.session.answer("since").value in ("old", "new")
    assert note.session.answer("hunch").value in ("old", "new")
    assert {f.kind for f in again.check()} <= {"markdown stale", "markdown lost"}
    if act == "save":
        assert vault.save(changed).id == session.id
        assert vault.check() == ()
        assert vault.read(session.id).session.answer("hunch").value == "new"

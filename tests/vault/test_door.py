"""No error of Python's own leaves the vault, and each sentence is true of what is on the disk."""

import errno
import os
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.model.session import Session
from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.errors import SavedInPart, SaveFailed
from session_tui.vault.vault import Vault
from tests.vault.test_any_damage import questions

Write = Callable[..., Session]
CODES = (errno.EEXIST, errno.EACCES, errno.ENOSPC, errno.EIO)
SEAMS = ("open", "link", "replace", "fsync", "scandir", "mkdir", "unlink")


def failing(code: int) -> Callable[..., Any]:
    def fail(*given: Any, **named: Any) -> Any:
        raise OSError(code, os.strerror(code), "somewhere")

    return fail


def changes(vault: Vault, draft: Session, signed: Session) -> dict[str, Callable[[], object]]:
    """What changes a vault."""
    return {
        "add_client": lambda: vault.add_client("new-one"),
        "sign": lambda: vault.sign(draft),
        "discard": lambda: vault.discard(draft.id),
        "add_addendum": lambda: vault.add_addendum(signed.id, reason="r", text="t"),
        "move": lambda: vault.move(signed.id, "ben-o", reason="r"),
        "take": lambda: vault.adopt_edited_markdown(vault.root / "none.md"),
        "lock": lambda: vault.lock(draft.id),
        "open": lambda: Vault.open(vault.root, clock=vault.clock),
        "create": lambda: Vault.create(vault.root.with_name("other"), clock=vault.clock),
        "open addendum": lambda: vault.addenda.open(signed.id),
        "guides": vault.guides,
    }


@pytest.mark.parametrize("seam", SEAMS)
@pytest.mark.parametrize("code", CODES, ids=lambda code: errno.errorcode[code])
def test_no_error_of_the_system_leaves_the_door(
    vault: Vault, write: Write, clock: Any, monkeypatch: pytest.MonkeyPatch, seam: str, code: int
) -> None:
    signed, draft = vault.sign(write()), write(since="more")
    opened = Vault.open(vault.root, clock=clock)
    for ask in (questions(opened, "ana-k") | changes(opened, draft, signed)).values():
        with monkeypatch.context() as patch:
            patch.setattr(os, seam, failing(code))
            try:
                ask()
            except SessionTuiError as error:
                assert str(error).strip()  # noqa: PT017


def test_two_windows_may_make_the_same_client(vault: Vault, clock: Any) -> None:
    other = Vault.open(vault.root, clock=clock)
    other._stores.of = lambda code: []  # type: ignore[method-assign]  # listed before the first was there
    first = vault.add_client("ana-k", name="Ana")
    assert other.add_client("ana-k") == first


def test_two_edited_files_in_one_second_are_both_kept(vault: Vault, tmp_path: Path) -> None:
    for words in ("one", "two", "three"):
        (tmp_path / "a.md").write_text(words, encoding="utf-8")
        atomic_files.rename_free(tmp_path / "a.md", tmp_path / "a (edited 2026-11-20 101200).md")
    assert sorted(path.read_text(encoding="utf-8") for path in tmp_path.glob("a (*.md")) == ["one", "three", "two"]


def failing_for(patch: pytest.MonkeyPatch, suffix: str) -> None:
    """Let every write to a file of this suffix fail."""
    real = atomic_files._replace

    def replace(temporary: Path, path: Path) -> None:
        if path.suffix == suffix:
            raise OSError(errno.ENOSPC, "No space left on device")
        real(temporary, path)

    patch.setattr(atomic_files, "_replace", replace)


def test_a_signature_whose_markdown_failed_is_said_and_finished(
    vault: Vault, write: Write, monkeypatch: pytest.MonkeyPatch
) -> None:
    draft = write(hunch="A hunch.")
    with monkeypatch.context() as patch:
        failing_for(patch, ".md")
        with pytest.raises(SavedInPart, match="The record is saved"):
            vault.sign(draft)
        with pytest.raises(SavedInPart, match="The session is signed"):
            vault.sign(draft)
    signed = vault.sign(draft)
    assert signed.is_signed
    assert vault.check() == ()
    assert vault.read(draft.id).session.answer("hunch").value == "A hunch."


def test_an_addendum_tried_again_is_written_once(vault: Vault, write: Write, monkeypatch: pytest.MonkeyPatch) -> None:
    session = vault.sign(write())
    with monkeypatch.context() as patch:
        failing_for(patch, ".md")
        for _ in range(2):
            with pytest.raises(SavedInPart, match="The addendum is saved"):
                vault.add_addendum(session.id, reason="r", text="t")
    vault.add_addendum(session.id, reason="r", text="t")
    assert len(vault.read(session.id).addenda) == 1
    assert vault.check() == ()
    vault.add_addendum(session.id, reason="r", text="t")
    assert len(vault.read(session.id).addenda) == 2


def test_an_init_that_failed_can_be_tried_again(root: Path, clock: Any, monkeypatch: pytest.MonkeyPatch) -> None:
    with monkeypatch.context() as patch:
        patch.setattr(atomic_files, "write_new", failing(errno.EIO))
        with pytest.raises(SessionTuiError):
            Vault.create(root, clock=clock)
    assert (root / "clients").is_dir()
    assert Vault.create(root, clock=clock).check() == ()


def test_a_full_disk_is_named_and_not_a_lock(vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    real = os.open

    def full(path: Any, *given: Any, **named: Any) -> int:
        if str(path).endswith(".lock"):
            raise OSError(errno.ENOSPC, "No space left on device")
        return real(path, *given, **named)

    monkeypatch.setattr(os, "open", full)
    with pytest.raises(SaveFailed, match="The disk is full") as caught:
        vault.lock("any")
    assert ".lock" not in str(caught.value)

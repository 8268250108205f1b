"""Writing: old bytes or new ones, never a stray file, and a failure said as a sentence."""

import errno
import os
from pathlib import Path

import pytest

from session_tui.vault.storage import atomic_files
from session_tui.vault.storage.errors import SaveFailed


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    inner = tmp_path / "inner"
    inner.mkdir()
    return inner


def names(folder: Path) -> list[str]:
    return sorted(p.name for p in folder.iterdir())


def test_a_write_puts_new_bytes_in_place_of_old_ones(folder: Path) -> None:
    path = folder / "note.md"
    atomic_files.write(path, b"old")
    stamp = atomic_files.write(path, b"new")
    assert path.read_bytes() == b"new"
    assert atomic_files.stamp_of(path) == stamp
    assert names(folder) == ["note.md"]


def test_a_new_file_never_replaces_one_that_is_there(folder: Path) -> None:
    atomic_files.write_new(folder / "a.json", b"first")
    with pytest.raises(FileExistsError):
        atomic_files.write_new(folder / "a.json", b"second")
    assert (folder / "a.json").read_bytes() == b"first"
    assert names(folder) == ["a.json"]


def test_a_new_file_can_be_made_where_there_are_no_hard_links(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(errno.EPERM, "no links here")

    monkeypatch.setattr(os, "link", refuse)
    atomic_files.write_new(folder / "a.json", b"first")
    with pytest.raises(FileExistsError):
        atomic_files.write_new(folder / "a.json", b"second")
    assert (folder / "a.json").read_bytes() == b"first"
    assert names(folder) == ["a.json"]


@pytest.mark.parametrize("step", ["fsync", "fchmod", "replace"])
@pytest.mark.parametrize(
    ("code", "says"),
    [
        (errno.ENOSPC, "The disk is full. Free some space"),
        (errno.EDQUOT, "Your disk quota is used up"),
        (errno.EROFS, "The disk is read-only"),
        (errno.EACCES, "You do not have permission to write there"),
        (errno.EIO, "The disk reports an error"),
        (errno.EBUSY, "Device or resource busy"),
    ],
)
def test_a_failure_is_a_sentence_and_leaves_what_was_there(
    folder: Path, monkeypatch: pytest.MonkeyPatch, step: str, code: int, says: str
) -> None:
    path = folder / "note.md"
    atomic_files.write(path, b"old")

    def fail(*_: object, **__: object) -> None:
        raise OSError(code, os.strerror(code))

    with monkeypatch.context() as patch:
        patch.setattr(os, step, fail)
        with pytest.raises(SaveFailed, match=says) as caught:
            atomic_files.write(path, b"new")
    assert caught.value.where == path
    assert path.read_bytes() == b"old"
    assert names(folder) == ["note.md"]


def test_a_missing_folder_is_said(folder: Path) -> None:
    with pytest.raises(SaveFailed, match="The folder is gone"):
        atomic_files.write(folder / "gone" / "note.md", b"x")


def test_a_folder_in_the_files_place_is_said(folder: Path) -> None:
    (folder / "note.md").mkdir()
    with pytest.raises(SaveFailed, match="There is a folder"):
        atomic_files.write(folder / "note.md", b"x")
    assert names(folder) == ["note.md"]


def test_a_file_in_the_folders_place_is_said(folder: Path) -> None:
    (folder / "a").write_text("")
    with pytest.raises(SaveFailed, match="There is a file"):
        atomic_files.make_folder(folder / "a" / "b", folder)


def test_a_name_that_is_too_long_is_said(folder: Path) -> None:
    with pytest.raises(SaveFailed, match="too long"):
        atomic_files.write(folder / ("a" * 300), b"x")
    assert names(folder) == []


@pytest.mark.skipif(os.name == "nt", reason="Windows has no such limit")
def test_a_disk_that_fills_up_in_the_middle_leaves_the_old_file(folder: Path) -> None:
    import resource
    import signal

    path = folder / "note.md"
    atomic_files.write(path, b"old")
    before = resource.getrlimit(resource.RLIMIT_FSIZE)
    handler = signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
    try:
        resource.setrlimit(resource.RLIMIT_FSIZE, (1000, before[1]))
        with pytest.raises(SaveFailed, match="larger than this system allows"):
            atomic_files.write(path, b"x" * 5000)
    finally:
        resource.setrlimit(resource.RLIMIT_FSIZE, before)
        signal.signal(signal.SIGXFSZ, handler)
    assert path.read_bytes() == b"old"
    assert names(folder) == ["note.md"]


def test_what_a_crash_left_is_removed_and_what_is_being_written_stays(folder: Path) -> None:
    import fcntl

    left = folder / ".st-0123456789abcdef.tmp"
    live = folder / ".st-fedcba9876543210.tmp"
    fresh = folder / ".st-00000000ffffffff.tmp"
    other = folder / ".st-notours.tmp"
    for path in (left, live, other, fresh):
        path.write_text("x")
    for path in (left, live, other):
        os.utime(path, (0, 0))
    with live.open() as handle:
        fcntl.flock(handle, fcntl.LOCK_EX)
        assert atomic_files.clear_temporary(folder) == (left.name,)
    assert names(folder) == sorted((live.name, other.name, fresh.name))


def test_a_link_is_replaced_and_never_followed(folder: Path) -> None:
    target = folder / "target"
    target.write_text("mine")
    (folder / "note.md").symlink_to(target)
    with pytest.raises(OSError, match="symbolic"):
        atomic_files.read(folder / "note.md")
    atomic_files.write(folder / "note.md", b"new")
    assert target.read_text() == "mine"
    assert not (folder / "note.md").is_symlink()


def test_moving_never_replaces(folder: Path) -> None:
    (folder / "a").write_text("a")
    (folder / "b").write_text("b")
    with pytest.raises(FileExistsError):
        atomic_files.rename(folder / "a", folder / "b")
    atomic_files.rename(folder / "a", folder / "c")
    assert names(folder) == ["b", "c"]

"""``demo``: the throw-away vault, and the one that is kept."""

import os
import signal
import tempfile
from collections.abc import Callable
from pathlib import Path

import pytest

from session_tui.cli import run
from session_tui.cli.demo import throw_away_folder


@pytest.fixture
def scratch(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """Where temporary folders are made in this test."""
    folder = tmp_path / "scratch"
    folder.mkdir()
    monkeypatch.setattr(tempfile, "tempdir", str(folder))
    return folder


def test_it_is_kept_where_one_says_and_every_file_is_sound(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    place = tmp_path / "a demo"
    assert run(["demo", "--to", str(place)]) == 0
    assert f"--vault '{place}'" in capsys.readouterr().out
    assert run(["--vault", str(place), "check"]) == 0
    assert run(["--vault", str(place), "clients"]) == 0
    assert "ana-k" in capsys.readouterr().out


def test_a_folder_that_holds_something_is_left_as_it_is(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    (tmp_path / "letter.txt").write_text("mine", encoding="utf-8")
    before = sorted(tmp_path.iterdir())
    assert run(["demo", "--to", str(tmp_path)]) == 1
    assert "contains other files" in capsys.readouterr().err
    assert sorted(tmp_path.iterdir()) == before


def test_without_a_terminal_it_says_what_can_be_done_and_makes_nothing(
    scratch: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    assert run(["demo"]) == 2
    assert "demo --to DIR" in capsys.readouterr().err
    assert not list(scratch.iterdir())


def test_a_vault_named_beside_it_is_refused_and_not_touched(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    assert run(["--vault", str(tmp_path / "mine"), "demo"]) == 2
    assert "creates its own vault" in capsys.readouterr().err
    assert not (tmp_path / "mine").exists()


@pytest.mark.skipif(os.name == "nt", reason="modes are of POSIX")
def test_the_folder_is_its_owners_alone(scratch: Path) -> None:
    with throw_away_folder() as folder:
        assert folder.parent == scratch
        assert folder.stat().st_mode & 0o777 == 0o700


def use_and_end(how: Callable[[], None]) -> None:
    """Write something into a throw-away folder, and end in some way."""
    with throw_away_folder() as folder:
        (folder / "note").touch()
        how()


def fail() -> None:
    raise ZeroDivisionError


def test_nothing_is_left_of_it_after_a_fault(scratch: Path) -> None:
    with pytest.raises(ZeroDivisionError):
        use_and_end(fail)
    assert not list(scratch.iterdir())


@pytest.mark.skipif(os.name == "nt", reason="signals are of POSIX")
def test_nothing_is_left_of_it_after_a_signal_and_the_signals_are_as_before(scratch: Path) -> None:
    before = signal.getsignal(signal.SIGTERM)
    with pytest.raises(SystemExit) as left:
        use_and_end(lambda: os.kill(os.getpid(), signal.SIGTERM))
    assert left.value.code == 128 + signal.SIGTERM
    assert not list(scratch.iterdir())
    assert signal.getsignal(signal.SIGTERM) is before

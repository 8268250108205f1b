"""`scripts/install.sh` and the rules of the Makefile that call it; an invented uv stands in for what installs."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script for POSIX shells")


class Desk:
    """A folder with programs that are first on PATH, and a place for the environment."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "bin"
        self.programs.mkdir()
        self.venv = folder / "venv"
        self.log = folder / "log"

    def program(self, name: str, script: str) -> str:
        """Make a program of a shell script; its path."""
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    def uv(self, then: str = "") -> None:
        """A uv that notes down what it is asked for."""
        self.program("uv", f'echo "$@" >> {self.log}\n{then}')

    def install(self, extra: str = "", python: str = sys.executable) -> subprocess.CompletedProcess[str]:
        """Run the script."""
        command = ["sh", str(ROOT / "scripts" / "install.sh"), python, str(self.venv), *([extra] if extra else [])]
        path = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            command, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False, timeout=60
        )

    def stamps(self) -> set[str]:
        """What is marked as installed."""
        return {path.name.removeprefix(".installed-") for path in self.venv.glob(".installed-*")}


@pytest.fixture
def desk(tmp_path: Path) -> Desk:
    return Desk(tmp_path)


@pytest.mark.parametrize(
    ("extra", "asked", "stamps"),
    [("", ".", {"run"}), ("test", ".[test]", {"run", "test"}), ("dev", ".[dev]", {"run", "test", "dev"})],
)
def test_uv_is_used_where_it_is_and_each_set_has_its_stamp(
    desk: Desk, extra: str, asked: str, stamps: set[str]
) -> None:
    desk.uv()
    done = desk.install(extra)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Installing session-tui")
    assert "minute the first time." in done.stdout
    assert desk.log.read_text(encoding="utf-8").split()[-2:] == ["--editable", asked]
    assert desk.stamps() == stamps
    assert not (desk.venv / ".installing").exists()


def test_a_second_install_keeps_the_environment(desk: Desk) -> None:
    desk.uv()
    desk.install()
    (desk.venv / "kept").touch()
    assert desk.install("test").returncode == 0
    assert (desk.venv / "kept").exists()


def test_an_install_that_was_killed_is_begun_afresh(desk: Desk) -> None:
    desk.uv("kill -9 $$")
    killed = desk.install()
    assert killed.returncode != 0
    assert desk.stamps() == set()
    (desk.venv / "half").touch()
    desk.uv()
    again = desk.install()
    assert again.returncode == 0, again.stderr
    assert "interrupted" in again.stdout
    assert not (desk.venv / "half").exists()
    assert desk.stamps() == {"run"}


def test_an_install_that_is_under_way_is_left_alone(desk: Desk) -> None:
    desk.uv()
    desk.install()
    (desk.venv / ".installing").write_text(f"{os.getpid()}\n", encoding="utf-8")
    second = desk.install("test")
    assert second.returncode == 1
    assert f"Process {os.getpid()} is installing into {desk.venv} already." in second.stderr
    assert desk.stamps() == {"run"}


def test_an_install_that_failed_leaves_what_was_there(desk: Desk) -> None:
    desk.uv()
    desk.install()
    desk.uv("exit 1")
    failed = desk.install("test")
    assert failed.returncode != 0
    assert "run make again" in failed.stderr
    assert not (desk.venv / ".installing").exists()
    assert desk.stamps() == {"run"}


def test_a_missing_python_is_named(desk: Desk) -> None:
    done = desk.install(python="python-of-nowhere")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer, and there is no python-of-nowhere here" in done.stderr


def test_an_old_python_is_named(desk: Desk) -> None:
    old = desk.program("python3.9", 'case $1 in -V) echo "Python 3.9.2" ;; *) exit 1 ;; esac')
    done = desk.install(python=old)
    assert done.returncode == 1
    assert f"needs Python 3.11 or newer; {old} is Python 3.9.2" in done.stderr


def test_a_python_without_venv_gets_a_sentence(desk: Desk) -> None:
    bare = desk.program("python3", 'case "$*" in *venv*) exit 1 ;; esac')
    done = desk.install(python=bare)
    assert done.returncode == 1
    assert "sudo apt install python3-venv" in done.stderr


def told_by_make(target: str, venv: Path) -> list[str]:
    """The installs that make would run for a target."""
    command = ["make", "--dry-run", target, f"VENV={venv}", "PYTHON=python3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return [line for line in done.stdout.splitlines() if "install.sh" in line]


@pytest.mark.parametrize(
    ("target", "extra"),
    [("run", ""), ("bench", ""), ("test", " test"), ("check", " dev"), ("format", " dev"), ("docs", " dev")],
)
def test_each_command_installs_what_it_needs_and_only_once(tmp_path: Path, target: str, extra: str) -> None:
    assert told_by_make(target, tmp_path) == [f"sh scripts/install.sh python3 {tmp_path}{extra}"]
    for name in ("run", "test", "dev"):
        (tmp_path / f".installed-{name}").touch()
    assert told_by_make(target, tmp_path) == []
    for name in ("run", "test", "dev"):
        os.utime(tmp_path / f".installed-{name}", (0, 0))  # older than pyproject.toml
    assert told_by_make(target, tmp_path) == [f"sh scripts/install.sh python3 {tmp_path}{extra}"]

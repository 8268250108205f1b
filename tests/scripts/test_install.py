"""`scripts/install.sh` and the rules of the Makefile that call it; a fake uv stands in for the installer."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="a script for POSIX shells")


class Sandbox:
    """A folder with programs that are first on PATH, and a place for the environment."""

    def __init__(self, folder: Path) -> None:
        self.programs = folder / "bin"
        self.programs.mkdir()
        self.venv = folder / "venv"
        self.log = folder / "log"

    def program(self, name: str, script: str) -> str:
        """Make a program of a shell script, and return its path."""
        path = self.programs / name
        path.write_text(f"#!/bin/sh\n{script}\n", encoding="utf-8")
        path.chmod(0o755)
        return str(path)

    def uv(self, then: str = "") -> None:
        """Make a uv that logs its arguments."""
        self.program("uv", f'echo "$@" >> {self.log}\n{then}')

    def install(self, extra: str = "", python: str = sys.executable) -> subprocess.CompletedProcess[str]:
        """Run the script."""
        command = ["sh", str(ROOT / "scripts" / "install.sh"), python, str(self.venv), *([extra] if extra else [])]
        path = f"{self.programs}{os.pathsep}{os.environ['PATH']}"
        return subprocess.run(
            command, env=os.environ | {"PATH": path}, capture_output=True, text=True, check=False, timeout=60
        )

    def stamps(self) -> set[str]:
        """The sets of packages that are marked as installed."""
        return {path.name.removeprefix(".installed-") for path in self.venv.glob(".installed-*")}


@pytest.fixture
def sandbox(tmp_path: Path) -> Sandbox:
    return Sandbox(tmp_path)


@pytest.mark.parametrize(
    ("extra", "asked", "stamps"),
    [("", ".", {"run"}), ("test", ".[test]", {"run", "test"}), ("dev", ".[dev]", {"run", "test", "dev"})],
)
def test_uv_is_used_where_it_is_and_each_set_has_its_stamp(
    sandbox: Sandbox, extra: str, asked: str, stamps: set[str]
) -> None:
    sandbox.uv()
    done = sandbox.install(extra)
    assert done.returncode == 0, done.stderr
    assert done.stdout.startswith("Installing session-tui")
    assert "minute the first time." in done.stdout
    assert sandbox.log.read_text(encoding="utf-8").split()[-2:] == ["--editable", asked]
    assert sandbox.stamps() == stamps
    assert not (sandbox.venv / ".installing").exists()


def test_a_second_install_keeps_the_environment(sandbox: Sandbox) -> None:
    sandbox.uv()
    sandbox.install()
    (sandbox.venv / "kept").touch()
    assert sandbox.install("test").returncode == 0
    assert (sandbox.venv / "kept").exists()


def test_an_install_that_was_killed_is_begun_afresh(sandbox: Sandbox) -> None:
    sandbox.uv("kill -9 $$")
    killed = sandbox.install()
    assert killed.returncode != 0
    assert sandbox.stamps() == set()
    (sandbox.venv / "half").touch()
    sandbox.uv()
    again = sandbox.install()
    assert again.returncode == 0, again.stderr
    assert "interrupted" in again.stdout
    assert not (sandbox.venv / "half").exists()
    assert sandbox.stamps() == {"run"}


def test_an_install_that_is_under_way_is_left_alone(sandbox: Sandbox) -> None:
    sandbox.uv()
    sandbox.install()
    (sandbox.venv / ".installing").write_text(f"{os.getpid()}\n", encoding="utf-8")
    second = sandbox.install("test")
    assert second.returncode == 1
    assert f"Process {os.getpid()} is installing into {sandbox.venv} already." in second.stderr
    assert sandbox.stamps() == {"run"}


def test_an_install_that_failed_leaves_what_was_there(sandbox: Sandbox) -> None:
    sandbox.uv()
    sandbox.install()
    sandbox.uv("exit 1")
    failed = sandbox.install("test")
    assert failed.returncode != 0
    assert "run make again" in failed.stderr
    assert not (sandbox.venv / ".installing").exists()
    assert sandbox.stamps() == {"run"}


def test_a_missing_python_is_named(sandbox: Sandbox) -> None:
    done = sandbox.install(python="python-of-nowhere")
    assert done.returncode == 1
    assert "needs Python 3.11 or newer, and there is no python-of-nowhere here" in done.stderr


def test_an_old_python_is_named(sandbox: Sandbox) -> None:
    old = sandbox.program("python3.9", 'case $1 in -V) echo "Python 3.9.2" ;; *) exit 1 ;; esac')
    done = sandbox.install(python=old)
    assert done.returncode == 1
    assert f"needs Python 3.11 or newer; {old} is Python 3.9.2" in done.stderr


def test_a_python_without_venv_gets_a_sentence(sandbox: Sandbox) -> None:
    bare = sandbox.program("python3", 'case "$*" in *venv*) exit 1 ;; esac')
    done = sandbox.install(python=bare)
    assert done.returncode == 1
    assert "sudo apt install python3-venv" in done.stderr


def planned_installs(target: str, venv: Path) -> list[str]:
    """The installs that make would run for a target."""
    command = ["make", "--dry-run", target, f"VENV={venv}", "PYTHON=python3"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True, timeout=60)
    return [line for line in done.stdout.splitlines() if "install.sh" in line]


@pytest.mark.parametrize(
    ("target", "extra"),
    [("run", ""), ("bench", ""), ("test", " test"), ("check", " dev"), ("format", " dev"), ("docs", " dev")],
)
def test_each_command_installs_what_it_needs_and_only_once(tmp_path: Path, target: str, extra: str) -> None:
    assert planned_installs(target, tmp_path) == [f"sh scripts/install.sh python3 {tmp_path}{extra}"]
    for name in ("run", "test", "dev"):
        (tmp_path / f".installed-{name}").touch()
    assert planned_installs(target, tmp_path) == []
    for name in ("run", "test", "dev"):
        os.utime(tmp_path / f".installed-{name}", (0, 0))  # older than pyproject.toml
    assert planned_installs(target, tmp_path) == [f"sh scripts/install.sh python3 {tmp_path}{extra}"]

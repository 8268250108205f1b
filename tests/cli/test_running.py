"""Exit codes, where options stand, what a whole process loads, and readers that leave."""

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest

from session_tui import __version__
from session_tui.cli import COMMANDS, run
from session_tui.core.model.session import Session
from session_tui.vault.vault import Vault


def session_tui(*arguments: str | Path, **options: Any) -> "subprocess.CompletedProcess[bytes]":
    return subprocess.run(
        [sys.executable, "-m", "session_tui", *map(str, arguments)],
        capture_output=True,
        check=False,
        timeout=60,
        **options,
    )


def test_the_version_is_said(cli: Any) -> None:
    done = cli("--version")
    assert (done.code, done.out) == (0, f"session-tui {__version__}\n")


@pytest.mark.parametrize("name", ["-h", "--help"])
def test_help_names_every_command(cli: Any, name: str) -> None:
    done = cli(name)
    assert done.code == 0
    assert all(f"\n  {command}" in done.out for command in COMMANDS)


@pytest.mark.parametrize(
    "arguments",
    [
        ("bogus",),
        ("list", "--status", "foo"),
        ("show",),
        ("show", "x", "--format", "pdf"),
        ("import",),
        ("new",),
        ("vault", "init"),
        ("check", "--take", "/nowhere"),
        ("completion", "tcsh"),
        ("list", "--bogus\x1b[1m"),
    ],
)
def test_a_command_called_wrongly_exits_2_and_says_so_on_stderr(cli: Any, arguments: tuple[str, ...]) -> None:
    done = cli(*arguments)
    assert (done.code, done.out) == (2, "")
    assert done.err
    assert "\x1b" not in done.err


def test_the_vault_may_stand_before_or_after_the_command(
    vault: Vault, write: Callable[..., Session], root: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    session = write(since="Walked.")
    for arguments in (["--vault", str(root), "list"], ["list", "--vault", str(root)]):
        assert run(arguments) == 0
        assert session.id in capsys.readouterr().out


def test_the_vault_may_stand_in_the_environment(
    vault: Vault, root: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SESSION_TUI_VAULT", str(root))
    assert run(["paths"]) == 0
    assert str(root) in capsys.readouterr().out


def test_a_fault_of_the_program_shows_no_clients_words(cli: Any, vault: Vault, monkeypatch: pytest.MonkeyPatch) -> None:
    def fail(*_: object, **__: object) -> None:
        raise RuntimeError("Went to the market")

    monkeypatch.setattr(Vault, "session_lines", fail)
    done = cli("list")
    assert done.code == 1
    assert "market" not in done.err
    assert "A fault in session-tui: RuntimeError in test_running.py" in done.err


def test_no_command_loads_textual_or_rich(
    vault: Vault, write: Callable[..., Session], root: Path, tmp_path: Path
) -> None:
    session = write(since="Walked.")
    foreign = tmp_path / "note.md"
    foreign.write_text("---\nclient: ben-o\ndate: 2026-09-01\n---\n\nWalked.\n", encoding="utf-8")
    calls = [
        ["list"], ["clients"], ["show", session.id], ["show", session.id, "--format", "html"],
        ["show", session.id, "--format", "json"], ["guides"], ["guides", "show", "follow-up"],
        ["check"], ["keys"], ["paths"], ["doctor"], ["completion", "bash"], ["new", "ana-k", "--plain"],
        ["import", str(foreign)], ["sign", session.id],
    ]  # fmt: skip
    code = (
        "import sys\nfrom session_tui.cli import run\n"
        f"for call in {calls!r}:\n"
        f"    done = run(['--vault', {str(root)!r}, *call])\n"
        "    found = {'textual', 'rich'} & set(sys.modules)\n"
        "    assert done == 0 and not found, (call, done, found)\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], capture_output=True, text=True, check=False, timeout=60, stdin=subprocess.DEVNULL
    )  # fmt: skip
    assert done.returncode == 0, done.stderr


def test_a_reader_that_leaves_early_is_no_fault(vault: Vault, root: Path) -> None:
    read, written = os.pipe()
    os.close(read)
    with os.fdopen(written, "wb") as pipe:
        done = subprocess.run(
            [sys.executable, "-m", "session_tui", "--vault", str(root), "keys"],
            stdout=pipe, stderr=subprocess.PIPE, check=False, timeout=60,
        )  # fmt: skip
    assert (done.returncode, done.stderr) == (0, b"")


def test_a_program_gets_utf_8_whatever_the_locale(vault: Vault, write: Callable[..., Session], root: Path) -> None:
    write("кира", since="Гуляла.")
    environ = os.environ | {"PYTHONIOENCODING": "latin-1"}
    done = session_tui("--vault", root, "clients", env=environ)
    assert done.stdout.decode().startswith("кира")


def test_without_a_terminal_the_screens_say_what_else_there_is(vault: Vault, root: Path) -> None:
    done = session_tui("--vault", root, stdin=subprocess.DEVNULL)
    assert done.returncode == 2
    assert b"new CLIENT --plain" in done.stderr

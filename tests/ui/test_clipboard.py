"""Copied text goes to the desktop's own tools, and a missing or failing tool is no accident."""

from pathlib import Path

import pytest

from session_tui.ui.clipboard import clipboard_commands, copy_text


def make_tool(folder: Path, name: str, script: str) -> None:
    tool = folder / name
    tool.write_text(f"#!/bin/sh\n{script}\n")
    tool.chmod(0o700)


@pytest.fixture
def tools(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A folder of tools, under both kinds of desktop."""
    folder = tmp_path / "tools"
    folder.mkdir()
    monkeypatch.setenv("PATH", f"{folder}:/usr/bin:/bin")
    monkeypatch.setenv("WAYLAND_DISPLAY", "wayland-0")
    monkeypatch.setenv("DISPLAY", ":0")
    monkeypatch.setattr("sys.platform", "linux")
    monkeypatch.setattr("session_tui.ui.clipboard.PATIENCE", 120)  # on a busy machine a tool may start late
    return folder


@pytest.mark.parametrize(
    ("platform", "environ", "programs"),
    [
        ("darwin", {}, ["pbcopy"]),
        ("linux", {}, []),
        ("linux", {"DISPLAY": ":0"}, ["xclip", "xsel"]),
        ("linux", {"DISPLAY": ":0", "WAYLAND_DISPLAY": "wayland-0"}, ["wl-copy", "xclip", "xsel"]),
    ],
)
def test_only_tools_that_can_work_here_are_tried(platform: str, environ: dict[str, str], programs: list[str]) -> None:
    assert [command[0] for command in clipboard_commands(platform, environ)] == programs


def test_the_first_tool_that_works_gets_the_text_exactly(tools: Path) -> None:
    make_tool(tools, "wl-copy", "exit 1")
    make_tool(tools, "xclip", f"cat > {tools}/taken")
    assert copy_text("é\n> 漢 $HOME")
    assert (tools / "taken").read_text(encoding="utf-8") == "é\n> 漢 $HOME"


def test_a_tool_that_cannot_run_is_passed_over(tools: Path) -> None:
    (tools / "wl-copy").write_text("not a program")
    (tools / "wl-copy").chmod(0o700)
    make_tool(tools, "xclip", "exit 3")
    make_tool(tools, "xsel", "cat > /dev/null")
    assert copy_text("text")


def test_a_tool_that_hangs_is_given_up(tools: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("session_tui.ui.clipboard.PATIENCE", 0.05)
    for name in ("wl-copy", "xclip", "xsel"):
        make_tool(tools, name, "exec sleep 5")
    assert not copy_text("text")

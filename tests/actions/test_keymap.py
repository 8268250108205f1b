"""Keys from the configuration: the sound ones are taken, each of the others is named."""

from __future__ import annotations

import pytest

from session_tui.actions import registry
from session_tui.actions.keymap import Keymap, key_label, key_problem, read_keymap


def test_a_sound_entry_is_taken() -> None:
    keymap = read_keymap({"sheet.jot": "ctrl+e, f6"})
    assert keymap.problems == ()
    assert keymap.keys_of(registry.JOT) == ("ctrl+e", "f6")
    assert keymap.keys_of(registry.GO_TO) == ("ctrl+g", "f5")


@pytest.mark.parametrize(
    ("entry", "said"),
    [
        ({"sheet.jott": "f6"}, "there is no such action"),
        ({"sheet.jot": "ctrl+m"}, "“ctrl+m” reaches the program as Enter"),
        ({"sheet.jot": "f6, ctrl+h"}, "“ctrl+h” reaches the program as Backspace"),
        ({"sheet.jot": "control-o"}, "“control-o” is not a key this program knows"),
        ({"sheet.jot": "ctrl+shift+o"}, "cannot be told apart from the key without Shift"),
        ({"sheet.jot": "ctrl+5"}, "is not sent by all terminals"),
        ({"sheet.jot": ""}, "write the keys as text"),
        ({"sheet.jot": 7}, "write the keys as text"),
        ({"app.curtain": "x"}, "“x” is needed for typing"),
        ({"app.curtain": "enter"}, "“enter” is needed for typing"),
        ({"sheet.jot": "ctrl+g"}, "“ctrl+g” is “Go to a prompt” too (sheet)"),
        ({"sheet.jot": "f12"}, "“f12” is “Keys and help” too (sheet)"),
    ],
)
def test_an_entry_that_cannot_be_is_named_and_left_out(entry: dict[str, object], said: str) -> None:
    keymap = read_keymap(entry, "config.toml")
    [problem] = keymap.problems
    assert problem.startswith(f"config.toml, [keys] {next(iter(entry))}: ")
    assert said in problem
    assert not keymap.keys


def test_the_rest_of_the_table_is_in_force() -> None:
    keymap = read_keymap({"nobody": "f6", "sheet.go-to": "ctrl+o", "sheet.save": "f6"})
    assert dict(keymap.keys) == {"sheet.save": "f6"}
    assert len(keymap.problems) == 2


def test_two_actions_may_change_places() -> None:
    keymap = read_keymap({"sheet.jot": "ctrl+g", "sheet.go-to": "ctrl+o"})
    assert keymap.problems == ()
    assert keymap.keys_of(registry.JOT) == ("ctrl+g",)


def test_of_two_new_entries_that_clash_the_first_stays() -> None:
    keymap = read_keymap({"sheet.jot": "f6", "sheet.save": "f6"})
    assert dict(keymap.keys) == {"sheet.jot": "f6"}
    assert len(keymap.problems) == 1


def test_taking_out_an_entry_can_bring_back_a_clash() -> None:
    keymap = read_keymap({"sheet.jot": "ctrl+g", "sheet.go-to": "f12"})
    assert not keymap.keys
    assert len(keymap.problems) == 2


@pytest.mark.parametrize(
    ("key", "label"),
    [
        ("ctrl+n", "^n"),
        ("shift+tab", "⇧tab"),
        ("escape", "esc"),
        ("f5", "f5"),
        ("?", "?"),
        ("G", "G"),
        ("+", "+"),
        ("down", "↓"),
        ("alt+x", "alt-x"),
    ],
)
def test_a_key_reads_as_in_the_drawings(key: str, label: str) -> None:
    assert key_label(key) == label


@pytest.mark.parametrize("key", ["a", "G", "/", "[", "é", "f24", "shift+tab", "ctrl+o", "pageup"])
def test_keys_that_terminals_send_are_sound(key: str) -> None:
    assert key_problem(key) is None


@pytest.mark.parametrize("key", ["ctrl+", "+ctrl", "f25", "ab", " ", "hyper+x", "ctrl+enter"])
def test_keys_that_terminals_do_not_send_are_not(key: str) -> None:
    assert key_problem(key) is not None


def test_without_a_table_the_keys_are_the_defaults() -> None:
    assert Keymap().keys_of(registry.HELP) == ("?", "f12")

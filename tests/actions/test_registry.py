"""The table of actions, and what Textual makes of it."""

from __future__ import annotations

import subprocess
import sys
from collections import Counter

import pytest
from textual.actions import parse

from session_tui.actions import registry
from session_tui.actions.keymap import key_problem, split_keys
from session_tui.actions.registry import EVERYWHERE, Action, all_actions, bindings

ACTIONS = sorted({action for _, action in all_actions()}, key=lambda action: action.id)
NEVER = {
    *("ctrl+h", "ctrl+i", "ctrl+j", "ctrl+m", "ctrl+a", "ctrl+b", "ctrl+space", "shift+enter"),
    *("f1", "f6", "f7", "f10", "f11"),
}


@pytest.mark.parametrize("action", ACTIONS, ids=lambda action: action.id)
def test_an_action_has_all_that_a_person_needs(action: Action) -> None:
    assert action.name
    assert action.help.endswith(".")
    assert split_keys(action.key)
    assert not set(split_keys(action.key)) & NEVER
    assert not [key for key in split_keys(action.key) if key_problem(key)]
    assert "alt+" not in action.key
    assert "[" not in action.name + action.help + action.footer
    assert parse(action.do)[1].isidentifier()


def test_one_id_is_one_action() -> None:
    assert [name for name, times in Counter(each.id for each in ACTIONS).items() if times > 1] == []


def test_every_action_of_the_module_is_listed() -> None:
    made = {value for value in vars(registry).values() if isinstance(value, Action)}
    assert made | set(registry.TABS) == set(ACTIONS)


@pytest.mark.parametrize("place", sorted({place for place, _ in all_actions()} - {"everywhere"}))
def test_no_key_does_two_things_in_one_place(place: str) -> None:
    here = [action for where, action in all_actions() if where == place]
    keys = Counter(key for action in (*here, *EVERYWHERE) for key in split_keys(action.key))
    assert [key for key, times in keys.items() if times > 1] == []


def test_every_key_of_the_design_is_there() -> None:
    keys = {key for action in ACTIONS for key in split_keys(action.key)}
    assert keys >= {
        *("n", "tab", "shift+tab", "ctrl+n", "b", "ctrl+g", "f5", "ctrl+o", "f2", "ctrl+t", "f3"),
        *("ctrl+r", "f4", "ctrl+s", "ctrl+l", "f9", "ctrl+p", "f8", "?", "f12", "ctrl+q"),
        *("j", "k", "up", "down", "g", "G", "h", "l", "enter", "escape", "/", "[", "]", "q", "1"),
    }


def test_the_table_is_read_without_textual() -> None:
    code = (
        "import sys, session_tui.actions.registry, session_tui.actions.keymap, session_tui.settings\n"
        "import session_tui.ui.launch\n"
        "print({'textual', 'rich'} & set(sys.modules))"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "set()"


def test_a_binding_carries_the_id_the_help_and_the_word_for_the_foot() -> None:
    [binding] = bindings(registry.JOT)
    assert (binding.id, binding.key, binding.action) == ("sheet.jot", "ctrl+o,f2", "jot")
    assert (binding.description, binding.tooltip, binding.show) == ("jot", registry.JOT.help, True)
    [hidden] = bindings(registry.RECALL)
    assert (hidden.description, hidden.show) == ("Recall", False)

"""The ``[keys]`` table of the configuration: which keys are valid, and how they are displayed.

Textual silently accepts unknown actions and keys that no terminal sends; here each is reported. Like the registry, this
module imports no Textual, because the command line prints the current keys.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType
from typing import NamedTuple

from session_tui.actions.registry import EVERYWHERE, Action, all_actions

_ARROWS = frozenset({"up", "down", "left", "right"})
_NAMED = _ARROWS | {"enter", "tab", "escape", "space", "backspace", "delete", "insert"}
_NAMED |= {"home", "end", "pageup", "pagedown"}
_FUNCTION = frozenset(f"f{number}" for number in range(1, 25))
_MODIFIERS = frozenset({"ctrl", "shift", "alt", "super"})
_SENT_AS = {
    "ctrl+h": "Backspace",
    "ctrl+i": "Tab",
    "ctrl+j": "Enter",
    "ctrl+m": "Enter",
    "ctrl+[": "Esc",
    "ctrl+space": "a NUL",
    "shift+enter": "Enter",
    "ctrl+enter": "Enter",
    "shift+space": "Space",
    "ctrl+tab": "Tab",
    "ctrl+backspace": "Backspace",
}
"""Keys that terminals send as another key, and the name of that key."""
_LABELS = {
    "escape": "esc",
    "up": "↑",
    "down": "↓",
    "left": "←",
    "right": "→",
    "pageup": "pgup",
    "pagedown": "pgdn",
    "delete": "del",
    "backspace": "bksp",
}
"""Short labels of named keys."""


class Keymap(NamedTuple):
    """The keys that differ from the defaults, and the problems found in the configuration."""

    keys: Mapping[str, str] = MappingProxyType({})
    """Action id to its keys, comma separated; valid entries only."""
    problems: tuple[str, ...] = ()
    """One sentence for each entry that was left out."""

    def keys_of(self, action: Action) -> tuple[str, ...]:
        """Return the current keys of an action."""
        return split_keys(self.keys.get(action.id, action.key))


def split_keys(keys: str) -> tuple[str, ...]:
    """Split a comma-separated list of keys, such as ``ctrl+g, f5``."""
    return tuple(key.strip() for key in keys.split(",") if key.strip())


def key_label(key: str) -> str:
    """Return a key as the footer shows it: ``^n``, ``⇧tab``, ``esc``."""
    *modifiers, name = key.split("+") if len(key) > 1 else [key]
    signs = {"ctrl": "^", "shift": "⇧", "alt": "alt-", "super": "super-"}
    return "".join(signs[modifier] for modifier in modifiers) + _LABELS.get(name, name)


def key_problem(key: str) -> str | None:
    """Return why this key does not work reliably in every terminal; None if it does."""
    if len(key) == 1:
        return None if key.isprintable() and key != " " else "is not a key"  # the space bar is “space”
    *modifiers, name = key.split("+")
    if not set(modifiers) <= _MODIFIERS or not _is_key_name(name):
        return "is not a key this program knows"
    if key in _SENT_AS:
        return f"reaches the program as {_SENT_AS[key]}"
    return _modified_character_problem(modifiers, name) if len(name) == 1 else None


def _is_key_name(name: str) -> bool:
    """Whether ``name`` is a named key, a function key or a single printable character."""
    return name in _NAMED or name in _FUNCTION or (len(name) == 1 and name.isprintable())


def _modified_character_problem(modifiers: list[str], name: str) -> str | None:
    """Return why terminals cannot send this character with these modifiers; None if they can."""
    if "shift" in modifiers:
        return "cannot be told apart from the key without Shift; write the character itself"
    if modifiers and not (name.isascii() and name.islower()):
        return "is not sent by all terminals"
    return None


def read_keymap(table: Mapping[str, object], file: str = "the configuration") -> Keymap:
    """Read a ``[keys]`` table: return its valid entries, and a sentence for each invalid one.

    Entries are ``action-id = "ctrl+g, f5"``. If two actions of the same screen share a key, the later entry in the
    table is left out.
    """
    problems: list[str] = []
    sound: dict[str, str] = {}
    for action_id, keys in table.items():
        fault = _entry_problem(action_id, keys)
        if fault:
            problems.append(f"{file}, [keys] {action_id}: {fault}")
        else:
            sound[action_id] = ",".join(split_keys(str(keys)))
    for action_id, fault in _clashes(sound):
        problems.append(f"{file}, [keys] {action_id}: {fault}")
    return Keymap(MappingProxyType(sound), tuple(problems))


def _entry_problem(action_id: str, keys: object) -> str | None:
    """Return what is wrong with one entry of the table; None if it is valid."""
    action = next((each for _, each in all_actions() if each.id == action_id), None)
    if action is None:
        return "there is no such action; “session-tui keys” lists them."
    if not isinstance(keys, str) or not split_keys(keys):
        return 'write the keys as text, such as "ctrl+g, f5"; the keys stay as they were.'
    for key in split_keys(keys):
        fault = key_problem(key)
        if fault:
            return f"“{key}” {fault}; the keys stay as they were."
        if action.priority and not _can_be_priority(key):
            return f"“{key}” is needed for typing; the keys stay as they were."
    return None


def _can_be_priority(key: str) -> bool:
    """Whether a key may be handled before the focused widget sees it; keys that type text may not."""
    return key in _FUNCTION or key.startswith(("ctrl+", "alt+", "super+"))


def _clashes(sound: dict[str, str]) -> Iterator[tuple[str, str]]:
    """Remove the later entry of each clash from ``sound`` until none is left; yield its action id and the problem."""
    # Start again after each removal: the action gets its default keys back, and they may clash in turn.
    while clash := next(_clashing_pairs(sound), None):
        place, key, first, second = clash
        order = list(sound)
        last = max(
            (action for action in (first, second) if action.id in sound),
            key=lambda action: order.index(action.id),
        )
        other = first if last is second else second
        del sound[last.id]
        yield last.id, f"“{key}” is “{other.name}” too ({place}); the keys stay as they were."


def _clashing_pairs(sound: Mapping[str, str]) -> Iterator[tuple[str, str, Action, Action]]:
    """Yield each pair of actions that share a key on the same screen: place, key and the two actions."""
    for place, actions in _actions_by_place().items():
        taken: dict[str, Action] = {}
        for action in actions:
            for key in split_keys(sound.get(action.id, action.key)):
                holder = taken.setdefault(key, action)
                if holder is not action:
                    yield place, key, holder, action


def _actions_by_place() -> dict[str, list[Action]]:
    """Return the actions that are active in each place; those that work everywhere are part of every place."""
    places: dict[str, list[Action]] = {}
    for place, action in all_actions():
        places.setdefault(place, list(EVERYWHERE) if place != "everywhere" else []).append(action)
    return places

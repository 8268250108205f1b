"""The keys as a page: for docs/keys.md, and for whoever wants them on paper."""

from __future__ import annotations

from itertools import groupby

from session_tui.ui.actions import Action, all_actions
from session_tui.ui.keymap import Keymap

_HEAD = """# Keys

Made by `python -m session_tui.ui.keys_page > docs/keys.md` from the table of actions.

The configuration (`session-tui paths` says where it is) changes them by their ids:

```toml
[keys]
"sheet.jot" = "ctrl+e, f2"
```

Single letters and signs are keys outside text fields only. An unknown id, a key that terminals do
not send, or one that another action of the same screen has, is named when the program starts, and
the rest is in force.
"""


def keys_page(keymap: Keymap | None = None) -> str:
    """Every action by the place where it works, as Markdown tables."""
    places = groupby(all_actions(), key=lambda each: each[0])
    tables = [_table(place, [action for _, action in group], keymap) for place, group in places]
    return "\n".join([_HEAD, *tables])


def _table(place: str, actions: list[Action], keymap: Keymap | None) -> str:
    rows = "\n".join(_row(action, keymap or Keymap()) for action in actions)
    return f"## {place.capitalize()}\n\n| key | does | id |\n|---|---|---|\n{rows}\n"


def _row(action: Action, keymap: Keymap) -> str:
    keys = " ".join(f"`{key}`" for key in keymap.keys_of(action))
    return f"| {keys} | **{action.name}.** {action.help} | `{action.id}` |"


if __name__ == "__main__":
    print(keys_page(), end="")

"""Writes the parts of docs/ that the program itself knows, or checks that they are true.

python scripts/make_docs.py            write them
python scripts/make_docs.py --check    exit 1 and name those that are out of date
"""

import json
import sys
from collections.abc import Iterator
from pathlib import Path

import click

DOCS = Path(__file__).resolve().parent.parent / "docs"


def pages() -> Iterator[tuple[Path, str]]:
    """Every generated page with its text."""
    yield DOCS / "keys.md", keys_page()
    yield DOCS / "command-line.md", command_page()
    yield from schema_files()


def keys_page() -> str:
    from session_tui.ui.actions import all_actions
    from session_tui.ui.keymap import key_label, split_keys

    lines = [
        "# Keys",
        "",
        "Made by `make docs` from the program. Every action has an id, by which the configuration gives it other keys:",
        "",
        "```toml",
        "[keys]",
        '"sheet.jot" = "ctrl+e, f2"',
        "```",
        "",
        "`session-tui paths` says where the configuration is; `session-tui keys` prints the keys as they are now.",
    ]
    place = ""
    for where, action in all_actions():
        if where != place:
            place = where
            lines += [
                "",
                f"## {where.capitalize()}",
                "",
                "| keys | id | what it does |",
                "|---|---|---|",
            ]
        keys = " ".join(f"`{key_label(key)}`" for key in split_keys(action.key))
        lines.append(f"| {keys.replace('|', '&#124;')} | `{action.id}` | {action.help} |")
    return "\n".join(lines) + "\n"


def command_page() -> str:
    from session_tui.cli import session_tui

    lines = [
        "# The command line",
        "",
        "Made by `make docs` from the program. Exit codes: 0 done, 1 something is wrong with the data (said on stderr), 2 called wrongly.",
        "",
        *_commands(session_tui, "session-tui", None),
    ]
    return "\n".join(lines) + "\n"


def _commands(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(
        command, info_name=name, parent=parent, max_content_width=100, terminal_width=100
    )
    yield f"## `{context.command_path}`"
    yield ""
    yield "```text"
    yield command.get_help(context)
    yield "```"
    yield ""
    if isinstance(command, click.Group):
        for child in command.list_commands(context):
            found = command.get_command(context, child)
            assert found is not None
            yield from _commands(found, child, context)


def schema_files() -> Iterator[tuple[Path, str]]:
    from session_tui.core.schema import schemas

    for name, schema in schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        yield DOCS / "schema" / f"{name}.schema.json", text


def main(arguments: list[str]) -> int:
    stale = [
        (path, text)
        for path, text in pages()
        if not path.exists() or path.read_text(encoding="utf-8") != text
    ]
    if "--check" in arguments:
        for path, _ in stale:
            print(
                f"docs/{path.relative_to(DOCS)} is out of date: run `make docs`.", file=sys.stderr
            )
        return 1 if stale else 0
    for path, text in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote docs/{path.relative_to(DOCS)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

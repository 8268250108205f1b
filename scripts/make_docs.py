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
    from session_tui.actions.keymap import key_label, split_keys
    from session_tui.actions.registry import all_actions

    lines = [
        "# Keys",
        "",
        "Generated from the program by `make docs`. Every action has an id. The configuration uses it to assign other keys:",
        "",
        "```toml",
        "[keys]",
        '"sheet.jot" = "ctrl+e, f2"',
        "```",
        "",
        "`session-tui paths` prints where the configuration is; `session-tui keys` prints the current keys.",
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


COMMAND_LINE = """\
# The command line

Generated from the program by `make docs`.

- Exit codes: 0 success; 1 a problem with the data, reported on standard error; 2 wrong usage.
- `--vault DIR` may be given before or after the command. Otherwise the vault is `SESSION_TUI_VAULT`, or in the user
  data folder. `session-tui paths` prints where.
- A client is named by a code (`ana-k`, `кира`, `2026-014`), in upper or lower case. A session is named by its id, by
  any unambiguous start of it, or by `CLIENT@DATE`.
- Output to a file or another program is UTF-8. Characters that would control a terminal are never printed raw.
- The private page is never printed.

`list --json` prints an array of `{"id", "client", "started", "guide", "status", "words", "path"}`, newest first;
`clients --json` one of `{"code", "name", "sessions", "last"}`. `show --format json` prints the session document
(`docs/schema/session-note-1.json`), with its addenda under `addenda`; `import` takes it back.

`due --json` prints an array of `{"kind", "client", "session", "text", "due", "owner"}`: first the drafts, newest first,
then what is due, longest overdue first. `kind` is `draft`, `trial`, `step` or `client`; `due` is a date, or null if
none was given. `brief --json` prints an array of `{"part", "text", "detail", "due", "session"}`, one for each line of
the brief, in reading order. `part` is `since` for the first line, then `came`, `strengths`, `promised`, `took-on`,
`trials`, `goals`, `unknown`, `between`, `gently` or `start`. `due` says whether its date has come. `session` is the id
of the session the line comes from, empty if it comes from several. Of a private page, both commands say at most that
something is open.

`import` recognises a file by its content: a note that this program rendered; any Markdown whose front matter names
`client` and `date` (and `guide`, if it followed one); one session document; or an array of them, of any length. A file
is imported whole or not at all. A note that is already there with the same text is left as it is.

`demo` makes its vault in a temporary folder that only you can read, and removes it when the program ends, also after a
signal. With `--to DIR` the vault is kept, and no terminal is needed.

`new CLIENT --plain` asks line by line and writes no escape sequences, for screen readers and simple terminals. Each
prompt says what it takes; a line that cannot be understood is kept as the prompt's note. It saves after every prompt,
and after every line when a person types. The end of the input, a hang-up and Ctrl+C keep the draft.

```text
{plain}
```

"""


def command_page() -> str:
    from session_tui.cli import session_tui
    from session_tui.cli.plain.words import HELP

    text = COMMAND_LINE.replace("{plain}", "\n".join(HELP))
    return text + "\n".join(_commands(session_tui, "session-tui", None))


def _commands(command: click.Command, name: str, parent: click.Context | None) -> Iterator[str]:
    context = click.Context(
        command,
        info_name=name,
        parent=parent,
        max_content_width=100,
        terminal_width=100,
        help_option_names=["-h", "--help"],
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
    from session_tui.core.formats.json_schema import file_name, schemas

    for name, schema in schemas().items():
        text = json.dumps(schema, ensure_ascii=False, indent=2) + "\n"
        yield DOCS / "schema" / file_name(name), text


def main(arguments: list[str]) -> int:
    stale = [(path, text) for path, text in pages() if not path.exists() or path.read_text(encoding="utf-8") != text]
    if "--check" in arguments:
        for path, _ in stale:
            print(f"docs/{path.relative_to(DOCS)} is out of date: run `make docs`.", file=sys.stderr)
        return 1 if stale else 0
    for path, text in stale:
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
        print(f"wrote docs/{path.relative_to(DOCS)}")
    return 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))

"""Commands about the program itself: ``keys``, ``paths``, ``doctor``, ``completion``."""

import os
import sys
from collections.abc import Iterator
from pathlib import Path

import click

from session_tui.cli.context import CliContext, print_table, shown, vault_option


@click.command("keys")
@click.pass_context
def keys(ctx: click.Context) -> None:
    """List the keys, including those you configured."""
    from session_tui.actions.keymap import key_label
    from session_tui.actions.registry import all_actions
    from session_tui.settings import settings_now

    settings = settings_now()
    rows = [
        (place, " ".join(map(key_label, settings.keymap.keys_of(action))), action.id, action.name)
        for place, action in all_actions()
    ]
    print_table([("where", "keys", "id", "what it does"), *rows])
    for problem in settings.problems:
        click.echo(shown(problem), err=True)
    if settings.problems:
        ctx.exit(1)


@click.command("paths")
@vault_option
def paths(cli: CliContext) -> None:
    """Show where everything is; nothing is created."""
    from session_tui.paths import config_file
    from session_tui.vault.guide_shelf import built_in_folder

    print_table(
        (name, str(path), "" if path.exists() else "(not there yet)")
        for name, path in (
            ("vault", cli.folder),
            ("clients", cli.folder / "clients"),
            ("own guides", cli.folder / "prompts"),
            ("built-in guides", built_in_folder()),
            ("configuration", config_file(os.environ)),
        )
    )


@click.command("doctor")
@vault_option
@click.pass_context
def doctor(ctx: click.Context, cli: CliContext) -> None:
    """Show what this terminal and this vault can and can't do."""
    problems = [*_terminal(), *_settings(), *_vault(cli)]
    for name, said, is_wrong in problems:
        click.echo(f"{'!' if is_wrong else '✓'} {name:<14} {shown(said)}")
    if any(is_wrong for _, _, is_wrong in problems):
        ctx.exit(1)


def _terminal() -> Iterator[tuple[str, str, bool]]:
    """Yield lines about the terminal: its name, size, and what it lacks."""
    from session_tui.ui.launch import terminal_problem

    yield "python", sys.version.split()[0], False
    if not all(stream.isatty() for stream in (sys.stdin, sys.stdout, sys.stderr)):
        yield "terminal", "not looked at: this goes to a file or a program", False
        return
    problem = terminal_problem(os.environ)
    if problem:
        yield "terminal", problem.splitlines()[0], True
        return
    columns, rows = os.get_terminal_size()
    yield "terminal", f"{os.environ.get('TERM', '')}, {columns}×{rows}", False
    if columns < 80 or rows < 24:
        yield "size", "smaller than 80×24: it works, but there is little room", True
    encoding = sys.stdout.encoding or "unknown"
    yield "text", encoding, "utf" not in encoding.lower()
    if os.environ.get("NO_COLOR"):
        yield "colour", "none, because NO_COLOR is set", False
    else:
        colours = os.environ.get("COLORTERM") or "256 colours or fewer"
        yield "colour", colours, False
    for variable, name in (("ZELLIJ", "zellij"), ("STY", "screen"), ("TMUX", "tmux")):
        if variable in os.environ:
            yield (
                "inside",
                f"{name}: it may take some Ctrl keys; each has a function key too",
                False,
            )
    if "SSH_CONNECTION" in os.environ:
        yield "over ssh", "keys that arrive in pieces are waited for, 300 ms at least", False
    if os.environ.get("TERM_PROGRAM") == "iTerm.app":
        yield "dead keys", "if accents are lost, set TEXTUAL_DISABLE_KITTY_KEY=1", False


def _settings() -> Iterator[tuple[str, str, bool]]:
    """Yield lines about the configuration, and what in it is ignored."""
    from session_tui.core.base.errors import SessionTuiError
    from session_tui.paths import config_file
    from session_tui.settings import read_settings

    file = config_file(os.environ)
    try:
        settings = read_settings(file)
    except SessionTuiError as error:
        yield "configuration", str(error), True
        return
    yield "configuration", str(file) if file.exists() else "none; the defaults apply", False
    for problem in settings.problems:
        yield "configuration", problem, True


def _vault(cli: CliContext) -> Iterator[tuple[str, str, bool]]:
    """Yield lines about the vault: whether it opens, who can read it, whether it is writable, its guides."""
    from session_tui.core.base.errors import SessionTuiError

    if not cli.folder.exists():
        yield "vault", f"none yet in {cli.folder}; the first run creates it", False
        return
    try:
        vault = cli.vault()
    except SessionTuiError as error:
        yield "vault", str(error), True
        return
    yield "vault", str(vault.root), False
    can_write = os.access(vault.root, os.W_OK | os.X_OK)
    yield (
        "writing",
        "possible" if can_write else "not possible: the folder is read-only",
        not can_write,
    )
    if os.name == "posix":
        is_open = bool(Path(vault.root).stat().st_mode & 0o077)
        said = (
            "others on this machine can read the folder; fix it with: chmod -R go= "
            if is_open
            else "readable only by you"
        )
        yield "readable", said, is_open
    yield "kept as", "plain files; use an encrypted disk", False
    shelf = vault.guides()
    yield "guides", f"{len(shelf.guides)} can be used", False
    for problem in shelf.problems:
        yield "guides", str(problem), True


SHELLS = {
    "bash": ("~/.bashrc", 'eval "$(session-tui completion bash)"'),
    "zsh": ("~/.zshrc", 'eval "$(session-tui completion zsh)"'),
    "fish": ("~/.config/fish/config.fish", "session-tui completion fish | source"),
}
"""By shell: its start-up file, and the line that belongs there."""


@click.command("completion", epilog="\b\n" + "\n".join(f"{file}:  {line}" for file, line in SHELLS.values()))
@click.argument("shell", type=click.Choice(list(SHELLS)))
def completion(shell: str) -> None:
    """Print the script that completes commands, clients and sessions in a shell."""
    from click.shell_completion import get_completion_class

    from session_tui.cli import session_tui

    kind = get_completion_class(shell)
    assert kind is not None
    if shell == "bash":
        click.echo("COMP_WORDBREAKS=${COMP_WORDBREAKS//@/}")  # so that CLIENT@DATE is one word
    click.echo(kind(session_tui, {}, "session-tui", "_SESSION_TUI_COMPLETE").source())


COMMANDS = {"keys": keys, "paths": paths, "doctor": doctor, "completion": completion}

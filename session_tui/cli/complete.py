"""Shell completion of clients, guides and sessions.

It reads only the names of folders and files where possible, because the shell waits for it. On any error it offers
nothing and prints nothing.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import wraps
from pathlib import Path
from typing import TYPE_CHECKING

import click

from session_tui.cli.context import CliContext, shown

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

_STARTED = re.compile(r"(\d{4}-\d{2}-\d{2}) \d{4} .*\.json")
_ID = re.compile(r"[0-9a-f-]{4,36}")

Offer = tuple[str, str]
"""A completion and its description."""

Offers = Callable[[CliContext, str], Iterator[Offer]]
Complete = Callable[[click.Context, click.Parameter, str], "list[CompletionItem]"]


def _quietly(offers: Offers) -> Complete:
    """Wrap a completer: offer what starts with the typed text, and nothing if the vault cannot be read."""

    @wraps(offers)
    def complete(ctx: click.Context, _: click.Parameter, typed: str) -> list[CompletionItem]:
        try:
            if not isinstance(ctx.obj, CliContext):
                return []
            from click.shell_completion import CompletionItem

            found = offers(ctx.obj, typed)
            start = typed.casefold()
            return [CompletionItem(o, help=h) for o, h in found if o.casefold().startswith(start)]
        except Exception:
            return []

    return complete


@_quietly
def complete_client(cli: CliContext, _: str) -> Iterator[Offer]:
    """Yield the clients' codes."""
    yield from ((folder.name, "") for folder in _folders(cli))


@_quietly
def complete_guide(cli: CliContext, _: str) -> Iterator[Offer]:
    """Yield the guides' ids with their titles."""
    from session_tui.vault.guide_shelf import built_in_folder, read_guide_shelf

    for guide in read_guide_shelf(built_in_folder(), cli.folder / "prompts").front_matter.values():
        if guide.id != "private":
            yield guide.id, shown(guide.title)


@_quietly
def complete_session(cli: CliContext, typed: str) -> Iterator[Offer]:
    """Yield sessions as CLIENT@DATE, newest first, or by id if the start of one is typed."""
    if _ID.fullmatch(typed):
        for summary in cli.vault().sessions():
            yield summary.id, f"{summary.client} {summary.started:%Y-%m-%d}"
    wanted = typed.partition("@")[0].casefold()
    for folder in _folders(cli):
        if folder.name.casefold().startswith(wanted):
            days = {day[1] for file in folder.iterdir() if (day := _STARTED.fullmatch(file.name))}
            yield from ((f"{folder.name}@{day}", "") for day in sorted(days, reverse=True))


def _folders(cli: CliContext) -> list[Path]:
    """Return the clients' folders whose names are printable."""
    from session_tui.vault.storage.filenames import CLIENTS

    return sorted(
        folder
        for folder in (cli.folder / CLIENTS).iterdir()
        if not folder.name.startswith(".") and folder.name == shown(folder.name) and folder.is_dir()
    )

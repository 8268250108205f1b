"""Render a note as an HTML page: one file, no script, nothing fetched, and no typed text becomes HTML."""

from __future__ import annotations

import html
import re
from functools import cache
from typing import TYPE_CHECKING

from session_tui.core.model.addendum import current_client
from session_tui.core.model.note import Note
from session_tui.markdown.blockquotes import forbid_lazy_continuation
from session_tui.markdown.note.dates import format_date
from session_tui.markdown.note.writer import write_note

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

# DOTALL: the hidden data at the end of a note is a comment of several lines.
_COMMENT = re.compile(r"[ \t]*<!--.*?-->", re.DOTALL)
_BLANKS = re.compile(r"\n{3,}")
_UNPRINTABLE = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_BLOCKS = frozenset({"paragraph_open", "heading_open", "list_item_open", "blockquote_open", "td_open", "th_open"})

_STYLE = """
:root { color-scheme: light dark; }
body { max-width: 42rem; margin: 3rem auto; padding: 0 1.25rem; font: 1.05rem/1.6 Georgia, "Times New Roman", serif; }
h1 { font-size: 1.5rem; margin-bottom: 0; }
h2 { font-size: 1.2rem; margin-top: 2.5rem; padding-bottom: 0.25rem; border-bottom: 1px solid; }
h3 { font-size: 1.05rem; margin: 1.75rem 0 0.25rem; }
h3 + p > em:only-child { opacity: 0.75; }
p, li, blockquote { overflow-wrap: anywhere; }
blockquote { margin: 1rem 0; padding-left: 1rem; border-left: 3px solid; }
pre { white-space: pre-wrap; overflow-wrap: anywhere; }
@media print {
  body { margin: 0; max-width: none; font-size: 11pt; }
  h1, h2, h3 { break-after: avoid; }
  li, blockquote { break-inside: avoid; }
}
""".strip()

_PAGE = """<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; style-src 'unsafe-inline'">
<meta name="referrer" content="no-referrer">
<meta name="robots" content="noindex">
<title>{title}</title>
<style>
{style}
</style>
</head>
<body>
<main>
{body}</main>
</body>
</html>
"""


def note_html(note: Note, *, client_name: str | None = None) -> str:
    """Return a note as a complete HTML page. It shows everything in ``note``; the caller leaves out private pages."""
    session = note.session
    client = client_name or current_client(note)
    title = f"{session.guide.title} · {client} · {format_date(session.day)}"
    body: str = _renderer().render(note_text(note, client_name=client_name))
    page = _PAGE.format(title=html.escape(title), style=_STYLE, body=body)
    return _UNPRINTABLE.sub("\ufffd", page)


def note_text(note: Note, *, client_name: str | None = None) -> str:
    """Return the note's Markdown for reading, without front matter and hidden data."""
    written = write_note(note, client_name=client_name)
    # No newline comes before the first "---", so this finds the end of the front matter.
    body = written.partition("\n---\n")[2]
    return _BLANKS.sub("\n\n", _COMMENT.sub("", body)).strip("\n") + "\n"


@cache
def _renderer() -> MarkdownIt:
    """Return a renderer that shows raw HTML as text and images as links, so that the page fetches nothing."""
    from markdown_it import MarkdownIt

    # "breaks" keeps the line breaks that people typed; CommonMark would join the lines.
    renderer = MarkdownIt("commonmark", {"html": False, "breaks": True})
    renderer.disable(["image", "html_block", "html_inline"])
    forbid_lazy_continuation(renderer)
    renderer.core.ruler.push("direction", lambda state: _set_direction(state.tokens))
    return renderer


def _set_direction(tokens: list[Token]) -> None:
    """Give each block the text direction of its own script."""
    for token in tokens:
        if token.type in _BLOCKS:
            token.attrSet("dir", "auto")

"""Written Markdown as blocks for reading: styled, never markup, and no word of it left out.

A paragraph, an item of a list or a heading is one block. Long texts are read piece by piece, so that the first rows of a
megabyte stand on the screen as soon as those of a sentence.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import cache
from itertools import chain, repeat
from typing import Protocol

from markdown_it import MarkdownIt
from markdown_it.token import Token
from textual.content import Content, Span

from session_tui.markdown.blockquotes import forbid_lazy_continuation, is_client_words
from session_tui.ui.safe_text import as_content, printable

PIECE = 6_000
"""Characters that are read at once; the cost of reading Markdown grows with the square of some texts."""

NOTHING = Content("")

FOUND = "reverse"
"""How what is sought stands out."""

Sought = Callable[[str], Iterable[tuple[int, int]]]
"""Says where in a text something is that is sought: from which character to which, in order."""

BAR = Content.styled("▌ ", "$text-accent")
"""What stands before each row of the client's own words, and of whatever else is quoted."""

_STYLES = {"em_open": "italic", "strong_open": "bold", "link_open": "underline"}
_CODE = "$text-accent"
_MUTED = "$text-muted"
_RULE = "─" * 12
_LONG = 24
"""Characters from which what stands before a first row is wrapped with it."""
_NARROWEST = 12
"""Cells below which a row has no room for what stands before it."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a note that belong together.

    Attributes:
        first: what stands before its first row: a bullet, a bar.
        rest: what stands before its other rows.
        gap: the row above it, blank but for a bar; None where there is none.
        answer: the name of the answer that begins with it; empty for any other block.
        is_said: whether somebody wrote it; otherwise the guide or the program says it.
    """

    content: Content
    first: Content = NOTHING
    rest: Content = NOTHING
    gap: Content | None = NOTHING
    answer: str = ""
    is_said: bool = True

    def rows(self, room: int) -> list[Content]:
        """Its rows in so many cells, without the gap; what stands before them gives way where there is little room."""
        content, lead, rest = self.content, self.first, self.rest
        inner = room - max(lead.cell_length if len(lead) < _LONG else 0, rest.cell_length)
        if inner < _NARROWEST:
            content, lead, rest, inner = lead + content, NOTHING, NOTHING, max(room, 1)
        elif len(lead) >= _LONG:
            content, lead = lead + content, NOTHING
        rows = rows_of(content, inner)
        leads = chain((lead,), repeat(rest))
        return [before + row if before else row for before, row in zip(leads, rows, strict=False)]

    def marked(self, sought: Sought, *, only_said: bool = False) -> Block:
        """The same with what is sought made to stand out; where it must be said by somebody, nowhere else."""
        if only_said and not self.is_said:
            return self
        content = self.content
        for start, end in sought(content.plain):
            content = content.stylize(FOUND, start, end)
        return replace(self, content=content)


class WrappedBlock(Protocol):
    """Whatever a page can show: rows for a width, and the answer that begins with them."""

    @property
    def gap(self) -> Content | None:
        """The row above it."""

    @property
    def answer(self) -> str:
        """The name of the answer that begins with it; empty where none does."""

    def rows(self, room: int) -> list[Content]:
        """Its rows in so many cells."""

    def marked(self, sought: Sought, *, only_said: bool = False) -> WrappedBlock:
        """The same with what is sought made to stand out; where it must be said by somebody, nowhere else."""


@dataclass(frozen=True, slots=True)
class BlockEdge:
    """Where the next block stands: what is before its rows, and the row above it."""

    first: Content = NOTHING
    rest: Content = NOTHING
    gap: Content | None = NOTHING

    def within(self, first: Content, rest: Content) -> BlockEdge:
        """One quotation or one item further in."""
        return BlockEdge(self.first + first, self.rest + rest, self.gap)

    def after(self, *, is_close: bool = False) -> BlockEdge:
        """Below a block that stood here; with a row between them unless they are close."""
        return BlockEdge(self.rest, self.rest, None if is_close else self.rest)

    def block(self, content: Content) -> Block:
        """A block that stands here."""
        return Block(content, self.first, self.rest, self.gap)


def text_blocks(text: str, edge: BlockEdge | None = None) -> Iterator[Block]:
    """The blocks of a text in Markdown."""
    edge, text = edge or BlockEdge(), printable(text)
    for start, end in _cuts(text):
        yield from _read(_mark_before(text, start) + text[start:end], edge)
        edge = edge.after()


def literal_blocks(text: str, edge: BlockEdge | None = None, style: str = "") -> Iterator[Block]:
    """The blocks of a text that is shown as it stands."""
    edge = edge or BlockEdge()
    for piece in pieces(text):
        yield edge.block(as_content(piece, style))
        edge = edge.after(is_close=True)


def pieces(text: str) -> Iterator[str]:
    """The text; cut, where it is long, at blank lines, else at line ends, else at spaces, else anywhere."""
    for start, end in _cuts(text):
        yield text[start:end] if end == len(text) else text[start:end].rstrip("\n")


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Where each piece begins and ends."""
    start = 0
    while len(text) - start > PIECE:
        end = _cut(text, start)
        yield start, end
        start = end
    yield start, len(text)


def _mark_before(text: str, start: int) -> str:
    """The ``>`` that a piece begins with when a line of the client's words was cut in two."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return "> " if is_client_words(line) else ""


def _cut(text: str, start: int) -> int:
    for mark in ("\n\n", "\n", " "):
        if (found := text.rfind(mark, start + PIECE // 2, start + PIECE)) > 0:
            return found + len(mark)
    return start + PIECE


@cache
def _parser() -> MarkdownIt:
    """CommonMark, less what would make words vanish or change hands: link definitions, entities, quotations that read on.

    HTML is text.
    """
    parser = MarkdownIt("commonmark", {"html": False}).disable(["reference", "entity"])
    forbid_lazy_continuation(parser)
    parser.normalizeLink = parser.normalizeLinkText = str  # type: ignore[method-assign,assignment]
    return parser


def _read(piece: str, edge: BlockEdge) -> list[Block]:
    """The blocks of a piece; as it stands where reading it as Markdown would lose a word."""
    tokens = iter(_parser().parse(piece))
    blocks = list(_container(tokens, "", edge))
    if sum(_word_size(block.content.plain + block.first.plain) for block in blocks) < _word_size(piece):
        return list(literal_blocks(piece, edge))
    return blocks


def _word_size(text: str) -> int:
    return sum(map(str.isalnum, text))


def _container(tokens: Iterator[Token], end: str, edge: BlockEdge) -> Iterator[Block]:
    """The blocks until a token ends what holds them; an empty one still shows its bullet or bar."""
    is_empty = True
    for token in tokens:
        if token.type == end:
            break
        is_list = token.type.endswith("_list_open")
        is_close = token.hidden or token.type == "list_item_open" or (is_list and bool(end))
        here = edge if is_empty or not is_close else BlockEdge(edge.first, edge.rest, None)
        found = list(_blocks(token, tokens, here))
        yield from found
        if found:
            is_empty, edge = False, edge.after()
    if is_empty and end:
        yield edge.block(NOTHING)


def _blocks(token: Token, tokens: Iterator[Token], edge: BlockEdge) -> Iterator[Block]:
    """The blocks that a token opens or is."""
    if token.type == "blockquote_open":
        yield from _container(tokens, "blockquote_close", edge.within(BAR, BAR))
    elif token.type == "list_item_open":
        bullet = f"{token.info}{token.markup} " if token.info else "• "
        inner = edge.within(Content.styled(bullet, _MUTED), Content(" " * len(bullet)))
        yield from _container(tokens, "list_item_close", inner)
    elif token.type in ("bullet_list_open", "ordered_list_open"):
        yield from _container(tokens, token.type.replace("open", "close"), edge)
    elif token.type == "heading_open":
        yield edge.block(_inline(next(tokens).children or ()).stylize("bold"))
    elif token.type == "inline":
        yield edge.block(_inline(token.children or ()))
    elif token.type in ("fence", "code_block"):
        if token.info.strip():
            yield edge.block(as_content(token.info.strip(), _MUTED))
            edge = edge.after(is_close=True)
        yield edge.block(as_content(token.content.rstrip("\n"), _CODE))
    elif token.type == "hr":
        yield edge.block(Content.styled(_RULE, _MUTED))


def _inline(tokens: Sequence[Token]) -> Content:
    """The words of one paragraph, with what is marked in them; a link shows where it leads."""
    text = ""
    spans: list[Span] = []
    opened: list[tuple[int, Token]] = []
    for token in tokens:
        start, opener = len(text), token
        if token.nesting > 0:
            opened.append((start, token))
            continue
        if token.nesting < 0:
            start, opener = opened.pop()
            text += _target(opener, "href", text[start:])
        else:
            text += _words(token)
        if style := _CODE if token.type == "code_inline" else _STYLES.get(opener.type, ""):
            spans.append(Span(start, len(text), style))
    return Content(printable(text), spans)


def _words(token: Token) -> str:
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content + _target(token, "src", token.content)


def _target(token: Token, name: str, words: str) -> str:
    """Where a link or a picture leads, and its title, where its words do not say so already."""
    target = str(token.attrGet(name) or "")
    title = str(token.attrGet("title") or "")
    said = " ".join(part for part in (target if target not in words else "", title) if part)
    return f" ({said})" if said else ""


def rows_of(content: Content, width: int) -> list[Content]:
    """The content in rows; most of a long page are lines that fit, and need no breaking."""
    lines = content.plain.split("\n")
    if not all(_fits(line, width) for line in lines):
        return list(content.wrap(width))
    return [content] if len(lines) == 1 else list(content.split("\n", allow_blank=True))


def _fits(line: str, width: int) -> bool:
    """Whether a line stays as it is in so many cells."""
    return len(line) <= width and line.isascii() and line.isprintable() and line[-1:] != " "

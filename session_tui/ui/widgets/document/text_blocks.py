"""Markdown text as blocks for reading: styled, never interpreted as Textual markup, and complete.

Each paragraph, list item and heading is one block. Long texts are parsed piece by piece, so that the first rows of a
megabyte appear as fast as those of a sentence.
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
"""Characters that are parsed at once; for some texts the cost of parsing Markdown grows with the square of the length.
"""

NOTHING = Content("")

FOUND = "reverse"
"""Style of a search match."""

Sought = Callable[[str], Iterable[tuple[int, int]]]
"""Finds the matches in a text: (start, end) character offsets, in order."""

BAR = Content.styled("▌ ", "$text-accent")
"""Placed before each row of a quotation, such as the client's own words."""

_STYLES = {"em_open": "italic", "strong_open": "bold", "link_open": "underline"}
_CODE = "$text-accent"
_MUTED = "$text-muted"
_RULE = "─" * 12
_LONG_PREFIX = 24
"""Length in characters from which a prefix is wrapped with the first row instead of indenting it."""
_NARROWEST = 12
"""Width in cells below which the content is not indented by its prefix."""


@dataclass(frozen=True, slots=True)
class Block:
    """Rows of a note that belong together.

    Attributes:
        content: the words, before wrapping.
        first: the prefix of the first row, such as a bullet or a bar.
        rest: the prefix of the other rows.
        gap: the row above the block, blank except for a bar; None for no gap.
        answer: the name of the answer that starts with this block; empty for any other block.
        is_said: whether a person wrote it, rather than the guide or the program.
    """

    content: Content
    first: Content = NOTHING
    rest: Content = NOTHING
    gap: Content | None = NOTHING
    answer: str = ""
    is_said: bool = True

    def rows(self, room: int) -> list[Content]:
        """Wrap the block to ``room`` cells, without the gap; prefixes are wrapped with the text if there is little
        room.
        """
        content, lead, rest = self.content, self.first, self.rest
        inner = room - max(lead.cell_length if len(lead) < _LONG_PREFIX else 0, rest.cell_length)
        if inner < _NARROWEST:
            content, lead, rest, inner = lead + content, NOTHING, NOTHING, max(room, 1)
        elif len(lead) >= _LONG_PREFIX:
            content, lead = lead + content, NOTHING
        rows = rows_of(content, inner)
        leads = chain((lead,), repeat(rest))
        return [before + row if before else row for before, row in zip(leads, rows, strict=False)]

    def marked(self, sought: Sought, *, only_said: bool = False) -> Block:
        """Return the block with search matches highlighted; ``only_said`` restricts them to what a person wrote."""
        if only_said and not self.is_said:
            return self
        content = self.content
        for start, end in sought(content.plain):
            content = content.stylize(FOUND, start, end)
        return replace(self, content=content)


class WrappedBlock(Protocol):
    """Anything a page can show: rows for a width, and the answer that starts with them."""

    @property
    def gap(self) -> Content | None:
        """The row above the block; None for no gap."""

    @property
    def answer(self) -> str:
        """The name of the answer that starts with this block; empty if none does."""

    def rows(self, room: int) -> list[Content]:
        """Wrap the block to ``room`` cells."""

    def marked(self, sought: Sought, *, only_said: bool = False) -> WrappedBlock:
        """Return the block with search matches highlighted; ``only_said`` restricts them to what a person wrote."""


@dataclass(frozen=True, slots=True)
class BlockEdge:
    """The edge of the next block: the prefixes of its rows, and the gap above it."""

    first: Content = NOTHING
    rest: Content = NOTHING
    gap: Content | None = NOTHING

    def within(self, first: Content, rest: Content) -> BlockEdge:
        """Return the edge inside one more quotation or list item."""
        return BlockEdge(self.first + first, self.rest + rest, self.gap)

    def after(self, *, is_close: bool = False) -> BlockEdge:
        """Return the edge of the block that follows; ``is_close`` leaves no gap between the two."""
        return BlockEdge(self.rest, self.rest, None if is_close else self.rest)

    def block(self, content: Content) -> Block:
        """Return a block with this edge."""
        return Block(content, self.first, self.rest, self.gap)


def text_blocks(text: str, edge: BlockEdge | None = None) -> Iterator[Block]:
    """Yield the blocks of a Markdown text."""
    edge, text = edge or BlockEdge(), printable(text)
    for start, end in _cuts(text):
        yield from _read(_missing_quote_mark(text, start) + text[start:end], edge)
        edge = edge.after()


def literal_blocks(text: str, edge: BlockEdge | None = None, style: str = "") -> Iterator[Block]:
    """Yield the blocks of a text that is shown verbatim."""
    edge = edge or BlockEdge()
    for piece in pieces(text):
        yield edge.block(as_content(piece, style))
        edge = edge.after(is_close=True)


def pieces(text: str) -> Iterator[str]:
    """Yield the text; a long one is cut at blank lines, else at line ends, else at spaces, else anywhere."""
    for start, end in _cuts(text):
        yield text[start:end] if end == len(text) else text[start:end].rstrip("\n")


def _cuts(text: str) -> Iterator[tuple[int, int]]:
    """Yield the start and end of each piece."""
    start = 0
    while len(text) - start > PIECE:
        end = _cut_end(text, start)
        yield start, end
        start = end
    yield start, len(text)


def _missing_quote_mark(text: str, start: int) -> str:
    """Return the ``>`` to put before a piece that starts inside a line of the client's words."""
    line = text[text.rfind("\n", 0, start) + 1 : start]
    return "> " if is_client_words(line) else ""


def _cut_end(text: str, start: int) -> int:
    """Return the end of the piece that starts at ``start``: the last good place to cut in its second half."""
    for mark in ("\n\n", "\n", " "):
        if (found := text.rfind(mark, start + PIECE // 2, start + PIECE)) > 0:
            return found + len(mark)
    return start + PIECE


@cache
def _parser() -> MarkdownIt:
    """Return a CommonMark parser without the features that drop or reassign words.

    Link definitions, entities and lazy continuation of quotations are off, and HTML is text.
    """
    parser = MarkdownIt("commonmark", {"html": False}).disable(["reference", "entity"])
    forbid_lazy_continuation(parser)
    # Show link targets as written; the parser would percent-encode them.
    parser.normalizeLink = parser.normalizeLinkText = str  # type: ignore[method-assign,assignment]
    return parser


def _read(piece: str, edge: BlockEdge) -> list[Block]:
    """Parse a piece into blocks; show it verbatim if parsing as Markdown would lose a word."""
    tokens = iter(_parser().parse(piece))
    blocks = list(_container(tokens, "", edge))
    if sum(_word_size(block.content.plain + block.first.plain) for block in blocks) < _word_size(piece):
        return list(literal_blocks(piece, edge))
    return blocks


def _word_size(text: str) -> int:
    """Count the letters and digits of a text."""
    return sum(map(str.isalnum, text))


def _container(tokens: Iterator[Token], end: str, edge: BlockEdge) -> Iterator[Block]:
    """Yield the blocks up to the token ``end``; an empty container still shows its bullet or bar."""
    is_empty = True
    for token in tokens:
        if token.type == end:
            break
        is_list = token.type.endswith("_list_open")
        # The parser hides the paragraph tokens of a tight list, whose items have no blank rows between them.
        is_close = token.hidden or token.type == "list_item_open" or (is_list and bool(end))
        here = edge if is_empty or not is_close else BlockEdge(edge.first, edge.rest, None)
        found = list(_blocks(token, tokens, here))
        yield from found
        if found:
            is_empty, edge = False, edge.after()
    if is_empty and end:
        yield edge.block(NOTHING)


def _blocks(token: Token, tokens: Iterator[Token], edge: BlockEdge) -> Iterator[Block]:
    """Yield the blocks that a token opens or contains."""
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
    """Return the text of one paragraph with its styles; a link is followed by its target."""
    text = ""
    spans: list[Span] = []
    opened: list[tuple[int, Token]] = []
    for token in tokens:
        start, opener = len(text), token
        if token.nesting > 0:
            opened.append((start, token))
            continue
        if token.nesting < 0:
            # The target of a link follows its words, in the style of the link.
            start, opener = opened.pop()
            text += _target(opener, "href", text[start:])
        else:
            text += _words(token)
        if style := _CODE if token.type == "code_inline" else _STYLES.get(opener.type, ""):
            spans.append(Span(start, len(text), style))
    return Content(printable(text), spans)


def _words(token: Token) -> str:
    """Return the text of an inline token."""
    if token.type in ("softbreak", "hardbreak"):
        return "\n"
    return token.content + _target(token, "src", token.content)


def _target(token: Token, name: str, words: str) -> str:
    """Return the target and title of a link or an image in brackets, unless its words contain the target already."""
    target = str(token.attrGet(name) or "")
    title = str(token.attrGet("title") or "")
    said = " ".join(part for part in (target if target not in words else "", title) if part)
    return f" ({said})" if said else ""


def rows_of(content: Content, width: int) -> list[Content]:
    """Wrap the content; skips wrapping if every line fits, as most lines of a long page do."""
    lines = content.plain.split("\n")
    if not all(_fits(line, width) for line in lines):
        return list(content.wrap(width))
    return [content] if len(lines) == 1 else list(content.split("\n", allow_blank=True))


def _fits(line: str, width: int) -> bool:
    """Whether a line fits into ``width`` cells unchanged."""
    return len(line) <= width and line.isascii() and line.isprintable() and line[-1:] != " "

"""The Markdown blocks of a guide file, and their plain text."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

_MARKUP = re.compile(r"[\\*_`\[\]<&!]| {2}\n")


@cache
def _parser() -> MarkdownIt:
    """Return a parser for block structure; inline markup is parsed only where needed."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_block_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").use(front_matter_plugin).use(attrs_block_plugin)
    parser.core.ruler.disable(["attr", "inline"])
    return parser


@dataclass(frozen=True, slots=True)
class GuideBlock:
    """A top-level block: its type, first token, first line, and inner tokens."""

    kind: str
    token: Token
    line: int
    inner: Sequence[Token]

    def text(self) -> str:
        """The text of a heading or paragraph, as typed."""
        return "\n".join(token.content for token in self.inner if token.type == "inline")

    @property
    def is_remark(self) -> bool:
        """Whether it is an HTML comment, which is for the authors of the guide."""
        return self.kind == "html_block" and self.token.content.lstrip().startswith("<!--")


def blocks(text: str) -> Iterator[GuideBlock]:
    """Yield the top-level blocks of a text."""
    tokens = _parser().parse(text)
    start = 0
    for place, token in enumerate(tokens):
        if token.level == 0 and token.nesting == 1:
            start = place
        elif token.level == 0:
            first = tokens[start] if token.nesting == -1 else token
            inner = tokens[start + 1 : place] if token.nesting == -1 else ()
            kind = first.type.removesuffix("_open")
            yield GuideBlock(kind, first, first.map[0] + 1 if first.map else 1, inner)


def plain_words(words: str) -> str:
    """Return text without markup and repeated spaces; hard line breaks are kept."""
    if _MARKUP.search(words):
        parser = _parser()
        tokens: list[Token] = []
        parser.inline.parse(words, parser, {}, tokens)
        words = "".join(_word(token) for token in tokens)
    else:
        words = words.replace("\n", " ")
    return "\n".join(" ".join(line.split()) for line in words.split("\n"))


def _word(token: Token) -> str:
    """Return the text of an inline token."""
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)

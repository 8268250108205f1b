"""The blocks of a guide file, as Markdown sees them, and the plain words in them."""

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
    """Markdown by blocks; the words in them are read only where they hold markup."""
    from markdown_it import MarkdownIt
    from mdit_py_plugins.attrs import attrs_block_plugin
    from mdit_py_plugins.front_matter import front_matter_plugin

    parser = MarkdownIt("commonmark").use(front_matter_plugin).use(attrs_block_plugin)
    parser.core.ruler.disable(["attr", "inline"])
    return parser


@dataclass(frozen=True, slots=True)
class GuideBlock:
    """A block at the top of the file: its kind, its first token, the line it begins on, and what is inside."""

    kind: str
    token: Token
    line: int
    inner: Sequence[Token]

    def text(self) -> str:
        """The words of a heading or paragraph, as typed."""
        return "\n".join(token.content for token in self.inner if token.type == "inline")

    @property
    def is_remark(self) -> bool:
        """Whether it is an HTML comment: a remark for whoever writes the file."""
        return self.kind == "html_block" and self.token.content.lstrip().startswith("<!--")


def blocks(text: str) -> Iterator[GuideBlock]:
    """The blocks at the top of a text, one after the other."""
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
    """The words as they are read aloud: no markup, single spaces; a hard line break stays."""
    if _MARKUP.search(words):
        parser = _parser()
        tokens: list[Token] = []
        parser.inline.parse(words, parser, {}, tokens)
        words = "".join(_word(token) for token in tokens)
    else:
        words = words.replace("\n", " ")
    return "\n".join(" ".join(line.split()) for line in words.split("\n"))


def _word(token: Token) -> str:
    return {"softbreak": " ", "hardbreak": "\n"}.get(token.type, token.content)

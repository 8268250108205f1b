"""Parse guide files."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace

from session_tui.core.base.text import fold_case, storable
from session_tui.core.model.guide import FREE, PRIVATE, SECTIONS, Guide, Prompt, Section, Share
from session_tui.markdown.guide.attributes import (
    EXAMPLE,
    Attributes,
    looks_like_attributes,
    only_id,
    read_attributes,
    read_prompt,
)
from session_tui.markdown.guide.blocks import GuideBlock, blocks, plain_words
from session_tui.markdown.guide.front_matter import (
    GuideFrontMatter,
    check_id,
    guide_id_from_title,
    has_front_matter,
    read_guide_front_matter,
)
from session_tui.markdown.guide.problems import BrokenGuide, Problem, Problems

__all__ = ["LARGEST", "BrokenGuide", "Problem", "read_guide", "read_guide_head"]

LARGEST = 200_000
"""How many characters a guide may have; the longest one that comes with the program has under 4,000."""

_IDS = {fold_case(title): name for name, title in SECTIONS}
_NAMES = {
    "bullet_list": "A list",
    "ordered_list": "A list",
    "fence": "A block of code",
    "code_block": "An indented line",
    "html_block": "HTML",
}


def read_guide(text: str, name: str) -> Guide:
    """Return the guide of a file's text. ``name`` is the file name used in problems.

    Raises:
        BrokenGuide: with every problem of the file, each with its line and how to correct it.
    """
    problems = Problems(name)
    text = _cleaned(text, problems)
    front = read_guide_front_matter(text, problems)
    if not has_front_matter(text) and text.lstrip().startswith("---"):
        problems.refuse()
    parts = _Body(text.split("\n"), front.id, problems).read(blocks(text))
    problems.refuse()
    return Guide(front.id, front.title, front.version, front.minutes, front.when, parts)


def read_guide_head(text: str, name: str) -> GuideFrontMatter:
    """Return the front matter of a guide without reading the rest; raises BrokenGuide."""
    problems = Problems(name)
    front = read_guide_front_matter(_cleaned(text, problems), problems)
    problems.refuse()
    return front


def _cleaned(text: str, problems: Problems) -> str:
    """Return the text with uniform line endings and without a byte order mark."""
    if len(text) > LARGEST:
        problems.add(
            0,
            f"The file is too long for a guide ({len(text):,} characters).",
            f"Keep it under {LARGEST:,}, or move it out of the folder if it is not a guide.",
        )
    elif not text.strip("\ufeff \t\r\n"):
        problems.add(0, "The file is empty.", "Write a guide into it, or delete it.")
    problems.refuse()
    return re.sub(r"\r\n?", "\n", storable(text.removeprefix("\ufeff")))


@dataclass(slots=True)
class _Asking:
    """A prompt whose question and hint are being collected."""

    prompt: Prompt
    ask: list[str] = field(default_factory=list)
    hint: list[str] = field(default_factory=list)

    def done(self) -> Prompt:
        """Return the finished prompt."""
        return replace(self.prompt, ask="\n".join(self.ask), hint="\n".join(self.hint))


@dataclass(slots=True)
class _Part:
    """A section whose prompts are being collected."""

    id: str
    title: str
    line: int
    asked: list[_Asking] = field(default_factory=list)

    def done(self) -> Section:
        """Return the finished section."""
        return Section(self.id, self.title, tuple(asking.done() for asking in self.asked))


@dataclass(slots=True)
class _Body:
    """Reads the body of a guide block by block."""

    lines: list[str]
    guide: str
    problems: Problems
    parts: list[_Part] = field(default_factory=list)
    above: Attributes | None = None
    seen: dict[str, int] = field(default_factory=dict)

    def read(self, blocks: Iterator[GuideBlock]) -> tuple[Section, ...]:
        """Return the sections; errors are added to the problems."""
        for block in blocks:
            self._take(block)
        self._drop_attributes()
        if not self.parts:
            self.problems.add(
                0,
                "The guide has no prompts.",
                "Write a section, such as ## Story, and a prompt in it.",
            )
        for part in self.parts:
            if not part.asked:
                self.problems.add(
                    part.line,
                    f"The section “{part.title}” has no prompts.",
                    "Write one under it (###), or delete the section.",
                )
        return tuple(part.done() for part in self.parts)

    def _take(self, block: GuideBlock) -> None:
        """Read the next block."""
        text = block.text()
        if block.kind == "attrs_block" or (
            block.kind == "paragraph" and "\n" not in text and looks_like_attributes(text)
        ):
            self._take_attributes(block.line)
        elif block.kind == "heading":
            self._take_heading(block, text)
        else:
            self._drop_attributes()
            self._take_words(block, text)

    def _take_attributes(self, line: int) -> None:
        """Keep an attribute line for the next heading."""
        above, self.above = self.above, read_attributes(self.lines[line - 1], line, self.problems)
        if above:
            self.problems.add(line, "Two lines of attributes follow each other.", "Write them in one line.")
            self.above.ids = above.ids + self.above.ids
            self.above.classes = above.classes + self.above.classes
            self.above.values = above.values | self.above.values

    def _drop_attributes(self) -> None:
        """Report an attribute line that no heading follows."""
        if self.above:
            self.problems.add(
                self.above.line,
                "These attributes belong to no heading.",
                "Put the line directly above its heading (## or ###).",
            )
        self.above = None

    def _take_heading(self, block: GuideBlock, text: str) -> None:
        """Begin a section or a prompt."""
        title = " ".join(plain_words(text).split())
        above, self.above = self.above, None
        if above and above.line + 1 != block.line:
            self.problems.add(
                above.line,
                "The attributes are not directly above their heading.",
                "Delete the empty lines between them.",
            )
        if not block.token.markup.startswith("#"):
            self.problems.add(
                block.line,
                f"“{title[:40]}” became a heading by the line under it.",
                "Leave an empty line between the two, or write ## or ### before the words.",
            )
        elif not title:
            self.problems.add(block.line, "The heading has no words.", "Write some, or delete it.")
        elif block.token.tag == "h2":
            self._begin_section(title, block.line, above)
        elif block.token.tag == "h3":
            self._begin_prompt(title, block.line, above)
        elif block.token.tag != "h1" or self.parts or above:
            self.problems.add(
                block.line,
                f"“{title[:40]}” is a heading of a kind that a guide does not use here.",
                "Write ## for a section and ### for a prompt.",
            )

    def _begin_section(self, title: str, line: int, above: Attributes | None) -> None:
        """Begin a section."""
        name = _IDS.get(fold_case(title)) or guide_id_from_title(title)
        if above and (above.classes or above.values):
            self.problems.add(above.line, "A section has an id and nothing else.", "Write it as {#story}.")
        if above:
            name = only_id(above, self.problems, "{#story}")
        elif not name:
            check_id(title, line, self.problems)
        if name == FREE:
            self.problems.add(
                line,
                f"The id “{FREE}” is kept for imported text.",
                "Give the section another one: write a line such as {#our-notes} directly above it.",
            )
        if name and name in (part.id for part in self.parts):
            self.problems.add(line, f"There is already a section “{name}” above.", "Join the two, or rename one.")
        self.parts.append(_Part(name, title, line))

    def _begin_prompt(self, title: str, line: int, above: Attributes | None) -> None:
        """Begin a prompt in the current section."""
        if above is None:
            self.problems.add(
                line,
                f"The prompt “{title[:40]}” has no attributes.",
                f"Write a line such as {EXAMPLE} directly above it.",
            )
            above = Attributes(line, ids=[f"line {line}"], classes=["text"])
            prompt = read_prompt(title, above, Problems(""))
        else:
            prompt = read_prompt(title, above, self.problems)
            self._check_prompt(prompt, above.line)
        if not self.parts:
            self.problems.add(
                line,
                f"The prompt “{title[:40]}” comes before any section.",
                "Write a section above it, such as ## Story.",
            )
            self.parts.append(_Part("story", "Story", line))
        self.parts[-1].asked.append(_Asking(prompt))

    def _check_prompt(self, prompt: Prompt, line: int) -> None:
        """Report a prompt that contradicts its section."""
        if prompt.id and prompt.id in self.seen:
            self.problems.add(
                line,
                f"The id “{prompt.id}” is used on line {self.seen[prompt.id]} already.",
                "Each prompt of a guide needs an id of its own.",
            )
        self.seen.setdefault(prompt.id, line)
        is_private = self.guide == PRIVATE or bool(self.parts and self.parts[-1].id == PRIVATE)
        if is_private and prompt.share is not Share.PRIVATE:
            self.problems.add(
                line,
                f"“{prompt.heading[:40]}” is on the private page but is not marked private.",
                "Write share=private into its attributes.",
            )

    def _take_words(self, block: GuideBlock, text: str) -> None:
        """Add a paragraph to the hint, or a quote to the question, of the current prompt."""
        self._find_lost_attributes(block, text)
        asking = self.parts[-1].asked[-1] if self.parts and self.parts[-1].asked else None
        if asking is None or block.kind in ("front_matter", "hr") or block.is_remark:
            return
        if block.kind == "paragraph":
            asking.hint.append(plain_words(text))
        elif block.kind == "blockquote":
            asking.ask.extend(self._quoted(block))
        else:
            self._refuse_block(block.line, block.kind)

    def _quoted(self, block: GuideBlock) -> Iterator[str]:
        """Yield the paragraphs of a quote."""
        for token in block.inner:
            if token.type == "inline":
                yield plain_words(token.content)
            elif token.type not in ("paragraph_open", "paragraph_close"):
                line = token.map[0] + 1 if token.map else block.line
                self._refuse_block(line, token.type.removesuffix("_open"))
                return

    def _refuse_block(self, line: int, kind: str) -> None:
        """Report a block that a guide cannot hold."""
        self.problems.add(
            line,
            f"{_NAMES.get(kind, 'This')} is not allowed under a prompt.",
            "Write what to say aloud as a quote (> …) and the hint as a plain paragraph.",
        )

    def _find_lost_attributes(self, block: GuideBlock, text: str) -> None:
        """Report an attribute line that became part of the paragraph above it for want of an empty line."""
        if block.kind not in ("paragraph", "blockquote") or not block.token.map:
            return
        first, end = block.token.map
        for number in range(first, min(end, len(self.lines))):
            if looks_like_attributes(self.lines[number].lstrip("> ")):
                self.problems.add(
                    number + 1,
                    "This line of attributes is part of the words above it.",
                    "Leave an empty line above it.",
                )

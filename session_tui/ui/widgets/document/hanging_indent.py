"""Paragraphs with a sign in front and a hanging indent: further rows align with the words, not with the sign."""

from collections.abc import Sequence
from dataclasses import dataclass

from textual.content import Content
from textual.css.styles import RulesMap
from textual.strip import Strip
from textual.style import Style
from textual.visual import RenderOptions, Visual

from session_tui.ui.widgets.chrome.key_labels import wrap_hints


@dataclass(frozen=True, slots=True)
class HangingLine:
    """One paragraph: a sign, and the words next to it. A tuple of words is wrapped only between them."""

    sign: str
    words: Content | tuple[Content, ...]

    def lines(self, width: int) -> list[Content]:
        """Wrap the paragraph to ``width`` cells."""
        indent = Content(self.sign).cell_length
        room = max(width - indent, 1)
        words = self.words
        text = words if isinstance(words, Content) else wrap_hints(words, room)
        first, *others = text.wrap(room) or [Content()]
        return [Content(self.sign) + first, *(Content(" " * indent) + each for each in others)]


class HangingIndent(Visual):
    """Paragraphs one below the other, each with a hanging indent; a visual for ``Static.update``."""

    def __init__(self, paragraphs: Sequence[HangingLine]) -> None:
        self.paragraphs = tuple(paragraphs)
        self._laid_out: tuple[int, Content] = (-1, Content())

    def at(self, width: int) -> Content:
        """Return all lines for ``width`` cells; the last width is cached."""
        if self._laid_out[0] != width:
            lines = [line for each in self.paragraphs for line in each.lines(width)]
            self._laid_out = (width, Content("\n").join(lines))
        return self._laid_out[1]

    def render_strips(self, width: int, height: int | None, style: Style, options: RenderOptions) -> list[Strip]:
        """Render the lines."""
        return self.at(width).render_strips(width, height, style, options)

    def get_optimal_width(self, rules: RulesMap, container_width: int) -> int:
        """Return the width at which nothing wraps."""
        return max((line.cell_length for each in self.paragraphs for line in each.lines(9999)), default=0)

    def get_height(self, rules: RulesMap, width: int) -> int:
        """Return the number of rows at this width."""
        return self.at(width).plain.count("\n") + 1 if self.paragraphs else 0

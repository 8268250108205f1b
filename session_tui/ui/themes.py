"""Three colour themes, and the filter that shows them without colour.

Text has a contrast of at least 4.5:1 to every background it is used on, 7:1 in high contrast (WCAG 2.2,
1.4.3 and 1.4.6); tests/ui/test_themes.py measures it.
"""

from __future__ import annotations

from functools import lru_cache

from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.filter import LineFilter
from textual.theme import Theme

_USES = {
    "text": "foreground",
    "text-muted": "muted",
    "text-disabled": "muted",
    "text-primary": "primary",
    "foreground-muted": "muted",
    "foreground-disabled": "muted",
    "border": "primary",
    "border-blurred": "line",
    "block-cursor-background": "chosen",
    "block-cursor-foreground": "foreground",
    "block-cursor-blurred-background": "panel",
    "block-cursor-blurred-foreground": "foreground",
    "block-hover-background": "panel",
    "input-cursor-background": "foreground",
    "input-cursor-foreground": "background",
    "input-selection-background": "chosen",
    "input-selection-foreground": "foreground",
    "screen-selection-background": "chosen",
    "screen-selection-foreground": "foreground",
    "scrollbar": "line",
    "scrollbar-background": "background",
    "scrollbar-corner-color": "background",
    "footer-background": "background",
    "footer-foreground": "muted",
    "footer-key-foreground": "foreground",
    "footer-description-foreground": "muted",
    "button-color-foreground": "background",
    "link-color": "primary",
    "markdown-h1-color": "foreground",
    "markdown-h2-color": "foreground",
    "markdown-h3-color": "foreground",
}
"""Textual's theme variables, each with the name of our colour for it."""


def _theme(name: str, *, dark: bool, **colours: str) -> Theme:
    """Return a theme of these colours. ``line`` is for borders without focus, ``chosen`` is the cursor's background."""
    return Theme(
        name,
        primary=colours["primary"],
        secondary=colours["muted"],
        accent=colours["accent"],
        warning=colours["warning"],
        error=colours["error"],
        success=colours["success"],
        foreground=colours["foreground"],
        background=colours["background"],
        surface=colours["surface"],
        panel=colours["panel"],
        dark=dark,
        variables={name: colours[colour] for name, colour in _USES.items()},
    )


DARK = _theme(
    "dark",
    dark=True,
    background="#14171c",
    surface="#191d23",
    panel="#21262e",
    foreground="#e1e5ea",
    muted="#a7b0bb",
    line="#687482",
    primary="#8abbd9",
    chosen="#2f4454",
    accent="#d8b878",
    warning="#e2b866",
    error="#f29c95",
    success="#9acb98",
)
LIGHT = _theme(
    "light",
    dark=False,
    background="#fbfaf7",
    surface="#f5f3ee",
    panel="#ebe8e1",
    foreground="#1f2328",
    muted="#454d57",
    line="#858c95",
    primary="#1c5a85",
    chosen="#a3c1d9",
    accent="#7a4f00",
    warning="#7a4f00",
    error="#9c2127",
    success="#27612c",
)
HIGH_CONTRAST = _theme(
    "high-contrast",
    dark=True,
    background="#000000",
    surface="#000000",
    panel="#141414",
    foreground="#ffffff",
    muted="#e0e0e0",
    line="#b8b8b8",
    primary="#ffd84d",
    chosen="#00458a",
    accent="#6fe7ff",
    warning="#ffd84d",
    error="#ffb0a8",
    success="#90f5a6",
)

THEMES = (DARK, LIGHT, HIGH_CONTRAST)

STANDS_OUT = 1.7
"""The contrast to the theme's background from which a background marks a cursor, a selection or a button."""


class Colourless(LineFilter):
    """A filter for `NO_COLOR`: only the terminal's own two colours, and text attributes.

    Textual's own filter still sends greys. A background that stands out is shown in reverse, so that the
    cursor and the selection are visible in every theme.
    """

    def __init__(self, ground: Color) -> None:
        """Strip colours; `ground` is the background of the theme."""
        super().__init__()
        self._ground = ground.rgb

    def apply(self, segments: list[Segment], background: Color) -> list[Segment]:
        """Return the segments without colours."""
        return [Segment(text, style and _colourless(style, self._ground), control) for text, style, control in segments]


@lru_cache(2048)
def _colourless(style: Style, ground: tuple[int, int, int]) -> Style:
    """Return a style without colours, reversed if its background stands out from ``ground``."""
    stands_out = False
    if style.bgcolor is not None and style.bgcolor.triplet is not None:
        stands_out = contrast(tuple(style.bgcolor.triplet), ground) >= STANDS_OUT
    reverse = bool(style.reverse) != stands_out
    return style.without_color + Style(reverse=reverse)


def contrast(first: tuple[int, ...], second: tuple[int, ...]) -> float:
    """Return the contrast of two RGB colours, 1 to 21 (WCAG 2.2)."""
    lighter, darker = sorted((_luminance(first), _luminance(second)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(rgb: tuple[int, ...]) -> float:
    """Return the relative luminance, 0 to 1 (WCAG 2.2)."""
    parts = [value / 12.92 if (value := part / 255) <= 0.04045 else ((value + 0.055) / 1.055) ** 2.4 for part in rgb]
    return 0.2126 * parts[0] + 0.7152 * parts[1] + 0.0722 * parts[2]

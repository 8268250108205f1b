"""What is mended in Textual 8.2.8 because no subclass can; tests/ui/textual_patches/test_style_cache.py fails when it changes."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from textual._styles_cache import StylesCache

if TYPE_CHECKING:
    from textual.color import Color

_NAME = "get_inner_outer"


def clear_painted_lines() -> None:
    """Remember the colours of edges for all widgets at once.

    Textual remembers them by widget, and with them the painted lines of the last thousand widgets, long after they are
    gone: 70 kB for each note that is opened.
    """
    asked: Any = vars(StylesCache)[_NAME]
    if isinstance(asked, staticmethod):
        return
    plain = asked.__wrapped__

    @lru_cache(1024)
    def edges(base: Color, background: Color) -> Any:
        return plain(StylesCache, base, background)

    setattr(StylesCache, _NAME, staticmethod(edges))

"""Fix a memory leak in Textual 8.2.8 that no subclass can fix.

tests/ui/textual_patches/test_style_cache.py fails when Textual changes this part.
"""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING, Any

from textual._styles_cache import StylesCache

if TYPE_CHECKING:
    from textual.color import Color

_NAME = "get_inner_outer"


def clear_painted_lines() -> None:
    """Cache the colours of edges in one cache for all widgets.

    Textual caches them by widget, and so keeps the painted lines of the last thousand widgets long after they are
    removed: 70 kB for each note that is opened.
    """
    asked: Any = vars(StylesCache)[_NAME]
    # Patched before: a second call must not wrap the patch.
    if isinstance(asked, staticmethod):
        return
    plain = asked.__wrapped__

    @lru_cache(1024)
    def edges(base: Color, background: Color) -> Any:
        return plain(StylesCache, base, background)

    setattr(StylesCache, _NAME, staticmethod(edges))

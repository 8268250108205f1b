"""A widget that is gone takes its painted lines with it."""

from __future__ import annotations

import gc
import weakref
from typing import Any

from textual._styles_cache import StylesCache
from textual.app import App, ComposeResult
from textual.color import Color
from textual.widgets import Static

from session_tui.ui.textual_patches.style_cache import clear_painted_lines


class Page(App[None]):
    """One line in a border."""

    CSS = "Static { border: solid red; padding: 1; }"

    def compose(self) -> ComposeResult:
        yield Static("words")


async def test_what_removed_widgets_had_painted_is_let_go() -> None:
    clear_painted_lines()
    app, painted = Page(), list[weakref.ref[StylesCache]]()
    async with app.run_test() as pilot:
        for _ in range(5):
            painted.append(weakref.ref(app.query(Static).first()._styles_cache))
            await app.query(Static).first().remove()
            await app.mount(Static("other words"))
            await pilot.pause()
        gc.collect()
        assert sum(cache() is not None for cache in painted) <= 1  # Textual holds on to the last


def test_the_colours_of_edges_are_as_textual_says() -> None:
    clear_painted_lines()
    shared: Any = vars(StylesCache)["get_inner_outer"]
    clear_painted_lines()
    assert vars(StylesCache)["get_inner_outer"] is shared
    base, over = Color.parse("#102030"), Color(255, 255, 255, 0.5)
    inner, outer = StylesCache().get_inner_outer(base, over)
    assert inner.background == base + over
    assert outer.background == base

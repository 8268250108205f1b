"""Contrast is measured, and without colour the cursor is still seen."""

from __future__ import annotations

import pytest
from rich.segment import Segment
from rich.style import Style
from textual.color import Color
from textual.theme import Theme

from session_tui.ui.themes import DARK, STANDS_OUT, THEMES, Colourless, contrast

GROUNDS = ("background", "surface", "panel")
TEXTS = (
    *("foreground", "text-muted", "text-disabled", "primary", "accent", "warning", "error"),
    *("success", "text-warning", "text-error", "text-success", "link-color"),
    *("footer-key-foreground", "footer-description-foreground"),
)
CURSORS = (
    ("block-cursor-foreground", "block-cursor-background"),
    ("input-cursor-foreground", "input-cursor-background"),
    ("input-selection-foreground", "input-selection-background"),
    ("screen-selection-foreground", "screen-selection-background"),
    ("button-color-foreground", "primary"),
)


def colours(theme: Theme) -> dict[str, str]:
    return theme.to_color_system().generate() | theme.variables


def between(theme: Theme, first: str, second: str) -> float:
    known = colours(theme)
    return contrast(Color.parse(known[first]).rgb, Color.parse(known[second]).rgb)


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("ground", GROUNDS)
@pytest.mark.parametrize("text", TEXTS)
def test_text_is_readable_on_every_ground(theme: Theme, text: str, ground: str) -> None:
    wanted = 7.0 if theme.name == "high-contrast" else 4.5
    assert between(theme, text, ground) >= wanted


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize(("text", "ground"), CURSORS)
def test_text_is_readable_under_the_cursor(theme: Theme, text: str, ground: str) -> None:
    wanted = 7.0 if theme.name == "high-contrast" else 4.5
    assert between(theme, text, ground) >= wanted


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("text", ["foreground", "text-muted"])
@pytest.mark.parametrize("ground", ["block-cursor", "block-cursor-blurred"])
def test_a_marked_line_is_readable_with_its_lesser_words(theme: Theme, text: str, ground: str) -> None:
    wanted = 7.0 if theme.name == "high-contrast" else 4.5
    assert between(theme, text, f"{ground}-background") >= wanted


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
@pytest.mark.parametrize("line", ["border", "border-blurred", "scrollbar"])
def test_lines_are_seen(theme: Theme, line: str) -> None:
    assert between(theme, line, "background") >= 3.0


@pytest.mark.parametrize("theme", THEMES, ids=lambda theme: theme.name)
def test_without_colour_cursors_are_reversed_and_surfaces_are_not(theme: Theme) -> None:
    known = colours(theme)
    colourless = Colourless(Color.parse(known["background"]))
    for text, ground in CURSORS:
        style = Style(color=Color.parse(known[text]).hex, bgcolor=Color.parse(known[ground]).hex)
        [segment] = colourless.apply([Segment("x", style)], Color(0, 0, 0))
        assert segment.style is not None
        assert (segment.style.color, segment.style.bgcolor) == (None, None)
        assert segment.style.reverse, ground
    for ground in GROUNDS:
        assert between(theme, ground, "background") < STANDS_OUT


def test_without_colour_attributes_stay() -> None:
    colourless = Colourless(Color.parse(DARK.background or ""))
    style = Style(bold=True, underline=True, color="#ffffff", bgcolor="#14171c")
    [segment] = colourless.apply([Segment("x", style)], Color(0, 0, 0))
    assert segment.style == Style(bold=True, underline=True, reverse=False)


def test_a_segment_without_style_or_for_the_terminal_is_left_alone() -> None:
    segments = [Segment("x"), Segment("", None, [(1,)])]  # type: ignore[list-item]
    assert Colourless(Color(0, 0, 0)).apply(segments, Color(0, 0, 0)) == segments


def test_contrast_is_as_the_guideline_has_it() -> None:
    assert contrast((0, 0, 0), (255, 255, 255)) == pytest.approx(21)
    assert contrast((119, 119, 119), (255, 255, 255)) == pytest.approx(4.48, abs=0.01)

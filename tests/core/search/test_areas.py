"""The areas of a note that a search can keep to."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.core.model.guide import SECTIONS
from session_tui.core.model.values import Kind
from session_tui.core.search.areas import AREAS, PRIVATE, area_of, areas_named

PLAIN = {"text", "list", "scale", "choice", "date", "duration"}


@pytest.mark.parametrize("kind", sorted(set(Kind) - PLAIN))
def test_objects_have_an_area_of_their_own(kind: str) -> None:
    assert area_of("story", kind) == area_of("anything", kind)
    assert area_of("story", kind) in set(AREAS) - {"story", "other", "jots", "addenda"}


@pytest.mark.parametrize("kind", sorted(PLAIN))
def test_other_answers_are_where_their_section_is(kind: str) -> None:
    assert area_of("story", kind) == "story"
    assert area_of("next-steps", kind) == "steps"
    assert area_of("close", kind) == "other"


def test_every_section_of_the_shipped_guides_has_an_area() -> None:
    assert "other" not in [area_of(section, "text") for section, _ in SECTIONS]


@pytest.mark.parametrize("area", AREAS)
def test_an_area_is_found_by_its_name(area: str) -> None:
    assert area in areas_named(area.upper())


@pytest.mark.parametrize(
    ("name", "areas"),
    [
        ("next", {"steps"}),
        ("Next-Steps", {"steps"}),
        ("next steps", {"steps"}),
        ("story", {"story", "events"}),
        ("expectations", {"expectations", "trials", "questions", "decisions", "rhythm"}),
        ("goal", {"goals"}),
        ("person", {"people"}),
        ("check-in", {"checkins"}),
        ("addendum", {"addenda"}),
        ("q", {"questions"}),
        ("st", {"story", "events", "steps"}),
        ("foo", set()),
        ("", set()),
        ("…", set()),
        (PRIVATE, set()),
    ],
)
def test_a_name_means_areas(name: str, areas: set[str]) -> None:
    assert areas_named(name) == areas


@given(st.text())
def test_any_name_means_areas_or_none(name: str) -> None:
    assert areas_named(name) <= set(AREAS)

"""Every kind of prompt is in every table that the program keeps by kind; a missing one names the kind and the table."""

from collections.abc import Collection

import pytest

from session_tui.cli.plain.kinds import ASK
from session_tui.core.model.kinds import KINDS, Kind, Life
from session_tui.core.model.values import DOCUMENTS, VALUES
from session_tui.core.schema.fields import rules_of
from session_tui.core.search.areas import AREAS, area_of, areas_named
from session_tui.markdown.guide.attributes import FIELDS as GUIDE_FIELDS
from session_tui.markdown.note.field_codecs import is_one_line
from session_tui.markdown.note.item_layouts import LAYOUTS
from session_tui.markdown.note.value_codecs import CODECS, _codec_of
from session_tui.ui.widgets.fields import FIELDS

TABLES: dict[str, Collection[Kind]] = {
    "core.model.kinds.KINDS": KINDS,
    "core.model.values.VALUES": VALUES,
    "markdown.note.value_codecs.CODECS": CODECS,
    "ui.widgets.fields.FIELDS": FIELDS,
    "cli.plain.kinds.ASK": ASK,
}


@pytest.mark.parametrize("table", TABLES)
@pytest.mark.parametrize("kind", Kind)
def test_every_kind_is_in_every_table(kind: Kind, table: str) -> None:
    assert kind in TABLES[table], f"the kind “{kind}” is missing in session_tui.{table}"


@pytest.mark.parametrize("table", TABLES)
def test_no_table_holds_what_is_no_kind(table: str) -> None:
    assert set(TABLES[table]) == set(Kind)


@pytest.mark.parametrize("kind", Kind)
def test_every_kind_has_a_search_area_that_its_name_finds(kind: Kind) -> None:
    area = area_of("story", kind)
    assert area == (KINDS[kind].area or "story")
    assert area in AREAS, f"the area “{area}” of the kind “{kind}” is missing in session_tui.core.search.areas.AREAS"
    assert area in areas_named(area)


@pytest.mark.parametrize("kind", DOCUMENTS)
def test_every_kind_of_documents_has_a_form_unless_it_is_one_line(kind: Kind) -> None:
    assert (kind in LAYOUTS) != is_one_line(VALUES[kind]), f"the kind “{kind}”: see markdown.note.item_layouts.LAYOUTS"
    if kind in LAYOUTS:
        assert LAYOUTS[kind].kind is DOCUMENTS[kind]


def test_a_kind_that_no_markdown_table_knows_is_named_with_the_tables(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.delitem(LAYOUTS, Kind.PEOPLE)
    with pytest.raises(LookupError, match="“people” is in no table of the Markdown notes: LAYOUTS or"):
        _codec_of(Kind.PEOPLE)


@pytest.mark.parametrize("kind", [kind for kind, spec in KINDS.items() if spec.closed])
def test_the_states_that_close_an_item_are_states_that_it_can_have(kind: Kind) -> None:
    spec = KINDS[kind]
    _, rule, _ = rules_of(DOCUMENTS[kind])[spec.state]
    assert spec.closed < set(rule.schema()["enum"])


@pytest.mark.parametrize("kind", [kind for kind, spec in KINDS.items() if spec.has_ids])
def test_items_that_live_across_sessions_have_an_id(kind: Kind) -> None:
    names = rules_of(DOCUMENTS[kind])
    assert ("step" if kind == Kind.TRIALS else "id") in names


def test_the_living_kinds_show_their_open_items_but_for_the_rhythm() -> None:
    assert {kind for kind in Kind if kind.is_live} == {kind for kind in Kind if KINDS[kind].is_in_place} | {Kind.RHYTHM}


def test_only_kinds_that_count_after_their_session_have_closed_items() -> None:
    assert all(KINDS[kind].life is not Life.NONE for kind in Kind if KINDS[kind].closed)


def test_a_guide_may_name_fields_of_the_kinds_that_take_them() -> None:
    assert set(GUIDE_FIELDS) == {kind for kind in Kind if "fields" in KINDS[kind].takes}
    assert all(GUIDE_FIELDS.values())

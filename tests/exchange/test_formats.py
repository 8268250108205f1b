"""The formats that a session is written in."""

import json
import subprocess
import sys
from datetime import UTC, datetime

import click
import pytest

from session_tui.cli.show import show
from session_tui.core.model.guide import Share
from session_tui.core.model.note import Note
from session_tui.core.model.session import Answer, GuideRef, Session
from session_tui.core.model.values import Kind
from session_tui.exchange.formats import FORMATS, Format, describe_formats

AT = datetime(2026, 11, 20, 10, 12, 4, tzinfo=UTC)


def answer(prompt: str, value: str, share: Share) -> Answer:
    return Answer(
        section="story", prompt=prompt, heading=prompt.title(), kind=Kind.TEXT, share=share, state="answered", value=value
    )  # fmt: skip


def a_note() -> Note:
    """A note with something on its private page."""
    session = Session(
        id="00000000-0000-7000-8000-000000000001", client="ana-k", started=AT,
        guide=GuideRef(id="follow-up", title="Follow-up", version=1),
        answers=(answer("since", "Walked.", Share.RECORD), answer("hunch", "Afraid of him.", Share.PRIVATE)),
    )  # fmt: skip
    return Note(session)


def values_of(note: Note) -> str:
    """An export that stands in no table: every answer on a line."""
    return "\n".join(str(each.value) for each in note.session.answers)


@pytest.mark.parametrize("name", FORMATS)
def test_every_format_writes_the_record_and_nothing_private(name: str) -> None:
    text = FORMATS[name].write(a_note())
    assert "Walked." in text
    assert FORMATS[name].holds_private == ("Afraid" in text)


def test_no_format_that_ships_holds_the_private_page() -> None:
    assert not any(each.holds_private for each in FORMATS.values())


def test_an_export_gets_the_private_page_only_when_its_line_says_so() -> None:
    function = f"{__name__}:values_of"
    assert Format("values", function).write(a_note()) == "Walked."
    assert Format("values", function, holds_private=True).write(a_note()) == "Walked.\nAfraid of him."


def test_the_command_offers_the_formats_of_the_table() -> None:
    (option,) = [each for each in show.params if each.name == "form"]
    assert isinstance(option.type, click.Choice)
    assert list(option.type.choices) == list(FORMATS)
    assert option.default == "md"
    assert describe_formats() == "Markdown, the session document, or a page for a browser."


def test_json_is_the_session_document_without_characters_that_steer_a_terminal() -> None:
    note = a_note()
    note = Note(note.session.replace(answers=(answer("since", "a\u202eb\x9b", Share.RECORD),)))
    text = FORMATS["json"].write(note)
    assert not {"\u202e", "\x9b"} & set(text)
    assert json.loads(text)["answers"][0]["value"] == "a\u202eb\x9b"


def test_the_table_imports_no_format_before_it_is_asked_for() -> None:
    code = (
        "import sys, session_tui.cli.show, session_tui.exchange.formats\n"
        "print(*[name for name in sys.modules if name.startswith(('session_tui.markdown', 'session_tui.core.model'))])"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True, timeout=60)
    assert done.stdout.strip() == ""

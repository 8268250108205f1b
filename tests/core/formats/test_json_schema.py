"""The published formats: drawn from the rules, and true of what the program writes."""

import json
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import jsonschema
import pytest

from session_tui.core.formats.json_documents import session_json
from session_tui.core.formats.json_schema import file_name, schemas
from session_tui.core.model.guide import Guide, Prompt, Section
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.session import Session
from session_tui.core.model.values import Duration, Goal, Kind, Value

DOCS = Path(__file__).resolve().parents[3] / "docs" / "schema"
NOW = datetime(2026, 11, 20, 10, 12, 4, tzinfo=UTC)
ID = "0193471e-0000-7000-8000-000000000001"


def answered(kind: Kind, value: Value) -> dict[str, Any]:
    guide = Guide("g", "G", sections=(Section("story", "Story", (Prompt("p", kind, "P"),)),))
    session: Session = begin_session(guide, "ana-k", at=NOW)
    return session_json(session.with_answer("p", value, at=NOW))


@pytest.mark.parametrize("format_", schemas())
def test_the_published_file_is_what_the_program_means(format_: str) -> None:
    published = json.loads((DOCS / file_name(format_)).read_text())
    assert published == schemas()[format_]


@pytest.mark.parametrize("format_", schemas())
def test_each_schema_is_sound_itself(format_: str) -> None:
    jsonschema.Draft202012Validator.check_schema(schemas()[format_])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        (Kind.TEXT, "Went to the market.\r\n\tTwice."),
        (Kind.SCALE, 0),
        (Kind.LIST, ("a", "b")),
        (Kind.GOALS, (Goal(id=ID, words="Walk to the market", rating=4),)),
        (Kind.DURATION, Duration(n=6, unit="weeks")),
        (Kind.CHECKIN, (("sleep", 6),)),
        (Kind.DATE, NOW.date()),
    ],
)
def test_what_is_written_fits_the_schema(kind: Kind, value: Value) -> None:
    jsonschema.validate(answered(kind, value), schemas()["session-note/1"])


@pytest.mark.parametrize(
    ("kind", "value"),
    [
        ("scale", 11),
        ("text", ["a"]),
        ("goals", [{"id": ID}]),
        ("checkin", {}),
        ("date", 4),
        ("list", []),
    ],
)
def test_a_value_that_its_kind_does_not_allow_is_refused(kind: str, value: object) -> None:
    data = answered(Kind.TEXT, "words")
    data["answers"][0] |= {"kind": kind, "value": value}
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(data, schemas()["session-note/1"])


def test_a_name_that_the_format_does_not_know_is_refused() -> None:
    with pytest.raises(jsonschema.ValidationError):
        jsonschema.validate(answered(Kind.SCALE, 1) | {"mood": "grey"}, schemas()["session-note/1"])

"""JSON Schema (draft 2020-12) of the formats on disk, derived from the rules that validate, read and write them."""

from session_tui.core.formats.json_documents import (
    ADDENDUM_DRAFT_FORMAT,
    ADDENDUM_FORMAT,
    CLIENT_FORMAT,
    MOVE_FORMAT,
    PRIVATE_FORMAT,
    SESSION_FORMAT,
)
from session_tui.core.model.addendum import AddendumDraft
from session_tui.core.model.client import Client
from session_tui.core.model.note import Addendum
from session_tui.core.model.session import Session
from session_tui.core.model.transfer import Transfer
from session_tui.core.model.values import VALUES
from session_tui.core.schema.field_types import Json
from session_tui.core.schema.fields import Document, schema_of

_DRAFT = "https://json-schema.org/draft/2020-12/schema"

_TITLES = {
    SESSION_FORMAT: "A session with one client: what was asked and what was answered",
    PRIVATE_FORMAT: "A private page: the part of a session that only the practitioner reads",
    ADDENDUM_FORMAT: "An addendum: a correction or remark added to a signed session",
    ADDENDUM_DRAFT_FORMAT: "An addendum that is still being written and is not yet part of the note",
    MOVE_FORMAT: "The record of a session that was moved from one client to another",
    CLIENT_FORMAT: "A client",
}


def schemas() -> dict[str, dict[str, Json]]:
    """Return the schema of every format by its name, such as ``session-note/1``."""
    return {
        SESSION_FORMAT: _schema(Session, SESSION_FORMAT),
        PRIVATE_FORMAT: _schema(Session, PRIVATE_FORMAT),
        ADDENDUM_FORMAT: _schema(Addendum, ADDENDUM_FORMAT),
        ADDENDUM_DRAFT_FORMAT: _schema(AddendumDraft, ADDENDUM_DRAFT_FORMAT),
        MOVE_FORMAT: _schema(Transfer, MOVE_FORMAT),
        CLIENT_FORMAT: _schema(Client, CLIENT_FORMAT),
    }


def file_name(format_: str) -> str:
    """Return the file name of a format in ``docs/schema/``, such as ``session-note-1.json``."""
    return f"{format_.replace('/', '-')}.json"


def _schema(kind: type[Document], format_: str) -> dict[str, Json]:
    """Return the schema of one format."""
    described = schema_of(kind)
    properties = {"format": {"const": format_}} | described["properties"]
    if kind is Session:
        answers = properties["answers"]["anyOf"][0]
        answers["items"] = _answer(answers["items"])
    return {
        "$schema": _DRAFT,
        "$id": f"urn:session-tui:{format_}",
        "title": _TITLES[format_],
        "type": "object",
        "properties": properties,
        "required": ["format", *described["required"]],
        "additionalProperties": False,
    }


def _answer(described: dict[str, Json]) -> dict[str, Json]:
    """Return the schema of an answer whose value has the type of its kind, or is null."""
    values = [
        {
            "if": {"properties": {"kind": {"const": str(kind)}}, "required": ["kind"]},
            "then": {"properties": {"value": {"anyOf": [rule.schema(), {"type": "null"}]}}},
        }
        for kind, rule in VALUES.items()
    ]
    return described | {"allOf": values}

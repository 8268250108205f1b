"""Sessions, addenda, transfers and clients as JSON documents, and what a signature covers."""

import hashlib
import json
from datetime import datetime
from typing import Any

from session_tui.core.base.errors import InvalidValue, NewerFormat
from session_tui.core.base.text import is_newer
from session_tui.core.model.addendum import AddendumDraft
from session_tui.core.model.client import Client
from session_tui.core.model.note import Addendum
from session_tui.core.model.private_page import split_private
from session_tui.core.model.session import Session, Signature
from session_tui.core.model.transfer import Transfer
from session_tui.core.model.values import VALUES, Kind
from session_tui.core.schema.field_types import Json
from session_tui.core.schema.fields import Document, from_json, to_json

SESSION_FORMAT = "session-note/1"
PRIVATE_FORMAT = "private-page/1"
ADDENDUM_FORMAT = "session-addendum/1"
ADDENDUM_DRAFT_FORMAT = "addendum-draft/1"
MOVE_FORMAT = "session-moved/1"
CLIENT_FORMAT = "client/1"

# A tuple: a kind in a file may be a list, and "in" a dict raises for what cannot be hashed.
_KINDS = tuple(VALUES)


def canonical(data: Json) -> bytes:
    """Return the canonical JSON (RFC 8785) of data made of strings, integers, lists and objects."""
    return json.dumps(_sorted(data), ensure_ascii=False, separators=(",", ":"), allow_nan=False).encode()


def add_signature(session: Session, *, at: datetime, by: str | None = None) -> Session:
    """Return the session signed: unconfirmed answers are left out, and it can no longer be changed.

    Raises:
        AlreadySigned: the session is signed already.
    """
    session.refuse_signed()
    for answer in session.unconfirmed():
        session = session.cleared(answer.prompt)
    # The session may start later than this clock says.
    minutes = max(0, round((at - session.started).total_seconds() / 60))
    final = session.replace(
        rev=session.rev + 1,
        place=None,
        ended=session.ended or at,
        minutes=minutes if session.minutes is None else session.minutes,
    )
    return final.replace(status="signed", signature=Signature(at=at, by=by, sha256=signed_hash(final)))


def signed_hash(session: Session) -> str:
    """Return the SHA-256, in hexadecimal, of what a signature covers: the record without its signature and status."""
    # The hash is taken before signing, when the status is still draft.
    record, _ = split_private(session.replace(status="draft", signature=None))
    return hashlib.sha256(canonical(session_json(record))).hexdigest()


def session_json(session: Session, format_: str = SESSION_FORMAT) -> dict[str, Json]:
    """Return the JSON document of a session."""
    written = to_json(session)
    for answer, data in zip(session.answers, written["answers"], strict=True):
        if answer.value is not None:
            data["value"] = VALUES[Kind(answer.kind)].to_json(answer.value)
    return {"format": format_, **written}


def read_session(data: Json, format_: str = SESSION_FORMAT) -> Session:
    """Return the session of a JSON document; raises InvalidValue or NewerFormat."""
    body = _of_format(data, format_)
    answers = body.get("answers")
    if isinstance(answers, list):
        body["answers"] = [_with_value(n, answer) for n, answer in enumerate(answers)]
    return from_json(Session, body)


def document_json(document: Document, format_: str) -> dict[str, Json]:
    """Return the JSON document of an addendum, a transfer or a client."""
    return {"format": format_, **to_json(document)}


def read_addendum(data: Json) -> Addendum:
    """Return the addendum of a JSON document; raises InvalidValue or NewerFormat."""
    return from_json(Addendum, _of_format(data, ADDENDUM_FORMAT))


def read_addendum_draft(data: Json) -> AddendumDraft:
    """Return the unfinished addendum of a JSON document; raises InvalidValue or NewerFormat."""
    return from_json(AddendumDraft, _of_format(data, ADDENDUM_DRAFT_FORMAT))


def read_transfer(data: Json) -> Transfer:
    """Return the transfer record of a JSON document; raises InvalidValue or NewerFormat."""
    return from_json(Transfer, _of_format(data, MOVE_FORMAT))


def read_client(data: Json) -> Client:
    """Return the client of a JSON document; raises InvalidValue or NewerFormat."""
    return from_json(Client, _of_format(data, CLIENT_FORMAT))


def _with_value(place: int, answer: Json) -> Json:
    """Return the answer's JSON with its value read by the rule of its kind."""
    if not isinstance(answer, dict) or answer.get("value") is None:
        return answer
    if answer.get("kind") not in _KINDS:
        raise InvalidValue(f"must be one of {', '.join(Kind)}", f"answers[{place}].kind")
    try:
        return answer | {"value": VALUES[Kind(answer["kind"])].from_json(answer["value"])}
    except InvalidValue as fault:
        raise fault.inside(f"answers[{place}].value") from None


def _of_format(data: Json, format_: str) -> dict[str, Any]:
    """Return the document's fields if it has this format, in a version that this program knows."""
    if not isinstance(data, dict):
        raise InvalidValue("must be a JSON object")
    name, _, version = str(data.get("format", "")).partition("/")
    expected, _, known = format_.partition("/")
    if name != expected or not (version.isascii() and version.isdecimal()):
        raise InvalidValue(f"must be {format_}", "format")
    if is_newer(version, known):
        raise NewerFormat(
            f"was written by a newer version of this program ({name}/{version[:9]}; this one reads {format_}). "
            "Update session-tui to open it. It was not changed."
        )
    return {key: value for key, value in data.items() if key != "format"}


def _sorted(data: Json) -> Json:
    """Return JSON data with the keys of every object in the order of RFC 8785."""
    if isinstance(data, dict):
        # RFC 8785 sorts by UTF-16 code units, Python by code points; these differ beyond U+FFFF.
        return {k: _sorted(data[k]) for k in sorted(data, key=lambda k: k.encode("utf-16-be"))}
    return [_sorted(item) for item in data] if isinstance(data, list) else data

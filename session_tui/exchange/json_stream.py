"""Reads JSON documents from a file of any length, with only one in memory at a time."""

import codecs
import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, BinaryIO

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.schema.field_types import Json

_CHUNK = 1 << 20
"""The smallest number of bytes read at once."""

_NEAR_END = 1 << 12
"""Characters from the end of the text read so far within which a fault may only mean that more must be read."""

_SHARED = 160
"""Equal texts of up to this length share one object, to save memory."""


class BrokenJson(SessionTuiError):
    """The text is not valid JSON. ``entry`` is the position in the array, from 1; 0 outside one."""

    def __init__(self, what: str, line: int, entry: int = 0) -> None:
        self.what = what
        self.line = line
        self.entry = entry
        super().__init__(f"line {line}: {what}")


class NotText(SessionTuiError):
    """The bytes are not UTF-8."""

    def __init__(self, line: int) -> None:
        self.line = line
        super().__init__(f"line {line}: This is not UTF-8 text. Save the file as UTF-8.")


@dataclass(slots=True)
class JsonStream:
    """The documents of a JSON file: the entries of its array, or its only document.

    Args:
        source: the bytes.
        head: bytes that were read from the source already.
    """

    source: BinaryIO
    head: bytes = b""
    _text: str = ""
    _at: int = 0
    _lines: int = 1
    _is_over: bool = False
    _entry: int = 0
    _wanted: int = _CHUNK
    _decode: codecs.IncrementalDecoder = field(default_factory=codecs.getincrementaldecoder("utf-8-sig"))
    _texts: dict[str, str] = field(default_factory=dict)

    def documents(self) -> Iterator[Json]:
        """Yield each document.

        Raises:
            BrokenJson: where the text stops being JSON.
            NotText: where it stops being UTF-8.
        """
        if self._peek() == "[":
            yield from self._array()
        else:
            yield self._document()
        if rest := self._peek():
            raise self._broken(f"There is “{rest}” after the end.")

    def _array(self) -> Iterator[Json]:
        """Yield the entries of an array."""
        self._at += 1
        if self._peek() == "]":
            self._at += 1
            return
        while True:
            self._entry += 1
            yield self._document()
            mark = self._peek()
            if mark not in (",", "]"):
                raise self._broken(
                    "A comma is missing after this entry." if mark else "The file ends before the list does."
                )
            self._at += 1
            if mark == "]":
                return

    def _document(self) -> Json:
        """Parse the document at the current position, reading more of the file as needed."""
        if self._peek() != "{":
            raise self._broken("A session document begins with “{”.")
        reader = json.JSONDecoder(object_pairs_hook=self._object, parse_constant=_refuse)
        while True:
            try:
                document, self._at = reader.raw_decode(self._text, self._at)
            except json.JSONDecodeError as fault:
                if self._is_over or not self._may_go_on(fault):
                    raise self._fault(fault) from None
            except (ValueError, RecursionError) as fault:
                raise self._broken(_describe_fault(fault)) from None
            else:
                return document
            self._read()

    def _may_go_on(self, fault: json.JSONDecodeError) -> bool:
        """Whether the fault may disappear once more of the file is read."""
        is_open_text = fault.msg.startswith("Unterminated string")
        return is_open_text or fault.pos > len(self._text) - _NEAR_END

    def _fault(self, fault: json.JSONDecodeError) -> BrokenJson:
        """Return the error for a fault that the JSON decoder found."""
        is_torn = self._is_over and (fault.pos >= len(self._text.rstrip()) or fault.msg.startswith("Unterminated"))
        line = self._lines + self._text.count("\n", 0, fault.pos)
        what = (
            "The file ends in the middle of a document; it may be torn."
            if is_torn
            else f"This is not valid JSON: {fault.msg}."
        )
        return BrokenJson(what, line, self._entry)

    def _broken(self, what: str) -> BrokenJson:
        """Return an error at the current position."""
        return BrokenJson(what, self._lines + self._text.count("\n", 0, self._at), self._entry)

    def _peek(self) -> str:
        """Return the next character that is not white space, without consuming it; "" at the end."""
        while True:
            while self._at < len(self._text):
                if self._text[self._at] not in " \t\r\n":
                    return self._text[self._at]
                self._at += 1
            if self._is_over:
                return ""
            self._read()

    def _read(self) -> None:
        """Read more of the file and drop consumed text; each further read for one document doubles in size."""
        self._wanted = _CHUNK if self._at else self._wanted * 2
        chunk, self.head = self.head, b""
        chunk = chunk or self.source.read(self._wanted)
        self._is_over = not chunk
        self._lines += self._text.count("\n", 0, self._at)
        kept, self._at = self._text[self._at :], 0
        try:
            self._text = kept + self._decode.decode(chunk, final=self._is_over)
        except UnicodeDecodeError as fault:
            before = kept.count("\n") + chunk.count(b"\n", 0, fault.start)
            raise NotText(self._lines + before) from None

    def _object(self, pairs: list[tuple[str, Any]]) -> dict[str, Any]:
        """Build an object. Raises ValueError for a duplicate name, which would lose a value."""
        found = {name: self._shared(value) for name, value in pairs}
        if len(found) != len(pairs):
            names = [name for name, _ in pairs]
            twice = next(name for name in names if names.count(name) > 1)
            raise ValueError(f"“{twice[:40]}” occurs twice in one object.")
        return found

    def _shared(self, value: Any) -> Any:
        """Return the first equal short text read, instead of another copy."""
        is_short = isinstance(value, str) and len(value) <= _SHARED
        return self._texts.setdefault(value, value) if is_short else value


def _refuse(name: str) -> None:
    """Raise ValueError for NaN and infinity."""
    raise ValueError(f"{name} is not a number.")


def _describe_fault(fault: Exception) -> str:
    """Describe a fault for which the decoder gives no position."""
    if isinstance(fault, RecursionError):
        return "The document is nested too deeply."
    is_long_number = "integer string conversion" in str(fault)
    return "A number is too long." if is_long_number else str(fault)

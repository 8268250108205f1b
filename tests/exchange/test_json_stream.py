"""A JSON file is read document by document, however its bytes arrive."""

import io
import json

import pytest
from hypothesis import given
from hypothesis import strategies as st

from session_tui.exchange.json_stream import BrokenJson, JsonStream

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(), inner, max_size=3),
    max_leaves=8,
)
documents = st.lists(st.dictionaries(st.text(), values, max_size=4), max_size=6)


class Trickle(io.BytesIO):
    """Bytes that arrive a few at a time."""

    def __init__(self, data: bytes, size: int) -> None:
        super().__init__(data)
        self.size = size

    def read(self, _: int | None = -1) -> bytes:
        return super().read(self.size)


@given(documents, st.integers(1, 40), st.sampled_from([None, 1]), st.booleans())
def test_an_array_gives_its_documents(
    array: list[dict[str, object]], size: int, indent: int | None, is_ascii: bool
) -> None:
    data = json.dumps(array, indent=indent, ensure_ascii=is_ascii).encode("utf-8", "surrogatepass")
    if b"\xed" in data and not is_ascii:
        data = json.dumps(array, indent=indent).encode()
    assert list(JsonStream(Trickle(data, size)).documents()) == array


@given(st.dictionaries(st.text(max_size=3), values, max_size=4), st.data())
def test_a_torn_file_is_always_refused(document: dict[str, object], data: st.DataObject) -> None:
    whole = json.dumps([document]).encode()
    torn = whole[: data.draw(st.integers(0, len(whole) - 1))]
    with pytest.raises(BrokenJson):
        list(JsonStream(io.BytesIO(torn)).documents())


def test_a_fault_far_from_the_end_is_found_without_reading_on() -> None:
    source = io.BytesIO(b'[{"a": 1}, {"b": oops' + b" " * 9_000_000 + b"}]")
    with pytest.raises(BrokenJson) as caught:
        list(JsonStream(source).documents())
    assert (caught.value.entry, caught.value.line) == (2, 1)
    assert source.tell() < 3_000_000


def test_a_document_longer_than_any_read_is_read() -> None:
    text = "word " * 1_500_000
    (found,) = JsonStream(io.BytesIO(json.dumps({"text": text}).encode())).documents()
    assert found == {"text": text}


def test_texts_that_return_are_kept_once() -> None:
    data = json.dumps([{"heading": "Since last time"}] * 2).encode()
    one, other = JsonStream(io.BytesIO(data)).documents()
    assert one["heading"] is other["heading"]


def test_lines_are_counted_through_the_whole_file() -> None:
    data = json.dumps([{"a": n} for n in range(200_000)], indent=1).encode()
    data = data.replace(b'"a": 199998', b'"a": x')
    with pytest.raises(BrokenJson) as caught:
        list(JsonStream(io.BytesIO(data)).documents())
    assert (caught.value.entry, caught.value.line) == (199_999, 3 * 199_998 + 3)

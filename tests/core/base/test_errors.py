"""How an error is described to a person."""

import pytest

from session_tui.core.base.errors import SessionTuiError, describe_error


@pytest.mark.parametrize(
    ("error", "said"),
    [
        (SessionTuiError("The disk is full."), "The disk is full."),
        (OSError(30, "Read-only file system", "/v"), "Read-only file system: /v."),
        (ValueError("a client's words"), "A fault in session-tui (ValueError in test_errors.py, line"),
    ],
)
def test_an_error_is_described_without_a_clients_words(error: Exception, said: str) -> None:
    with pytest.raises(type(error)) as caught:
        raise error
    assert describe_error(caught.value).startswith(said)
    assert "client" not in describe_error(caught.value)

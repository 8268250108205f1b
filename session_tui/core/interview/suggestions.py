"""Suggestions for starting a session: clients that match the typed text, and guides with the likeliest first."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from session_tui.core.base.client_code import BadCode, is_same_code, read_code
from session_tui.core.base.text import fold_case
from session_tui.core.model.guide import PRIVATE, Guide

FIRST, RETURNING = "first-consult", "follow-up"
"""The guides for a new client and for a returning one."""

_USUAL = (FIRST, RETURNING, "review", "tune-up", "quick-contact", "closing", "blank")
"""The guides that come with the program, in the order in which they are offered."""
_SIMILAR = 0.75
"""Similarity, from 0 to 1, above which a typed code may be a misspelling of a client's code."""


class Known(Protocol):
    """What the suggestions need to know about a client."""

    @property
    def code(self) -> str:
        """The client's code."""

    @property
    def name(self) -> str | None:
        """The client's name, if the vault stores one."""


@dataclass(frozen=True, slots=True)
class ClientChoice:
    """A client to choose, or a new one.

    Attributes:
        code: the client's code; empty if the typed code is invalid.
        name: the client's name, if the vault stores one.
        is_new: whether the client does not exist yet.
        fault: why the typed text is not a valid code.
    """

    code: str
    name: str = ""
    is_new: bool = False
    fault: str = ""


def client_choices(typed: str, clients: Sequence[Known]) -> tuple[ClientChoice, ...]:
    """Return the clients whose code or name matches the typed text, then likely misspellings, then a new client.

    The new client is offered only if the typed text is not an existing code.
    """
    ranked = [(_rank(typed, client), place) for place, client in enumerate(clients)]
    found = [clients[place] for rank, place in sorted(ranked) if rank < _NO_MATCH]
    known = tuple(ClientChoice(client.code, client.name or "") for client in found)
    if not typed.strip() or any(is_same_code(typed.strip(), client.code) for client in clients):
        return known
    try:
        return (*known, ClientChoice(read_code(typed), is_new=True))
    except BadCode as fault:
        return (*known, ClientChoice("", fault=str(fault)))


_NO_MATCH = 4
"""The rank of a client that does not match."""


def _rank(typed: str, client: Known) -> int:
    """Rank a client: 0 same code, 1 code starts with the text, 2 code or name contains it, 3 misspelling, 4 no match."""
    text, code = fold_case(typed.strip()), fold_case(client.code)
    if text == code:
        return 0
    if code.startswith(text):
        return 1
    if all(word in f"{code} {fold_case(client.name or '')}" for word in text.split()):
        return 2
    slim, slim_code = _letters_and_digits(text), _letters_and_digits(code)
    if slim and (slim in slim_code or SequenceMatcher(None, slim, slim_code).ratio() >= _SIMILAR):
        return 3
    return _NO_MATCH


def _letters_and_digits(text: str) -> str:
    """Return only the letters and digits of a text."""
    return "".join(filter(str.isalnum, text))


def guide_choices(guides: Mapping[str, Guide]) -> tuple[Guide, ...]:
    """Return the guides a session can follow: the usual ones first, then the practice's own by title."""
    usual = [guides[name] for name in _USUAL if name in guides]
    others = (g for name, g in guides.items() if name not in (*_USUAL, PRIVATE))
    return (*usual, *sorted(others, key=lambda guide: fold_case(guide.title)))


def suggested_guide(guides: Iterable[Guide], *, is_new: bool) -> int:
    """Return the index of the guide that suits a new or returning client; 0 if the practice has neither guide."""
    ids = [guide.id for guide in guides]
    wanted = FIRST if is_new else RETURNING
    return ids.index(wanted) if wanted in ids else 0

"""What to offer when a session begins: clients that fit what is typed, and the guides in the order they are likely wanted."""

from __future__ import annotations

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Protocol

from session_tui.core.base.client_code import BadCode, is_same_code, read_code
from session_tui.core.base.text import fold_case
from session_tui.core.model.guide import PRIVATE, Guide

FIRST, RETURNING = "first-consult", "follow-up"
"""The guides for a new client, and for one who has been here."""

_USUAL = (FIRST, RETURNING, "review", "tune-up", "quick-contact", "closing", "blank")
_ALIKE = 0.75
"""From this likeness on, 0 to 1, two codes may be a slip of the fingers apart."""


class Known(Protocol):
    """What must be known of a client to find them."""

    @property
    def code(self) -> str:
        """What names them."""

    @property
    def name(self) -> str | None:
        """How they are called, where that is kept."""


@dataclass(frozen=True, slots=True)
class ClientChoice:
    """A client to choose, or a new one. ``fault`` says why the typed code cannot name one."""

    code: str
    name: str = ""
    is_new: bool = False
    fault: str = ""


def client_choices(typed: str, clients: Sequence[Known]) -> tuple[ClientChoice, ...]:
    """Those whose code or name holds what is typed, likely slips, and then the new one, if it would be one."""
    ranked = [(_rank(typed, client), place) for place, client in enumerate(clients)]
    found = [clients[place] for rank, place in sorted(ranked) if rank < _NOT_LIKE]
    known = tuple(ClientChoice(client.code, client.name or "") for client in found)
    if not typed.strip() or any(is_same_code(typed.strip(), client.code) for client in clients):
        return known
    try:
        return (*known, ClientChoice(read_code(typed), is_new=True))
    except BadCode as fault:
        return (*known, ClientChoice("", fault=str(fault)))


_NOT_LIKE = 4


def _rank(typed: str, client: Known) -> int:
    """How well a client fits: 0 the very code, 1 it begins so, 2 code or name hold it, 3 a slip; 4 not at all."""
    text, code = fold_case(typed.strip()), fold_case(client.code)
    if text == code:
        return 0
    if code.startswith(text):
        return 1
    if all(word in f"{code} {fold_case(client.name or '')}" for word in text.split()):
        return 2
    slim, slim_code = _slim(text), _slim(code)
    if slim and (slim in slim_code or SequenceMatcher(None, slim, slim_code).ratio() >= _ALIKE):
        return 3
    return _NOT_LIKE


def _slim(text: str) -> str:
    return "".join(filter(str.isalnum, text))


def guide_choices(guides: Mapping[str, Guide]) -> tuple[Guide, ...]:
    """The guides a session can follow, the usual ones first, then the practice's own by title."""
    usual = [guides[name] for name in _USUAL if name in guides]
    others = (g for name, g in guides.items() if name not in (*_USUAL, PRIVATE))
    return (*usual, *sorted(others, key=lambda guide: fold_case(guide.title)))


def suggested_guide(guides: Iterable[Guide], *, is_new: bool) -> int:
    """The place of the guide that suits the client; 0 where the practice has neither."""
    ids = [guide.id for guide in guides]
    wanted = FIRST if is_new else RETURNING
    return ids.index(wanted) if wanted in ids else 0

"""What a search of the vault finds."""

from __future__ import annotations

from dataclasses import dataclass

from session_tui.core.search.matches import Excerpt
from session_tui.vault.storage.summaries import SessionSummary


@dataclass(frozen=True, slots=True)
class Hit:
    """One session that fits.

    Attributes:
        is_withdrawn: whether an addendum says that it was entered by mistake.
        excerpt: where it fits; its text is empty for a query without words.
    """

    summary: SessionSummary
    is_withdrawn: bool
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The sessions that fit a query.

    Attributes:
        total: how many there are.
        hits: those that were asked for.
        hints: what is to be said of the query, a sentence each.
    """

    total: int
    hits: tuple[Hit, ...]
    hints: tuple[str, ...]

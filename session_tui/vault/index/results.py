"""The results of a search."""

from __future__ import annotations

from dataclasses import dataclass

from session_tui.core.search.matches import Excerpt
from session_tui.vault.storage.summaries import SessionSummary


@dataclass(frozen=True, slots=True)
class Hit:
    """One session that matches.

    Attributes:
        is_withdrawn: whether an addendum marks it as entered by mistake.
        excerpt: the matching text; empty for a query without words.
    """

    summary: SessionSummary
    is_withdrawn: bool
    excerpt: Excerpt


@dataclass(frozen=True, slots=True)
class SearchResults:
    """The sessions that match a query.

    Attributes:
        total: how many match.
        hits: the ones requested.
        hints: sentences for the user about the query.
    """

    total: int
    hits: tuple[Hit, ...]
    hints: tuple[str, ...]

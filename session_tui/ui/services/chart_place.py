"""Whose chart is open, and which row was marked on each of its pages."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class ChartPlace:
    """Whose chart is open, and where one was on each of its pages.

    Attributes:
        marked: by page, the key of the row that was marked when one left it.
    """

    client: str
    name: str = ""
    marked: dict[str, str] = field(default_factory=dict)

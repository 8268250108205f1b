"""The open chart: its client, and the marked row of each page."""

from __future__ import annotations

from dataclasses import dataclass, field


@dataclass(slots=True)
class ChartPlace:
    """The client whose chart is open, and the marked row of each page.

    Attributes:
        client: the client's code.
        name: the client's display name, if known.
        marked: by page, the key of the row that was marked when the page was left.
    """

    client: str
    name: str = ""
    marked: dict[str, str] = field(default_factory=dict)

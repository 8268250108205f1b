"""Labels that the writer and the reader of notes share."""

from session_tui.core.model.guide import FREE, PRIVATE, SECTIONS

UNSHOWN = "<!-- not shown"
"""The first line of the comment with hidden data: unanswered prompts, the position of the cursor."""

NOT_CONFIRMED = "*Not confirmed: brought along from an earlier session.*"

NOT_FILED = "*Not filed yet.*"

TITLES = dict(SECTIONS) | {PRIVATE: "Private page", FREE: "Notes"}
"""Titles, by id, of sections that no guide names."""

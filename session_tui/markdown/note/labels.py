"""Words that a note's writer and reader must agree on."""

from session_tui.core.model.guide import FREE, PRIVATE, SECTIONS

UNSHOWN = "<!-- not shown"
"""The line that opens the comment with what is not shown: prompts without an answer, the place where writing stopped."""

NOT_CONFIRMED = "*Not confirmed: brought along from an earlier session.*"

NOT_FILED = "*Not filed yet.*"

TITLES = dict(SECTIONS) | {PRIVATE: "Private page", FREE: "Notes"}
"""Titles by id of sections that a guide does not name."""

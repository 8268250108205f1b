"""The areas of a note that ``in:`` restricts a search to, and the area of each answer."""

from typing import NamedTuple

from session_tui.core.model.kinds import KINDS

_COLUMNS = (
    "story", "goals", "expectations", "steps", "trials", "questions", "people", "events", "agenda",
    "decisions", "repairs", "checkins", "rhythm", "jots", "addenda", "other",
)  # fmt: skip
_BY_KIND = {kind.value: spec.area for kind, spec in KINDS.items() if spec.area}

AREAS = tuple(dict.fromkeys((*_COLUMNS, *_BY_KIND.values())))
"""Every area. They are columns of the search index, which is made anew when their order changes: new ones come last."""

PRIVATE = "private"
"""The name after ``in:`` that searches the private pages, and only them."""

_BY_SECTION = {
    "story": "story",
    "goals": "goals",
    "expectations": "expectations",
    "next-steps": "steps",
}
_WIDER = {
    "story": ("story", "events"),
    "expectations": ("expectations", "trials", "questions", "decisions", "rhythm"),
}
"""The areas whose text is also part of another area in the note."""
_ALSO = {
    "goals": "goal",
    "expectations": "expectation",
    "steps": "step next next-steps next-step promises",
    "trials": "trial",
    "questions": "question unknowns unknown",
    "people": "person helpers",
    "events": "event",
    "decisions": "decision options choices",
    "repairs": "repair between-us",
    "checkins": "checkin check-ins check-in ratings",
    "jots": "jot",
    "addenda": "addendum",
    "other": "others",
}
"""Other names that people try."""

_NAMES = {name: frozenset(_WIDER.get(area, (area,))) for area in AREAS for name in (area, *_ALSO.get(area, "").split())}


class SearchPart(NamedTuple):
    """One searchable part of a session: an answer, jot or addendum.

    Attributes:
        area: one of `AREAS`.
        section: the id of its section; empty if it has none.
        prompt: the id of its prompt; empty for jots and addenda.
        heading: its heading in the note.
        text: its text, the only thing that is searched.
    """

    area: str
    section: str
    prompt: str
    heading: str
    text: str


def area_of(section: str, kind: str) -> str:
    """Return the area of an answer: that of its kind if it has one, otherwise that of its section."""
    return _BY_KIND.get(kind) or _BY_SECTION.get(section, "other")


def areas_named(name: str) -> frozenset[str]:
    """Return the areas that a name after ``in:`` means; empty if it names none.

    A prefix means every area it can be completed to, so that results do not jump during typing.
    """
    from session_tui.core.base.tokens import (
        words_of,  # lists know the areas too, and do without words
    )

    key = "-".join(words_of(name))
    if not key or key in _NAMES:
        return _NAMES.get(key, frozenset())
    begun = (areas for known, areas in _NAMES.items() if known.startswith(key))
    return frozenset[str]().union(*begun)

"""The areas of a note that a search can keep to: what ``in:`` names, and where each answer belongs."""

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
"""What ``in:`` names to ask the private pages, and only them."""

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
"""What stands under these headings in the note, though it has an area of its own."""
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
"""Other names that a person would try."""

_NAMES = {name: frozenset(_WIDER.get(area, (area,))) for area in AREAS for name in (area, *_ALSO.get(area, "").split())}


class SearchPart(NamedTuple):
    """One answer, jot or addendum of a session, as it is searched.

    Attributes:
        area: one of `AREAS`.
        section: the id of its section; empty where it stands under none.
        prompt: the id of its prompt; empty for jots and addenda.
        heading: what stands above it in the note.
        text: its words; nothing else of a part is searched.
    """

    area: str
    section: str
    prompt: str
    heading: str
    text: str


def area_of(section: str, kind: str) -> str:
    """The area of an answer: objects have one of their own, all else is where its section is."""
    return _BY_KIND.get(kind) or _BY_SECTION.get(section, "other")


def areas_named(name: str) -> frozenset[str]:
    """The areas that a name after ``in:`` means; none when it names nothing.

    The beginning of a name means all that it may become, so that nothing jumps while it is typed.
    """
    from session_tui.core.base.tokens import (
        words_of,  # lists know the areas too, and do without words
    )

    key = "-".join(words_of(name))
    if not key or key in _NAMES:
        return _NAMES.get(key, frozenset())
    begun = (areas for known, areas in _NAMES.items() if known.startswith(key))
    return frozenset[str]().union(*begun)

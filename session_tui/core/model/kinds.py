"""The kinds of prompt and their properties: one :class:`KindSpec` for each kind, in :data:`KINDS`.

Other modules read a property of the spec (``KINDS[kind].is_living``) instead of naming kinds. What only one part of
the program needs is in a table there, and a test compares each with this one: ``LAYOUTS`` and ``CODECS`` of the
Markdown notes, ``FIELDS`` of the screen, ``ASK`` of plain mode.

Commands that list sessions import this module, so it does not import the classes of
:mod:`session_tui.core.model.values`: a spec has the name of its class.
"""

import re
from enum import Enum, StrEnum
from typing import NamedTuple

from session_tui.core.schema.field_types import Day, ListOf, Rule, Table, Text, Whole

SHORT = Text(filled=True)
RATING = Whole(0, 10)
"""A rating, 0 to 10."""

_WORDS = ListOf(SHORT, filled=True)


class Kind(StrEnum):
    """The kinds of prompt."""

    TEXT = "text"
    LIST = "list"
    SCALE = "scale"
    CHOICE = "choice"
    DATE = "date"
    DURATION = "duration"
    GOALS = "goals"
    STEPS = "steps"
    TRIALS = "trials"
    QUESTIONS = "questions"
    PEOPLE = "people"
    EVENTS = "events"
    CHECKIN = "checkin"
    DECISION = "decision"
    AGENDA = "agenda"
    RHYTHM = "rhythm"
    REPAIR = "repair"

    @property
    def is_live(self) -> bool:
        """Whether its values stay open across sessions."""
        return KINDS[self].is_living


class Life(Enum):
    """The effect of a value after its session.

    ``NONE``: none. ``SERIES``: it is one of a series of ratings. ``LATEST``: it holds until a later value changes it.
    ``LIST``: it holds until the next session has its own list. ``ITEMS``: its items have ids; a later mention changes
    one.
    """

    NONE = "none"
    SERIES = "series"
    LATEST = "latest"
    LIST = "list"
    ITEMS = "items"


class KindSpec(NamedTuple):
    """The properties of a kind.

    Attributes:
        holds: the rule of its value, or the name of the class of its document or items.
        is_list: whether the value is a tuple of documents; of no effect when ``holds`` is a rule.
        life: the effect of a value after its session.
        closed: the states in which an item is closed; empty when it is never closed.
        state: the field of the item that holds the state.
        area: the search area of its answers; empty when they are searched in the area of their section.
        takes: the attributes of a guide that only some kinds take: ``options``, ``many``, ``low``, ``high``,
            ``fields``.
        is_private: whether its answers are private unless the guide says otherwise.
    """

    holds: Rule | str
    is_list: bool = False
    life: Life = Life.NONE
    closed: frozenset[str] = frozenset()
    state: str = "state"
    area: str = ""
    takes: tuple[str, ...] = ()
    is_private: bool = False

    @property
    def is_living(self) -> bool:
        """Whether a value stays open after its session, until a later session changes it."""
        return self.life in (Life.LATEST, Life.LIST, Life.ITEMS)

    @property
    def is_in_place(self) -> bool:
        """Whether the prompt itself shows the open items, so that no earlier answer needs to be carried over."""
        return self.life in (Life.LIST, Life.ITEMS)

    @property
    def has_ids(self) -> bool:
        """Whether its items keep an id across sessions."""
        return self.life is Life.ITEMS

    @property
    def needs_options(self) -> bool:
        """Whether a guide must list options for this kind."""
        return "options" in self.takes

    def is_open(self, item: object) -> bool:
        """Whether an item of this kind is open, by its state."""
        return getattr(item, self.state, None) not in self.closed


def _items(holds: str, area: str, *closed: str, state: str = "state", takes: tuple[str, ...] = ()) -> KindSpec:
    """Return the spec of a list of items with ids, which are closed in these states."""
    return KindSpec(holds, is_list=True, life=Life.ITEMS, closed=frozenset(closed), state=state, area=area, takes=takes)


_FIELDS = ("fields",)

KINDS: dict[Kind, KindSpec] = {
    Kind.TEXT: KindSpec(Text(pattern=re.compile(r"[\s\S]+"))),
    Kind.LIST: KindSpec(_WORDS),
    Kind.SCALE: KindSpec(RATING, takes=("low", "high")),
    Kind.CHOICE: KindSpec(_WORDS, takes=("options", "many")),
    Kind.DATE: KindSpec(Day()),
    Kind.DURATION: KindSpec("Duration"),
    Kind.GOALS: _items("Goal", "goals", "reached", "let go", takes=_FIELDS),
    Kind.STEPS: _items("Step", "steps", "did", "chose not to", state="outcome", takes=_FIELDS),
    Kind.TRIALS: _items("Verdict", "trials", "keep", "stop", state="verdict", takes=_FIELDS),
    Kind.QUESTIONS: _items("Question", "questions", "answered", "dropped", takes=_FIELDS),
    Kind.PEOPLE: _items("Person", "people", takes=_FIELDS),
    Kind.EVENTS: KindSpec("Event", is_list=True, area="events"),
    Kind.CHECKIN: KindSpec(Table(RATING), life=Life.SERIES, area="checkins"),
    Kind.DECISION: KindSpec("Decision", area="decisions"),
    Kind.AGENDA: KindSpec("AgendaItem", is_list=True, life=Life.LIST, closed=frozenset({"covered"}), area="agenda"),
    Kind.RHYTHM: KindSpec("Rhythm", life=Life.LATEST, area="rhythm"),
    Kind.REPAIR: KindSpec(
        "Repair", life=Life.ITEMS, closed=frozenset({"repaired"}), area="repairs", is_private=True,
    ),
}  # fmt: skip
"""The properties of each kind."""

LIVE = frozenset(kind for kind, spec in KINDS.items() if spec.is_living)
"""The kinds whose values stay open across sessions."""

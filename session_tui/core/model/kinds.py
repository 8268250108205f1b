"""The kinds of prompt, and what the program must know of each: one :class:`KindSpec` a kind, in :data:`KINDS`.

Decisions elsewhere ask a property of the spec (``KINDS[kind].is_living``) instead of naming kinds. What only one half of
the program needs is in a table of that half, and a test compares each with this one: ``FORMS`` and ``CODECS`` of the
Markdown notes, ``FIELDS`` of the screen, ``ASK`` of plain mode.

Commands that list sessions import this module, so it does not import the classes of :mod:`session_tui.core.model.values`:
a spec holds the name of its class.
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
        """Whether its items stay open across sessions and are changed in place."""
        return KINDS[self].is_living


class Life(Enum):
    """How a value counts after its session.

    ``NONE``: only in its own session. ``SERIES``: as one of several ratings. ``LATEST``: until a later value changes it.
    ``LIST``: until the next session has a list of its own. ``ITEMS``: its items have ids; a later mention changes one.
    """

    NONE = "none"
    SERIES = "series"
    LATEST = "latest"
    LIST = "list"
    ITEMS = "items"


class KindSpec(NamedTuple):
    """What the program must know of a kind.

    Attributes:
        holds: the rule of its value, or the name of the class of its document or items.
        is_list: whether the value is a tuple of documents; of no effect when ``holds`` is a rule.
        life: how a value counts after its session.
        closed: the states in which an item is closed; empty when it is never closed.
        state: the field of the item that holds the state.
        area: the search area of its answers; empty when they are searched in the area of their section.
        takes: the attributes of a guide that only some kinds take: ``options``, ``many``, ``low``, ``high``, ``fields``.
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
        """Whether what one session says stays open, and a later session changes it."""
        return self.life in (Life.LATEST, Life.LIST, Life.ITEMS)

    @property
    def is_in_place(self) -> bool:
        """Whether the prompt itself shows what is open, so that no earlier answer needs to be brought."""
        return self.life in (Life.LIST, Life.ITEMS)

    @property
    def has_ids(self) -> bool:
        """Whether its items are known by an id in every later session."""
        return self.life is Life.ITEMS

    @property
    def needs_options(self) -> bool:
        """Whether a guide must give the options that can be chosen."""
        return "options" in self.takes

    def is_open(self, item: object) -> bool:
        """Whether an item of this kind is open."""
        return getattr(item, self.state, None) not in self.closed


def _items(holds: str, area: str, *closed: str, state: str = "state", takes: tuple[str, ...] = ()) -> KindSpec:
    """A living kind: a list of items with ids, closed in these states."""
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
"""What the program must know of each kind."""

LIVE = frozenset(kind for kind, spec in KINDS.items() if spec.is_living)
"""The kinds whose items stay open across sessions."""

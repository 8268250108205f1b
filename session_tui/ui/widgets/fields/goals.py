"""The field of goals: what the client wants, in the client's own words, and how far it has come."""

from collections.abc import Iterable, Sequence
from typing import Any

from textual.content import Content
from textual.widget import Widget

from session_tui.core.chart.open_items import has_not_moved
from session_tui.core.chart.open_state import CLOSED_GOALS, merge_item
from session_tui.core.input.parse_line import GOAL_STATES, read_goal
from session_tui.core.model.values import Goal, Kind
from session_tui.ui.widgets.chrome.key_labels import pressable
from session_tui.ui.widgets.editor.fill import faint
from session_tui.ui.widgets.fields.item_kind import Doing
from session_tui.ui.widgets.fields.item_list import ItemField
from session_tui.ui.widgets.fields.item_row import ItemRow
from session_tui.ui.widgets.fields.items import Detail, Fields, Item, item_fields
from session_tui.ui.widgets.fields.readers import RATING, one_of, whole_number
from session_tui.ui.widgets.fields.scale import TEN

BEST = 10
RATED = {"rating": "now", "importance": "importance", "confidence": "confidence"}
"""The fields of a goal that digits rate, with their labels."""
ANSWERS = ("words", "first_sign", "support", "state")
"""Fields that respond to a goal that has not moved: other words, a smaller first sign, someone alongside, a rest."""
OFFERS = {"w": "words", "s": "first_sign", "a": "support"}
"""The details that such a goal offers, by key."""
STILL = "Unchanged for three ratings, which is common. You could:"
MAY_HELP = ("w reword", "s smaller", "a someone alongside", "p park")
"""The options shown below such a goal, each with its key in front."""
THERE = "at ten for three ratings:"
MAY_END = ("r reached", "k keep")
"""The options shown below a goal that stays at ten."""


def goal_of(widget: Widget | None) -> str:
    """Return the id of the goal whose row or details contain this widget; empty anywhere else."""
    near = widget.ancestors if widget else ()
    field = next((each for each in near if isinstance(each, GoalsField)), None)
    if field is None:
        return ""
    if isinstance(widget, ItemRow) and widget in field.rows:
        return field.items[field.rows.index(widget)].key
    item = field.details.item if field.details in near else None
    return item.key if item else ""


class GoalsField(ItemField):
    """Goals: open ones are rated, reworded, parked, reached or let go with one key each."""

    MAKES = Goal
    WORDS = "words"
    NEEDED = ("id", "words")
    CATCHES = "evidence"
    NOTHING = "No open goals yet."
    PLACEHOLDER = "a goal, in their words"
    ADD_KEYS = "enter to add   =4 where now   why: …"
    NEW_KEYS = "0-9 rate  enter details  ⌫ remove  ctrl+z undo"
    DETAILS = (
        Detail("words", "in their words"),
        Detail("why", "why it matters"),
        Detail("first_sign", "first small sign"),
        Detail("rating", "where now, 0-10", RATING),
        Detail("evidence", "what tells you"),
        Detail("set_by", "set by", one_of(*Goal.SET_BY)),
        Detail("support", "someone alongside"),
        Detail("importance", "importance, 0-10", RATING, is_usual=False),
        Detail("confidence", "confidence, 0-10", RATING, is_usual=False),
        Detail(
            "hoped",
            "compared with what was hoped",
            whole_number(-2, 2, "-2 much less … +2 much more"),
            is_usual=False,
        ),
    )

    def make(self) -> None:
        """Create the list, and decide which number a digit sets."""
        super().make()
        named = self.prompt.fields
        self.rated = tuple(name for name in RATED if name in named) or ("rating",)
        self.is_hoped = "hoped" in named
        self._rates_next: dict[str, str] = {}
        self._is_minus = False
        self.KEYS = self._live_keys()

    def live(self) -> Iterable[Item]:
        """Return the open goals, updated by this session's other prompts."""
        stands = self.context.open_items.goals
        goals = {each.goal.id: each.goal for each in stands}
        self._past_ratings = {each.goal.id: [r.rating for r in each.ratings] for each in stands}
        self._today: dict[str, int] = {}
        self._answered = set[str]()
        for goal in self.context.items_elsewhere(Kind.GOALS, Goal, self.prompt.id):
            old = goals.get(goal.id)
            goals[goal.id] = merge_item(old, goal)
            if goal.rating is not None:
                self._today[goal.id] = goal.rating
            if old and any(getattr(goal, n) not in (None, getattr(old, n)) for n in ANSWERS):
                self._answered.add(goal.id)
        return [
            Item(key, was=item_fields(goal), about=self._earlier_ratings(key))
            for key, goal in goals.items()
            if goal.state not in CLOSED_GOALS
        ]

    def is_asked(self, detail: Detail) -> bool:
        """Whether the prompt asks for a detail; the details offered for a goal that has not moved can always be opened."""
        return super().is_asked(detail) or detail.name in OFFERS.values()

    def read_add(self, line: str, key: str) -> dict[str, Any]:
        """Return the words, and the values of ``=4``, ``why:`` and who set the goal."""
        return {"id": key} | read_goal(line, self.context.today)

    def said(self, fields: Fields) -> str:
        """Return the rating, the reason and who set the goal."""
        named = (("where now", "rating"), ("why", "why"), ("set by", "set_by"))
        return " · ".join(f"{label} {fields[name]}" for label, name in named if name in fields)

    def on_item(self, item: Item, key: str) -> Doing:
        """Rate the goal by digits, which then ask for evidence; letters open its details or change its state."""
        if self.is_hoped and (key in "-+" or key.isdigit()):
            return self._hope(key)
        if key == TEN or (len(key) == 1 and key in "0123456789"):
            return self._rate(item, 10 if key == TEN else int(key))
        if item.is_added:
            return None
        if key in "ic" and len(self.rated) > 1:
            self._rates_next[item.key] = "importance" if key == "i" else "confidence"
            return {}
        if key in GOAL_STATES:
            return {"state": GOAL_STATES[key]}
        if key == "w" or self._has_not_moved(item):
            return self.asked(OFFERS.get(key, "")) or self._evidence(key)
        return self._evidence(key)

    def _evidence(self, key: str) -> Doing:
        """Open the evidence on ``e``."""
        return (self.asked("evidence") or None) if key == "e" else None

    def beneath(self, item: Item) -> tuple[Content, ...]:
        """Return the options for a goal that has not moved, until one of them was used."""
        if not self._has_not_moved(item) or item.now.get("state") == "parked":
            return ()
        was = item.was or {}
        is_answered = any(n in item.given and item.given[n] != was.get(n) for n in ANSWERS)
        if is_answered or "state" in item.given or item.key in self._answered:
            return ()
        is_there = self._numbers(item)[-1] == BEST
        said, offers = (THERE, MAY_END) if is_there else (STILL, MAY_HELP)
        return (faint(said), *(pressable(words, words[0], "$text-muted") for words in offers))

    def _has_not_moved(self, item: Item) -> bool:
        """Whether the last three ratings are the same, including today's."""
        return has_not_moved(self._numbers(item))

    def _numbers(self, item: Item) -> list[int]:
        """Return the ratings of a goal, oldest first; one session counts with its last rating only."""
        given = item.given.get("rating")
        past = self._past_ratings.get(item.key, [])
        today = self._today.get(item.key) if given is None else given
        return past if today is None else [*past, today]

    def values(self, item: Item) -> Sequence[str]:
        """Return the numbers of a goal, with new ones in brackets, then its state, its support and its evidence."""
        now, given = item.now, item.given
        said = [self._number(name, given) for name in self.rated]
        if self.rated == ("rating",):
            asked = said if "rating" in given or not item.is_added else []
            said = [f"{item.about} → {asked[0]}" if item.about else each for each in asked]
        if self.is_hoped:
            said = [f"vs. hoped [{given['hoped']:+d}]" if "hoped" in given else "-2 … +2 ?"]
        state = now.get("state")
        is_said = state and (state != "active" or "state" in given)
        told = {"evidence": "", "first_sign": "first sign: ", "why": ""}
        return [
            *said,
            str(state) if is_said else "",
            f"with {now['support']}" if "support" in now else "",
            *(f"{label}{given[name]}" for name, label in told.items() if name in given),
        ]

    def _number(self, name: str, given: Fields) -> str:
        """Format one rated field; a number not given in this prompt is a dash."""
        number = f"[{given[name]}]" if name in given else "[–]"
        return number if name == "rating" else f"{RATED[name]} {number}"

    def _rate(self, item: Item, number: int) -> Doing:
        """Set the field that is next to be rated, and open the evidence after a rating."""
        name = self._rates_next.get(item.key, self.rated[0])
        following = self.rated.index(name) + 1 if name in self.rated else 0
        self._rates_next[item.key] = self.rated[following % len(self.rated)]
        if name != "rating" or item.is_added or not self.asked("evidence"):
            return {name: number}
        # Open the evidence at once, so that its first letter is not taken for a command.
        self.put(item.with_fields({name: number}))
        return self.asked("evidence")

    def _hope(self, key: str) -> Doing:
        """Rate against what was hoped, from -2 to 2; a minus sign applies to the next digit."""
        if not key.isdigit():
            self._is_minus = key == "-"
            return {}
        number = -int(key) if self._is_minus else int(key)
        self._is_minus = False
        return {"hoped": number} if -2 <= number <= 2 else {}

    def _live_keys(self) -> str:
        """Return the key hint for goals from earlier sessions."""
        if self.is_hoped:
            return "-2 … 2 vs. hoped  k keep  w reword  p park  r reached  l let go"
        if len(self.rated) > 1:
            return "0-9 importance, then confidence  t ten  i / c to change one"
        return "0-9 rate  t ten  e evidence  w reword  k keep  p park  r reached  l let go"

    def _earlier_ratings(self, key: str) -> str:
        """Return the last two ratings given before this prompt."""
        today = [self._today[key]] if key in self._today else []
        return " → ".join(str(each) for each in [*self._past_ratings.get(key, []), *today][-2:])

"""What the client wants, in the client's own words, and where it stands."""

from collections.abc import Iterable, Sequence
from typing import Any

from textual.widget import Widget

from session_tui.core.marks import read_marks
from session_tui.core.standing import CLOSED_GOALS, StandingGoal
from session_tui.core.values import Goal, Kind
from session_tui.ui.widgets.fields.item_kind import Doing
from session_tui.ui.widgets.fields.item_list import ItemField
from session_tui.ui.widgets.fields.item_row import ItemRow
from session_tui.ui.widgets.fields.items import Detail, Fields, Item, fields_of
from session_tui.ui.widgets.fields.readers import RATING, one_of, whole
from session_tui.ui.widgets.fields.scale import TEN

RATED = {"rating": "now", "importance": "importance", "confidence": "confidence"}
SET_BY = {"client": "client", "me": "me", "both": "together"}
STATES = {"p": "parked", "r": "reached", "l": "let go", "k": "active", "a": "active"}


def goal_of(widget: Widget | None) -> str:
    """The id of the goal on whose row, or in whose details, this widget stands; empty anywhere else."""
    near = widget.ancestors if widget else ()
    field = next((each for each in near if isinstance(each, GoalsField)), None)
    if field is None:
        return ""
    if isinstance(widget, ItemRow) and widget in field.rows:
        return field.items[field.rows.index(widget)].key
    item = field.details.item if field.details in near else None
    return item.key if item else ""


class GoalsField(ItemField):
    """Goals: those that stand are rated, reworded, parked, reached or let go with one key each."""

    MAKES = Goal
    WORDS = "words"
    NEEDED = ("id", "words")
    CATCHES = "evidence"
    PLACEHOLDER = "a goal, in their words"
    ADD_KEYS = "enter adds   =4 where now   why: …"
    NEW_KEYS = "0-9 rate  enter details  ⌫ removes  ctrl+z brings back"
    DETAILS = (
        Detail("words", "in their words"),
        Detail("why", "why it matters"),
        Detail("first_sign", "first small sign"),
        Detail("rating", "where now, 0-10", RATING),
        Detail("evidence", "what tells you"),
        Detail("set_by", "set by", one_of(*Goal.SET_BY)),
        Detail("importance", "importance, 0-10", RATING, is_usual=False),
        Detail("confidence", "confidence, 0-10", RATING, is_usual=False),
        Detail(
            "hoped",
            "against what was hoped",
            whole(-2, 2, "-2 much less … +2 much more"),
            is_usual=False,
        ),
    )

    def make(self) -> None:
        """The list, and which number the next digit gives."""
        super().make()
        named = self.prompt.fields
        self.rated = tuple(name for name in RATED if name in named) or ("rating",)
        self.is_hoped = "hoped" in named
        self._aims: dict[str, str] = {}
        self._is_minus = False
        self.KEYS = self._live_keys()

    def live(self) -> Iterable[Item]:
        """The goals that stand, with what this session's other prompts say of them."""
        goals = {each.goal.id: (each.goal, since(each)) for each in self.context.standing.goals}
        for given in self.context.given_elsewhere(Kind.GOALS, self.prompt.id):
            for goal in given if isinstance(given, tuple) else ():
                if isinstance(goal, Goal):
                    goals[goal.id] = (goal, goals.get(goal.id, (goal, ""))[1])
        return [
            Item(key, was=fields_of(goal), about=about)
            for key, (goal, about) in goals.items()
            if goal.state not in CLOSED_GOALS
        ]

    def read_add(self, line: str, key: str) -> dict[str, Any]:
        """The words, and ``=4``, ``why:`` and who set it."""
        marks = read_marks(line, self.context.today, only=("rating", "why", "owner"))
        if marks.owner not in SET_BY:
            marks = read_marks(line, self.context.today, only=("rating", "why"))
        if not marks.text.strip():
            return {"id": key, "words": line}
        found = {"rating": marks.rating, "why": marks.why, "set_by": SET_BY.get(marks.owner or "")}
        given = {name: value for name, value in found.items() if value is not None}
        return {"id": key, "words": marks.text.strip(), **given}

    def said(self, fields: Fields) -> str:
        """Where now, why, set by."""
        named = (("where now", "rating"), ("why", "why"), ("set by", "set_by"))
        return " · ".join(f"{label} {fields[name]}" for label, name in named if name in fields)

    def on_item(self, item: Item, key: str) -> Doing:
        """Digits rate, and ask what tells them; letters open the words, or change the state."""
        if self.is_hoped and (key in "-+" or key.isdigit()):
            return self._hope(key)
        if key == TEN or (len(key) == 1 and key in "0123456789"):
            return self._rate(item, 10 if key == TEN else int(key))
        if item.is_added:
            return None
        if key in "ic" and len(self.rated) > 1:
            self._aims[item.key] = "importance" if key == "i" else "confidence"
            return {}
        if key in STATES:
            return {"state": STATES[key]}
        name = {"e": "evidence", "w": "words"}.get(key, "")
        return self.asked(name) or None

    def values(self, item: Item) -> Sequence[str]:
        """Its numbers, the one given here in brackets; its state; what tells them."""
        now, given = item.now, item.given
        said = [self._number(name, given) for name in self.rated]
        if self.rated == ("rating",):
            asked = said if "rating" in given or not item.is_added else []
            said = [f"{item.about} → {asked[0]}" if item.about else each for each in asked]
        if self.is_hoped:
            said = [
                f"against what was hoped [{given['hoped']:+d}]" if "hoped" in given else "-2 … +2 ?"
            ]
        state = now.get("state")
        return [*said, *([state] if state and (state != "active" or "state" in given) else []),
                *(str(given[n]) for n in ("evidence", "why") if n in given)]  # fmt: skip

    def _number(self, name: str, given: Fields) -> str:
        number = f"[{given[name]}]" if name in given else "[–]"
        return number if name == "rating" else f"{RATED[name]} {number}"

    def _rate(self, item: Item, number: int) -> Doing:
        name = self._aims.get(item.key, self.rated[0])
        following = self.rated.index(name) + 1 if name in self.rated else 0
        self._aims[item.key] = self.rated[following % len(self.rated)]
        if name != "rating" or item.is_added or not self.asked("evidence"):
            return {name: number}
        # What tells them follows at once, so that no letter of it is taken for a command.
        self.put(item.with_fields({name: number}))
        return self.asked("evidence")

    def _hope(self, key: str) -> Doing:
        if not key.isdigit():
            self._is_minus = key == "-"
            return {}
        number = -int(key) if self._is_minus else int(key)
        self._is_minus = False
        return {"hoped": number} if -2 <= number <= 2 else {}

    def _live_keys(self) -> str:
        if self.is_hoped:
            return "-2 … 2 against what was hoped  k keep  w reword  p park  r reached  l let go"
        if len(self.rated) > 1:
            return "0-9 importance, then confidence  t ten  i or c for that one again"
        return "0-9 rate  t ten  e evidence  w reword  k keep  p park  r reached  l let go"


def since(goal: StandingGoal) -> str:
    """What was rated before: the last two numbers."""
    return " → ".join(str(rating.rating) for rating in goal.ratings[-2:])

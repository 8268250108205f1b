"""The field of open questions: what nobody in the room can answer yet."""

from collections.abc import Iterable, Sequence
from typing import Any

from session_tui.core.input.parse_line import QUESTION_STATES, read_question
from session_tui.core.model.values import Question
from session_tui.ui.widgets.fields.item_kind import Doing
from session_tui.ui.widgets.fields.item_list import ItemField
from session_tui.ui.widgets.fields.items import Detail, Fields, Item, item_fields
from session_tui.ui.widgets.fields.readers import one_of


class QuestionsField(ItemField):
    """Open questions: one key marks each as answered, dropped, or still open."""

    MAKES = Question
    CATCHES = "answer"
    KEYS = "a answered  d dropped  o open  enter details"
    PLACEHOLDER = "what we don't know yet"
    ADD_KEYS = "enter to add   @me finds out   @client"
    DETAILS = (
        Detail("answer", "the answer"),
        Detail("text", "the question"),
        Detail("owner", "who finds out"),
        Detail("state", "state", one_of(*Question.STATES)),
    )

    def live(self) -> Iterable[Item]:
        """Return the open questions."""
        return [Item(each.id, was=item_fields(each)) for each in self.context.open_questions(self.prompt.id)]

    def read_add(self, line: str, key: str) -> dict[str, Any]:
        """Return the words, and who finds out."""
        return {"id": key} | read_question(line, self.context.today)

    def said(self, fields: Fields) -> str:
        """Return who finds out."""
        return f"{fields['owner']} finds out" if "owner" in fields else ""

    def on_item(self, item: Item, key: str) -> Doing:
        """Set the state by first letter; ``answered`` asks for the answer."""
        if item.is_added:
            return None
        if key == "a":
            self.put(item.with_fields({"state": "answered"}))
            return self.asked("answer")
        return {"state": QUESTION_STATES[key]} if key in QUESTION_STATES else None

    def values(self, item: Item) -> Sequence[str]:
        """Return the new state in brackets, who finds out, and the answer."""
        state = item.given.get("state")
        now = item.now
        return [
            f"[{state}]" if state else "",
            str(now.get("owner", "")),
            str(item.given.get("answer", "")),
        ]

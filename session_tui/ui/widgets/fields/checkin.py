"""The field of a check-in: a rating for each domain of life."""

from collections.abc import Callable, Iterable

from textual.widget import Widget

from session_tui.core.chart.open_items import DomainRatings
from session_tui.core.model.values import DOMAINS, Value
from session_tui.ui.safe_text import as_content, single_line
from session_tui.ui.widgets.chrome.key_labels import CLEARS, KeyRow, pressable
from session_tui.ui.widgets.editor.fill import faint
from session_tui.ui.widgets.fields.base import PromptField
from session_tui.ui.widgets.fields.scale import TEN

LABEL_WIDTH = 20
"""Width of the column of labels, in cells."""


class DomainRow(KeyRow):
    """A domain, its rating in brackets, and its earlier ratings."""

    def __init__(self, domain: str, label: str, before: str, on_rate: Callable[["DomainRow"], None]) -> None:
        super().__init__(classes="domain-row")
        self.domain = domain
        self.label = label
        self.before = before
        self.on_rate = on_rate
        self.rating: int | None = None

    def show(self, rating: int | None) -> None:
        """Show a rating; None shows an empty one."""
        self.rating = rating
        label = single_line(self.label, LABEL_WIDTH - 2)
        given = "[  ]" if rating is None else f"[{rating:>2}]"
        before = [faint(self.before)] if self.before else []
        look = "bold" if rating is not None else ""
        self.show_words(
            [
                label + as_content(" " * (LABEL_WIDTH - label.cell_length)) + pressable(given, "+", look),
                *before,
            ]
        )

    def press(self, key: str) -> bool:
        """Rate the domain and go to the next one: a digit, or ``t`` for ten; a click on the brackets counts up."""
        if key in CLEARS:
            self.show(None)
        elif key == TEN or (len(key) == 1 and key in "0123456789"):
            self.show(10 if key == TEN else int(key))
        elif key == "+":
            self.show(((-1 if self.rating is None else self.rating) + 1) % 11)
        else:
            return False
        self.on_rate(self)
        if key not in (*CLEARS, "+"):
            self.post_next()
        return True

    def post_next(self) -> None:
        """Focus the next domain; the last one keeps the focus."""
        rows = list(self.parent.query(DomainRow)) if isinstance(self.parent, Widget) else []
        following = rows[rows.index(self) + 1 :] if self in rows else []
        if following:
            self.screen.set_focus(following[0])  # `focus()` is deferred, and the next digit would rate this row


class CheckinField(PromptField):
    """One digit for each domain; 10 is as good as it could be. Domains without a rating are not stored."""

    KEYS = "0-9 rate  t ten (10 is as good as it could be)  ↓ skip  ⌫ clear"
    TAKEN = TEN

    def make(self) -> None:
        """Create a row for each domain that the prompt asks for, including domains the program does not know."""
        self.rows: list[DomainRow] = []
        named = self.prompt.fields
        labels = dict(DOMAINS)
        asked = [name for name in labels if name in named or not named]
        asked += [name for name in named if name not in labels]
        self.before = {each.domain: before(each) for each in self.context.open_items.checkin}
        for domain in asked:
            self._add_row(domain, labels.get(domain, domain))

    def parts(self) -> Iterable[Widget]:
        """Yield the rows."""
        yield from self.rows

    @property
    def value(self) -> Value | None:
        """The ratings that were given, as (domain, rating) pairs."""
        return tuple((row.domain, row.rating) for row in self.rows if row.rating is not None) or None

    def show_value(self, value: Value | None) -> None:
        """Show ratings; a rated domain that the prompt does not ask for gets a row too."""
        given = dict(value) if isinstance(value, tuple) else {}  # type: ignore[arg-type]
        known = {row.domain for row in self.rows}
        for domain in given:
            if domain not in known:
                self._add_row(domain, domain)
                # Before it is mounted, the field composes the new row with the others.
                if self.is_mounted:
                    self.mount(self.rows[-1], after=self.rows[-2])
        for row in self.rows:
            row.show(given.get(row.domain))

    def _add_row(self, domain: str, label: str) -> None:
        """Add the row of a domain."""
        row = DomainRow(domain, label, self.before.get(domain, ""), lambda _: self.tell())
        self.rows.append(row)


def before(domain: DomainRatings) -> str:
    """Return the last rating of a domain, and the first one as a baseline if it is from another day."""
    last, first = domain.last, domain.first
    return f"last {last.rating}" + (f", at first {first.rating}" if first.day != last.day else "")

"""A rating a domain; only what was rated is kept."""

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


class DomainRow(KeyRow):
    """A domain, its rating in brackets, and beside it what was rated before."""

    def __init__(self, domain: str, label: str, before: str, on_rate: Callable[["DomainRow"], None]) -> None:
        super().__init__(classes="domain-row")
        self.domain = domain
        self.label = label
        self.before = before
        self.on_rate = on_rate
        self.rating: int | None = None

    def show(self, rating: int | None) -> None:
        """Show a rating."""
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
        """A digit rates and goes to the next domain, ``t`` is ten; a click on the brackets counts up."""
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
        """Go to the next domain; from the last one the focus stays."""
        rows = list(self.parent.query(DomainRow)) if isinstance(self.parent, Widget) else []
        following = rows[rows.index(self) + 1 :] if self in rows else []
        if following:
            self.screen.set_focus(following[0])  # at once: what is typed meanwhile would go astray


class CheckinField(PromptField):
    """One digit a domain; 10 is as good as it could be."""

    KEYS = "0-9 rate  t ten (10 is as good as it could be)  ↓ leaves one out  ⌫ clears"
    TAKEN = TEN

    def make(self) -> None:
        """A row for each domain, those among them that only the record knows."""
        self.rows: list[DomainRow] = []
        named = self.prompt.fields
        labels = dict(DOMAINS)
        asked = [name for name in labels if name in named or not named]
        asked += [name for name in named if name not in labels]
        self.before = {each.domain: before(each) for each in self.context.open_items.checkin}
        for domain in asked:
            self._add_row(domain, labels.get(domain, domain))

    def parts(self) -> Iterable[Widget]:
        """The rows."""
        yield from self.rows

    @property
    def value(self) -> Value | None:
        """The ratings that were given."""
        return tuple((row.domain, row.rating) for row in self.rows if row.rating is not None) or None

    def show_value(self, value: Value | None) -> None:
        """Show ratings; a domain that we do not ask for gets a row too."""
        given = dict(value) if isinstance(value, tuple) else {}  # type: ignore[arg-type]
        known = {row.domain for row in self.rows}
        for domain in given:
            if domain not in known:
                self._add_row(domain, domain)
                if self.is_mounted:
                    self.mount(self.rows[-1], after=self.rows[-2])
        for row in self.rows:
            row.show(given.get(row.domain))

    def _add_row(self, domain: str, label: str) -> None:
        row = DomainRow(domain, label, self.before.get(domain, ""), lambda _: self.tell())
        self.rows.append(row)


def before(domain: DomainRatings) -> str:
    """What a domain was rated last, and at first, as the baseline, when that was another day."""
    last, first = domain.last, domain.first
    return f"last {last.rating}" + (f", at first {first.rating}" if first.day != last.day else "")

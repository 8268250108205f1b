"""The field of a choice: one or several of a few options."""

from collections.abc import Iterable

from textual.widget import Widget

from session_tui.core.model.values import Value
from session_tui.ui.widgets.chrome.option_keys import OptionKeys
from session_tui.ui.widgets.fields.base import PromptField


class ChoiceField(PromptField):
    """The prompt's options, chosen by first letter, and a note."""

    KEYS = "first letter to choose  ← → space  ⌫ clear  enter note"
    OPENS_NOTE = True

    def make(self) -> None:
        """Create the options."""
        self.picks = OptionKeys(self.prompt.options, many=self.prompt.takes_many, classes="field-picks")
        # The letters of this prompt's options must not choose a mark.
        self.TAKEN = "".join(self.picks.letters)

    def parts(self) -> Iterable[Widget]:
        """Yield the options."""
        yield self.picks

    @property
    def value(self) -> Value | None:
        """The chosen options."""
        return self.picks.picked or None

    def show_value(self, value: Value | None) -> None:
        """Show options as chosen."""
        picked = value if isinstance(value, tuple) else ()
        self.picks.show(tuple(word for word in picked if isinstance(word, str)))

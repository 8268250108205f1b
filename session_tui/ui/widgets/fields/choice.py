"""One of a few words, or several."""

from collections.abc import Iterable

from textual.widget import Widget

from session_tui.core.model.values import Value
from session_tui.ui.widgets.chrome.option_keys import OptionKeys
from session_tui.ui.widgets.fields.base import PromptField


class ChoiceField(PromptField):
    """The prompt's options, chosen by first letter, and room for a sentence."""

    KEYS = "first letter chooses  ← → space  ⌫ clears  enter note"
    OPENS_NOTE = True

    def make(self) -> None:
        """The options."""
        self.picks = OptionKeys(self.prompt.options, many=self.prompt.takes_many, classes="field-picks")
        self.TAKEN = "".join(self.picks.letters)

    def parts(self) -> Iterable[Widget]:
        """The options."""
        yield self.picks

    @property
    def value(self) -> Value | None:
        """The chosen words."""
        return self.picks.picked or None

    def show_value(self, value: Value | None) -> None:
        """Show words as chosen."""
        picked = value if isinstance(value, tuple) else ()
        self.picks.show(tuple(word for word in picked if isinstance(word, str)))

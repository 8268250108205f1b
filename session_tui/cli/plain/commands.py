"""What can be typed besides words: the commands of a walk."""

from typing import TYPE_CHECKING

from session_tui.cli.plain.prompt_order import CLOSE
from session_tui.cli.plain.words import HELP, answer_lines
from session_tui.core.base.ids import new_id
from session_tui.core.chart.open_items import IN_PLACE
from session_tui.core.input.parse_line import read_jot
from session_tui.core.model.session import Jot

if TYPE_CHECKING:
    from session_tui.cli.plain.walking import Walking


class PlainCommands:
    """Does what is typed behind a slash. Each command has its method; it says whether the prompt is left."""

    def __init__(self, walk: "Walking") -> None:
        self._walk = walk

    def do(self, name: str, words: str) -> bool:
        """Do a command; whether it leaves the prompt."""
        return bool(getattr(self, f"do_{name}")(words.strip()))

    def do_help(self, _: str) -> None:
        """List what can be typed."""
        for line in HELP:
            self._walk.console.write(line)

    def do_back(self, _: str) -> bool:
        """The prompt before this one; from the close the last one."""
        walk = self._walk
        is_close = walk.place == CLOSE
        walk.go_to(walk.way.order(walk.session)[-1] if is_close else walk.way.beside(walk.place, -1, walk.session))
        return True

    def do_go(self, words: str) -> bool:
        """Any prompt, by part of its name; what there is where that is not one."""
        way = self._walk.way
        found = way.named(words) if words else []
        if len(found) == 1:
            self._walk.go_to(found[0].id)
            return True
        prompts = found or [prompt for _, prompt in way.guide.prompts()]
        why = "Several fit" if found else "No prompt is named so; there are" if words else "There are"
        self._walk.console.write(f"{why}: {', '.join(prompt.heading for prompt in prompts)}.")
        return False

    def do_jot(self, words: str) -> None:
        """Keep one line for later."""
        walk = self._walk
        if not words:
            walk.console.write("Write it behind: /jot call the GP. A letter in front files it: s g e n p.")
            return
        text, section = read_jot(words)
        at = walk.vault.clock()
        walk.session = walk.session.with_jot(Jot(id=new_id(at), text=text, written=at, section=section))
        walk.keep()
        walk.console.write(f"Jotted{f' under {section}' if section else '; it has no section yet'}.")

    def do_last(self, _: str) -> None:
        """Read what was said here last time."""
        walk = self._walk
        known = walk.last.get(walk.place)
        if known is None:
            walk.console.write("There is no earlier answer to this prompt.")
            return
        walk.say_lines(f"Last time, {known.day}:", answer_lines(known.answer, walk.session))

    def do_recall(self, _: str) -> bool:
        """Bring the last answer here, unconfirmed."""
        walk = self._walk
        known = walk.last.get(walk.place)
        if walk.place == CLOSE or known is None:
            walk.console.write("There is no earlier answer to this prompt.")
        elif known.answer.kind in IN_PLACE:
            walk.console.write("What stands open is asked here already.")
        elif walk.session.answer(walk.place).is_answered:
            walk.console.write("Something stands here already. /clear it to bring the last answer.")
        else:
            at = walk.vault.clock()
            walk.put(walk.session.recalled(walk.place, known.answer, known.session_id, at=at))
            return True
        return False

    def do_private(self, _: str) -> bool:
        """The private page."""
        page = self._walk.way.private
        if page is None:
            self._walk.console.write("This session has no private page.")
            return False
        self._walk.go_to(page.prompts[0].id)
        return True

    def do_clear(self, _: str) -> bool:
        """Empty this prompt."""
        walk = self._walk
        is_close = walk.place == CLOSE
        walk.put(walk.session if is_close else walk.session.cleared(walk.place))
        return True

    def do_save(self, _: str) -> None:
        """Save now."""
        walk = self._walk
        if walk.keep():
            walk.console.write(f"Saved {walk.vault.clock():%H:%M:%S}.")
        elif not walk.is_kept:
            walk.console.write("Nothing was written yet, so there is nothing to save.")

    def do_close(self, _: str) -> bool:
        """Read the note, and sign it or leave it."""
        self._walk.go_to(CLOSE)
        return True

    def do_quit(self, _: str) -> bool:
        """Leave; the draft is kept."""
        self._walk.end()
        return True

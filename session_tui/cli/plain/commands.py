"""The slash commands of the interview."""

from typing import TYPE_CHECKING

from session_tui.cli.plain.entries import CLOSE
from session_tui.cli.plain.words import HELP, answer_lines
from session_tui.core.input.parse_line import read_jot

if TYPE_CHECKING:
    from session_tui.cli.plain.interview import Interview


class PlainCommands:
    """Runs slash commands. Each has a method that returns whether to leave the prompt."""

    def __init__(self, walk: "Interview") -> None:
        self._walk = walk

    def do(self, name: str, words: str) -> bool:
        """Run a command; return whether to leave the prompt."""
        return bool(getattr(self, f"do_{name}")(words.strip()))

    def do_help(self, _: str) -> None:
        """List the commands."""
        for line in HELP:
            self._walk.console.write(line)

    def do_back(self, _: str) -> bool:
        """Go to the previous prompt; from the close, to the last one."""
        draft, place = self._walk.draft, self._walk.place
        before = next(reversed(draft.order()), CLOSE) if place == CLOSE else draft.beside(place, -1)
        self._walk.go_to(place if before is None else before)
        return True

    def do_go(self, words: str) -> bool:
        """Go to a prompt by part of its name; list the candidates if there is not exactly one."""
        draft = self._walk.draft
        found = draft.find_prompts(words) if words else ()
        if len(found) == 1:
            self._walk.go_to(found[0].id)
            return True
        prompts = found or [prompt for _, prompt in draft.session_context.guide.prompts()]
        why = "Several fit" if found else "No prompt is named so; there are" if words else "There are"
        self._walk.console.write(f"{why}: {', '.join(prompt.heading for prompt in prompts)}.")
        return False

    def do_jot(self, words: str) -> None:
        """Keep a jot."""
        walk = self._walk
        if not words:
            walk.console.write("Write it behind: /jot call the GP. A letter in front files it: s g e n p.")
            return
        text, section = read_jot(words)
        walk.draft.jot(walk.draft.new_jot_id(), text, section)
        walk.keep()
        walk.console.write(f"Jotted{f' under {section}' if section else '; it has no section yet'}.")

    def do_last(self, _: str) -> None:
        """Print the last answer to this prompt."""
        walk = self._walk
        known = walk.draft.session_context.last.get(walk.place)
        if known is None:
            walk.console.write("There is no earlier answer to this prompt.")
            return
        walk.say_lines(f"Last time, {known.day}:", answer_lines(known.answer, walk.session))

    def do_recall(self, _: str) -> bool:
        """Copy the last answer, unconfirmed; a second call confirms it."""
        walk = self._walk
        if walk.place == CLOSE:
            walk.console.write("There is no earlier answer to this prompt.")
            return False
        recall = walk.draft.recall(walk.place)
        if recall.said:
            walk.console.write(recall.said)
        if recall.has_changed:
            walk.ask_again()
        return recall.has_changed

    def do_private(self, _: str) -> bool:
        """Go to the private page."""
        page = self._walk.draft.private
        if page is None:
            self._walk.console.write("This session has no private page.")
            return False
        self._walk.go_to(page.prompts[0].id)
        return True

    def do_clear(self, _: str) -> bool:
        """Clear this prompt."""
        walk = self._walk
        if walk.place != CLOSE:
            walk.draft.clear(walk.place)
        walk.ask_again()
        return True

    def do_save(self, _: str) -> None:
        """Save now."""
        walk = self._walk
        if walk.keep():
            walk.console.write(f"Saved {walk.vault.clock():%H:%M:%S}.")
        elif not walk.is_kept:
            walk.console.write("Nothing was written yet, so there is nothing to save.")

    def do_close(self, _: str) -> bool:
        """Go to the close, to read and sign the note."""
        self._walk.go_to(CLOSE)
        return True

    def do_quit(self, _: str) -> bool:
        """Leave the session; the draft is kept."""
        self._walk.end()
        return True

"""The slash commands of the interview."""

from typing import TYPE_CHECKING

from session_tui.cli.plain.entries import CLOSE
from session_tui.cli.plain.words import HELP, answer_lines
from session_tui.core.input.parse_line import read_jot

if TYPE_CHECKING:
    from session_tui.cli.plain.running_interview import RunningInterview


class PlainCommands:
    """Runs slash commands. Each has a method that returns whether to leave the prompt."""

    def __init__(self, interview: "RunningInterview") -> None:
        self._interview = interview

    def do(self, name: str, words: str) -> bool:
        """Run a command; return whether to leave the prompt."""
        return bool(getattr(self, f"do_{name}")(words.strip()))

    def do_help(self, _: str) -> None:
        """List the commands."""
        for line in HELP:
            self._interview.console.write(line)

    def do_back(self, _: str) -> bool:
        """Go to the previous prompt; from the close, to the last one."""
        draft, place = self._interview.draft, self._interview.place
        before = next(reversed(draft.order()), CLOSE) if place == CLOSE else draft.beside(place, -1)
        self._interview.go_to(place if before is None else before)
        return True

    def do_go(self, words: str) -> bool:
        """Go to a prompt by part of its name; list the candidates if there is not exactly one."""
        draft = self._interview.draft
        found = draft.find_prompts(words) if words else ()
        if len(found) == 1:
            self._interview.go_to(found[0].id)
            return True
        prompts = found or [prompt for _, prompt in draft.session_context.guide.prompts()]
        why = "Several match" if found else "No prompt matches; there are" if words else "There are"
        self._interview.console.write(f"{why}: {', '.join(prompt.heading for prompt in prompts)}.")
        return False

    def do_jot(self, words: str) -> None:
        """Keep a jot."""
        interview = self._interview
        if not words:
            interview.console.write(
                "Write the text after the command: /jot call the GP. A letter in front files it: s g e n p."
            )
            return
        text, section = read_jot(words)
        interview.draft.jot(interview.draft.new_jot_id(), text, section)
        interview.keep()
        interview.console.write(f"Jotted{f' under {section}' if section else '; not filed yet'}.")

    def do_last(self, _: str) -> None:
        """Print the last answer to this prompt."""
        interview = self._interview
        known = interview.draft.session_context.last.get(interview.place)
        if known is None:
            interview.console.write("There is no earlier answer to this prompt.")
            return
        interview.say_lines(f"Last time, {known.day}:", answer_lines(known.answer, interview.session))

    def do_recall(self, _: str) -> bool:
        """Copy the last answer, unconfirmed; a second call confirms it."""
        interview = self._interview
        if interview.place == CLOSE:
            interview.console.write("There is no earlier answer to this prompt.")
            return False
        recall = interview.draft.recall(interview.place)
        if recall.said:
            interview.console.write(recall.said)
        if recall.has_changed:
            interview.ask_again()
        return recall.has_changed

    def do_private(self, _: str) -> bool:
        """Go to the private page."""
        page = self._interview.draft.private
        if page is None:
            self._interview.console.write("This session has no private page.")
            return False
        self._interview.go_to(page.prompts[0].id)
        return True

    def do_clear(self, _: str) -> bool:
        """Clear this prompt."""
        interview = self._interview
        if interview.place != CLOSE:
            interview.draft.clear(interview.place)
        interview.ask_again()
        return True

    def do_save(self, _: str) -> None:
        """Save now."""
        interview = self._interview
        if interview.keep():
            interview.console.write(f"Saved {interview.vault.clock():%H:%M:%S}.")
        elif not interview.is_kept:
            interview.console.write("Nothing written yet, so there is nothing to save.")

    def do_close(self, _: str) -> bool:
        """Go to the close, to read and sign the note."""
        self._interview.go_to(CLOSE)
        return True

    def do_quit(self, _: str) -> bool:
        """Leave the session; the draft is kept."""
        self._interview.end()
        return True

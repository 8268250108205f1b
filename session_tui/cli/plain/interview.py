"""Take one session, prompt by prompt, in lines."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from session_tui.cli.plain.autosave import Autosave
from session_tui.cli.plain.commands import PlainCommands
from session_tui.cli.plain.console import Console, standard_console
from session_tui.cli.plain.entries import CLOSE
from session_tui.cli.plain.forms import ask_mark
from session_tui.cli.plain.kinds import ASK
from session_tui.cli.plain.words import WORDS, answer_lines
from session_tui.core.base.errors import SessionTuiError
from session_tui.core.interview.draft import Draft
from session_tui.core.interview.entry import Entry
from session_tui.core.interview.session_context import load_session_context
from session_tui.core.model.guide import Before, Prompt, Section
from session_tui.core.model.note import Note
from session_tui.core.model.session import Session

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault


def run_interview(vault: "Vault", client: str, guide_id: str, *, author: str | None = None) -> int:
    """Resume the draft of a client or begin a session, and ask its prompts; return the exit code.

    Raises:
        SessionLocked: the session is open in another window.
    """
    draft = vault.open_draft(client) if vault.find_client(client) else None
    session = draft or vault.begin(client, guide_id)
    with vault.lock(session.id):
        return Interview(vault, session, is_new=draft is None, author=author).run()


class Interview:
    """Asks the prompts of one session; the draft holds all rules.

    Attributes:
        draft: the session being written.
        place: the id of the current prompt, or CLOSE.
    """

    def __init__(self, vault: "Vault", session: Session, *, is_new: bool, author: str | None = None) -> None:
        self.vault = vault
        self.author = author
        self.console: Console = standard_console(WORDS, PlainCommands(self).do)
        session_context = load_session_context(vault, session, is_new=is_new)
        self.draft = Draft(session_context, vault.clock)
        self._autosave = Autosave(vault, session_context.session, is_new=is_new)
        self._section = ""
        self._is_done = False
        self._is_replaced = False
        self._next: str | None = None
        self.place = self.draft.first_place() or CLOSE

    @property
    def session(self) -> Session:
        """The session in its current state."""
        return self.draft.now()

    def run(self) -> int:
        """Ask prompts until the session is signed or left; return the exit code, 1 if a save failed."""
        said = "continuing the draft" if self.is_kept else "a new session"
        self.console.write(f"{self.draft.session_context.guide.title} with {self.session.client}: {said}.")
        self.console.write("Type /help for all commands; /quit leaves and keeps the draft.")
        with self.console.until_hung_up():
            while not (self._is_done or self.console.is_over):
                self.console.is_leaving, self._next, self._is_replaced = False, None, False
                self._close() if self.place == CLOSE else self._visit(self.place)
                self.place = self.place if self._next is None else self._next
            if not self.session.is_signed:
                self._leave()
        return 1 if self._autosave.fault else 0

    # The prompts

    def _visit(self, prompt_id: str) -> None:
        """Ask one prompt, keep the answer, and go to the next unless a command went elsewhere."""
        section, prompt = self._asked(prompt_id)
        self._introduce(section, prompt)
        if not self.draft.answer(prompt_id).is_unconfirmed or self._confirm(prompt):
            self._hear(prompt)
        if offered := self.draft.offered(prompt_id):
            self.console.write(offered)
        self.draft.passed(prompt_id)
        if self._next is None and not (self.console.is_over or self._is_done):
            self._next = self.draft.beside(prompt_id, 1) or CLOSE
        self.draft.stand_at(self._next or prompt_id)
        self.keep()

    def _asked(self, prompt_id: str) -> tuple[Section, Prompt]:
        """Return a prompt and its section."""
        return next(each for each in self.draft.session_context.guide.prompts() if each[1].id == prompt_id)

    def _introduce(self, section: Section, prompt: Prompt) -> None:
        """Print a prompt: its section if that is new, its heading, question, and what is there already."""
        say = self.console.write
        if section.id != self._section:
            self._section = section.id
            say(f"\n{section.title}")
        say(f"\n{prompt.heading}")
        for line in (prompt.ask, prompt.hint):
            if line:
                say(line)
        answer = self.draft.answer(prompt.id)
        if answer.is_answered and not answer.is_unconfirmed:
            self.say_lines("So far:", answer_lines(answer, self.session))
            say("Enter keeps it; /clear empties it.")
        elif prompt.id in self.draft.session_context.last and prompt.before == Before.SHOW:
            say("There is an earlier answer: /last shows it.")

    def _confirm(self, prompt: Prompt) -> bool:
        """Ask whether a carried-over answer still holds; return whether to ask the prompt."""
        answer = self.draft.answer(prompt.id)
        self.say_lines("Carried over, not confirmed yet:", answer_lines(answer, self.session))
        self.console.write("y still true, x leave it out, w rewrite, Enter decide later.")
        while (line := self.console.ask()) is not None:
            letter = line.strip().casefold()[:1]
            if letter == "y":
                self.draft.confirm(prompt.id)
            elif letter in ("x", "w"):
                self.draft.clear(prompt.id)
            elif letter:
                self.console.write("Type y, x or w, or just press Enter.")
                continue
            return letter == "w"
        return False

    def _hear(self, prompt: Prompt) -> None:
        """Ask a prompt by its kind, then for its mark."""
        self.console.keep = lambda entry: self._hold(prompt.id, entry)
        entry = Entry.of(self.draft.answer(prompt.id))
        entry = ASK[prompt.kind](prompt, entry, self.draft.context(prompt), self.console)
        if prompt.marks and not (self.console.is_leaving or self.console.is_over):
            self._write(prompt.id, entry)
            entry = ask_mark(prompt, entry, self.console)
        self._write(prompt.id, entry)

    def _write(self, prompt: str, entry: Entry) -> None:
        """Write an entry into the session, unless a command replaced the answer meanwhile."""
        if not self._is_replaced:
            self.draft.write(prompt, entry)

    def _hold(self, prompt: str, entry: Entry) -> None:
        """Keep an unfinished entry; lines that a person types are saved one by one."""
        self._write(prompt, entry)
        if self.console.is_typed:
            self.keep()

    # The close

    def _close(self) -> None:
        """Print the note, then sign it or leave it as a draft."""
        from session_tui.core.model.private_page import split_private
        from session_tui.markdown.note.html import note_text

        say = self.console.write
        self._section = ""
        say("\nThe note\n")
        say(note_text(Note(split_private(self.session)[0])))
        if open_answers := self.session.unconfirmed():
            names = ", ".join(answer.heading for answer in open_answers)
            say(f"Not confirmed, so left out when you sign: {names}. /go NAME goes there.")
        if waiting := len(self.session.unfiled()):
            say(f"{waiting} {'jot has' if waiting == 1 else 'jots have'} no section.")
        say("s sign it, d or Enter leave it as a draft, /back keep writing.")
        while (line := self.console.ask()) is not None:
            letter = line.strip().casefold()[:1]
            if letter == "s":
                self._sign()
                return
            if letter in ("d", ""):
                self._is_done = True
                return
            say("Type s or d; or /back.")

    def _sign(self) -> None:
        """Sign the session and say where the note is."""
        try:
            self.draft.session = self._autosave.sign(self.session, self.author)
        except SessionTuiError as error:
            self.console.write(str(error))
            return
        self._is_done = True
        path = self.vault.resolve(self._autosave.session_id).path
        self.console.write(f"Signed. The note is in {path}")

    # Saving

    def keep(self) -> bool:
        """Save changes and report problems; return whether the file on disk is current."""
        said = self._autosave.save(self.session)
        if said:
            self.console.write(said)
        for heading in self.draft.unfit[:1]:
            self.console.write(f"Not saved: the answer to “{heading}” cannot be kept as it is. Write it as a jot.")
        return self.is_kept and not self._autosave.fault

    @property
    def is_kept(self) -> bool:
        """Whether the session has a file."""
        return self._autosave.is_on_disk

    def go_to(self, place: str) -> None:
        """Leave the prompt for another one or for CLOSE."""
        self._next = place

    def ask_again(self) -> None:
        """Ask this prompt again because a command changed its answer; the unfinished entry is dropped."""
        self._is_replaced, self._next = True, self.place

    def end(self) -> None:
        """Leave the session; the draft is kept."""
        self._is_done = True

    def _leave(self) -> None:
        """Save and say where the draft is."""
        if self.keep():
            self.console.write(f"The draft is kept: {self.vault.resolve(self._autosave.session_id).path}")
        elif not self._autosave.fault:
            self.console.write("Nothing was written, so no draft was kept.")

    def say_lines(self, title: str, lines: Iterable[str]) -> None:
        """Print indented lines under a title."""
        self.console.write(title)
        for line in lines:
            self.console.write(f"  {line}")

"""One session on its way through its prompts, in lines."""

from collections.abc import Iterable
from typing import TYPE_CHECKING

from session_tui.cli.plain.autosave import Keeping
from session_tui.cli.plain.commands import PlainCommands
from session_tui.cli.plain.console import Console, standard_console
from session_tui.cli.plain.entries import Entry, Setting
from session_tui.cli.plain.forms import ask_mark
from session_tui.cli.plain.kinds import ASK
from session_tui.cli.plain.prompt_order import CLOSE, Way
from session_tui.cli.plain.words import WORDS, answer_lines
from session_tui.core.base.errors import SessionTuiError
from session_tui.core.base.ids import new_id
from session_tui.core.chart.last_answers import last_answers
from session_tui.core.chart.open_state import RECORD, open_items_by_audience
from session_tui.core.interview.conditions import after_close
from session_tui.core.model.guide import PRIVATE, Before, Guide, Prompt, Section, Share
from session_tui.core.model.note import Note
from session_tui.core.model.session import Place, Session

if TYPE_CHECKING:
    from session_tui.vault.vault import Vault


def run_interview(vault: "Vault", client: str, guide_id: str, *, author: str | None = None) -> int:
    """Go on with the open draft of a client, or begin a session, and ask it line by line. The exit code.

    Raises:
        SessionLocked: it is open in another window.
    """
    draft = vault.open_draft(client) if vault.find_client(client) else None
    session = draft or vault.begin(client, guide_id)
    with vault.lock(session.id):
        return Interview(vault, session, is_new=draft is None, author=author).run()


class Interview:
    """One session on its way through its prompts.

    Attributes:
        session: the session with everything said until now.
        place: the id of the prompt where we are, or CLOSE.
        way: which prompt follows which.
        last: the last answer to each prompt, from earlier sessions.
    """

    def __init__(self, vault: "Vault", session: Session, *, is_new: bool, author: str | None = None) -> None:
        self.vault = vault
        self.session = session
        self.author = author
        self.console: Console = standard_console(WORDS, PlainCommands(self).do)
        self._keeping = Keeping(vault, None if is_new else session)
        earlier = vault.earlier(session.client, session)
        self.last = last_answers(reversed(earlier), session.answers)
        self._standing, self._private_standing = open_items_by_audience(earlier, RECORD, tuple(Share))
        self.way = Way(session, _guides_of(vault, session), self._standing, self._private_standing)
        self._section = ""
        self._is_done = False
        self._is_replaced = False
        self._next: str | None = None
        self.place = self.way.start(session)

    def run(self) -> int:
        """Walk until the session is signed or left. The exit code: 1 when something could not be saved."""
        said = "going on with the draft" if self.is_kept else "a new session"
        self.console.write(f"{self.way.guide.title} with {self.session.client}: {said}.")
        self.console.write("Type /help for what else can be typed; /quit leaves, and the draft is kept.")
        with self.console.until_hung_up():
            while not (self._is_done or self.console.is_over):
                self.console.is_leaving, self._next, self._is_replaced = False, None, False
                self._close() if self.place == CLOSE else self._visit(self.place)
                self.place = self.place if self._next is None else self._next
            if not self.session.is_signed:
                self._leave()
        return 1 if self._keeping.fault else 0

    # The prompts

    def _visit(self, prompt_id: str) -> None:
        """Ask one prompt, keep what was said, and go on to the next unless a command went elsewhere."""
        section, prompt = self.way.asked(prompt_id)
        self._introduce(section, prompt)
        answer = self.session.answer(prompt_id)
        if not answer.is_unconfirmed or self._confirm(prompt):
            self._hear(prompt)
        if prompt_id == "close" and (said := after_close(self._standing, self.session)):
            self.console.write(said)
        self.session = self.session.passed(prompt_id)
        if self._next is None and not (self.console.is_over or self._is_done):
            self._next = self.way.beside(prompt_id, 1, self.session)
        self.session = self.session.at_place(Place(prompt=self._next or prompt_id))
        self.keep()

    def _introduce(self, section: Section, prompt: Prompt) -> None:
        say = self.console.write
        if section.id != self._section:
            self._section = section.id
            say(f"\n{section.title}")
        say(f"\n{prompt.heading}")
        for line in (prompt.ask, prompt.hint):
            if line:
                say(line)
        answer = self.session.answer(prompt.id)
        if answer.is_answered and not answer.is_unconfirmed:
            self.say_lines("So far:", answer_lines(answer, self.session))
            say("Enter keeps it; /clear empties it.")
        elif prompt.id in self.last and prompt.before == Before.SHOW:
            say("There is an answer from before: /last reads it.")

    def _confirm(self, prompt: Prompt) -> bool:
        """Ask whether what was brought from before still holds; whether the prompt is then asked anew."""
        answer = self.session.answer(prompt.id)
        self.say_lines("From before, not confirmed yet:", answer_lines(answer, self.session))
        self.console.write("y it still holds, x leave it out, w write anew, Enter decide later.")
        while (line := self.console.ask()) is not None:
            letter = line.strip().casefold()[:1]
            if letter == "y":
                self.session = self.session.confirmed(prompt.id, at=self.vault.clock())
            elif letter in ("x", "w"):
                self.session = self.session.cleared(prompt.id)
            elif letter:
                self.console.write("Type y, x or w; or Enter alone.")
                continue
            return letter == "w"
        return False

    def _hear(self, prompt: Prompt) -> None:
        """Ask a prompt in the way of its kind, then for its mark."""
        answer = self.session.answer(prompt.id)
        entry = Entry(answer.value, answer.note, answer.mark)
        last = self.last.get(prompt.id)
        is_private = prompt.share == Share.PRIVATE
        stands = self._private_standing if is_private else self._standing
        setting = Setting(
            self.session, stands, lambda: new_id(self.vault.clock()),
            lambda each: self._hold(prompt.id, each), last.answer if last else None,
        )  # fmt: skip
        entry = ASK[prompt.kind](prompt, entry, setting, self.console)
        if prompt.marks and not (self.console.is_leaving or self.console.is_over):
            self._write(prompt.id, entry)
            entry = ask_mark(prompt, entry, self.console)
        self._write(prompt.id, entry)

    def _write(self, prompt: str, entry: Entry) -> None:
        """Put an entry into the session, unless a command put something else there meanwhile."""
        old = self.session.answer(prompt)
        if not self._is_replaced and Entry(old.value, old.note, old.mark) != entry:
            self.session = self.session.with_answer(
                prompt, entry.value, at=self.vault.clock(), note=entry.note, mark=entry.mark
            )

    def _hold(self, prompt: str, entry: Entry) -> None:
        """Keep what is being said. Lines that a person types are saved one by one."""
        self._write(prompt, entry)
        if self.console.is_typed:
            self.keep()

    # The close

    def _close(self) -> None:
        """Read the note, then sign it or leave it as a draft."""
        from session_tui.core.model.private_page import split_private
        from session_tui.markdown.note.html import note_text

        say = self.console.write
        self._section = ""
        say("\nThe note\n")
        say(note_text(Note(split_private(self.session)[0])))
        if open_answers := self.session.unconfirmed():
            names = ", ".join(answer.heading for answer in open_answers)
            say(f"Not confirmed, so left out when it is signed: {names}. /go and a name goes there.")
        if waiting := len(self.session.unfiled()):
            say(f"{waiting} {'jot has' if waiting == 1 else 'jots have'} no section.")
        say("s sign it, d or Enter leave it as a draft, /back goes on writing.")
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
        try:
            self.session = self.vault.sign(self.session, by=self.author)
        except SessionTuiError as error:
            self.console.write(str(error))
            return
        self._is_done, self._keeping.fault = True, ""
        path = self.vault.resolve(self.session.id).path
        self.console.write(f"Signed. The note is in {path}")

    # Keeping

    def keep(self) -> bool:
        """Save what is new, and say what came of it where there is something to say; whether there is a sound file."""
        said = self._keeping.keep(self.session)
        if self._keeping.session is not None and not self._keeping.fault:
            self.session = self._keeping.session
        if said:
            self.console.write(said)

        return self.is_kept and not self._keeping.fault

    @property
    def is_kept(self) -> bool:
        """Whether there is a file of this session."""
        return self._keeping.session is not None

    def go_to(self, place: str) -> None:
        """Leave the prompt for another one, or for CLOSE."""
        self._next = place

    def put(self, session: Session) -> None:
        """Put a session in the place of this one, whatever the prompt was about to say, and ask the prompt anew."""
        self.session = session
        self._is_replaced, self._next = True, self.place

    def end(self) -> None:
        """Leave the session; the draft is kept."""
        self._is_done = True

    def _leave(self) -> None:
        if self.keep():
            self.console.write(f"The draft is kept: {self.vault.resolve(self.session.id).path}")
        elif not self._keeping.fault:
            self.console.write("Nothing was written, so there is no draft.")

    def say_lines(self, title: str, lines: Iterable[str]) -> None:
        """Say lines beneath a title."""
        self.console.write(title)
        for line in lines:
            self.console.write(f"  {line}")


def _guides_of(vault: "Vault", session: Session) -> tuple[Guide | None, Guide | None]:
    """The guide of a session as it is now, and that of the private page; None where one is gone or broken."""
    try:
        guides = vault.guides().guides
        return guides.get(session.guide.id), guides.get(PRIVATE)
    except SessionTuiError:
        return None, None

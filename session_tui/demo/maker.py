"""Makes the demo vault.

Signed sessions are built in memory, with the functions that the vault itself uses, and added as by an import, so that
each file is written once. Today's draft is begun and saved through the vault, as in the program.
"""

from __future__ import annotations

from collections.abc import Mapping
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, time, timedelta
from pathlib import Path

from session_tui.core.formats.json_documents import add_signature
from session_tui.core.model.guide import PRIVATE, Guide
from session_tui.core.model.new_session import begin_session
from session_tui.core.model.note import Addendum, Note
from session_tui.core.model.session import Answer, Jot, Place, Session
from session_tui.demo.clients import CLIENTS
from session_tui.demo.days import Days
from session_tui.demo.plan import Answered, DemoClient, Said, Sitting, shaped_id
from session_tui.vault.vault import Vault

PRACTITIONER = "M. Kessler"
"""Who signs; invented like everybody here."""

LONGEST_DRAFT = timedelta(minutes=25)
"""How long ago the unfinished session began."""


@dataclass(slots=True)
class Clock:
    """A clock that returns a time set by its owner."""

    now: datetime

    def __call__(self) -> datetime:
        """The time."""
        return self.now


def make_demo(root: Path, now: datetime) -> Vault:
    """Make the demo vault, as of ``now``, in a folder that is empty or does not exist yet.

    The same moment makes the same files, letter by letter.

    Raises:
        VaultExists: there is a vault already.
        ForeignFolder: the folder holds something else.
        SaveFailed: it cannot be written there.
    """
    vault = Vault.create(root, clock=Clock(now))
    days = Days(now.date())
    with ThreadPoolExecutor(len(CLIENTS)) as desks:
        for done in [desks.submit(_keep, vault.root, client, days, now) for client in CLIENTS]:
            done.result()
    return vault


def _keep(root: Path, client: DemoClient, days: Days, now: datetime) -> None:
    """Write one client's sessions, through a Vault with its own clock."""
    clock = Clock(days.start(client.sittings[0]))
    vault = Vault(root, clock)
    vault.add_client(client.code, name=client.name)
    vault.add_notes(Telling(client, days, vault.guides().guides).notes())
    if client.draft:
        _begin_today(vault, client, client.draft, clock, days, now)


@dataclass(slots=True)
class Telling:
    """Builds one client's sessions in order.

    Attributes:
        last: the last answer to each prompt, with the id of its session.
    """

    client: DemoClient
    days: Days
    guides: Mapping[str, Guide]
    last: dict[str, tuple[Answer, str]] = field(default_factory=dict)

    def notes(self) -> list[Note]:
        """Build all sessions, signed, with their addenda."""
        return [self._note(sitting) for sitting in self.client.sittings]

    def _note(self, sitting: Sitting) -> Note:
        """Build one session, signed, with its addenda."""
        start = self.days.start(sitting)
        guide, private = self.guides[sitting.guide], self.guides[PRIVATE]
        session = begin_session(guide, self.client.code, at=start, private=private)
        session = session.replace(id=_id(start, self.client.code, sitting.guide), mode=sitting.mode)
        session = session.replace(answers=tuple(map(_seen, session.answers)))
        for prompt, answer in sitting.answers.items():
            session = self._answered(session, sitting, prompt, answer)
        signed = add_signature(session, at=start + timedelta(minutes=sitting.minutes), by=PRACTITIONER)
        self.last |= {a.prompt: (a, signed.id) for a in signed.answers if a.is_answered}
        return Note(signed, tuple(self._addenda(signed, sitting)))

    def _answered(self, session: Session, sitting: Sitting, prompt: str, answer: Answered) -> Session:
        """Return the session with an answer from the table; None repeats the last answer."""
        if answer is None:
            known, origin = self.last[prompt]
            held = session.recalled(prompt, known, origin, at=session.started)
            return held.confirmed(prompt, at=session.started)
        said = _said(answer)
        if prompt == "next":
            said = self.days.next_day(said, sitting, self.client.sittings)
        value = self.days.dated(said.value) if prompt != "next" else said.value
        return session.with_answer(prompt, value, at=session.started, note=said.note, mark=said.mark)

    def _addenda(self, session: Session, sitting: Sitting) -> list[Addendum]:
        """Build a session's addenda."""
        made = []
        for number, added in enumerate(sitting.added, 1):
            at = session.started + timedelta(days=added.later, minutes=sitting.minutes + 20)
            id_ = shaped_id(_millis(at), f"{session.id} {number}")
            made.append(
                Addendum(
                    id=id_, session=session.id, client=session.client, number=number, written=at,
                    reason=added.reason, text=added.text, author=PRACTITIONER, mark=added.mark,
                )
            )  # fmt: skip
        return made


def _begin_today(vault: Vault, client: DemoClient, sitting: Sitting, clock: Clock, days: Days, now: datetime) -> None:
    """Save an unfinished session that began today, at most ``LONGEST_DRAFT`` ago."""
    midnight = datetime.combine(now.date(), time()).astimezone(now.tzinfo)
    clock.now = start = max(now - LONGEST_DRAFT, midnight)
    session = vault.begin(client.code, sitting.guide)
    session = session.replace(id=_id(start, client.code, sitting.guide), mode=sitting.mode)
    for prompt, answer in sitting.answers.items():
        said = _said(answer)
        session = session.with_answer(prompt, days.dated(said.value), at=start, note=said.note, mark=said.mark)
        session = session.at_place(Place(prompt=prompt))
    jot = Jot(id=shaped_id(_millis(start), "jot"), text=sitting.jot, written=start)
    clock.now = now
    vault.save(session.with_jot(jot))


def _seen(answer: Answer) -> Answer:
    """Mark a prompt as seen and left blank, unless it is on the private page."""
    return answer if answer.is_private else answer.replace(state="skipped")


def _said(answer: Answered) -> Said:
    """Wrap a plain answer of the table in ``Said``."""
    if isinstance(answer, Said):
        return answer
    return Said(tuple(answer.items()) if isinstance(answer, Mapping) else answer)


def _id(start: datetime, code: str, guide: str) -> str:
    """Return the id of a session, which depends only on its start, client and guide."""
    return shaped_id(_millis(start), f"{code} {guide} {_millis(start)}")


def _millis(at: datetime) -> int:
    """Return a time in milliseconds since 1970."""
    return int(at.timestamp() * 1000)

"""Makes the demo vault.

Signed sessions are put together in memory, by the functions that the vault itself uses, and added as an import adds
them: each file is written once. Today's draft goes through the vault as it would under the hands of its owner.
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
    """A clock that says what it is told."""

    now: datetime

    def __call__(self) -> datetime:
        """The time."""
        return self.now


def make_demo(root: Path, now: datetime) -> Vault:
    """Make the demo vault in a folder that is empty or not there yet, as it stands at that moment.

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
    """Write one client's sessions through a window of their own."""
    clock = Clock(days.start(client.sittings[0]))
    vault = Vault(root, clock)
    vault.add_client(client.code, name=client.name)
    vault.add_notes(Telling(client, days, vault.guides().guides).notes())
    if client.draft:
        _begin_today(vault, client, client.draft, clock, days, now)


@dataclass(slots=True)
class Telling:
    """One client's sessions, told one after the other.

    Attributes:
        last: by prompt: the last answer, and the id of its session.
    """

    client: DemoClient
    days: Days
    guides: Mapping[str, Guide]
    last: dict[str, tuple[Answer, str]] = field(default_factory=dict)

    def notes(self) -> list[Note]:
        """Every session, signed, with its addenda."""
        return [self._note(sitting) for sitting in self.client.sittings]

    def _note(self, sitting: Sitting) -> Note:
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
    """Leave a session unfinished that began a little while ago, today."""
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
    """A prompt that was seen and left blank; nobody looks at the private page in passing."""
    return answer if answer.is_private else answer.replace(state="skipped")


def _said(answer: Answered) -> Said:
    if isinstance(answer, Said):
        return answer
    return Said(tuple(answer.items()) if isinstance(answer, Mapping) else answer)


def _id(start: datetime, code: str, guide: str) -> str:
    return shaped_id(_millis(start), f"{code} {guide} {_millis(start)}")


def _millis(at: datetime) -> int:
    return int(at.timestamp() * 1000)

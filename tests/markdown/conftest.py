"""A first consult with an invented client, for golden files and for edits by hand."""

from datetime import date, datetime, timedelta, timezone

import pytest

from session_tui.core.model.guide import SECTIONS, Share
from session_tui.core.model.note import Addendum, Note
from session_tui.core.model.session import Answer, GuideRef, GuideSection, Jot, Session, Signature
from session_tui.core.model.values import (
    AgendaItem,
    Decision,
    Duration,
    Event,
    Goal,
    Kind,
    Person,
    Question,
    Rhythm,
    Step,
    Trial,
)

TZ = timezone(timedelta(hours=1))
STARTED = datetime(2026, 11, 20, 10, 12, 4, tzinfo=TZ)
STORY = """Came because the mornings have become hard. It began after the move, in the spring of 2021.

> I used to be the one who carried everybody's bags.
Laughed as she said it.

Walks to the corner and back. Sleeps six hours, wakes at four:

- the knee, when it rains
- the worry about her mother"""


def numbered(number: int) -> str:
    return f"0193a6f0-4c20-7000-8000-{number:012}"


def given(minutes: int, section: str, prompt: str, heading: str, ask: str, kind: Kind, value: object, **more: object) -> Answer:  # fmt: skip
    at = STARTED + timedelta(minutes=minutes)
    about = {"section": section, "prompt": prompt, "heading": heading, "ask": ask, "kind": kind}
    return Answer(**about, state="answered", written=at, value=value, **more)  # type: ignore[arg-type]


def open_prompt(section: str, prompt: str, heading: str, ask: str, kind: Kind, state: str) -> Answer:  # fmt: skip
    return Answer(section=section, prompt=prompt, heading=heading, ask=ask, kind=kind, state=state)


def all_answers() -> tuple[Answer, ...]:
    """What was said, and what was not asked."""
    market = Goal(
        id=numbered(1), words="Walk to the market without pain", why="to choose my own tomatoes", first_sign="the stairs, without the rail",
        set_by="client", rating=4, evidence="twice this month, with a rest on the bench", importance=9, confidence=6,
    )  # fmt: skip
    diary = Step(
        id=numbered(2), text="Food and sleep diary", owner="client", why="see what the evenings do", goal=market.id, due=date(2026, 12, 4),
        trial=Trial(days=28, look_for="calmer nights", stop_if="it becomes a worry"), confidence=8,
    )  # fmt: skip
    article = Step(id=numbered(3), text="Send the article about sleep", owner="me", due=date(2026, 11, 23))  # fmt: skip
    return (
        given(1, "story", "agenda", "Today's list", "What would make today worth your while? What else?", Kind.AGENDA,
              (AgendaItem(text="The mornings", by="client", state="covered"), AgendaItem(text="Which tests make sense", by="me", state="next time")), share=Share.COPY),
        given(9, "story", "story", "Their story", "Start wherever you like. How did you come to be here?", Kind.TEXT, STORY),
        given(14, "story", "led-up", "What led up to it", "What was happening before and around when things changed?", Kind.EVENTS,
              (Event(what="Moved to the city", when="spring 2021"), Event(what="Mother fell ill", when="two winters ago"))),
        open_prompt("story", "own-theory", "Their own explanation", "What do you think is going on? What has helped, even a little?", Kind.TEXT, "skipped"),
        given(17, "story", "strengths", "What they bring", "What has kept you going? What gives you some hope?", Kind.LIST,
              ("patience", "her sister, every Sunday"), share=Share.COPY, origin=f"carried:{numbered(90)}", confirmed=True),
        given(19, "story", "heard", "What I heard", "Let me say it back; tell me what I missed.", Kind.TEXT,
              "You carried a lot, and the mornings are where it shows.", share=Share.COPY, mark="corrected", note="It is the evenings too."),
        given(24, "goals", "goals", "What they want", "If this goes well, what will be different in an ordinary week?", Kind.GOALS, (market,), share=Share.COPY),
        given(28, "goals", "checkin", "Everyday baseline", "How are sleep and rest, movement, food, water, stress, and the people around you?", Kind.CHECKIN,
              (("sleep", 4), ("movement", 3), ("food", 6), ("stress", 7)), share=Share.COPY),
        open_prompt("goals", "values", "What matters", "What should any plan respect: beliefs, time, money, energy, people?", Kind.LIST, "not reached"),
        given(33, "expectations", "unknowns", "What we don't know yet", "Here is what I can't say yet, and how we might find out.", Kind.QUESTIONS,
              (Question(id=numbered(4), text="Does the coffee after dinner matter?", owner="client", state="open"),), share=Share.COPY),
        given(36, "expectations", "options", "Ways forward", "These are ways we could go, including waiting. What draws you?", Kind.DECISION,
              Decision(question="Where do we begin?", options=("the evenings", "the knee", "wait until spring"), mattered="little time on weekdays", chosen="the evenings", decided_by="client"), share=Share.COPY),
        given(38, "expectations", "rhythm", "Rhythm", "How often shall we meet, and when do we look back?", Kind.RHYTHM,
              Rhythm(phase="steady", every=Duration(n=2, unit="weeks"), look_back=date(2027, 2, 1)), share=Share.COPY),
        given(40, "expectations", "people", "Others helping", "Who else is in your corner, professional or not? May I contact them?", Kind.PEOPLE,
              (Person(id=numbered(5), name="Dr Weiss", role="family doctor", for_="blood tests", contact=True),)),
        given(41, "expectations", "notes-told", "About these notes", "I keep notes; here is how, for how long, and how to see them.", Kind.CHOICE, ("told",)),
        given(46, "next-steps", "steps", "Next steps", "What is the smallest useful thing? Who does it, by when, and why?", Kind.STEPS, (diary, article), share=Share.COPY),
        given(49, "next-steps", "close", "How was this?", "Did we talk about what matters? Did you feel heard?", Kind.SCALE, 8,
              mark="leaving lighter", note="“More questions than I expected, and that was good.”"),
        given(50, "next-steps", "next", "Next time", "When, and what should we start with?", Kind.DATE, date(2026, 12, 4), share=Share.COPY, note="Start with the diary."),
    )  # fmt: skip


@pytest.fixture
def first_consult() -> Note:
    """A signed first consult with an addendum."""
    sections = tuple(GuideSection(id=id_, title=title) for id_, title in SECTIONS)
    session = Session(
        id=numbered(100), rev=31, client="ana-k", started=STARTED, ended=STARTED + timedelta(minutes=52), minutes=52, mode="in person",
        guide=GuideRef(id="first-consult", version=1, title="First consult", sections=sections), answers=all_answers(),
        jots=(Jot(id=numbered(6), text="Laughed when she spoke of the tomatoes", written=STARTED + timedelta(minutes=23), section="goals"),),
        status="signed", signature=Signature(at=STARTED + timedelta(minutes=55), sha256="5e" * 32, by="M. Brandt"),
    )  # fmt: skip
    addendum = Addendum(
        id=numbered(7), session=session.id, client="ana-k", number=1, written=STARTED + timedelta(days=1), author="M. Brandt",
        reason="A date was wrong", text="The move was in the spring of 2020, not 2021.",
    )  # fmt: skip
    return Note(session, (addendum,))


@pytest.fixture
def draft(first_consult: Note) -> Note:
    """The same consult before it was signed: one answer not confirmed, one jot not filed, the place where writing stopped."""
    session = first_consult.session
    answers = tuple(a.replace(confirmed=False) if a.confirmed else a for a in session.answers)
    waiting = Jot(id=numbered(8), text="Ask about the dog", written=STARTED + timedelta(minutes=30))
    return Note(
        session.replace(
            status="draft",
            signature=None,
            ended=None,
            minutes=None,
            answers=answers,
            jots=(*session.jots, waiting),
        )
    )

"""The answers in one client's sessions: goals that move, reviewed steps, trials, questions, people.

Each session leaves at most a few items open, and the last ones before a goodbye close all.
"""

import random
from collections.abc import Iterator
from datetime import date, timedelta

from bench.corpus.schedules import CONTACT, Course
from bench.corpus.text import Wording
from session_tui.core.model.values import (
    DOMAINS,
    AgendaItem,
    Checkin,
    Decision,
    Duration,
    Event,
    Goal,
    Person,
    Question,
    Repair,
    Rhythm,
    Step,
    Trial,
    Verdict,
)
from session_tui.demo.plan import Said, shaped_id

Told = tuple[str, Said]
"""A prompt and what was answered."""

_MOST_STEPS = 3
_OUTCOMES = ("did", "did", "did", "partly", "not yet", "chose not to")
_TRIAL_DAYS = 28


class Telling:
    """Generates the answers of one client's sessions; call :meth:`told` for each in order, oldest first.

    Attributes:
        chance: the random generator, seeded with the client's number.
        say: generates the texts.
    """

    def __init__(self, course: Course) -> None:
        self.chance = random.Random(f"telling {course.number}")
        self._course = course
        self.say = Wording(self.chance)
        self._made = 0
        self._goals: list[Goal] = []
        self._steps: list[Step] = []
        self._trial: tuple[Step, date] | None = None
        self._question: Question | None = None
        self._repair: Repair | None = None

    def told(self, place: int) -> dict[str, Said]:
        """By prompt, what is said in the client's session at this place, counted from 0; each is asked for in turn."""
        day, guide = self._course.days[place], self._course.guides[place]
        tellers = {
            "first-consult": self._first_consult,
            "follow-up": self._follow_up,
            "review": self._review,
            "closing": self._closing,
            "tune-up": self._tune_up,
            CONTACT: self._quick_contact,
        }
        said = dict(tellers[guide](day, place))
        if guide != "closing" and self.chance.random() < 0.2:
            said |= dict(self._private())
        return said

    def _first_consult(self, day: date, place: int) -> Iterator[Told]:
        say = self.say
        self._goals = [self._new_goal(), self._new_goal()]
        yield "agenda", Said(self._agenda())
        yield "story", Said(f"{say.page(120)}\n\n{say.page(90)}")
        yield "led-up", Said((self._event(day), self._event(day)))
        yield "own-theory", Said(say.prose(35))
        yield "strengths", Said(tuple(say.words(3) for _ in range(3)))
        yield "heard", Said(say.prose(40), mark="confirmed")
        yield "goals", Said(tuple(self._goals))
        yield "checkin", Said(self._checkin())
        yield "values", Said((say.words(2), say.words(3)))
        yield "roles", Said(say.prose(30))
        self._question = Question(id=self._id("question"), text=say.words(8), owner="both")
        yield "unknowns", Said((self._question,))
        yield "rhythm", Said(self._rhythm("steady"))
        yield "exchange", Said(say.prose(12))
        yield "people", Said((self._person(),))
        yield "notes-told", Said(("told",))
        yield "steps", Said((self._new_step(day),))
        yield "if-unsure", Said(say.prose(14))
        yield from self._ending(day, place)

    def _follow_up(self, day: date, place: int) -> Iterator[Told]:
        say, often = self.say, self.chance.random
        yield "since", Said(say.page(122))
        if self._steps:
            yield "step-review", Said(tuple(self._looked_at()))
        yield "checkin", Said(self._checkin())
        if often() < 0.3:
            yield "agenda", Said(self._agenda())
        if often() < 0.15:
            yield "events", Said((self._event(day),))
        yield "goals", Said(tuple(self._rated()))
        yield from self._fitting()
        if self._trial and self._trial[1] <= day:
            yield "trials", Said((self._verdict(),))
        yield from self._unknowns(0.1)
        if often() < 0.06:
            yield "options", Said(self._decision())
        if often() < 0.8:
            yield "offered", Said(say.prose(95))
        if often() < 0.04:
            yield "hard", Said(say.prose(45))
        if often() < 0.05:
            yield "rhythm", Said(self._rhythm("steady"))
        if len(self._steps) < _MOST_STEPS:
            yield "steps", Said((self._new_step(day),))
        yield from self._ending(day, place)

    def _review(self, day: date, place: int) -> Iterator[Told]:
        say = self.say
        yield "story", Said(say.page(120))
        yield "events", Said((self._event(day), self._event(day)))
        yield "helped", Said(say.prose(50))
        yield "story-short", Said(say.prose(45))
        hoped = (goal.replace(rating=None, hoped=self.chance.randint(-1, 2)) for goal in self._goals)
        yield "hoped", Said(tuple(hoped))
        yield "goals", Said(tuple(self._rated()))
        if self._trial:
            yield "trials", Said((self._verdict(),))
        yield from self._unknowns(0)
        yield "between-us", Said(("deciding together",), say.prose(15))
        yield "rhythm", Said(self._rhythm("light"))
        if self._steps:
            yield "steps", Said(tuple(self._looked_at()))
        yield "early-signs", Said(say.prose(25))
        yield from self._ending(day, place)

    def _closing(self, day: date, place: int) -> Iterator[Told]:
        say = self.say
        yield "road", Said(say.page(150))
        yield "self-known", Said(say.prose(50))
        ends = ("reached", "let go")
        goals = (g.replace(state=ends[n % 2], evidence=say.words(9)) for n, g in enumerate(self._goals))
        yield "goals", Said(tuple(goals))
        yield "early-signs", Said(say.prose(30))
        yield "open-door", Said(say.prose(25))
        yield "rhythm", Said(Rhythm(phase="paused"))
        if self._steps:
            yield "steps", Said(tuple(step.replace(outcome="did") for step in self._steps))
        yield "close", Said(9, say.prose(8), "lighter")
        if self._repair:
            yield "repair", Said(self._mended())

    def _tune_up(self, day: date, place: int) -> Iterator[Told]:
        yield "since", Said(self.say.page(100))
        yield "checkin", Said(self._checkin())
        yield "goals", Said(tuple(self._rated()))
        yield "early-signs", Said(self.say.prose(40))
        yield "next", Said(self._next_day(place), self.say.prose(10))

    def _quick_contact(self, day: date, place: int) -> Iterator[Told]:
        yield "what", Said(self.say.page(35))
        yield "decided", Said(self.say.prose(15))
        if len(self._steps) < _MOST_STEPS:
            yield "step", Said((self._new_step(day),))

    def _ending(self, day: date, place: int) -> Iterator[Told]:
        """Return the answers with which most sessions end."""
        yield "teachback", Said(self.say.prose(30), mark="clear")
        mark = self.chance.choice(("lighter", "steady", "steady", "heavy"))
        yield "close", Said(7 + place % 3, self.say.prose(10), mark)
        yield "next", Said(self._next_day(place), self.say.prose(12))

    def _private(self) -> Iterator[Told]:
        """Return the answers on the private page."""
        yield "hunch", Said(self.say.prose(25))
        yield "felt", Said(self.say.prose(30))
        if self.chance.random() < 0.3:
            yield "supervision", Said(self.say.prose(20))
        if self._repair:
            yield "repair", Said(self._mended())
        elif self.chance.random() < 0.1:
            self._repair = Repair(id=self._id("repair"), what=self.say.words(8), named=False)
            yield "repair", Said(self._repair)

    def _mended(self) -> Repair:
        """Return a repair that was made."""
        assert self._repair
        mended, self._repair = self._repair.replace(state="repaired", did=self.say.words(6)), None
        return mended

    def _fitting(self) -> Iterator[Told]:
        """Yield the goals that were reached, and a new one in their place."""
        reached = [goal for goal in self._goals if goal.rating == 10]
        if reached:
            new = self._new_goal()
            self._goals = [goal for goal in self._goals if goal not in reached] + [new]
            yield "goal-fit", Said((*(goal.replace(state="reached") for goal in reached), new))

    def _unknowns(self, chance: float) -> Iterator[Told]:
        """Yield the open question with its answer; or, with the probability ``chance``, a new question."""
        if self._question:
            answer = self.say.words(9)
            yield "unknowns", Said((self._question.replace(state="answered", answer=answer),))
            self._question = None
        elif self.chance.random() < chance:
            self._question = Question(id=self._id("question"), text=self.say.words(8))
            yield "unknowns", Said((self._question,))

    def _rated(self) -> Iterator[Goal]:
        """Yield the goals with their new ratings, which move by a point or stay."""
        for place, goal in enumerate(self._goals):
            moved = self.chance.choice((-1, 0, 0, 0, 1, 1))
            rating = min(10, max(1, (goal.rating or 3) + moved))
            self._goals[place] = goal.replace(rating=rating, evidence=self.say.words(10))
            yield self._goals[place]

    def _looked_at(self) -> Iterator[Step]:
        """Yield the open steps with their outcomes; done and dropped ones are no longer open."""
        open_, self._steps = self._steps, []
        for step in open_:
            came = self.chance.choice(_OUTCOMES)
            told = step.replace(outcome=came, comment=self.say.words(8))
            if came in ("partly", "not yet") and len(self._steps) < _MOST_STEPS - 1:
                self._steps.append(step)
            elif came in ("partly", "not yet"):
                told = told.replace(outcome="chose not to")
            yield told

    def _verdict(self) -> Verdict:
        """Return the verdict on the trial: keep it or end it."""
        assert self._trial
        (step, _), self._trial = self._trial, None
        self._steps = [other for other in self._steps if other.id != step.id]
        decided = self.chance.choice(("keep", "keep", "stop"))
        return Verdict(step=step.id, verdict=decided, text=step.text, seen=self.say.words(8))

    def _new_goal(self) -> Goal:
        say = self.say
        return Goal(
            id=self._id("goal"), words=say.words(6), why=say.words(7), first_sign=say.words(5),
            set_by="client", rating=self.chance.randint(2, 4), importance=8, confidence=6,
        )  # fmt: skip

    def _new_step(self, day: date) -> Step:
        """A step: every third one mine and with a day; now and then one that is tried for a while."""
        goal, owner = self.chance.choice(self._goals), "me" if self._made % 3 == 0 else "client"
        due = day + timedelta(days=self._course.interval) if owner == "me" else None
        trial = None
        if self._trial is None and owner == "client" and self.chance.random() < 0.15:
            trial = Trial(days=_TRIAL_DAYS, look_for=self.say.words(5))
        step = Step(
            id=self._id("step"), text=self.say.words(7), owner=owner, why=self.say.words(6),
            goal=goal.id, due=due, trial=trial, confidence=self.chance.randint(5, 9),
        )  # fmt: skip
        if trial:
            self._trial = (step, day + timedelta(days=_TRIAL_DAYS))
        self._steps.append(step)
        return step

    def _agenda(self) -> tuple[AgendaItem, ...]:
        theirs = AgendaItem(text=self.say.words(4), by="client", state="covered")
        return theirs, AgendaItem(text=self.say.words(4), by="me", state="covered")

    def _decision(self) -> Decision:
        one, other = self.say.words(4), self.say.words(5)
        mattered = self.say.words(6)
        return Decision(
            question=self.say.words(6), options=(one, other, "Not now"), mattered=mattered,
            chosen=one, decided_by="client",
        )  # fmt: skip

    def _event(self, day: date) -> Event:
        return Event(what=self.say.words(7), when=f"{day:%B %Y}")

    def _person(self) -> Person:
        name = f"{self.say.words(1)} {self.say.words(1)}"
        return Person(id=self._id("person"), name=name, role=self.say.words(2), contact=True)

    def _rhythm(self, phase: str) -> Rhythm:
        return Rhythm(phase=phase, every=Duration(n=self._course.interval, unit="days"))

    def _checkin(self) -> Checkin:
        return tuple((name, self.chance.randint(3, 9)) for name, _ in DOMAINS)

    def _next_day(self, place: int) -> date:
        """Return the agreed day of the next meeting, which they always keep."""
        course = self._course
        later = zip(course.days[place + 1 :], course.guides[place + 1 :], strict=True)
        met = (day for day, guide in later if guide != CONTACT)
        return next(met, course.days[-1] + timedelta(days=course.interval))

    def _id(self, kind: str) -> str:
        """Return a new id for an item that lives across sessions."""
        self._made += 1
        return shaped_id(1_700_000_000_000, f"{self._course.code} {kind} {self._made}")

"""An invented practice with three invented clients: what golden screens and the README's pictures show.

Everything in it is fixed: the clock, the ids and every word, so that a screen of it is the same
wherever and whenever it is drawn.
"""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, datetime, timedelta, timezone
from pathlib import Path

from session_tui.core.model.session import Jot, Place, Session
from session_tui.core.model.values import (
    AgendaItem,
    Duration,
    Event,
    Goal,
    Person,
    Question,
    Rhythm,
    Step,
    Trial,
    Value,
    Verdict,
)
from session_tui.vault.vault import Vault

HERE = timezone(timedelta(hours=1))
NOW = datetime(2026, 11, 20, 10, 35, 14, tzinfo=HERE)
PRACTITIONER = "M. Kessler"


def moment(day: str, clock: str = "10:00:00") -> datetime:
    """A moment in the practice's own time: ``2026-09-02``, ``10:15:00``."""
    return datetime.fromisoformat(f"{day}T{clock}").replace(tzinfo=HERE)


def fixed_id(number: int) -> str:
    """The same UUIDv7 for the same number."""
    return f"01990000-0000-7000-8000-{number:012d}"


class InventedPractice:
    """A vault with a clock that stands still until it is told to go on.

    Attributes:
        now: what the clock says.
        vault: the vault.
    """

    def __init__(self, root: Path) -> None:
        self.now = NOW
        self.vault = Vault.create(root, clock=lambda: self.now)
        self._sessions = 0

    def fill(self) -> None:
        """Ana with a draft of today, Ben, Carla with a draft of yesterday."""
        for code, name in (("ana-k", "Ana Kralj"), ("ben-o", "Ben Okoro"), ("carla-m", "Carla Mendes")):  # fmt: skip
            self.vault.add_client(code, name=name)
        _carla(self)
        _ana(self)
        _ben(self)
        _today(self)
        self.now = NOW

    def begin(self, at: datetime, client: str, guide: str, answers: Mapping[str, Value]) -> Session:
        """A draft begun at that moment, with these answers; not saved yet."""
        self.now = at
        self._sessions += 1
        session = self.vault.begin(client, guide).replace(id=fixed_id(self._sessions))
        for prompt, value in answers.items():
            session = session.with_answer(prompt, value, at=at)
        return session

    def sign(self, session: Session, minutes: int) -> None:
        """Sign a session that took so many minutes."""
        self.now = session.started + timedelta(minutes=minutes)
        self.vault.sign(self.vault.save(session), by=PRACTITIONER)


MARKET = Goal(
    id=fixed_id(101),
    words="Walk to the market and back without thinking about my knee",
    why="Saturday at the market was ours. I want it back, even alone.",
    first_sign="I go out without planning where to sit",
    set_by="client",
    rating=3,
)
SLEEP = Goal(
    id=fixed_id(102),
    words="Sleep through until five",
    why="I am kinder to everybody when I have slept",
    set_by="client",
    rating=4,
)
TWICE_A_WEEK = Step(
    id=fixed_id(201),
    text="Walk to the bakery and back, Tuesday and Friday",
    owner="client",
    why="half the way to the market, with a bench in the middle",
    goal=MARKET.id,
    kind="movement",
    trial=Trial(days=28, look_for="how the knee is the next morning", stop_if="it swells"),
)
RIVER = Step(
    id=fixed_id(204),
    text="To the market by the river path, Saturdays",
    owner="client",
    why="flat, and there are three benches",
    goal=MARKET.id,
    kind="movement",
    trial=Trial(days=84, look_for="whether she goes when it rains"),
)
LIGHTS = Step(
    id=fixed_id(202),
    text="Kitchen light off at ten, the radio instead of the phone",
    owner="client",
    why="to see what a quieter last hour does",
    goal=SLEEP.id,
)
PHYSIO = Step(
    id=fixed_id(203),
    text="Write to the physiotherapist, as Ana agreed",
    owner="me",
    why="so that she need not tell it all twice",
    due=date(2026, 9, 4),
)
SWELLING = Question(
    id=fixed_id(301),
    text="Does the knee swell after stairs, or after sitting long?",
    owner="client",
)


def _ana(practice: InventedPractice) -> None:
    """A first consult in July, a follow-up in September."""
    first = practice.begin(
        moment("2026-07-08"),
        "ana-k",
        "first-consult",
        {
            "agenda": (
                AgendaItem(text="The knee, and whether I must give up walking", by="client"),
                AgendaItem(text="Sleep", by="client"),
            ),
            "story": "Retired in March after forty years at the sewing machine. Moved to the "
            "fourth floor to be near her daughter; the lift is often broken.\n\n"
            "> My knee decides what I do. I used to decide.\n\n"
            "Anton died two winters ago. They went to the market together every Saturday.",
            "led-up": (
                Event(what="Anton died", when="winter 2024"),
                Event(what="Moved to the fourth floor", when="March 2026"),
            ),
            "strengths": (
                "Her garden friends, who come whatever the weather",
                "Patience: “I have unpicked whole coats.”",
            ),
            "heard": "The knee hurts, and what it takes away hurts more.",
            "goals": (MARKET, SLEEP),
            "checkin": (("sleep", 4), ("movement", 3), ("people", 7)),
            "roles": "Ana tries things and says plainly what she thinks of them. "
            "I listen, explain, and say when something is outside my part.",
            "unknowns": (SWELLING,),
            "rhythm": Rhythm(phase="steady", every=Duration(n=8, unit="weeks"), look_back=date(2027, 1, 8)),
            "people": (
                Person(
                    id=fixed_id(401),
                    name="J. Horvat",
                    role="physiotherapist",
                    for_="the knee",
                    contact=True,
                ),
            ),
            "steps": (TWICE_A_WEEK, LIGHTS),
            "close": 8,
            "next": date(2026, 9, 2),
        },
    )
    practice.sign(first.with_answer("heard", "The knee hurts, and what it takes away hurts more.", at=first.started, mark="confirmed"), 72)  # fmt: skip
    second = practice.begin(
        moment("2026-09-02"),
        "ana-k",
        "follow-up",
        {
            "since": "Slept at her sister's by the sea for a week, and walked on the sand "
            "every morning.\n\n> I forgot that I have a knee.",
            "step-review": (
                TWICE_A_WEEK.replace(outcome="partly", comment="Fridays, yes. Tuesdays it rained."),
                LIGHTS.replace(outcome="did", comment="The radio is company."),
            ),
            "checkin": (("sleep", 6), ("movement", 5)),
            "goals": (
                MARKET.replace(rating=4, evidence="Twice as far as the bakery, with one rest"),
                SLEEP.replace(rating=6, evidence="Until four, most nights"),
            ),
            "trials": (
                Verdict(
                    step=TWICE_A_WEEK.id,
                    verdict="keep",
                    text=TWICE_A_WEEK.text,
                    seen="No worse the next morning, not once",
                ),
            ),
            "steps": (RIVER, PHYSIO),
            "close": 9,
            "next": date(2026, 11, 20),
        },
    )
    practice.sign(second.with_answer("next", date(2026, 11, 20), note="Begin with the market", at=second.started), 47)  # fmt: skip


def _ben(practice: InventedPractice) -> None:
    """A first consult a week ago."""
    goal = Goal(
        id=fixed_id(111),
        words="Eat supper with the children, at the table, four evenings a week",
        why="They are eight and eleven. It will not wait.",
        set_by="client",
        rating=2,
    )
    first = practice.begin(
        moment("2026-11-13", "16:00:00"),
        "ben-o",
        "first-consult",
        {
            "story": "Drives nights for the bakery, sleeps from eight to one, lives on what he "
            "finds at the petrol station.\n\n> I feed half the town and not my own two.",
            "strengths": ("Never missed a school play", "Cooks well when he has an hour"),
            "heard": "It is less about food than about the table.",
            "goals": (goal,),
            "rhythm": Rhythm(phase="intensive", every=Duration(n=2, unit="weeks")),
            "steps": (
                Step(
                    id=fixed_id(211),
                    text="Two suppers at the table, Monday and Wednesday",
                    owner="client",
                    why="the two evenings before late shifts",
                    goal=goal.id,
                ),
                Step(
                    id=fixed_id(212),
                    text="Send Ben the page on sleeping by day",
                    owner="me",
                    due=date(2026, 11, 20),
                ),
            ),
            "close": 7,
            "next": date(2026, 11, 27),
        },
    )
    practice.sign(first, 68)


def _carla(practice: InventedPractice) -> None:
    """A first consult in June, a follow-up in August, and a call yesterday."""
    sing = Goal(id=fixed_id(121), words="Sing in the choir again", set_by="together", rating=5)
    diary = Step(
        id=fixed_id(221),
        text="Leave out milk for thirty days, nothing else changed",
        owner="client",
        why="Carla suspects it; we can look, and stop when she likes",
        trial=Trial(days=30, look_for="bloating in the evening, by the diary"),
    )
    first = practice.begin(
        moment("2026-06-02", "09:00:00"),
        "carla-m",
        "first-consult",
        {
            "story": "Teaches all day, and her voice is gone by Thursday.\n\n"
            "> On Sundays I cannot sing what I have taught all week.",
            "goals": (sing,),
            "steps": (diary,),
            "close": 8,
        },
    )
    practice.sign(first, 75)
    second = practice.begin(
        moment("2026-08-28", "09:00:00"),
        "carla-m",
        "follow-up",
        {
            "since": "Sang at her niece's wedding. Two songs, sitting down.",
            "goals": (sing.replace(rating=7, evidence="Two songs, and no cough after"),),
            "trials": (
                Verdict(
                    step=diary.id,
                    verdict="stop",
                    text=diary.text,
                    seen="No difference that she could see. “Then I want my coffee back.”",
                ),
            ),
            "close": 9,
        },
    )
    practice.sign(second, 44)


def _today(practice: InventedPractice) -> None:
    """What is unfinished: a call with Carla yesterday, and Ana, who is here."""
    call = practice.begin(
        moment("2026-11-19", "17:40:00"),
        "carla-m",
        "quick-contact",
        {"what": "The choir has asked her for the Christmas solo. Wants to come in before."},
    )
    practice.vault.save(call)
    today = practice.begin(
        moment("2026-11-20", "10:12:04"),
        "ana-k",
        "follow-up",
        {
            "since": "Went to the market twice, the second time on her own.\n\n"
            "> I had forgotten how it smells.\n\n"
            "The lift has been mended. She takes the stairs down all the same.",
            "step-review": (PHYSIO.replace(outcome="did", comment="Sent on 3 September"),),
            "checkin": (("sleep", 6), ("movement", 7)),
            "agenda": (
                AgendaItem(text="The stairs, now that the lift works", by="client"),
                AgendaItem(text="Christmas: who cooks, who rests", by="client"),
                AgendaItem(text="What the physiotherapist answered", by="me", state="next time"),
            ),
            "goals": (MARKET.replace(rating=6, evidence="Twice this month, and no bench"),),
        },
    )
    jot = Jot(id=fixed_id(501), text="Horvat has not answered: ring him", written=today.started)
    today = today.with_jot(jot).at_place(Place(prompt="goals"))
    practice.vault.save(today)

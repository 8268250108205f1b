"""The goals, steps, questions and people that Ana's sessions share."""

from __future__ import annotations

from session_tui.core.model.values import Goal, Person, Question, Step, Trial
from session_tui.demo.plan import (
    item,
)

MARKET = Goal(
    id=item("ana market"),
    words="Walk to the market and back without thinking about my knee",
    why="Saturday at the market was ours. I want it back, even alone.",
    first_sign="I go out without planning where to sit",
    set_by="client",
    rating=3,
    importance=9,
    confidence=5,
)
SLEEP = Goal(
    id=item("ana sleep"),
    words="Sleep through until five",
    why="I am kinder to everybody when I have slept",
    first_sign="One night without looking at the clock",
    set_by="client",
    rating=3,
    importance=8,
    confidence=3,
)
BAKERY = Step(
    id=item("ana bakery"),
    text="Walk to the bakery and back, Tuesday and Friday",
    owner="client",
    why="half the way to the market, with a bench in the middle",
    goal=MARKET.id,
    kind="movement",
    confidence=8,
)
LIGHTS = Step(
    id=item("ana lights"),
    text="Kitchen light off at ten, the radio instead of the television",
    owner="client",
    why="to see what a quieter last hour does",
    goal=SLEEP.id,
    kind="sleep",
    trial=Trial(days=28, look_for="how the evenings feel", stop_if="it makes the evenings lonely"),
)
PHYSIO = Step(
    id=item("ana physio"),
    text="Write to J. Horvat, as Ana agreed",
    owner="me",
    why="so that she need not tell it all twice",
)
LIFT = Step(
    id=item("ana lift"),
    text="Ask the housing office when the lift will be mended",
    owner="client",
    why="four floors with shopping are what stops her going out",
    goal=MARKET.id,
)
RIVER = Step(
    id=item("ana river"),
    text="To the market by the river path, Saturdays",
    owner="client",
    why="flat, and there are three benches",
    goal=MARKET.id,
    kind="movement",
    trial=Trial(days=84, look_for="whether she goes when it rains"),
)
STAIRS = Question(
    id=item("ana stairs"),
    text="Is it the stairs or the long sitting that the knee remembers?",
    owner="client",
)
COFFEE = Question(
    id=item("ana coffee"),
    text="Does the coffee have anything to do with how I sleep?",
    owner="client",
)
REST = Question(
    id=item("ana rest"),
    text="May she sit down in the middle of a song, and who would mind?",
    owner="client",
)
HORVAT = Person(
    id=item("ana horvat"),
    name="J. Horvat",
    role="physiotherapist",
    for_="the knee",
    not_for="anything after five in the afternoon",
    contact=True,
)
MILA = Person(
    id=item("ana mila"),
    name="Mila",
    role="daughter, two streets away",
    for_="shopping, and company on Sundays",
    not_for="hearing about the nights; she worries",
    contact=False,
)

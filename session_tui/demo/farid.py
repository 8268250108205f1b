"""Farid: once, because once was what he wanted."""

from __future__ import annotations

from session_tui.core.model.values import Decision, Goal, Rhythm, Step
from session_tui.demo.plan import (
    Added,
    DemoClient,
    clear,
    close,
    confirmed,
    contact,
    first,
    happened,
    item,
    month,
)

RUN = Goal(
    id=item("farid run"),
    words="Know whether I want to run the marathon or only to have said so",
    why="My friends have already bought the shirts",
    set_by="client",
    rating=4,
)
SHIRT = Step(
    id=item("farid shirt"),
    text="One run without the watch and without the friends",
    owner="client",
    why="to hear what is left",
    goal=RUN.id,
)

SITTINGS = (
    first(
        61,
        "17:00",
        64,
        story="Comes with one question and says so at the door. Thirty-one, runs, is good at it, and has begun to dread Sundays.\n\n> I do not need a plan. I have four plans.",
        led_up=(happened("Put his name down, at a party", month(-150)),),
        strengths=("Asks one question at a time", "Friends who would forgive him"),
        heard=confirmed("He wants to find out, not to be encouraged."),
        goals=(RUN,),
        options=Decision(
            question="The marathon?",
            options=("Run it", "Not this year", "Run a month without a plan, then decide"),
            mattered="That it is his own answer",
            chosen="Run a month without a plan, then decide",
            decided_by="client",
        ),
        rhythm=Rhythm(phase="once"),
        exchange="One session, the full fee. Both say it is fair.",
        notes_told=("told",),
        steps=(SHIRT,),
        teachback=clear("> I go out without the watch and come back when I come back."),
        close=close(9, "lighter"),
    ),
    contact(
        38,
        "12:30",
        (Added("A second message", "He has found somebody for the shirt as well.", 2),),
        what="A message: ran by the canal, for an hour or so. Will not run the marathon, and has told them.\n\n> I run on Sundays again.",
        decided="That was all he wanted. The door is open.",
        step=(SHIRT.replace(outcome="did"),),
    ),
)

FARID = DemoClient("farid-n", "Farid Nazari", SITTINGS)

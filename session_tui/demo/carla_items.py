"""The goals, steps, questions and people that Carla's sessions share."""

from __future__ import annotations

from session_tui.core.model.values import Goal, Question, Repair, Step, Trial
from session_tui.demo.plan import (
    from_now,
    item,
)

SING = Goal(
    id=item("carla sing"),
    words="Have a voice left on Sunday for the choir",
    why="It is the only hour of the week when I am not in charge",
    first_sign="Friday afternoon without whispering",
    set_by="client",
    rating=3,
    importance=9,
    confidence=6,
)
EVENINGS = Goal(
    id=item("carla evenings"),
    words="Two evenings a week that do not belong to the school",
    set_by="together",
    rating=2,
)
SILENCE = Step(
    id=item("carla silence"),
    text="The long break without talking, in the music room",
    owner="client",
    why="twenty minutes in which nobody needs her",
    goal=SING.id,
    trial=Trial(days=28, look_for="how she sounds on Thursday"),
)
WHISTLE = Step(
    id=item("carla whistle"),
    text="Call the class with the hand bell instead of shouting",
    owner="client",
    why="she had the idea, from her grandmother",
    goal=SING.id,
)
HEAD = Step(
    id=item("carla head"),
    text="Ask the headmistress whether Thursdays can end at noon",
    owner="client",
    why="the afternoon is the one that costs her the weekend",
    goal=SING.id,
    due=from_now(-23),
)
LATE = Step(
    id=item("carla late"),
    text="School bag stays in the hall after seven",
    owner="client",
    why="what is not on the table is not corrected",
    goal=EVENINGS.id,
    trial=Trial(days=56, look_for="which evenings hold"),
)
DUST = Question(
    id=item("carla dust"),
    text="Is it the room or the shouting? The music room has new windows.",
    owner="me",
)
SOLO = Question(id=item("carla solo"), text="Does she want the solo, or do the others want it for her?")
HURRIED = Repair(
    id=item("carla hurried"),
    what="I had one eye on the clock and summed up before she had finished. She said: “You have somebody after me.”",
    named=False,
    state="open",
)

"""The goals, steps, questions and people that Ben's sessions share."""

from __future__ import annotations

from session_tui.core.model.values import Goal, Question, Repair, Step, Trial
from session_tui.demo.plan import (
    from_now,
    item,
)

SUPPER = Goal(
    id=item("ben supper"),
    words="Eat supper with the children, at the table, four evenings a week",
    why="They are eight and eleven. It will not wait.",
    first_sign="One evening when nobody eats standing up",
    set_by="client",
    rating=2,
    importance=10,
    confidence=4,
)
FISHING = Goal(
    id=item("ben fishing"),
    words="Go fishing with my brother again before the ice",
    why="It is where we talk",
    set_by="client",
    rating=1,
)
SHOPPING = Step(
    id=item("ben shopping"),
    text="Shop on Monday before bed, with a list the children write",
    owner="client",
    why="what is in the house gets eaten at the table",
    goal=SUPPER.id,
    kind="food",
)
TABLE = Step(
    id=item("ben table"),
    text="Two suppers at the table, Monday and Wednesday",
    owner="client",
    why="the two evenings before late shifts",
    goal=SUPPER.id,
    trial=Trial(days=42, look_for="who talks, and for how long"),
)
CALENDAR = Step(
    id=item("ben calendar"),
    text="Hang the shifts on the kitchen door, with the suppers in red",
    owner="both",
    why="so that the children know which evenings are theirs",
    goal=SUPPER.id,
)
ARTICLE = Step(
    id=item("ben article"),
    text="Send Ben the page for people who sleep by day",
    owner="me",
    why="he asked for it twice",
    due=from_now(0),
)
SWAP = Step(
    id=item("ben swap"),
    text="Swap the Thursday shift with Marek",
    owner="client",
    why="a third evening, without asking the foreman for anything",
    goal=SUPPER.id,
    trial=Trial(days=28, look_for="whether Thursday holds for four weeks", stop_if="Marek minds"),
    confidence=6,
)
FOREMAN = Question(id=item("ben foreman"), text="Would the foreman give him the early round?", owner="client")
ALONE = Question(id=item("ben alone"), text="What do the children eat when he sleeps?", owner="client")
DRIVE = Repair(
    id=item("ben drive"),
    what="I moved his session twice in a week, and the second message came when he was already on the way, after a night shift.",
    named=True,
    state="open",
)

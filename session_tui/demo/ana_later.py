"""Ana's second year: the coffee, the market reached, and what stands today."""

from __future__ import annotations

from session_tui.core.model.values import Goal, Step, Trial
from session_tui.demo.ana import FIRST_YEAR
from session_tui.demo.ana_items import COFFEE, MARKET, REST, SLEEP
from session_tui.demo.plan import (
    Added,
    DemoClient,
    Sitting,
    answered,
    came,
    clear,
    close,
    contact,
    every,
    follow_up,
    from_now,
    happened,
    item,
    mine,
    month,
    next_time,
    rated,
    review,
    theirs,
)

RESTED = SLEEP.replace(words="Wake rested enough to be kind to people before noon", rating=None, first_sign=None)
CHOIR = Goal(
    id=item("ana choir"),
    words="Stand in the choir for a whole evening again",
    why="They put a chair out for me. I would like them to forget it.",
    first_sign="One song standing, at the back",
    set_by="client",
    rating=4,
    importance=8,
    confidence=6,
)
STANDING = Step(
    id=item("ana standing"),
    text="Stand for the washing-up, the radio on, as long as two songs",
    owner="client",
    why="two songs are what the choir sings before the first rest",
    goal=CHOIR.id,
    kind="movement",
)
PHONE = Step(
    id=item("ana phone"),
    text="The telephone sleeps in the kitchen, from ten on",
    owner="client",
    why="she looks at it when she wakes, and then she is awake",
    goal=SLEEP.id,
    kind="sleep",
    trial=Trial(days=28, look_for="how often she looks at the clock", stop_if="Mila cannot reach her"),
    confidence=7,
)
CONCERT = Step(
    id=item("ana concert"),
    text="Ask J. Horvat about standing for a whole evening, as Ana agreed",
    owner="me",
    why="the choir sings in five weeks",
    goal=CHOIR.id,
    due=from_now(6),
)

SECOND_YEAR: tuple[Sitting, ...] = (
    follow_up(
        373,
        since="> Five is a silly hour. I want to be fit for company, that is what I want.",
        checkin={"sleep": 4, "food": 7},
        goals=(rated(MARKET, 8, "There and back, one bench"), rated(SLEEP, 4)),
        goal_fit=(RESTED,),
        close=close(9, "lighter"),
        next=next_time("What rested would look like on an ordinary morning"),
    ),
    follow_up(
        345,
        "15:00",
        since="Twice cross with the postman before noon, and noticed it. Apologised with jam.",
        checkin={"sleep": 3, "stress": 5},
        goals=(rated(MARKET, 8), rated(RESTED, 4, "Kind by eleven, on most days")),
        close=close(8, "steady"),
        next=next_time("The cup she drinks at four"),
    ),
    follow_up(
        317,
        since="Counted her cups because her sister asked: five, the last after supper.\n\n> It is company. The cup is company.",
        checkin={"sleep": 4},
        goals=(rated(MARKET, 8, "Twice this month"), rated(RESTED, 4)),
        unknowns=(COFFEE,),
        offered="She asked what I think. Said that I do not know what it does for her, and that she is the one who could find out.",
        close=close(8, "steady"),
        next=next_time("Her sister's dare"),
    ),
    follow_up(
        289,
        since="Has stopped coffee, all of it, on a dare of her sister's. A cross week, then less so. Hot water with lemon at four, in the same cup.\n\n> The cup is still company.",
        events=(happened("Stopped coffee", month(-303)),),
        checkin={"sleep": 5, "stress": 5},
        goals=(rated(MARKET, 8), rated(RESTED, 5, "The postman has nothing to complain of")),
        close=close(9, "lighter"),
        next=next_time("Whether the coffee stays away, and who wants it to"),
    ),
    follow_up(
        261,
        since="Still without. Has stopped counting the days.",
        checkin={"sleep": 6, "people": 8},
        goals=(
            rated(MARKET, 9, "Did not sit down once"),
            rated(RESTED, 6, "Read until eight, and got up singing"),
        ),
        close=close(9, "lighter"),
        next=next_time("Look back, with the first page beside us"),
    ),
    review(
        233,
        story="> That one with the knee? She has gone to buy fish.",
        events=(
            happened("Stopped coffee", month(-303)),
            happened("Home from the market without the bench", month(-266)),
        ),
        helped="The dare. Saturdays. Asking the knee first and the neighbours second. What did not: television.",
        story_short="Ana decides. The market is hers again on Saturdays, and she wakes rested more often than not.",
        hoped=(MARKET.replace(rating=None, hoped=2), RESTED.replace(hoped=1)),
        goals=(rated(MARKET, 9), rated(RESTED, 7, "Five mornings of seven")),
        between_us=("fair exchange", "others helping"),
        exchange="The lower fee still, and a jar of jam now and then, which is not part of it. Both say it is fair.",
        rhythm=every(4, "weeks", "steady", 40),
        close=close(9, "lighter"),
        next=next_time("Sleep and coffee: what do we know?"),
    ),
    follow_up(
        205,
        since="Had one cup at a christening and was awake until three. Has drawn her own conclusions.",
        checkin={"sleep": 6, "movement": 7},
        goals=(rated(MARKET, 9), rated(RESTED, 7)),
        unknowns=(
            answered(
                COFFEE,
                "Ana thinks so: her sleep went from 4 to 6 and 7 since she stopped. It may not be the coffee alone; the lift was mended for good in the same weeks.",
            ),
        ),
        close=close(9, "lighter"),
        next=next_time("Is the market reached?"),
        added=(
            Added(
                "Said afterwards, on the stairs",
                "It was not one cup at the christening but two, she says, and she wants that in the notes.",
                0,
            ),
        ),
    ),
    follow_up(
        177,
        since="Walked to the market and back on Saturday, met three people, bought plums, and noticed at the door that she had not thought of the knee.\n\n> Not once. I only thought of it because I had not.",
        checkin={"sleep": 7, "movement": 8},
        goals=(
            rated(MARKET, 10, "There and back, and thought of plums", "reached"),
            rated(RESTED, 7),
            CHOIR,
        ),
        steps=(STANDING,),
        close=close(10, "lighter", "She brought plums."),
        next=next_time("The choir"),
    ),
    follow_up(
        149,
        since="One song standing, at the back, as she said. Nobody noticed, and that was the point.",
        step_review=(came(STANDING, "partly", "One song and a half"),),
        checkin={"sleep": 7},
        goals=(rated(RESTED, 7), rated(CHOIR, 5, "One song")),
        close=close(9, "lighter"),
        next=next_time("The second song"),
    ),
    follow_up(
        121,
        mode="video",
        since="At Mila's: the granddaughter has come, three weeks early, all well. Up at night with everybody else, and glad of it.",
        events=(happened("Her granddaughter Lucija was born", month(-128)),),
        checkin={"sleep": 5, "people": 10, "stress": 6},
        goals=(rated(RESTED, 6, "Kind before noon, asleep by two"), rated(CHOIR, 5)),
        close=close(9, "lighter"),
        next=next_time("Home again: what is hers, what is Mila's"),
    ),
    follow_up(
        93,
        since="Home for a week now. Sleeping again, and misses the noise.",
        checkin={"sleep": 7, "movement": 7},
        goals=(rated(RESTED, 7), rated(CHOIR, 6, "Two songs")),
        step_review=(came(STANDING, "did", "Two songs, every evening but one"),),
        close=close(9, "lighter"),
        next=next_time("The evening of the choir"),
    ),
    follow_up(
        65,
        since="Market, choir, Lucija: in that order, she says, and then laughs because it is not true.",
        checkin={"sleep": 7, "water": 7},
        goals=(rated(RESTED, 8, "Every day but the Monday after the feast"), rated(CHOIR, 6)),
        unknowns=(REST,),
        close=close(9, "steady"),
        next=next_time("Waking at night, and what she does then"),
    ),
    follow_up(
        37,
        since="Wakes once, looks at the telephone for the hour, and then there is a picture of Lucija on it.\n\n> And then I am wide awake and happy. That is also no use.",
        checkin={"sleep": 7, "stress": 7},
        agenda=(
            theirs("The telephone at night"),
            theirs("When the family comes: who cooks, who rests", "open"),
            mine("What J. Horvat wrote about the knee", "next time"),
        ),
        goals=(rated(RESTED, 7), rated(CHOIR, 7, "Four songs, leaning on nothing")),
        steps=(CONCERT,),
        teachback=clear("> I think about the telephone. I have not promised anything."),
        close=close(9, "lighter"),
        next=next_time("Start with the telephone, and the choir's evening", 0),
    ),
    contact(
        28,
        "18:10",
        what="Rang to say that she has thought about it.\n\n> All right. It can sleep in the kitchen. But only for four weeks, and then we see.",
        decided="From tonight. Mila has the neighbour's number.",
        step=(PHONE,),
    ),
    contact(
        9,
        what="A message with a photograph of the kitchen, the telephone under a tea towel.",
        decided="Nothing to decide. We look at it together next time.",
    ),
)

TODAY = follow_up(
    0,
    since="Came up the stairs although the lift works. The telephone is still in the kitchen.\n\n> Lucija is still there in the morning. That I had to learn.",
    step_review=(came(CONCERT, "partly", "Rang him; he writes this week"),),
    checkin={"sleep": 8, "movement": 8},
    goals=(rated(RESTED, 8, "Woke up, turned over, and that was all"),),
    jot="Ask who puts out the chair at the choir",
)

ANA = DemoClient("ana-k", "Ana Kralj", (*FIRST_YEAR, *SECOND_YEAR), TODAY)

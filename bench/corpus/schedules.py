"""The clients a practitioner has met in twenty years, and the days of their sessions.

A client's course depends only on their number, so the first clients of a small career and of a large one are the same,
session by session.
"""

import random
from dataclasses import dataclass
from datetime import date, timedelta

YEARS = 20
CONTACT = "quick-contact"
"""The guide of a call or a message, which is no meeting."""
DRAFTS = {1: ("follow-up",), 2: ("follow-up", CONTACT)}
"""The guides of the last sessions, where these are not signed yet, by the client's number."""
MISTAKES = {3: (32, 50)}
"""The places of the sessions that were entered by mistake, by the client's number."""

_ALIKE = 4
"""So many clients, the first, have been met as often as everybody on the average."""
_SPREAD = 70
"""How many sessions more, or less, the others have at the most."""
_GIVEN_NAMES = (
    "ana ben carla dov elif farid greta hana ivo jun kira leon mila nils oda pavel quin rosa sami tove "
    "uma vera wim xenia yara zeno zoë andré кира миша олена 明 花子 björn chloé duc emre fatou gil hedda"
)
_FAMILY_NAMES = (
    "kralj o'brien moreau levi yilmaz haddad berg sato novak tanaka soto lindqvist horvat peeters "
    "d'arcy varga costa weber соколова петрова 王 山本 müller núñez fontaine adler bakker ceran dahl "
    "eriksen farkas gallo holm ito jansen kovač lang mendes nagy okafor pintér quist rossi silva toth "
    "ursu vidal wolff xu yoon zeman ames brook carr dell east frost gray hale irving"
)
_GIVEN, _FAMILY = _GIVEN_NAMES.split(), _FAMILY_NAMES.split()


@dataclass(frozen=True, slots=True)
class Course:
    """One client's sessions, as they lie in time.

    Attributes:
        number: from 0; everything else about the client follows from it.
        code: the client's code.
        name: how the client is called; None for those of whom nobody said.
        days: the day of each session, oldest first.
        guides: the guide that each of them followed.
        interval: days between two of them, as agreed.
        is_open: whether they still meet; the others have said goodbye in their last session.
    """

    number: int
    code: str
    name: str | None
    days: tuple[date, ...]
    guides: tuple[str, ...]
    interval: int
    is_open: bool


def courses(sessions: int, clients: int, today: date) -> tuple[Course, ...]:
    """Return all clients of a career, who have ``sessions`` sessions in total."""
    return tuple(_course(number, count, today) for number, count in enumerate(_counts(sessions, clients)))


def code_of(number: int) -> str:
    """Return a client's code."""
    given, family = _names(number)
    return f"{given}-{family}".replace("'", "")


def _counts(sessions: int, clients: int) -> list[int]:
    """Return how many sessions each client has had; clients are paired, and one has more by what the other has less."""
    even = [sessions * (n + 1) // clients - sessions * n // clients for n in range(clients)]
    chance = random.Random("counts")
    for number in range(_ALIKE, clients - 1, 2):
        more = chance.randint(0, min(_SPREAD, even[number + 1] - 2))
        even[number] += more
        even[number + 1] -= more
    return even


def _course(number: int, count: int, today: date) -> Course:
    chance = random.Random(f"course {number}")
    interval = chance.choice((7, 7, 10, 14, 14, 21))
    is_open = number < _ALIKE - 1 or number % 11 == 0
    gaps = [interval + chance.randint(-2, 2) for _ in range(count)]
    ago = chance.randint(60, YEARS * 365 - sum(gaps))
    if is_open:
        ago = 4 + number * 5 % 11 if number else 1  # the first client was seen last
    days = []
    for gap in gaps:
        days.append(_working_day(today - timedelta(days=ago)))
        ago += gap
    given, family = _names(number)
    name = f"{given.title()} {_titled(family)}" if number % 5 else None
    guides = tuple(_guide(number, place, count, is_open=is_open) for place in range(count))
    days.reverse()
    return Course(number, code_of(number), name, tuple(days), guides, interval, is_open)


def _guide(number: int, place: int, count: int, *, is_open: bool) -> str:
    """Return the guide of the session at ``place``."""
    drafts = DRAFTS.get(number, ())
    if place >= count - len(drafts):
        return drafts[place - count]
    if place == 0:
        return "first-consult"
    if not is_open and place >= count - 2:
        return "review" if place == count - 2 else "closing"
    if place % 12 == 11:
        return "review"
    if place % 9 == 5:
        return CONTACT
    return "tune-up" if place % 30 == 17 else "follow-up"


def monday_of(day: date) -> date:
    """Return the Monday of the week, so that careers made in the same week differ only in their dates."""
    return day - timedelta(days=day.weekday())


def _working_day(day: date) -> date:
    """Return the day itself, or the Friday before a weekend."""
    return day - timedelta(days=max(0, day.weekday() - 4))


def _names(number: int) -> tuple[str, str]:
    """Return a first and family name that no other client has (for the first 2,400)."""
    turn, place = divmod(number, len(_GIVEN))
    return _GIVEN[place], _FAMILY[(7 * place + 41 * turn) % len(_FAMILY)]


def _titled(family: str) -> str:
    """Capitalise a family name, such as ``O'Brien``."""
    return "'".join(part.capitalize() for part in family.split("'"))

"""Compare two sessions: their answers in one order, with answers to the same prompt paired."""

from collections.abc import Hashable, Sequence
from dataclasses import dataclass
from typing import TypeVar

from session_tui.core.model.guide import PRIVATE
from session_tui.core.model.session import Answer, Jot, Session

H = TypeVar("H", bound=Hashable)


@dataclass(frozen=True, slots=True)
class AnswerPair:
    """The answers of two sessions to one prompt; None where a session has none."""

    prompt: str
    left: Answer | None
    right: Answer | None


@dataclass(frozen=True, slots=True)
class SectionPair:
    """A section of both sessions with its answers and filed jots; the section of unfiled jots has no title."""

    title: str
    answers: tuple[AnswerPair, ...]
    left_jots: tuple[Jot, ...] = ()
    right_jots: tuple[Jot, ...] = ()


def section_pairs(left: Session, right: Session) -> tuple[SectionPair, ...]:
    """Return the sections of two sessions, without their private pages.

    The order follows ``left``; prompts that only ``right`` has keep their place in it. A prompt that the two
    have in different sections is shown in the section of ``left``.
    """
    held = _answers(left), _answers(right)
    home = {a.prompt: a.section for answers in reversed(held) for a in answers.values()}
    titles = {part.id: part.title for each in (left, right) for part in each.guide.sections}
    asked = merge_in_order(*([answer.prompt for answer in each.answers] for each in (left, right)))
    prompts = [prompt for prompt in asked if prompt in home]
    pairs = []
    for section in merge_in_order(_sections(left), _sections(right)):
        jots = _jots(left, section), _jots(right, section)
        answers = tuple(
            AnswerPair(prompt, held[0].get(prompt), held[1].get(prompt))
            for prompt in prompts
            if home[prompt] == section
        )
        if answers or any(jots):
            pairs.append(SectionPair(titles.get(section, section), answers, *jots))
    if (waiting := (left.unfiled(), right.unfiled())) != ((), ()):
        pairs.append(SectionPair("", (), *waiting))
    return tuple(pairs)


def merge_in_order(left: Sequence[H], right: Sequence[H]) -> tuple[H, ...]:
    """Merge two lists in the order of ``left``; an element only in ``right`` follows its predecessor there."""
    order = list(dict.fromkeys(left))
    place = 0
    for each in dict.fromkeys(right):
        if each in order:
            place = order.index(each) + 1
        else:
            order.insert(place, each)
            place += 1
    return tuple(order)


def _answers(session: Session) -> dict[str, Answer]:
    """Return the answers that count, by prompt id."""
    answers = (each for each in session.answers if each.is_answered and not each.is_private)
    return {answer.prompt: answer for answer in answers}


def _sections(session: Session) -> tuple[str, ...]:
    """Return the sections in the guide's order, then those that only answers or jots name; never the private page."""
    named = [part.id for part in session.guide.sections]
    named += [answer.section for answer in session.answers]
    named += [jot.section for jot in session.jots if jot.section]
    return tuple(section for section in dict.fromkeys(named) if section != PRIVATE)


def _jots(session: Session, section: str) -> tuple[Jot, ...]:
    """Return the jots of a section; of None, the unfiled ones."""
    return tuple(jot for jot in session.jots if jot.section == section)

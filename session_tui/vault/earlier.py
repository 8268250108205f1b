"""What earlier sessions of a client hold, read for the one that is being written."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date

from session_tui.core.errors import SessionTuiError
from session_tui.core.guide import Before, Guide
from session_tui.core.private import join_private
from session_tui.core.rules import Json
from session_tui.core.session import MARKED_BY_MISTAKE, Answer, Session
from session_tui.core.values import AgendaItem, Kind
from session_tui.vault.chart_store import ChartStore
from session_tui.vault.charts import Charts, Spot
from session_tui.vault.heads import newest_first


@dataclass(frozen=True, slots=True)
class LastAnswer:
    """The last answer to a prompt, and the session and day in which it was given."""

    answer: Answer
    session_id: str
    day: date


def earlier_spots(charts: Charts, before: Session) -> list[Spot]:
    """Where the client's other sessions are that began before, newest first; not those entered by mistake."""
    now = (before.started.timestamp(), before.id)
    spots = []
    for chart in charts.of(before.client):
        chart.refresh()
        mistaken = withdrawn_names(chart)
        for name, head in chart.heads().items():
            if newest_first(head) < now and head.id != before.id and name not in mistaken:
                spots.append(Spot(chart, name))
    return sorted(spots, key=lambda spot: newest_first(spot.head), reverse=True)


def last_answers(charts: Charts, before: Session) -> Mapping[str, LastAnswer]:
    """By prompt: the newest earlier answer to each prompt that a session asks. What was left unconfirmed does not count."""
    wanted = {answer.prompt: answer for answer in before.answers}
    found: dict[str, LastAnswer] = {}
    for spot in earlier_spots(charts, before):
        if not wanted.keys() - found.keys():
            break
        answered = {d["prompt"] for d in _raw_answers(spot) if _is_answer(d)}
        if not answered & (wanted.keys() - found.keys()):
            continue
        for answer in _answers(spot):
            asked = wanted.get(answer.prompt)
            if asked and answer.prompt not in found and _fits(answer, asked):
                head = spot.head
                found[answer.prompt] = LastAnswer(answer, head.id, head.started.date())
    return found


def earlier_sessions(charts: Charts, before: Session) -> tuple[Session, ...]:
    """The client's other sessions that began before, oldest first, with their private pages; unreadable ones left out."""
    return tuple(
        found for spot in reversed(earlier_spots(charts, before)) if (found := _session(spot))
    )


def carry(session: Session, guide: Guide, last: Callable[[], Mapping[str, LastAnswer]]) -> Session:
    """The new session with the answers that its guide carries over, unconfirmed."""
    carried = [
        p.id for _, p in guide.prompts() if p.before == Before.CARRY and session.has_prompt(p.id)
    ]
    answers = last() if carried else {}
    for prompt in carried:
        if prompt in answers:
            known = answers[prompt]
            left = _unfinished(known.answer)
            session = session.recalled(prompt, left, known.session_id, at=session.started)
    return session


def _unfinished(answer: Answer) -> Answer:
    """An answer without what was done with: the items of a list for the day that were covered."""
    if answer.kind != Kind.AGENDA or not isinstance(answer.value, tuple):
        return answer
    left = tuple(
        item
        for item in answer.value
        if not (isinstance(item, AgendaItem) and item.state == "covered")
    )
    return answer.but(value=left) if left else answer.but(state="skipped", value=None)


def _fits(answer: Answer, asked: Answer) -> bool:
    """Whether an old answer may stand at a prompt now: same kind, and nothing private becomes less so."""
    is_safe = asked.is_private or not answer.is_private
    return (
        answer.is_answered and not answer.is_unconfirmed and answer.kind == asked.kind and is_safe
    )


def withdrawn(charts: Charts, client: str | None) -> frozenset[str]:
    """The ids of the sessions of a client, or of all, that were entered by mistake; as the last lists saw the folders."""
    found: set[str] = set()
    for chart in charts.all() if client is None else charts.of(client):
        if names := withdrawn_names(chart):
            found |= {head.id for name, head in chart.heads().items() if name in names}
    return frozenset(found)


def withdrawn_names(chart: ChartStore) -> set[str]:
    """The names of the sessions that an addendum says were entered by mistake."""
    return {
        name.rpartition(".addendum-")[0]
        for name, stored in chart.documents("addenda")
        if not stored.fault and stored.load().get("mark") == MARKED_BY_MISTAKE
    }


def _raw_answers(spot: Spot) -> Iterator[dict[str, Json]]:
    """The answers of a session and of its private page, as their files hold them."""
    try:
        yield from spot.chart.raw(spot.name).get("answers", ())
        if page := spot.chart.private_name(spot.head.id, spot.name):
            yield from spot.chart.raw(page, "private").get("answers", ())
    except SessionTuiError:
        return


def _is_answer(data: dict[str, Json]) -> bool:
    return data.get("state") == "answered" and data.get("confirmed") is not False


def _answers(spot: Spot) -> tuple[Answer, ...]:
    session = _session(spot)
    return session.answers if session else ()


def _session(spot: Spot) -> Session | None:
    """The session at a spot with its private page; None when it cannot be read."""
    try:
        record = spot.chart.session(spot.name)
    except SessionTuiError:
        return None
    try:
        page = spot.chart.private_name(record.id, spot.name)
        return join_private(record, spot.chart.session(page, "private") if page else None)
    except SessionTuiError:
        return record

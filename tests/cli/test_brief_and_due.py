"""``brief`` and ``due``."""

import json
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

import pytest

from session_tui.cli.context import now
from session_tui.core.base.ids import new_id
from session_tui.core.model.session import Session
from session_tui.core.model.values import Duration, Repair, Rhythm, Step, Trial
from session_tui.vault.vault import Vault

Write = Callable[..., Session]


def step(text: str, *, owner: str = "client", due: date | None = None, days: int = 0) -> Step:
    trial = Trial(days=days) if days else None
    return Step(id=new_id(now()), text=text, owner=owner, due=due, trial=trial)


@pytest.fixture
def signed(vault: Vault, write: Write) -> Callable[..., Session]:
    """A signed session of ten weeks ago."""

    def sign(client: str = "ana-k", **answers: object) -> Session:
        started = now() - timedelta(weeks=10)
        return vault.sign(write(client, started=started, **answers))

    return sign


def due(cli: Any) -> list[dict[str, object]]:
    rows: list[dict[str, object]] = json.loads(cli("due", "--json").out)
    return rows


# due


def test_where_nothing_waits_it_prints_nothing(vault: Vault, cli: Any) -> None:
    assert (cli("due").code, cli("due").out) == (0, "")
    assert due(cli) == []


def test_json_of_what_is_due_has_the_documented_names(cli: Any, signed: Any) -> None:
    day = now().date() - timedelta(days=2)
    session = signed(steps=(step("Send the page", owner="me", due=day),))
    assert due(cli) == [
        {
            "kind": "step",
            "client": "ana-k",
            "session": session.id,
            "text": "Send the page",
            "due": day.isoformat(),
            "owner": "me",
        }
    ]


def test_a_draft_waits(cli: Any, write: Write) -> None:
    session = write(since="Walked.")
    (row,) = due(cli)
    assert (row["kind"], row["session"], row["due"], row["owner"]) == (
        "draft", session.id, None, None,
    )  # fmt: skip


def test_a_trial_that_has_run_its_time_waits(cli: Any, signed: Any) -> None:
    signed(steps=(step("No milk", days=28),))
    (row,) = due(cli)
    assert (row["kind"], row["text"]) == ("trial", "No milk, 28 days")


def test_a_trial_that_is_too_early_to_judge_does_not(cli: Any, signed: Any) -> None:
    signed(steps=(step("No milk", days=84),))
    assert due(cli) == []


def test_a_step_whose_day_has_not_come_does_not(cli: Any, signed: Any) -> None:
    signed(steps=(step("Walk", due=now().date() + timedelta(days=2)),))
    assert due(cli) == []


def test_a_client_is_due_by_the_rhythm_that_was_agreed(cli: Any, signed: Any) -> None:
    session = signed(rhythm=Rhythm(phase="steady", every=Duration(n=4, unit="weeks")))
    (row,) = due(cli)
    assert row["kind"] == "client"
    assert row["due"] == (session.day + timedelta(weeks=4)).isoformat()


def test_the_lines_for_people_say_kind_client_day_owner_and_words(cli: Any, signed: Any) -> None:
    day = now().date() - timedelta(days=2)
    signed(steps=(step("Send the page", owner="me", due=day),))
    assert cli("due").out.split(maxsplit=4) == [
        "step", "ana-k", day.isoformat(), "me", "Send the page\n",
    ]  # fmt: skip


def test_drafts_come_first_then_what_is_due_longest(cli: Any, signed: Any, write: Write) -> None:
    today = now().date()
    signed(steps=(step("later", due=today - timedelta(days=1)),))
    signed("ben-o", steps=(step("earlier", due=today - timedelta(days=9)),))
    write("ben-o", since="Here.")
    assert [row["text"] for row in due(cli)][1:] == ["earlier", "later"]
    assert due(cli)[0]["kind"] == "draft"


def test_a_session_that_cannot_be_read_is_said_and_the_rest_is_printed(
    cli: Any, signed: Any, vault: Vault, write: Write
) -> None:
    signed(steps=(step("Walk", due=now().date()),))
    torn = write("ben-o", since="Here.")
    path = next(summary.path for summary in vault.sessions("ben-o") if summary.id == torn.id)
    path.with_suffix(".json").write_text("{", encoding="utf-8")
    done = cli("due")
    assert done.code == 1
    assert "Walk" in done.out
    assert path.with_suffix(".json").name in done.err


# brief


def test_the_brief_of_nobody_is_a_sentence(vault: Vault, cli: Any) -> None:
    done = cli("brief", "nobody")
    assert (done.code, done.out) == (1, "")
    assert "There is no client “nobody”." in done.err


def test_a_brief_without_a_client_is_called_wrongly(vault: Vault, cli: Any) -> None:
    assert cli("brief").code == 2


def test_the_client_is_found_whatever_the_case(cli: Any, signed: Any) -> None:
    signed()
    assert cli("brief", "ANA-K").lines[0] == "ana-k"


def test_a_brief_says_titles_and_what_is_known(cli: Any, signed: Any) -> None:
    signed(steps=(step("Send the page", owner="me", due=now().date()),))
    lines = cli("brief", "ana-k").lines
    place = lines.index("On my side")
    assert lines[place + 1].startswith("! Send the page  (")


def test_json_of_a_brief_has_the_documented_names(cli: Any, signed: Any) -> None:
    session = signed(
        guide="first-consult",
        story="> My knee decides.",
        steps=(step("Send the page", owner="me", due=now().date()),),
    )
    since, *rows = json.loads(cli("brief", "ana-k", "--json").out)
    assert list(since) == ["part", "text", "detail", "due", "session"]
    assert since["part"] == "since"
    known = {row["text"]: row for row in rows}
    assert known["“My knee decides.”"]["session"] == session.id
    assert known["Send the page"]["part"] == "promised"
    assert known["Send the page"]["due"] is True


def test_what_is_private_is_not_in_it_only_that_something_is(cli: Any, signed: Any) -> None:
    signed(repair=Repair(id=new_id(now()), what="I was late and did not say why"))
    for arguments in (("brief", "ana-k"), ("brief", "ana-k", "--json")):
        said = cli(*arguments).out
        assert "Something unresolved between you" in said
        assert "late" not in said


def test_signs_that_steer_a_terminal_are_not_printed(cli: Any, signed: Any) -> None:
    signed(steps=(step("\x1b[31mred", owner="me"),))
    assert "\x1b" not in cli("brief", "ana-k").out

"""A file damaged in any way: every question about the vault is answered, and what is refused is a sentence."""

import json
import random
import shutil
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest

from session_tui.core.base.errors import SessionTuiError
from session_tui.core.model.session import Session
from session_tui.core.search.query import parse_query
from session_tui.vault.vault import Vault
from tests.example_counts import rounds

COPIES = 10
"""Damaged vaults for each seed: 50 in the quick run, 1,000 in the thorough one."""

STRANGE: tuple[Any, ...] = (
    None, True, 0, -1, 1.5, 10**400, "", "\ud83d", "x\udc00y", "\x00", "2026", "9999-12-31T23:59:59-23:59", [], [[]],
    [None], [1], {}, {"id": 1}, {"prompt": []}, {"n": 10**30, "unit": "weeks"},
)  # fmt: skip


def nested(depth: int = 10_000) -> str:
    return "[" * depth + "]" * depth


def places(data: Any) -> Iterator[tuple[Any, Any]]:
    """Every container in a document, with a key into it."""
    for key, value in list(data.items() if isinstance(data, dict) else enumerate(data)):
        yield data, key
        if isinstance(value, dict | list):
            yield from places(value)


def with_structure_changed(text: str, chance: random.Random) -> str:
    """The document with a few values of other types, keys removed, items doubled, or one nested beyond all sense."""
    data = json.loads(text)
    for _ in range(chance.randint(1, 3)):
        found = list(places(data))
        if not found:
            break
        outer, key = chance.choice(found)
        act = chance.randrange(4)
        if act == 0:
            del outer[key]
        elif act == 1 and isinstance(outer, list):
            outer.insert(key, outer[key])
        elif act == 2:
            outer[key] = "NESTED"
        else:
            outer[key] = chance.choice(STRANGE)
    return json.dumps(data).replace('"NESTED"', nested(chance.choice((10, 100, 900, 10_000))))


def with_bytes_changed(data: bytes, chance: random.Random) -> bytes:
    """The bytes with some cut off, turned over or put in."""
    changed = bytearray(data)
    for _ in range(chance.randint(1, 4)):
        at = chance.randrange(len(changed) + 1)
        act = chance.randrange(3)
        if act == 0:
            del changed[at : at + chance.randint(1, 200)]
        elif act == 1 and at < len(changed):
            changed[at] = chance.randrange(256)
        else:
            changed[at:at] = chance.choice((b"\\ud83d", b"\x00", b"\xff\xfe", b"{", b'"', b"1e999", b"9" * 5000))
    return bytes(changed)


def damage(path: Path, chance: random.Random) -> None:
    data = path.read_bytes()
    try:
        if path.suffix == ".json" and chance.random() < 0.7:
            path.write_text(with_structure_changed(data.decode(), chance), encoding="utf-8")
            return
    except (ValueError, RecursionError):
        pass
    path.write_bytes(with_bytes_changed(data, chance))


def questions(vault: Vault, client: str) -> dict[str, Callable[[], object]]:
    """Whatever the commands and screens ask a vault."""
    return {
        "clients": vault.clients,
        "list": vault.sessions,
        "lines": vault.session_lines,
        "unreadable": vault.unreadable,
        "unfinished": vault.unfinished_addenda,
        "withdrawn": vault.withdrawn,
        "search": lambda: vault.search(parse_query("market", vault.clock().date())),
        "due": lambda: list(vault.due()),
        "chart": lambda: vault.chart(client),
        "history": lambda: vault.history(client),
        "repairs": lambda: vault.open_repairs(client),
        "read": lambda: [vault.read(each.id) for each in vault.sessions()],
        "earlier": lambda: vault.earlier(client, vault.begin(client, "follow-up")),
        "check": vault.check,
        "save": lambda: vault.save(vault.begin(client, "follow-up")),
        "repair": vault.repair,
        "check again": vault.check,
    }


MAY_REFUSE = {"read", "save", "repair"}
"""What may be refused with a sentence; the rest is answered from the files that can be read."""


def ask_everything(vault: Vault, client: str = "ana-k") -> None:
    for name, ask in questions(vault, client).items():
        try:
            ask()
        except SessionTuiError as error:
            assert name in MAY_REFUSE, f"{name}: {error}"  # noqa: PT017


@pytest.fixture
def whole(vault: Vault, write: Callable[..., Session], clock: Any) -> Path:
    """A vault with everything in it that has a file of its own."""
    first = vault.sign(write(since="Went to the market.", hunch="A hunch."))
    clock.wind(days=7)
    vault.add_addendum(first.id, reason="A date was wrong.", text="It was Tuesday.")
    draft = vault.addenda.open(first.id)
    vault.addenda.save(draft.replace(reason="Not finished", text="Words"))
    moved = vault.sign(write(since="Under the wrong client."))
    vault.move(moved.id, "ben-o", reason="Wrong client.")
    write(since="A draft.", hunch="Another hunch.")
    return vault.root


@pytest.mark.parametrize("seed", range(rounds(5)))
def test_no_damage_to_a_file_takes_more_than_the_file(whole: Path, tmp_path: Path, clock: Any, seed: int) -> None:
    chance = random.Random(seed)
    for number in range(COPIES):
        copy = tmp_path / f"copy {number}"
        shutil.copytree(whole, copy)
        paths = sorted(path for path in (copy / "clients").rglob("*") if path.suffix in (".json", ".md"))
        for path in chance.sample(paths, chance.choice((1, 1, 2))):
            damage(path, chance)
        ask_everything(Vault.open(copy, clock=clock))

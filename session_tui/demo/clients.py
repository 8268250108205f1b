"""The demo's clients, all of them invented."""

from __future__ import annotations

from session_tui.demo.ana_later import ANA
from session_tui.demo.ben_later import BEN
from session_tui.demo.carla import CARLA
from session_tui.demo.dov import DOV
from session_tui.demo.elif_y import ELIF
from session_tui.demo.farid import FARID
from session_tui.demo.kira import KIRA
from session_tui.demo.plan import DemoClient

CLIENTS: tuple[DemoClient, ...] = (ANA, BEN, CARLA, DOV, ELIF, FARID, KIRA)

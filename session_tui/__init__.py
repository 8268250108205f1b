"""session-tui: guided notes for a consult, in the terminal."""

__version__ = "0.1.0"

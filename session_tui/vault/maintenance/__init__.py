"""The work of ``check`` and ``check --repair``."""

"""Ids that sort by creation time."""

from datetime import datetime


def new_id(at: datetime) -> str:
    """Return a new UUIDv7 (RFC 9562, section 5.7): 48 bits of milliseconds since 1970, version, 74 random bits."""
    from secrets import randbits  # brings hashlib along, which lists of sessions do without

    millis = int(at.timestamp() * 1000) & (1 << 48) - 1
    number = millis << 80 | 0x7 << 76 | randbits(12) << 64 | 0b10 << 62
    digits = f"{number | randbits(62):032x}"
    return "-".join((digits[:8], digits[8:12], digits[12:16], digits[16:20], digits[20:]))

"""Times of day, from the digits of a clock to the form of a W3C time."""

from __future__ import annotations

import re

_LAST_HOUR = 23
_LAST_MINUTE = 59
_NOON = 12


def twelve_hours(digits: str, meridian: str) -> str | None:
    """Give the time of ``4:45`` or ``9`` before or after noon."""
    hour, _, minute = digits.replace(".", ":").partition(":")
    if len(hour) > len("12") or int(hour) > _LAST_HOUR or int(minute or 0) > _LAST_MINUTE:
        return None
    afternoon = meridian[0] in "Pp" or int(hour) > _NOON  # "13:48 p.m." occurs
    hours = int(hour) % _NOON + (_NOON if afternoon else 0)
    return f"{hours:02}:{int(minute or 0):02}:00"


def full_hours(digits: str, zone: str) -> str | None:
    """Give the time of ``1807``, with ``Z`` as its zone or none."""
    plain = re.sub("[:.]", "", digits)
    if len(plain) != len("1807") or int(plain[:2]) > _LAST_HOUR or int(plain[2:]) > _LAST_MINUTE:
        return None
    return f"{plain[:2]}:{plain[2:]}:00{zone}"

"""When a book last changed, as far as the edition or whoever builds it says so."""

from __future__ import annotations

import os
import re
from datetime import UTC, datetime

from pipeline.model.errors import UsageError
from pipeline.model.metadata import Metadata

_SECONDS = re.compile(r"[0-9]{1,11}")


def modified(metadata: Metadata) -> datetime | None:
    """Give the day that ``edition.toml`` names, else ``SOURCE_DATE_EPOCH``, in UTC; else None.

    The time of day of a build is never taken, since the same edition gives the same bytes. Raises
    UsageError where that variable holds no count of seconds.
    """
    if metadata.publication.updated:
        return datetime.fromisoformat(metadata.publication.updated).replace(tzinfo=UTC)
    given = os.environ.get("SOURCE_DATE_EPOCH", "")
    if not given:
        return None
    if not _SECONDS.fullmatch(given):
        raise UsageError(
            f"SOURCE_DATE_EPOCH is {given!r}: it must be the seconds since 1970, as 1700000000"
        )
    return datetime.fromtimestamp(int(given), UTC)

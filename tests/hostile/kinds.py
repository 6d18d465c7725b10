"""All kinds of editions made to do harm."""

from __future__ import annotations

from tests.hostile import brought, folders, kin, newest
from tests.hostile.folders import Kind

KINDS: dict[str, Kind] = {**folders.KINDS, **kin.KINDS, **brought.KINDS, **newest.KINDS}

"""All kinds of editions made to do harm."""

from __future__ import annotations

from tests.hostile import brought, covers_and_weights, folders, kin, surroundings
from tests.hostile.folders import Kind

KINDS: dict[str, Kind] = {
    **folders.KINDS,
    **kin.KINDS,
    **brought.KINDS,
    **covers_and_weights.KINDS,
    **surroundings.KINDS,
}

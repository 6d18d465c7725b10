"""Names and the authority files."""

from __future__ import annotations

from pipeline.checks.names import (
    authority_key_unknown,
    name_nearly_listed,
)

RULES = (
    authority_key_unknown.RULE,
    name_nearly_listed.RULE,
)

"""Characters that the page cannot have, or that stand for others."""

from __future__ import annotations

from pipeline.checks.characters import letters, spaces
from pipeline.checks.rule import DocumentRule
from pipeline.model.diagnostics import stated_in

RULES = stated_in(DocumentRule, letters, spaces)

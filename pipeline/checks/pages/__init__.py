"""Page breaks and their numbers."""

from __future__ import annotations

from pipeline.checks.pages import marks, numbers
from pipeline.checks.rule import DocumentRule
from pipeline.model.diagnostics import stated_in

RULES = stated_in(DocumentRule, marks, numbers)

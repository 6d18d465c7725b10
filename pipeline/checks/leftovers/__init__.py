"""What is left in of the printed page or of the program the text comes from."""

from __future__ import annotations

from pipeline.checks.leftovers import lines, signs
from pipeline.checks.rule import DocumentRule
from pipeline.model.diagnostics import stated_in

RULES = stated_in(DocumentRule, lines, signs)

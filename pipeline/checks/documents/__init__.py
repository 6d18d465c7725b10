"""Documents as wholes: where they begin and end, and what is attached to them."""

from __future__ import annotations

from pipeline.checks.documents import beginning_and_end, extent
from pipeline.checks.rule import DocumentRule
from pipeline.model.diagnostics import stated_in

RULES = stated_in(DocumentRule, beginning_and_end, extent)

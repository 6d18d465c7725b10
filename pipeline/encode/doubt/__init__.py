"""Rules on the decisions of encoding: what was doubtful, and whether anything was lost."""

from pipeline.encode.doubt import blocks, forms, lists, markers, marks, series, text
from pipeline.model.diagnostics import Rule, stated_in

RULES = stated_in(Rule, forms, series, marks, markers, text, lists, blocks)

"""The text of a transcription read as a proofreader reads it.

Normalizing has refused what is no text; these rules look for what is text and yet most likely
not what the page has: misread letters, quotation marks without a partner, doubled words. They
speak of clean texts hardly at all, and none of them changes anything.
"""

from __future__ import annotations

from pipeline.diagnostics import Diagnostic, in_order
from pipeline.document import Document
from pipeline.proofread.proof import Proof
from pipeline.proofread.rules import RULES
from pipeline.source import Source

__all__ = ["RULES", "check"]


def check(source: Source, document: Document) -> tuple[Diagnostic, ...]:
    """Apply every rule to ``document``, whose leaves carry spans into ``source``."""
    proof = Proof.of(source, document)
    return in_order(tuple(d for rule in RULES for d in source.diagnose(rule, rule.check(proof))))

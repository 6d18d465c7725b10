"""What the rules look at: one document, what is known of its text, and its edition."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from pipeline.checks.facts import DocumentFacts, facts_of
from pipeline.checks.index import EditionIndex
from pipeline.checks.plain_text import PlainText, plain_text_of
from pipeline.checks.proof import Proof
from pipeline.model.document import Document
from pipeline.model.source import Source


@dataclass(frozen=True)
class View:
    """A document with the transcription it comes from.

    ``language`` is the BCP 47 tag of the edition, ``profile`` the name of its profile and
    ``page_ends`` what stands before and after the number in a page mark of the profile.
    ``plain`` and ``facts`` are made of ``document``. ``index`` is None as long as no other
    document is known.
    """

    source: Source
    document: Document
    language: str
    profile: str
    page_ends: tuple[str, str]
    plain: PlainText
    facts: DocumentFacts
    index: EditionIndex | None = None

    @classmethod
    def of(
        cls,
        source: Source,
        document: Document,
        language: str = "en",
        profile: str = "frus",
        page_ends: tuple[str, str] = ("[Page ", "]"),
    ) -> View:
        """Look at ``document``, whose leaves carry spans into ``source``, by itself."""
        plain = plain_text_of(document)
        facts = facts_of(document, plain)
        return cls(source, document, language, profile, page_ends, plain, facts)

    @cached_property
    def proof(self) -> Proof:
        """The text as a proofreader reads it, with marks where markers and page breaks stand."""
        return Proof.of(self.source, self.plain)

    @property
    def edition(self) -> EditionIndex:
        """The edition; only the rules of :data:`pipeline.checks.IN_EDITION` may ask for it."""
        if self.index is None:
            raise LookupError("a rule that looks at the edition stands in a table without one")
        return self.index

    def page_mark(self, number: str) -> str:
        """Write a page mark as the profile has it."""
        before, after = self.page_ends
        return f"{before}{number}{after}"

    @property
    def main_language(self) -> str:
        """The first part of the language tag in small letters, as ``de`` of ``de-AT``."""
        return self.language.partition("-")[0].lower()

"""Finds the references of a text and resolves them to addresses."""

from __future__ import annotations

from pipeline.encode.references.clause import cites_another
from pipeline.encode.references.marks import (
    ReferenceContext,
    ReferenceMark,
    References,
    Unresolved,
)
from pipeline.encode.references.parse import Parser
from pipeline.encode.references.resolve import Resolver
from pipeline.encode.references.settings import ReferenceSettings

_NOTHING = References()


def find_references(
    text: str, context: ReferenceContext, settings: ReferenceSettings
) -> References:
    """Find the references in the clean text of one flow of a document.

    Go through the flows of a document in their order, the main text before the notes, and hand
    on ``cited`` from one to the next in the context.
    """
    if not any(map(text.lower().__contains__, settings.hints)):
        cited = context.cited
        if cited is None or cites_another(text, settings.clause):
            return _NOTHING
        return References(cited=cited)
    marks: list[ReferenceMark] = []
    unresolved: list[Unresolved] = []
    parser = Parser(text, settings)
    resolver = Resolver(text, context, settings)
    end = 0
    for match in settings.trigger.finditer(text):
        if match.start() < end:
            continue
        mention = parser.mention(match.start())
        if mention is None:
            continue
        end = max(mention.span[1], match.end())
        for found in resolver.resolve(mention):
            if isinstance(found, ReferenceMark):
                marks.append(found)
            else:
                unresolved.append(found)
    return References(tuple(marks), tuple(unresolved), resolver.cited_after())

"""Files that cannot be looked at: no XML, no TEI of this project, nested beyond reason."""

from __future__ import annotations

from lxml import etree

from pipeline.diagnostics import Finding
from pipeline.document import NOWHERE, Span
from pipeline.tei.names import Element
from pipeline.validate import words
from pipeline.validate.failure import Failure

# A list in a list takes two levels; nothing printed comes near this.
DEEPEST = 64
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (DEEPEST + 1) + ")")
_INSTANCE_ATTRIBUTE = etree.XPath(
    "boolean(//@*[namespace-uri() = 'http://www.w3.org/2001/XMLSchema-instance'])"
)


def check_unreadable(error: Exception) -> Finding:
    """The file is not well-formed XML, or holds a document type declaration.

    A declaration can make a reader open other files; nothing this project writes has one.

    Example: a ``&`` that is not written ``&amp;``.

    To mend it, correct the line that is named, or encode the transcription again.
    """
    return Finding(
        NOWHERE,
        f"the TEI cannot be read: {error}",
        "correct the place that is named, or encode the transcription again",
    )


def check_too_deep(root: Element) -> Finding | None:
    """The file holds elements in elements beyond any use.

    Programs that read such files run out of room.

    Example: a thousand ``<div>``, each inside the other.

    To mend it, see what made the file; a transcription gives at most a dozen levels.
    """
    if not _TOO_DEEP(root):
        return None
    return Finding(
        NOWHERE,
        f"elements stand in one another more than {DEEPEST} deep",
        "see what made this file; a transcription gives a dozen levels at most",
    )


def check_instance_attribute(root: Element) -> Finding | None:
    """An element carries an attribute that speaks to schema processors.

    Such attributes can name a schema of their own, or another type for their element, and are
    valid everywhere whatever the schema says.

    Example: ``xsi:schemaLocation="..."``.

    To mend it, take the attribute out; the pipeline always uses its own schema.
    """
    if not _INSTANCE_ATTRIBUTE(root):
        return None
    return Finding(
        NOWHERE,
        "attributes of the namespace http://www.w3.org/2001/XMLSchema-instance are not allowed",
        "take out xsi:schemaLocation, xsi:type or xsi:nil; the pipeline uses its own schema",
    )


def check_other(failure: Failure, span: Span) -> Finding | None:
    """The file does not follow the schema in a way that has no rule of its own.

    Nothing that fails may pass, so what no other rule explains is reported in the words of the
    checker.

    Example: a file whose root is not ``TEI``.

    To mend it, encode the transcription again; if it is reported again, this is a fault of the
    program and worth a report.
    """
    what = f"this {words.element(failure.name)} does not follow the schema: {failure.reason}"
    if not failure.parent:
        what = f"a TEI file begins with the element TEI of TEI P5, this one with {failure.name}"
    return Finding(span, f"{what} ({failure.path})", "encode the transcription again")

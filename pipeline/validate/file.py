"""Files that cannot be looked at: no XML, no TEI of this project, nested beyond reason."""

from __future__ import annotations

from collections.abc import Iterator

from lxml import etree

from pipeline.model.diagnostics import Finding, Message, Rule, Severity
from pipeline.model.document import NOWHERE
from pipeline.tei.names import Element
from pipeline.validate import words
from pipeline.validate.failure import Failure

# A list in a list takes two levels; nothing printed comes near this.
DEEPEST = 64
_TOO_DEEP = etree.XPath("boolean(" + "/*" * (DEEPEST + 1) + ")")
_INSTANCE_ATTRIBUTE = etree.XPath(
    "boolean(//@*[namespace-uri() = 'http://www.w3.org/2001/XMLSchema-instance'])"
)


def unreadable(error: Exception) -> Finding:
    """Say why a file could not be read."""
    return Finding(NOWHERE, f"the TEI cannot be read: {error}")


TEI_UNREADABLE = Message(
    "V001", "tei-unreadable", Severity.ERROR,
    summary="The file is not well-formed XML, or holds a document type declaration.",
    why="A declaration can make a reader open other files; nothing this project writes has one.",
    example="a `&` that is not written `&amp;`.",
    remedy="correct the line that is named, or encode the transcription again.",
)  # fmt: skip


def _check_too_deep(root: Element) -> Iterator[Finding]:
    if not _TOO_DEEP(root):
        return
    yield Finding(NOWHERE, f"elements stand in one another more than {DEEPEST} deep")


TEI_TOO_DEEP = Rule(
    "V002", "tei-too-deep", Severity.ERROR, check=_check_too_deep,
    summary="The file holds elements in elements beyond any use.",
    why="Programs that read such files run out of room.",
    example="a thousand `<div>`, each inside the other.",
    remedy="see what made the file; a transcription gives at most a dozen levels.",
)  # fmt: skip


def _check_instance_attribute(root: Element) -> Iterator[Finding]:
    if not _INSTANCE_ATTRIBUTE(root):
        return
    yield Finding(
        NOWHERE,
        "attributes of the namespace http://www.w3.org/2001/XMLSchema-instance are not allowed",
        "take out xsi:schemaLocation, xsi:type or xsi:nil; the pipeline uses its own schema",
    )


SCHEMA_INSTANCE_ATTRIBUTE = Rule(
    "V003", "schema-instance-attribute", Severity.ERROR, check=_check_instance_attribute,
    summary="An element carries an attribute that speaks to schema processors.",
    why="""Such attributes can name a schema of their own, or another type for their element, and
    are valid everywhere whatever the schema says.""",
    example='`xsi:schemaLocation="..."`.',
    remedy="take the attribute out; the pipeline always uses its own schema.",
)  # fmt: skip


def other(failure: Failure) -> Finding:
    """Say what no other rule explains, in the words of the checker."""
    what = f"this {words.element(failure.name)} does not follow the schema: {failure.reason}"
    if not failure.parent:
        what = f"a TEI file begins with the element TEI of TEI P5, this one with {failure.name}"
    return failure.finding(what, "encode the transcription again")


SCHEMA_NOT_FOLLOWED = Message(
    "V901", "schema-not-followed", Severity.ERROR,
    summary="The file does not follow the schema in a way that has no rule of its own.",
    why="""Nothing that fails may pass, so what no other rule explains is reported in the words of
    the checker.""",
    example="a file whose root is not `TEI`.",
    remedy="""encode the transcription again; if it is reported again, this is a fault of the
    program and worth a report.""",
)  # fmt: skip

"""The schema as a gate, and each failure explained in the words of the encoding.

lxml decides on every document; xmlschema explains what fails, and looks at every final artefact
besides. Each failure goes to the first rule that knows it, in the order in which they stand in
``elements``, ``attributes`` and ``forms``.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from itertools import islice
from typing import TypeAlias

from lxml import etree

from pipeline import tei
from pipeline.model.diagnostics import Diagnostic, Finding, Location, Message, in_order, stated_in
from pipeline.model.ledger import Ledger
from pipeline.model.source import Source
from pipeline.tei.names import Element
from pipeline.validate import attributes, compiled, divisions, elements, failure, file, forms
from pipeline.validate.failure import Failure, FailureKind, FailureRule
from pipeline.validate.place import ElementSpans

_Said: TypeAlias = tuple[Message, Finding]

# What xmlschema says of an element takes time with the number of those beside it, and it says
# something of each before the first is heard.
MOST_EXPLAINED = 10_000
_IS_LARGE = etree.XPath(f"count(//*) > {MOST_EXPLAINED}")

_EXPLAINING = stated_in(FailureRule, elements, attributes, forms)
RULES = stated_in(Message, file, elements, attributes, forms)


def check(data: bytes, source: Source, ledger: Ledger) -> tuple[Diagnostic, ...]:
    """Check the TEI of one document; failures are led back to the transcription."""
    root, said = _open(data)
    if root is None:
        return tuple(d for rule, finding in said for d in source.diagnose(rule, (finding,)))
    found = tuple(_gate(root))
    if not found:
        return ()
    places = ElementSpans(root, ledger)
    explained = (_explain(one, places) for one in found)
    return in_order(
        tuple(d for rule, finding in explained for d in source.diagnose(rule, (finding,)))
    )


def check_given(data: bytes, name: str) -> tuple[Diagnostic, ...]:
    """Check a TEI file that editors gave, called ``name``, as the TEI of a document is checked.

    xmlschema looks at what is published of it.
    """
    root, said = _open(data)
    if root is None:
        return tuple(_in_file(rule, finding, name, 1) for rule, finding in said)
    return _placed_in_file(tuple(_gate(root)), root, name)


def check_artefact(data: bytes, name: str, apart: Iterable[bytes] = ()) -> tuple[Diagnostic, ...]:
    """Check a TEI file that is about to be published, by lxml and by xmlschema.

    Failures are placed in the file itself, which is called ``name``. ``apart`` are other files that
    are checked besides; xmlschema does not look again at the divisions that stand there too.
    """
    root, said = _open(data)
    if root is None:
        return tuple(_in_file(rule, finding, name, 1) for rule, finding in said)
    there = {digest for one in apart for digest in _divisions(one).values()}
    known = {one for one, digest in divisions.hashed(root).items() if digest in there}
    found = tuple(_gate(root)) or tuple(failure.failures(root, known))
    return _placed_in_file(found, root, name)


def _divisions(data: bytes) -> dict[Element, str]:
    root, _ = _open(data)
    return {} if root is None else divisions.hashed(root)


def _open(data: bytes) -> tuple[Element | None, tuple[_Said, ...]]:
    try:
        root = tei.parse(data)
    except tei.MalformedTeiError as error:
        return None, ((file.TEI_UNREADABLE, file.unreadable(error)),)
    for rule in (file.TEI_TOO_DEEP, file.SCHEMA_INSTANCE_ATTRIBUTE):
        for finding in rule.check(root):
            return None, ((rule, finding),)
    return root, ()


def _gate(root: Element) -> Iterator[Failure]:
    """Yield the failures; lxml's word counts, also where xmlschema explains nothing."""
    schema = compiled.gate()
    if schema.validate(root):
        yield from islice(forms.failures(root), failure.MOST)
        return
    error = schema.error_log[0]
    explained = () if _IS_LARGE(root) else tuple(failure.failures(root))
    yield from explained
    if not explained:
        element = next((one for one in root.iter() if one.sourceline == error.line), root)
        yield Failure(FailureKind.OTHER, element, reason=str(error.message))


def _explain(one: Failure, places: ElementSpans) -> _Said:
    placed = replace(one, span=places.span(one.element))
    for rule in _EXPLAINING:
        if rule.kind is one.kind and (finding := rule.check(placed)):
            return rule, finding
    return file.SCHEMA_NOT_FOLLOWED, file.other(placed)


def _placed_in_file(found: tuple[Failure, ...], root: Element, name: str) -> tuple[Diagnostic, ...]:
    places = ElementSpans(root, None)
    return in_order(
        tuple(_in_file(*_explain(one, places), name, one.element.sourceline or 1) for one in found)
    )


def _in_file(message: Message, finding: Finding, name: str, line: int) -> Diagnostic:
    place = Location(name, line, 1, line, 1)
    hint = finding.hint or message.hint
    return Diagnostic(message.code, message.name, message.severity, finding.message, place, hint)

"""The schema as a gate, and each failure explained in the words of the encoding.

lxml decides on every document; xmlschema explains what fails, and looks at every final artefact
besides. Each failure goes to the first rule of :data:`RULES` that knows it.
"""

from __future__ import annotations

from collections.abc import Iterator

from pipeline import tei
from pipeline.diagnostics import Diagnostic, Finding, Location, Rule, Severity, in_order
from pipeline.ledger import Ledger
from pipeline.source import Source
from pipeline.tei.names import Element
from pipeline.validate import attributes, compiled, divisions, elements, failure, file, forms
from pipeline.validate.failure import Failure, Kind
from pipeline.validate.place import Places

_UNREADABLE = Rule("V001", "tei-unreadable", Severity.ERROR, file.check_unreadable)
_TOO_DEEP = Rule("V002", "tei-too-deep", Severity.ERROR, file.check_too_deep)
_INSTANCE_ATTRIBUTE = Rule(
    "V003", "schema-instance-attribute", Severity.ERROR, file.check_instance_attribute
)
_EXPLAINING = (
    Rule("V101", "closing-without-text", Severity.ERROR, elements.check_closing_without_text),
    Rule("V102", "element-unknown", Severity.ERROR, elements.check_element_unknown),
    Rule("V103", "element-misplaced", Severity.ERROR, elements.check_element_misplaced),
    Rule("V104", "element-missing", Severity.ERROR, elements.check_element_missing),
    Rule("V105", "text-misplaced", Severity.ERROR, elements.check_text_misplaced),
    Rule("V201", "attribute-missing", Severity.ERROR, attributes.check_attribute_missing),
    Rule("V202", "attribute-unknown", Severity.ERROR, attributes.check_attribute_unknown),
    Rule("V203", "value-unlisted", Severity.ERROR, attributes.check_value_unlisted),
    Rule("V204", "date-value-impossible", Severity.ERROR, attributes.check_date_impossible),
    Rule("V205", "date-malformed", Severity.ERROR, attributes.check_date_malformed),
    Rule("V206", "value-malformed", Severity.ERROR, attributes.check_value_malformed),
    Rule("V207", "content-malformed", Severity.ERROR, attributes.check_content_malformed),
    Rule("V301", "form-mixed", Severity.ERROR, forms.check_form),
    Rule("V901", "schema-not-followed", Severity.ERROR, file.check_other),
)
RULES = (_UNREADABLE, _TOO_DEEP, _INSTANCE_ATTRIBUTE, *_EXPLAINING)


def check(data: bytes, source: Source, ledger: Ledger) -> tuple[Diagnostic, ...]:
    """Check the TEI of one document; failures are led back to the transcription."""
    root, said = _open(data)
    if root is None:
        return tuple(d for rule, finding in said for d in source.diagnose(rule, (finding,)))
    found = tuple(_gate(root))
    if not found:
        return ()
    places = Places(root, ledger)
    explained = (_explain(one, places) for one in found)
    return in_order(
        tuple(d for rule, finding in explained for d in source.diagnose(rule, (finding,)))
    )


def check_artefact(
    data: bytes, name: str, proved: set[str] | None = None
) -> tuple[Diagnostic, ...]:
    """Check a TEI file that is about to be published, by lxml and by xmlschema.

    Failures are placed in the file itself, which is called ``name``. ``proved`` are hashes of
    divisions that were found to follow the schema before, at which xmlschema need not look; where
    nothing is found, they are afterwards those of this file.
    """
    root, said = _open(data)
    if root is None:
        return tuple(_in_file(rule, finding, name, 1) for rule, finding in said)
    own = {} if proved is None else divisions.hashed(root)
    known = {element for element, digest in own.items() if digest in (proved or ())}
    found = tuple(failure.failures(root, known)) or tuple(_gate(root))
    if not found and proved is not None:
        proved.clear()
        proved.update(own.values())
    places = Places(root, None)
    return in_order(
        tuple(_in_file(*_explain(one, places), name, one.element.sourceline or 1) for one in found)
    )


def _open(data: bytes) -> tuple[Element | None, tuple[tuple[Rule, Finding], ...]]:
    try:
        root = tei.parse(data)
    except tei.MalformedTeiError as error:
        return None, ((_UNREADABLE, file.check_unreadable(error)),)
    for rule in (_TOO_DEEP, _INSTANCE_ATTRIBUTE):
        finding = rule.check(root)
        if finding is not None:
            return None, ((rule, finding),)
    return root, ()


def _gate(root: Element) -> Iterator[Failure]:
    """Yield every failure; lxml's word counts, also where xmlschema finds nothing to explain."""
    schema = compiled.gate()
    if schema.validate(root):
        yield from forms.failures(root)
        return
    explained = False
    for one in failure.failures(root):
        explained = True
        yield one
    if not explained:
        yield Failure(Kind.OTHER, root, reason=str(schema.error_log.last_error))


def _explain(one: Failure, places: Places) -> tuple[Rule, Finding]:
    span = places.span(one.element)
    for rule in _EXPLAINING:
        finding = rule.check(one, span)
        if finding is not None:
            return rule, finding
    raise AssertionError(one)  # the last rule knows every failure


def _in_file(rule: Rule, finding: Finding, name: str, line: int) -> Diagnostic:
    place = Location(name, line, 1, line, 1)
    return Diagnostic(rule.code, rule.name, rule.severity, finding.message, place, finding.hint)

"""Where and why a TEI document does not follow the schema, as xmlschema finds it."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection, Iterator
from dataclasses import KW_ONLY, dataclass
from enum import Enum, auto
from itertools import islice
from typing import Any, Protocol, Unpack, cast

from pipeline.model.diagnostics import Documented, Finding, Message, Severity
from pipeline.model.document import NOWHERE, Span
from pipeline.tei.names import TEI, XML_ID, Element
from pipeline.validate import compiled

MOST = 100


class _Error(Protocol):
    """What is read of an xmlschema error; its own annotations know no trees of lxml."""

    elem: Element
    obj: object
    reason: str | None
    validator: Any


class _ChildrenError(_Error, Protocol):
    invalid_tag: str | None
    expected: Any
    index: int


class FailureKind(Enum):
    """What kind of rule of the schema was broken."""

    ELEMENT = auto()
    INCOMPLETE = auto()
    TEXT = auto()
    ATTRIBUTE_MISSING = auto()
    ATTRIBUTE_UNKNOWN = auto()
    VALUE = auto()
    CONTENT = auto()
    FORM = auto()
    OTHER = auto()


@dataclass(frozen=True, slots=True)
class Failure:
    """One failure.

    ``element`` is where it shows: the element that is not allowed, or that lacks something.
    ``expected`` are names of elements or allowed values; ``reason`` is the checker's own words;
    ``span`` is the place of the element in the transcription, where that is known.
    """

    kind: FailureKind
    element: Element
    attribute: str = ""
    value: str = ""
    expected: tuple[str, ...] = ()
    reason: str = ""
    span: Span = NOWHERE

    @property
    def name(self) -> str:
        """The name of the element."""
        return local(self.element)

    @property
    def parent(self) -> str:
        """The name of the element around it."""
        parent = self.element.getparent()
        return "" if parent is None else local(parent)

    @property
    def path(self) -> str:
        """The way to the element: ``div#d1282/div[1]/closer``."""
        steps = [_step(e) for e in (self.element, *self.element.iterancestors())]
        return "/".join(reversed(steps)).replace("TEI/text/body/", "", 1)

    def finding(self, message: str, hint: str = "") -> Finding:
        """Say what is wrong at the place of the element, with the way to it."""
        return Finding(self.span, f"{message} ({self.path})", hint)


@dataclass(frozen=True, slots=True)
class FailureRule(Message):
    """What is said of failures of one kind; the check gives None for one it does not explain."""

    _: KW_ONLY
    kind: FailureKind
    check: Callable[[Failure], Finding | None]


def explains(
    code: str, kind: FailureKind, **documentation: Unpack[Documented]
) -> Callable[[Callable[[Failure], Finding | None]], FailureRule]:
    """Make a rule of the function below, whose name it has."""

    def made(check: Callable[[Failure], Finding | None]) -> FailureRule:
        name = check.__name__.replace("_", "-")
        return FailureRule(code, name, Severity.ERROR, kind=kind, check=check, **documentation)

    return made


def local(element: Element) -> str:
    """Give the name of ``element``, with its namespace where that is not TEI's."""
    return str(element.tag).removeprefix(TEI)


def _step(element: Element) -> str:
    name, parent = local(element), element.getparent()
    identifier = element.get(XML_ID)
    if identifier:
        return f"{name}#{identifier}"
    if parent is None:
        return name
    twins = list(parent.iterchildren(str(element.tag)))
    return name if len(twins) == 1 else f"{name}[{twins.index(element) + 1}]"


def failures(root: Element, proved: Collection[Element] = ()) -> Iterator[Failure]:
    """Yield what is wrong in a parsed tree, the first :data:`MOST` failures at most.

    Elements that are ``proved`` are known to have none in them.
    """
    seen: set[tuple[FailureKind, Element, str]] = set()  # xmlschema reports some failures twice
    for raised in islice(compiled.errors(root, proved), MOST):
        error = cast("_Error", raised)
        found = _attributes(error) if _is(error, "XsdAttributeGroup") else (_failure(error),)
        for one in found:
            mark = one.kind, one.element, one.attribute
            if mark not in seen:
                seen.add(mark)
                yield one
    for element in islice(filter(_holds_unseen_text, root.iter(*_TEXTLESS)), MOST):
        yield Failure(FailureKind.TEXT, element, value=_stray_text(element))


def _is(error: _Error, validator: str) -> bool:
    """Tell what kind of validator failed by its name, so that xmlschema is not imported for it."""
    return type(error.validator).__name__ == validator


def _bare(name: str) -> str:
    return name.rpartition("}")[2]


def _attributes(error: _Error) -> Iterator[Failure]:
    element, group = error.elem, error.validator
    given = dict(element.attrib)
    for name, attribute in group.items():
        if attribute.use == "required" and name not in given:
            yield Failure(
                FailureKind.ATTRIBUTE_MISSING, element, _bare(name), reason=error.reason or ""
            )
    known = tuple(sorted(_bare(name) for name in group))
    for name, value in given.items():
        if name not in group:
            shown = _bare(name)
            yield Failure(
                FailureKind.ATTRIBUTE_UNKNOWN, element, shown, value, known, error.reason or ""
            )


def _failure(error: _Error) -> Failure:
    reason = error.reason or ""
    element = error.elem
    if type(error).__name__ == "XMLSchemaChildrenValidationError":
        return _children(cast("_ChildrenError", error))
    if _is(error, "XsdGroup"):
        return Failure(FailureKind.TEXT, element, value=_stray_text(element), reason=reason)
    if _is(error, "XsdElement") and element.text:
        return Failure(FailureKind.TEXT, element, value=_stray_text(element), reason=reason)
    if isinstance(error.obj, str):
        return _value(error, reason)
    return Failure(FailureKind.OTHER, element, reason=reason)


def _children(error: _ChildrenError) -> Failure:
    names = (getattr(e, "name", e) for e in error.expected or ())
    expected = tuple(dict.fromkeys(_bare(name) for name in names if isinstance(name, str)))
    reason = error.reason or ""
    if error.invalid_tag is None:
        return Failure(FailureKind.INCOMPLETE, error.elem, expected=expected, reason=reason)
    return Failure(FailureKind.ELEMENT, error.elem[error.index], expected=expected, reason=reason)


def _holds_unseen_text(element: Element) -> bool:
    """Tell whether there is text which xmlschema, but not XML, takes for white space."""
    text = _stray_text(element)
    if not text or text.strip():  # str.strip is what xmlschema asks
        return False
    if element.tag == TEI + "label":  # of an abbreviation; that of an item holds text
        return next(element.iterancestors(TEI + "standOff"), None) is not None
    return element.tag != TEI + "note" or element.get("type") is None


def _stray_text(element: Element) -> str:
    pieces = [element.text, *(child.tail for child in element)]
    return next((piece.strip("\n\t ") for piece in pieces if piece and piece.strip("\n\t ")), "")


_TEXTLESS = tuple(
    TEI + name
    for name in (
        "TEI", "teiHeader", "fileDesc", "titleStmt", "publicationStmt", "availability",
        "sourceDesc", "bibl", "biblStruct", "monogr", "imprint", "encodingDesc", "editorialDecl",
        "normalization", "appInfo",
        "application", "profileDesc", "langUsage", "text", "front", "body", "back", "div", "opener",
        "closer", "postscript", "quote", "list", "table", "row", "choice", "subst",
        "figure", "lb", "gap", "space", "handShift", "standOff", "listPerson", "listOrg",
        "listPlace", "person", "org", "place", "state", "label", "particDesc", "correspDesc",
        "correspAction",
    )
)  # fmt: skip
_ATTRIBUTE = re.compile(r"attribute '?(?:\{[^{}]*\})?([A-Za-z]+)")


def _value(error: _Error, reason: str) -> Failure:
    match = _ATTRIBUTE.match(reason)
    allowed = getattr(error.validator, "enumeration", None) or ()
    if _is(error, "XsdAttribute"):
        allowed = (error.validator.fixed,)
    expected = tuple(str(value) for value in allowed)
    value = str(error.obj)
    if match is None:
        return Failure(FailureKind.CONTENT, error.elem, "", value, expected, reason)
    return Failure(FailureKind.VALUE, error.elem, match[1], value, expected, reason)

"""Running heads and feet of DOCX and ODT, which are no part of the text."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator

from lxml import etree

from pipeline.normalize.handed_in.content import Remarks

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_STYLE = "{urn:oasis:names:tc:opendocument:xmlns:style:1.0}"
_TEXT = "{urn:oasis:names:tc:opendocument:xmlns:text:1.0}"
_OF_PAGES = tuple(
    f"{_STYLE}{where}{pages}" for where in ("header", "footer") for pages in ("", "-left", "-first")
)
# What a program counts or copies: the words are not typed there, or stand in the text as well.
_FIELD = re.compile(r"\s*(?:PAGE|NUMPAGES|SECTION|SECTIONPAGES|STYLEREF)\b", re.IGNORECASE)
_FIELDS = frozenset({_TEXT + "page-number", _TEXT + "page-count", _TEXT + "chapter"})
_BLANKS = frozenset({_W + "tab", _W + "br", _W + "cr", _TEXT + "s", _TEXT + "tab"})
_PARAGRAPHS = frozenset({_W + "p", _TEXT + "p", _TEXT + "h", _TEXT + "line-break"})
_SHOWN, _LENGTH = 3, 60


def tell(heads: Iterable[str], remarks: Remarks) -> None:
    """Say once what the heads and feet of a file hold, if they hold words."""
    lines = (" ".join(head.split()) for head in heads)
    held = list(dict.fromkeys(line for line in lines if any(map(str.isalnum, line))))
    if held:
        shown = ", ".join(f"“{_short(line)}”" for line in held[:_SHOWN])
        more = f" and {len(held) - _SHOWN:,} more" if len(held) > _SHOWN else ""
        remarks.add(f"running heads and feet were left out: {shown}{more}", "")


def of_word(parts: Iterable[Element]) -> Iterator[str]:
    """Yield the words of the parts of a DOCX that are heads or feet."""
    for part in parts:
        if part.tag in (_W + "hdr", _W + "ftr"):
            yield "".join(_typed_in_word(part, []))


def of_odt(styles: Element) -> Iterator[str]:
    """Yield the words of the heads and feet that an ODT shows on its pages."""
    for head in styles.iter(*_OF_PAGES):
        if head.get(_STYLE + "display", "true") != "false":
            yield "".join(_typed_in_odt(head))


def _typed_in_word(element: Element, fields: list[str]) -> Iterator[str]:
    """Yield what is typed; ``fields`` are the commands of those fields that are open."""
    for child in element:
        if child.tag == _W + "t":
            yield "" if any(map(_FIELD.match, fields)) else child.text or ""
        elif child.tag == _W + "fldChar":
            _open_or_close(child, fields)
        elif child.tag == _W + "instrText" and fields:
            fields[-1] += child.text or ""
        elif child.tag != _FALLBACK:
            inner = child.get(_W + "instr") if child.tag == _W + "fldSimple" else None
            yield from _typed_in_word(child, fields if inner is None else [*fields, inner])
            yield " " if child.tag in _BLANKS | _PARAGRAPHS else ""


def _open_or_close(sign: Element, fields: list[str]) -> None:
    kind = sign.get(_W + "fldCharType")
    if kind == "begin":
        fields.append("")
    elif kind == "end" and fields:
        fields.pop()


def _typed_in_odt(element: Element) -> Iterator[str]:
    if element.tag not in _FIELDS:
        yield " " if element.tag in _BLANKS | _PARAGRAPHS else ""
        yield element.text or ""
        for child in element:
            yield from _typed_in_odt(child)
            yield child.tail or ""


def _short(line: str) -> str:
    return line if len(line) <= _LENGTH else f"{line[: _LENGTH - 1].rstrip()}…"

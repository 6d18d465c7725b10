"""The changes that normalizing makes, each logged, and what is said of them."""

from __future__ import annotations

import re
import unicodedata
from collections import defaultdict
from collections.abc import Iterator
from itertools import takewhile

from pipeline.model.diagnostics import Finding, Mending, Severity, rule
from pipeline.model.document import Span
from pipeline.model.source import Edit, Source
from pipeline.normalize import language_line

BYTE_ORDER_MARK = "byte-order mark dropped"
CRLF = "CRLF became LF"
CR = "CR became LF"
COMPOSED = "composed (Unicode NFC)"

# A base character belongs to the marks after it; nothing composes across an ASCII character.
_PLACES = re.compile("\\A\ufeff|\r\n?|[\x00-\x7f]?[^\x00-\x7f]+")


def apply(raw: str) -> tuple[str, tuple[Edit, ...]]:
    """Normalize ``raw`` and log each change."""
    language = language_line.find(raw, int(raw.startswith("\ufeff")))
    if language is None and _is_normal(raw):
        return raw, ()
    parts: list[str] = []
    edits: list[Edit] = []
    done = length = 0
    for start, before, after, reason in _changes(raw, language):
        parts += raw[done:start], after
        length += start - done
        edits.append(Edit(reason, start, length, before, after))
        length += len(after)
        done = start + len(before)
    parts.append(raw[done:])
    return "".join(parts), tuple(edits)


def _is_normal(raw: str) -> bool:
    if raw.isascii() and "\r" not in raw:
        return True
    if raw.startswith("\ufeff") or "\r" in raw:
        return False
    return unicodedata.is_normalized("NFC", raw)


def _changes(raw: str, language: Span | None) -> Iterator[tuple[int, str, str, str]]:
    done = 0
    if language is not None:
        if language[0]:
            yield 0, raw[0], "", BYTE_ORDER_MARK
        done = language[1]
        yield language[0], raw[language[0] : done], "", language_line.LANGUAGE_LINE
    # Files of the old Macintosh end all lines with CR; in any other, CR alone is a fault.
    cr_ends_lines = "\n" not in raw
    for match in _PLACES.finditer(raw, done):
        before = match.group()
        if before == "\ufeff" and match.start() == 0:
            yield 0, before, "", BYTE_ORDER_MARK
        elif before == "\r\n":
            yield match.start(), before, "\n", CRLF
        elif before == "\r":
            if cr_ends_lines:
                yield match.start(), before, "\n", CR
        elif not unicodedata.is_normalized("NFC", before):
            after = unicodedata.normalize("NFC", before)
            same = _shared(before, after)
            tail = _shared(before[same:][::-1], after[same:][::-1])
            yield (
                match.start() + same,
                before[same : len(before) - tail],
                after[same : len(after) - tail],
                COMPOSED,
            )


def _shared(one: str, other: str) -> int:
    """Count the characters that both begin with."""
    pairs = zip(one, other, strict=False)
    return sum(1 for _ in takewhile(lambda pair: pair[0] == pair[1], pairs))


def _spans(source: Source, reason: str) -> Iterator[tuple[Edit, Span]]:
    for edit in source.edits:
        if edit.reason == reason:
            yield edit, (edit.start, edit.start + len(edit.after))


@rule("T007", Severity.INFO,
    summary="The file began with a byte-order mark, which was dropped.",
    why="UTF-8 needs none, and inside a text it would be an invisible character.",
    example='a file saved as "UTF-8 with BOM".',
    remedy="Nothing needs mending; saving the file as UTF-8 without BOM makes the message go away.",
)  # fmt: skip
def byte_order_mark_dropped(source: Source) -> Iterator[Finding]:
    for _, span in _spans(source, BYTE_ORDER_MARK):
        yield Finding(span, "the byte-order mark was dropped")


@rule("T008", Severity.INFO,
    summary="Lines ended with CRLF; they were read as LF.",
    why="The text is the same; it is said once a file so that the log is complete.",
    example="a file written on Windows.",
    remedy="Nothing needs mending; saving the file with LF line ends makes the message go away.",
)  # fmt: skip
def crlf_became_lf(source: Source) -> Iterator[Finding]:
    spans = [span for _, span in _spans(source, CRLF)]
    if spans:
        yield Finding(spans[0], f"{len(spans):,} CRLF line ends were read as LF")


@rule("T108", Severity.WARNING,
    summary="Some lines end with CRLF and some with LF.",
    why="""The file was put together from two others or changed by two programs, and other changes
    may have come with it.""",
    example="a passage pasted from a word processor on Windows into a file written elsewhere.",
    remedy="save the file with LF (Unix) line ends.",
)  # fmt: skip
def line_ends_mixed(source: Source) -> Iterator[Finding]:
    spans = [span for _, span in _spans(source, CRLF)]
    others = source.text.count("\n") - len(spans)
    if spans and others:
        yield Finding(
            spans[0],
            f"{len(spans):,} lines end with CRLF and {others:,} with LF",
            fix=Mending.safely("end all lines with LF", *((span, "\n") for span in spans)),
        )


@rule("T009", Severity.INFO,
    summary="Characters were written in their composed form (Unicode NFC).",
    why="""The same letter can be written as one character or as a letter and a mark; the edition
    has one form, so that searches find it. Each change is said once with all its places.""",
    example="e and U+0301 become U+00E9; U+212B ANGSTROM SIGN becomes U+00C5.",
    remedy="Nothing needs mending, unless the difference carries meaning in the source.",
)  # fmt: skip
def character_composed(source: Source) -> Iterator[Finding]:
    places: dict[tuple[str, str], list[Span]] = defaultdict(list)
    for edit, span in _spans(source, COMPOSED):
        places[edit.before, edit.after].append(span)
    for (before, after), spans in places.items():
        shown = f"{_code_points(before)} became {_code_points(after)}"
        times = "" if len(spans) == 1 else f" ({len(spans):,} times)"
        related = tuple(("also here", span) for span in spans[1:])
        yield Finding(spans[0], shown + times, related=related)


def _code_points(text: str) -> str:
    return " ".join(f"U+{ord(character):04X}" for character in text) or "nothing"

"""Characters that have no place in a transcription, or that nobody can see."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.model.diagnostics import Finding, Mending, Severity, rule
from pipeline.model.source import Source

_NONCHARACTERS = "".join(
    chr(plane * 0x10000 + last) for plane in range(17) for last in (0xFFFE, 0xFFFF)
)
# XML 1.0 (section 2.2) forbids most C0 controls; the C1 controls, DEL and the noncharacters are
# allowed there, but no transcriber means them. A U+FEFF after the first character is no mark.
_FORBIDDEN = re.compile(
    f"[\x00-\x08\x0e-\x1f\x7f-\x84\x86-\x9f\ufdd0-\ufdef\ufeff{_NONCHARACTERS}]"
)
_LINE_ENDS = re.compile("[\r\x0b\x85\u2028\u2029]")
_INVISIBLE = re.compile(
    "[\u061c\u200b-\u200f\u202a-\u202e\u2060-\u206f\U000e0000-\U000e007f\u00ad\u180e]"
)
_ANY = re.compile(
    "[" + "".join(pattern.pattern[1:-1] for pattern in (_FORBIDDEN, _LINE_ENDS, _INVISIBLE)) + "]"
)
# A vertical tab may part lines, or stand inside one. A form feed parts pages: the form of the
# text is read by it.
_ENDS_OF_LINES = frozenset("\r\x85\u2028\u2029")
_NEVER_NEEDED = frozenset("\u200b\u2060\u00ad")
_CONTROL_NAMES = {
    "\r": "CARRIAGE RETURN",
    "\x0b": "LINE TABULATION",
    "\x85": "NEXT LINE",
}


def name(character: str) -> str:
    """Name a character without printing it: ``U+202E RIGHT-TO-LEFT OVERRIDE``."""
    known = unicodedata.name(character, "") or _CONTROL_NAMES.get(character, "control character")
    return f"U+{ord(character):04X} {known}"


def is_plain(text: str) -> bool:
    """Tell whether none of the checks here can find anything.

    Of what can be printed they look for nothing, and most texts hold only that and line ends.
    """
    printable = text.replace("\n", "").replace("\t", "").isprintable()
    return printable or _ANY.search("".join(set(text))) is None


def _each(pattern: re.Pattern[str], source: Source, what: str) -> Iterator[Finding]:
    for match in pattern.finditer(source.text):
        fix = _mending(match)
        yield Finding(match.span(), what.format(name(match.group())), fix=fix)


def _mending(match: re.Match[str]) -> Mending | None:
    """Mend line ends and characters that no script needs; joiners and directions may be."""
    character = match.group()
    if character in _ENDS_OF_LINES:
        return Mending.safely("end the line with LF", (match.span(), "\n"))
    if character in _NEVER_NEEDED:
        return Mending.safely(f"take {name(character)} out", (match.span(), ""))
    return None


@rule("T004", Severity.ERROR,
    summary="A character that XML forbids, or that means nothing in a text.",
    why="""Control characters and noncharacters come from broken copying. Word processors and
    converters drop them without a word, and an EPUB that holds one cannot be opened.""",
    example="a NUL or an ESC inside a word.",
    remedy="delete the character; if a letter is lost at its place, restore it from the source.",
)  # fmt: skip
def forbidden_character(source: Source) -> Iterator[Finding]:
    yield from _each(_FORBIDDEN, source, "{} cannot stand in a transcription")


@rule("T005", Severity.ERROR,
    summary="A line ends with something other than LF or CRLF.",
    why="""Programs disagree whether these characters end a line, so the same file has different
    lines in different editors, and places in messages would be wrong.""",
    example="""CR alone, as old Macintosh files have it; U+2028 from a word processor.""",
    remedy="save the file with LF line ends and put a line end where one is meant.",
)  # fmt: skip
def line_end_other_than_lf(source: Source) -> Iterator[Finding]:
    yield from _each(_LINE_ENDS, source, "{} is no line end that the pipeline knows")


@rule("T006", Severity.WARNING,
    summary="A character that cannot be seen and may change what is.",
    why="""Bidirectional controls can make a text read otherwise than it is; zero-width characters
    and soft hyphens split words for every search.""",
    example="a RIGHT-TO-LEFT OVERRIDE inside a name.",
    remedy="delete the character unless the script of the text needs it.",
)  # fmt: skip
def invisible_character(source: Source) -> Iterator[Finding]:
    yield from _each(_INVISIBLE, source, "{} is invisible")


RULES = (forbidden_character, line_end_other_than_lf, invisible_character)

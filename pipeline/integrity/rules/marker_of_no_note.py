"""N107: a number at the end of a word looks like a marker, but there is no such note."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline import document as model
from pipeline.diagnostics import Finding
from pipeline.integrity.calendar_names import MONTHS
from pipeline.integrity.index import is_arabic
from pipeline.integrity.scope import Scope

_NUMBER = re.compile(r"[0-9]+(?![A-Za-z0-9])", re.ASCII)
_WORD_BEFORE = re.compile(r"[^\W\dA-Z_]{3}[.,;:”’)]?\Z")
# The number after the last of the list is a marker behind a name or closed bracket as well.
_NAME_BEFORE = re.compile(
    r"(?:[^\W\d_]{2}[.,;:?!”’)\]]{0,2}|(?:1[6-9]|20)[0-9]{2}[.,;:”’)\]]{1,2}|[)\]”’][.,;:]?)\Z"
)
_STOP_BEFORE = re.compile(r"[\w”’)\]][.,;:?!”’)\]]{1,2} ?\Z")
_COUNTED = re.compile(r"\b([^\W\d_]{2,30}\.?) \Z")
_LONGEST_WORD = 40
_AFTER_YEAR = re.compile(r"(?:1[6-9]|20)[0-9]{2}([0-9]{1,2})", re.ASCII)
_LINE_END = re.compile(r" ?(?:[A-Z]|\n)", re.ASCII)
_CLOSING = (model.Signature, model.CloserLine, model.Valediction, model.Heading, model.Dateline)
_REACH = 5
_LONGEST = 3
_NONE = -2


def check(scope: Scope) -> Iterator[Finding]:
    """A number at the end of a word looks like a marker, but there is no such note.

    A note was probably lost from the end of the transcription; its number would be printed as
    part of the word.

    Example: ``of the United Nations7 provides`` where the list of notes ends with 6.

    To mend it, add the note to the list of notes, or part the number from the word.
    """
    labels = {int(note.label) for note in scope.facts.notes if is_arabic(note.label)}
    wanted = (
        {label + step for label in labels for step in (-1, 1)} - {-1, *labels} if labels else {0, 1}
    )
    last = max(labels, default=0)
    text = scope.reading.text
    for match in _NUMBER.finditer(text, 0, scope.reading.text_end):
        number = _number(match.group(), last + 1)
        if number not in wanted:
            continue
        if isinstance(scope.reading.passage_at(match.start()).node, model.Cell):
            continue
        before = text[max(match.start() - _REACH, 0) : match.start()]
        is_next = number == last + 1 and (
            len(match.group()) > _LONGEST or _NAME_BEFORE.search(before) or _ends(scope, match)
        )
        if is_next or _WORD_BEFORE.search(before) or _ends_closing(scope, match):
            wanted = {*wanted, number + 1} - {number}
            yield Finding(
                scope.reading.span(*match.span()),
                f"{number} looks like the marker of a note, but there is no note {number}",
                f"add note {number} to the list of notes, or part the number from the word",
            )


def _number(figures: str, wanted: int) -> int:
    """Read the figures, or what is glued to a year where just this number is wanted."""
    if len(figures) <= _LONGEST:
        return int(figures) if figures[0] != "0" or figures == "0" else _NONE
    glued = _AFTER_YEAR.fullmatch(figures)
    return wanted if glued and int(glued[1]) == wanted else _NONE


def _ends_closing(scope: Scope, match: re.Match[str]) -> bool:
    """Whether a number is the end of a signature, dateline or heading, be it behind a space."""
    passage = scope.reading.passage_at(match.start())
    if isinstance(passage.node, model.Signature):  # an office may follow the name
        return _LINE_END.match(scope.reading.text, match.end()) is not None
    return isinstance(passage.node, _CLOSING) and match.end() == passage.end


def _ends(scope: Scope, match: re.Match[str]) -> bool:
    """Whether a number ends its passage and does not count what the word before it names."""
    text = scope.reading.text
    if match.end() != scope.reading.passage_at(match.start()).end:
        return False
    word = _COUNTED.search(text, max(match.start() - _LONGEST_WORD, 0), match.start())
    if word is None:
        return _STOP_BEFORE.search(text, max(match.start() - _REACH, 0), match.start()) is not None
    if word[1] in MONTHS or word[1] == "No.":
        return False
    return len(re.findall(rf"\b{re.escape(word[1])} [0-9]", text)) == 1

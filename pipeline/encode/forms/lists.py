"""Find lists of notes in any form and anywhere: at the end, under pages, under paragraphs."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.encode.forms.settings import RAISED, NoteForm
from pipeline.model.document import Span
from pipeline.model.numerals import roman_value

# What a note of any form begins with: signs, the word for a note, a label.
_BEGINS = re.compile(
    r"^[ \t]*(?:<sup>[ ]?[\[(]?|\|\||<(?:note|fn|footnote|ref)[ ]?[^<>\d\n]{0,20}"
    r"|\\(?:foot|end)notetext\["
    r"|(?:[^\w\s]{1,4}|\.\. \[#?)?"
    r"(?:(?i:(?:foot|end)?notes?|anm(?:erkung)?|fu(?:ß|ss)note|ft?n|nota|noot|n(?![^\W\d]|[,;]))"
    r"[ .:]{0,2}"
    r"(?i:n[or]\.?[ ]?)?[\[(]?)?)"
    r"(?:[0-9０-９*†‡§║ǁ¶‖#|⁰¹²³⁴-⁹①-⑽❶-➉ᵃ-ᶻʰⁱʲˡⁿʳˢʷˣʸ]|[ivxlIVXL]{1,6}(?!\w)|[a-zA-Z](?!\w))",
    re.MULTILINE,
)
_OPENED_BY = {"]": "[", ")": "(", "}": "{"}
_DIGITS = re.compile(r"[0-9]+")
_BLANK_LINE = 2
_NEAR = 200
_JOINED = 8
_WORD = re.compile(r"\S")
# A number on a line of its own is that of the page, in the middle of its foot.
_PAGE_LINE = re.compile(
    r"[ \t]*\[(?i:pages?|pg\.?|p\.|pag\.|s\.|seite|fol\.?|f\.)[ ]?[0-9ivxlc]+[a-z]?\][ \t]*"
)
# A rule below a list, or words that say that it ends.
_TAIL = re.compile(
    r"[ \t]*(?:[_=*~–—-]{3,}|(?:\*[ ]){2,}\*|[\[(<*=—–_ -]{1,6}(?i:end(?: of)?(?: the)?"
    r"(?: (?:foot|end)?notes)?|ende(?: der)?(?: anmerkungen| fu(?:ß|ss)noten)?)"
    r"[\])>*=—–_ -]{1,6})[ \t]*(?=\n|\Z)"
)
_IS_INDENTED = re.compile(r"\n\n[ \t]")
_PARAGRAPH = re.compile(r"\n\n([ \t]*)(?=[^\W\d_]|[“„«\"(\[])")
_INDENTED = re.compile(r"(?P<indent>[ \t]+)(?![0-9]{1,4}[ \t]*(?:\n|\Z))\S")


@dataclass(frozen=True, slots=True)
class Item:
    """A note of a list: all that belongs to it, its label as a plain text, and its words.

    ``label_span`` is where the label is printed; where the list shows none it is empty.
    """

    whole: Span
    label: str
    label_span: Span
    text: Span


@dataclass(frozen=True, slots=True)
class Run:
    """Items that stand together, in the order of the text.

    Between those of a ``joined`` run stand paragraphs that were taken to its notes.
    """

    items: tuple[Item, ...]
    is_joined: bool = False

    @property
    def span(self) -> Span:
        """From the first line of the first item to the end of the last."""
        return self.items[0].whole[0], self.items[-1].whole[1]

    @property
    def labels(self) -> list[str]:
        """The labels in their order."""
        return [item.label for item in self.items]

    def goes_on_with(self, label: str) -> bool:
        """Tell whether a list that begins with ``label`` may go on with this one."""
        numbers = [one for one in self.labels if _DIGITS.match(one)]
        return follows(self.labels[-1], numbers[-1] if numbers else "", label)


@dataclass(frozen=True, slots=True)
class ItemLines:
    """Where lines begin that a note of any form may begin with.

    ``indent`` are the blanks before the paragraphs of the text, if most have them.
    """

    starts: tuple[int, ...]
    indent: str


def item_lines(text: str) -> ItemLines:
    """Find the lines that notes may begin with."""
    starts = tuple(match.start() for match in _BEGINS.finditer(text))
    indents = Counter(_PARAGRAPH.findall(text)) if starts and _IS_INDENTED.search(text) else {}
    indent = max(indents, key=indents.__getitem__, default="")
    return ItemLines(starts, indent)


def runs_of(text: str, form: NoteForm, lines: ItemLines) -> list[Run]:
    """Give the runs of items of ``form`` in these ``lines``: numbers that count on, or symbols.

    A run ends where the number does not go on by one, where text stands between the items that is
    no part of a note (a paragraph at the margin after a blank line), and at the first blank line
    of a list that has none: what is numbered there may be a paragraph.
    """
    rows: list[list[re.Match[str]]] = []
    indent, number, is_tight = 0, "", False
    before: re.Match[str] | None = None
    at = 0
    for line in lines.starts:
        match = form.pattern.match(text, line) if line >= at else None
        if match is None:
            continue
        at = match.end()
        label = match["label"].translate(RAISED)
        deep = _indent(match)
        gap = _gap(text, before, match, form, lines.indent) if before else None
        before = match
        if gap is not None:
            if deep > indent + 1:
                continue  # a list inside a note
            is_parted = is_tight and gap.count("\n") >= _BLANK_LINE
            if not is_parted and follows(rows[-1][-1]["label"].translate(RAISED), number, label):
                is_tight = gap.count("\n") < _BLANK_LINE
                rows[-1].append(match)
                number = label if _DIGITS.match(label) else number
                continue
        rows.append([match])
        indent, number, is_tight = deep, label if _DIGITS.match(label) else "", False
    ends = [*(row[0].start() for row in rows[1:]), *([len(text)] if rows else ())]
    found = (_run(text, row, end, form, lines.indent) for row, end in zip(rows, ends, strict=True))
    return [run for run in found if run.items]


def _run(text: str, row: Sequence[re.Match[str]], end: int, form: NoteForm, indent: str) -> Run:
    limits = [*(match.start() for match in row[1:]), end]
    items = (
        _item(text, match, limit, form, indent) for match, limit in zip(row, limits, strict=True)
    )
    return Run(tuple(item for item in items if item))


def _indent(match: re.Match[str]) -> int:
    blanks = match.group()
    return len(blanks[: len(blanks) - len(blanks.lstrip())].expandtabs(4))


def _gap(
    text: str, before: re.Match[str], match: re.Match[str], form: NoteForm, indent: str
) -> str | None:
    """Give the blanks and line ends between two items; None where a paragraph stands there."""
    item = _item(text, before, match.start(), form, indent)
    gap = text[item.whole[1] : match.start()] if item else "."
    return None if gap.strip() else gap


def _item(text: str, match: re.Match[str], limit: int, form: NoteForm, indent: str) -> Item | None:
    """Read one item; it ends at ``limit``, where the next one begins, or before that."""
    start, begin = match.span()
    label = match["label"].translate(RAISED)
    if form.closing:
        end = _closing(text, (begin, limit), form.closing)
        if end < 0:
            return None
        whole_end = end + len(form.closing)
    else:
        end = whole_end = _without_tail(text, begin, _end(text, begin, limit, indent))
    stop = begin + len(text[begin:end].rstrip())
    return Item(
        (start, whole_end if form.closing else stop), label, match.span("label"), (begin, stop)
    )


def _closing(text: str, stretch: Span, closing: str) -> int:
    """Give where the bracket or the tag around a note is closed; -1 where it is not."""
    if closing not in _OPENED_BY:
        return text.find(closing, *stretch)
    depth = 1
    for match in re.compile(f"[{re.escape(_OPENED_BY[closing] + closing)}]").finditer(
        text, *stretch
    ):
        depth += 1 if match.group() != closing else -1
        if depth == 0:
            return match.start()
    return -1


def _end(text: str, begin: int, limit: int, indent: str) -> int:
    """Give where a note ends: before a blank line, unless what follows it is indented.

    An ``indent`` that the paragraphs of the text have shows no paragraph of the note.
    """
    at = text.find("\n\n", begin, limit)
    while at >= 0:
        below = at
        while text[below : below + 1] == "\n":
            below += 1
        blanks = _INDENTED.match(text, below)
        if below >= limit or not blanks or blanks["indent"] == indent:
            # The page that begins in the last line of a list begins for the text below it.
            line = text.rfind("\n", begin, at)
            return line if line >= 0 and _PAGE_LINE.fullmatch(text, line + 1, at) else at
        at = text.find("\n\n", below, limit)
    return limit


def _without_tail(text: str, begin: int, end: int) -> int:
    stop = before_blanks(text, end)
    line = text.rfind("\n", begin, stop)
    return line if line >= 0 and _TAIL.fullmatch(text, line + 1, stop) else end


def behind_tail(text: str, end: int) -> int:
    """Give where the line ends that closes the list above it; ``end`` where there is none."""
    tail = _TAIL.match(text, end + 1) if text.startswith("\n", end) else None
    return tail.end() if tail else end


def follows(before: str, number: str, label: str) -> bool:
    """Tell whether ``label`` may follow ``before`` in a list that has counted up to ``number``.

    Symbols may stand among numbers.
    """
    if label[0].isdecimal():
        after = _value(label) - _value(number)
        return not number or after == 1 or (after == 0 and label > number)  # 12, 12a, 13
    if label.isalpha():
        return before.isalpha() and (
            (len(label) == len(before) == 1 and ord(label) == ord(before) + 1)
            or (roman_value(label) or 0) == (roman_value(before) or 0) + 1
        )
    return not before.isalpha()


def _value(label: str) -> int:
    found = _DIGITS.match(label)
    return int(found.group()) if found else -1


def above_head(text: str, start: int, head: re.Pattern[str]) -> int:
    """Give where the text ends above a list at ``start``, its heads and rules and blank lines."""
    end = before_blanks(text, start)
    while True:
        line = text.rfind("\n", max(0, end - _NEAR), end) + 1
        if (not line and end > _NEAR) or not head.fullmatch(text[line:end].strip()):
            return end
        end = before_blanks(text, line)


def before_blanks(text: str, end: int) -> int:
    """Give where the blanks and line ends before a place begin."""
    while end and text[end - 1].isspace():
        end -= 1
    return end


def with_joined(text: str, runs: Sequence[Run]) -> list[Run]:
    """Give the runs, and those that go on with one another as one.

    Between such runs stand paragraphs at the margin, which then belong to the note before them.
    """
    joined = []
    for first in range(len(runs)):
        whole = runs[first]
        for run in runs[first + 1 : first + _JOINED]:
            if not whole.goes_on_with(run.labels[0]):
                break
            is_joined = whole.is_joined or bool(text[whole.span[1] : run.span[0]].strip())
            whole = Run((*_until(text, whole, run.span[0]), *run.items), is_joined)
            joined.append(whole)
    return sorted((*runs, *joined), key=lambda run: (run.span[1], run.is_joined))


def _until(text: str, run: Run, end: int) -> tuple[Item, ...]:
    """Let the last note of a run go on to ``end``."""
    *others, last = run.items
    stop = last.text[0] + len(text[last.text[0] : end].rstrip())
    return (*others, replace(last, whole=(last.whole[0], stop), text=(last.text[0], stop)))


def is_last(text: str, place: int) -> bool:
    """Tell whether nothing but blanks follows."""
    return _WORD.search(text, place) is None

"""Take off what stands before lines, as signs of mail or their numbers, and blanks behind them."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from pipeline.encode.forms.builder import Builder
from pipeline.encode.forms.settings import BLANKS
from pipeline.model.form import Form
from pipeline.model.source import Source

MARGIN = "sign or blanks before every line left out"
LINE_END = "blanks at the end of a line left out"
_BLANKS_BEHIND = re.compile(r"\n(?<=[^\S\n\f]\n)")
_QUOTED = re.compile(r"[ ]?(?:>[ ]?)+")
MARGIN_SAID = "the same signs or blanks before every line"
_LEAST = 3
LINES_NUMBERED = "number of a line left out"
NUMBERS_SAID = "numbers before lines"
NUMBERS_DOUBT = "the numbers before lines may be quantities, or those of a list"
_NUMBERED = re.compile(r"[ \t]*([0-9]{1,4})[:|]?[ ]{1,4}(?=[^ \t\n])")
_GOES_ON = re.compile(r"[^.!?\n]\n[ \t]*[0-9]+[:|]?[ ]+[^\W\d_A-Z]")


def without_margin(source: Source) -> Source:
    """Give the text with its lines at the margin; as it is where one of them stands there."""
    if not source.text.lstrip("\n").startswith((">", " ", "\t", "\u00a0")):
        return source
    lines = source.text.splitlines(keepends=True)
    margin = _margin([line for line in lines if line.strip()])
    if not margin:
        return source
    builder, at = Builder(source.text), 0
    for line in lines:
        if line.strip() and (found := margin.match(line)):
            builder.put(at, at + found.end(), "", MARGIN)
            builder.copy(at + found.end(), at + len(line))
        else:
            builder.copy(at, at + len(line))
        at += len(line)
    return source.laid_out(builder.parts)


def without_line_ends(source: Source) -> Source:
    """Give the text without blanks at line ends, so that lines of them alone are blank.

    A tab behind words stays: it may end an empty cell.
    """
    text, at = source.text, 0
    builder = Builder(text)
    for found in _BLANKS_BEHIND.finditer(text):
        end = found.start()
        line = text[text.rfind("\n", 0, end) + 1 : end]
        start = end - len(line) + len(line.rstrip(BLANKS)) * bool(line.strip())
        builder.copy(at, start)
        builder.put(start, end, "", LINE_END)
        at = end
    builder.copy(at, len(text))
    return source.laid_out(builder.parts) if at else source


def without_line_numbers(source: Source) -> Source:
    """Give the text without numbers that count its lines; those of a list stay.

    Where lines are counted, most go on in the middle of a sentence.
    """
    builder, at, done = Builder(source.text), 0, 0
    run: list[re.Match[str]] = []
    for line in (*source.text.splitlines(keepends=True), ""):
        found = _NUMBERED.match(source.text, at) if line else None
        if not (found and run and int(found[1]) == int(run[-1][1]) + 1):
            for match in run if _are_of_lines(run) else ():
                builder.copy(done, match.start())
                builder.put(*match.span(), "", LINES_NUMBERED)
                done = match.end()
            run = []
        run += [found] if found else []
        at += len(line)
    builder.copy(done, at)
    return source.laid_out(builder.parts) if done else source


def _are_of_lines(run: list[re.Match[str]]) -> bool:
    if len(run) < _LEAST:
        return False
    going_on = _GOES_ON.findall(run[0].string, run[0].start(), run[-1].end() + 1)
    return len(going_on) * 2 >= len(run)


def with_said(
    source: Source, after: Source, before: Source, words: str = MARGIN_SAID, doubt: str = ""
) -> Source:
    """Say in the form of the text what was done to it, if ``after`` is not ``before``."""
    if after is before:
        return source
    name = PurePath(source.file).stem
    form = source.form or Form("", (0, 1), document=name, is_of_lines=True)
    said = (words, form.words) if form.words else (words,)
    doubts = filter(None, (doubt, form.doubt))
    return replace(source, form=replace(form, words="; ".join(said), doubt="; ".join(doubts)))


def _margin(lines: list[str]) -> re.Pattern[str] | None:
    """Give what all lines begin with; None where it is nothing, or lines are few."""
    if len(lines) < _LEAST:
        return None
    if all(_QUOTED.match(line) for line in lines):
        return _QUOTED
    blanks = min((line[: len(line) - len(line.lstrip())] for line in lines), key=len)
    is_common = bool(blanks) and all(line.startswith(blanks) for line in lines)
    return re.compile(re.escape(blanks)) if is_common else None

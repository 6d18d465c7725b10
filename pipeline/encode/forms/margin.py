"""Take off what stands before every line of a text: signs of a quotation in mail, or an indent."""

from __future__ import annotations

import re
from dataclasses import replace
from pathlib import PurePath

from pipeline.encode.forms.builder import Builder
from pipeline.model.form import Form
from pipeline.model.source import Source

MARGIN = "sign or blanks before every line left out"
_QUOTED = re.compile(r"[ ]?(?:>[ ]?)+")
_SAID = "the same signs or blanks before every line"
_LEAST = 3


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


def with_margin_said(source: Source, clear: Source, raw: Source) -> Source:
    """Say in the form of the text that its margin was taken off, if ``clear`` is not ``raw``."""
    if clear is raw:
        return source
    form = source.form or Form("", (0, 1), document=PurePath(source.file).stem)
    said = (_SAID, form.words) if form.words else (_SAID,)
    return replace(source, form=replace(form, words="; ".join(said)))


def _margin(lines: list[str]) -> re.Pattern[str] | None:
    """Give what all lines begin with; None where it is nothing, or lines are few."""
    if len(lines) < _LEAST:
        return None
    if all(_QUOTED.match(line) for line in lines):
        return _QUOTED
    blanks = min((line[: len(line) - len(line.lstrip())] for line in lines), key=len)
    is_common = bool(blanks) and all(line.startswith(blanks) for line in lines)
    return re.compile(re.escape(blanks)) if is_common else None

"""What is shown beside a text: explanations under the pointer, its outline, its colours."""

from __future__ import annotations

from collections.abc import Iterator
from itertools import groupby

from lsprotocol import types

from pipeline.engine.rules import by_code
from pipeline.model.decisions import NONE
from pipeline.report import Documentation
from pipeline.review.language_server.findings import OpenFile
from pipeline.review.language_server.navigation import readings_at
from pipeline.review.workspace import PlacedReading, ReadingKind

_HEADING, _PARAGRAPH = "heading", "paragraph"
# The colour of each line that is no paragraph; of two others in it, the inner is seen.
_LINES = {
    "source": "source", _HEADING: _HEADING, "dateline": "dateline", "opener": "opening",
    "salutation": "opening", "list-head": _HEADING, "label": "label", "valediction": "closing",
    "signature": "closing", "closer": "closing", "postscript": "closing",
}  # fmt: skip
_OTHERS = ("marker", "note", "page", "reference", "person", "place", "term", "date", "mark")
_IN_DOUBT = 1
LEGEND = types.SemanticTokensLegend(list(dict.fromkeys((*_LINES.values(), *_OTHERS))), ["doubtful"])
"""What was read, as an editor colours it."""
_OUTLINED = {ReadingKind.PAGE: types.SymbolKind.Key, ReadingKind.NOTE: types.SymbolKind.Constant}
_LONGEST = 80


def hover(file: OpenFile, position: types.Position, setting: str) -> types.Hover | None:
    """Say what was found at a place, and why it matters; and what was read or is set there."""
    at = file.text.offset_of(position)
    parts = [
        _explained(one.code, one.message)
        for one in file.edition.findings(file.path)
        if (span := file.text.span(one.location))[0] <= at <= span[1]
    ]
    parts += [_described(one) for one in readings_at(file, position)]
    parts += [setting] if setting else []
    if not parts:
        return None
    return types.Hover(types.MarkupContent(types.MarkupKind.Markdown, "\n\n---\n\n".join(parts)))


def _explained(code: str, message: str) -> str:
    rule = next(one for one in by_code() if one.code == code)
    said = "\n\n".join(Documentation.of(rule).paragraphs())
    return f"**{code}** {rule.name} ({rule.severity.value}): {_plain(message)}\n\n{said}"


def _described(one: PlacedReading) -> str:
    said = {
        ReadingKind.LINE: "This line was read as **{}**",
        ReadingKind.MARKER: "Read as the marker of **note {}**",
        ReadingKind.NOTE: "The number of **note {}**",
        ReadingKind.PAGE: "**Page {}** of the printed source begins here",
        ReadingKind.REFERENCE: "A reference to **{}**",
        ReadingKind.PERSON: "The person **{}**",
        ReadingKind.PLACE: "The place **{}**",
        ReadingKind.TERM: "The term **{}**",
        ReadingKind.DATE: "The date **{}**",
        ReadingKind.MARK: "A transcriber's mark: **{}**",
    }[one.kind].format(_plain(one.value) or "nothing known")
    if one.confidence < 1:
        said += f", with a confidence of {one.confidence:.0%}"
    for other in one.others:
        what = "no marker" if other.value == NONE else _plain(other.value)
        where = f"{other.location.line}:{other.location.column}"
        at = "" if other.location == one.location else f" at {where}"
        said += f"\n- else {what}{at}"
        said += "" if other.chance is None else f" ({other.chance:.0%})"
    return said


def _plain(text: str) -> str:
    """Have words of a stranger be no markup: nothing is shown that the text does not say."""
    return "".join(f"\\{one}" if one in "\\`*_{}[]<>()#+-.!|~&" else one for one in text)


def symbols(file: OpenFile) -> list[types.DocumentSymbol]:
    """Give the outline of a text: its heads with what stands below, its pages and notes."""
    found: list[types.DocumentSymbol] = []
    for one in file.edition.readings(file.path) if file.is_text else ():
        if one.kind is ReadingKind.LINE and one.value != _PARAGRAPH and one.value in _LINES:
            kind, detail = types.SymbolKind.Field, one.value
        elif one.kind in _OUTLINED:
            kind, detail = _OUTLINED[one.kind], one.kind.value
        else:
            continue
        start, end = file.text.span(one.location)
        stretch = types.Range(file.text.position(start), file.text.position(end))
        words = f"{one.value}. " if one.kind is ReadingKind.NOTE else ""
        words += file.text.rest_of_line(end if words else start).strip(" .\t")
        symbol = types.DocumentSymbol(
            words[:_LONGEST] or detail, kind, stretch, stretch, detail, children=[]
        )
        if one.value == _HEADING and one.kind is ReadingKind.LINE:
            symbol.kind = types.SymbolKind.Class
            found.append(symbol)
        elif found and found[-1].kind is types.SymbolKind.Class:
            found[-1].children = [*(found[-1].children or ()), symbol]
            end_of_all = max(found[-1].range.end, stretch.end)
            found[-1].range = types.Range(found[-1].range.start, end_of_all)
        else:
            found.append(symbol)
    return found


def tokens(file: OpenFile) -> types.SemanticTokens:
    """Give the colours of a text, as five numbers a token: places, length, kind, whether in doubt.

    Of stretches that lie in one another the inner is seen; none reaches over a line end.
    """
    data: list[int] = []
    line_before, column_before = 0, 0
    for line, column, length, kind, modifiers in _tokens(file):
        if line != line_before:
            column_before = 0
        data += [line - line_before, column - column_before, length, kind, modifiers]
        line_before, column_before = line, column
    return types.SemanticTokens(data)


def _tokens(file: OpenFile) -> Iterator[tuple[int, int, int, int, int]]:
    text = file.text
    seen: list[tuple[int, int] | None] = [None] * len(text.text)
    doubts = [text.span(one.location) for one in file.edition.findings(file.path)]
    readings = file.edition.readings(file.path) if file.is_text else ()
    for one in readings:
        name = _LINES.get(one.value, "") if one.kind is ReadingKind.LINE else one.kind.value
        if name:
            start, end = text.span(one.location)
            in_doubt = one.confidence < 1 and any(low <= start < high for low, high in doubts)
            kind = LEGEND.token_types.index(name), int(in_doubt) * _IN_DOUBT
            seen[start:end] = [kind] * (end - start)
    for number, (start, end) in enumerate(text.line_spans()):
        at = start
        for kind_here, run in groupby(seen[start:end]):
            length = len(list(run))
            if kind_here is not None:
                units = text.units(at, at + length)
                yield number, text.units(start, at), units, *kind_here
            at += length

"""A transcription after normalizing, and the way from any place in it back to the raw file."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate

from pipeline.diagnostics import (
    Change,
    Diagnostic,
    Finding,
    Fix,
    Location,
    Mending,
    Message,
    Related,
)
from pipeline.document import Span

_BYTE_ORDER_MARK = "\ufeff"


@dataclass(frozen=True, slots=True)
class Edit:
    """One change made by normalizing: ``before`` at ``raw_start`` became ``after`` at ``start``.

    ``raw_start`` counts characters of the decoded raw text, ``start`` of the normalized text.
    """

    reason: str
    raw_start: int
    start: int
    before: str
    after: str


@dataclass(frozen=True)
class Source:
    """The normalized ``text`` of one transcription with the log of all changes to the raw text.

    ``file`` is the path as a user knows it; ``edits`` rise by place. The raw text itself can be
    had back with :meth:`raw_text`.
    """

    file: str
    text: str
    edits: tuple[Edit, ...] = ()
    sha256: str = field(default="", repr=False)

    def raw_text(self) -> str:
        """Play the log backwards."""
        parts: list[str] = []
        done = 0
        for edit in self.edits:
            parts += self.text[done : edit.start], edit.before
            done = edit.start + len(edit.after)
        parts.append(self.text[done:])
        return "".join(parts)

    def raw_offset(self, offset: int) -> int:
        """Lead an offset of the normalized text back to the decoded raw text.

        Inside a changed stretch this is the start of what was changed.
        """
        place = bisect_right(self._starts, offset) - 1
        if place < 0:
            return offset
        edit = self.edits[place]
        after = edit.start + len(edit.after)
        if offset < after:
            return edit.raw_start
        return edit.raw_start + len(edit.before) + offset - after

    def location(self, span: Span) -> Location:
        """Give the place of ``span`` (of the normalized text) in the raw file."""
        line, column = self._place(self.raw_offset(max(span[0], 0)))
        end_line, end_column = self._place(self.raw_offset(max(span[1], span[0], 0)))
        return Location(self.file, line, column, end_line, end_column)

    def diagnose(self, rule: Message, findings: Iterable[Finding]) -> Iterator[Diagnostic]:
        """Turn what ``rule`` found into diagnostics at places of the raw file."""
        for finding in findings:
            related = tuple(Related(text, self.location(span)) for text, span in finding.related)
            yield Diagnostic(
                rule.code, rule.name, rule.severity, finding.message,
                self.location(finding.span), finding.hint, related,
                self._fix(finding.fix) if finding.fix else None,
            )  # fmt: skip

    def _fix(self, mending: Mending) -> Fix:
        changes = tuple(self._change(*change) for change in mending.changes)
        return Fix(mending.message, changes, mending.safe)

    def _change(self, span: Span, text: str) -> Change:
        """Lead a change back to the raw file.

        Of an edit that the change begins or ends in, all is replaced: one half of CRLF, or a
        letter without its mark, cannot be.
        """
        start, end = span
        low, high = self._around(start)[0], self._around(end)[1]
        text = self.text[low:start] + text + self.text[end:high]
        return Change(self.location((low, high)), text)

    def _around(self, offset: int) -> Span:
        """Give the edit that ``offset`` is inside of, or ``offset`` alone."""
        place = bisect_right(self._starts, offset) - 1
        if place >= 0:
            edit = self.edits[place]
            end = edit.start + len(edit.after)
            if edit.start < offset < end:
                return edit.start, end
        return offset, offset

    @cached_property
    def raw_lines(self) -> list[str]:
        """The lines of the raw text as an editor shows them; only LF ends a line."""
        return self.raw_text().removeprefix(_BYTE_ORDER_MARK).split("\n")

    @cached_property
    def _hidden(self) -> int:
        """No editor counts a byte-order mark as a column."""
        return int(bool(self.edits) and self.edits[0].before == _BYTE_ORDER_MARK)

    @cached_property
    def _starts(self) -> list[int]:
        return [edit.start for edit in self.edits]

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self.raw_lines), initial=0))

    def _place(self, raw_offset: int) -> tuple[int, int]:
        raw_offset = max(raw_offset - self._hidden, 0)
        line = min(bisect_right(self._line_starts, raw_offset), len(self.raw_lines))
        return line, raw_offset - self._line_starts[line - 1] + 1

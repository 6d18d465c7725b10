"""A transcription after normalizing, and the way from any place in it back to the raw file."""

from __future__ import annotations

from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property
from itertools import accumulate, islice, pairwise

from pipeline.model.diagnostics import (
    Diagnostic,
    Finding,
    Fix,
    Location,
    Mending,
    Message,
    Related,
    Replacement,
)
from pipeline.model.document import Span
from pipeline.model.form import Form
from pipeline.model.marks import MarksRead, TranscribersMark
from pipeline.model.pieces import Piece, moved, moved_form, moved_read, without_empty

_BYTE_ORDER_MARK = "\ufeff"

MOST_FINDINGS = 5_000
"""Of one rule in one text: nobody reads more, and each takes its time and memory."""
MOST_PLACES = 1_000
"""Of one finding, beside its first."""


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


@dataclass(frozen=True, slots=True)
class Part:
    """A stretch of a text that was made of another one: copied from it, or put in its place.

    ``span`` is the stretch of the other text. Where ``text`` is None it was copied, else ``text``
    stands for it and ``reason`` says why; an empty span is where ``text`` was put in.
    """

    span: Span
    text: str | None = None
    reason: str = ""


@dataclass(frozen=True)
class Source:
    """The normalized ``text`` of one transcription with the log of all changes to the raw text.

    ``file`` is the path as a user knows it; ``edits`` rise by place. A text that was laid out
    anew has the one it was made of as its ``origin``, and its edits lead from there; ``log`` has
    them all. ``form`` is the form of the text, unless that is the usual one, ``language`` the tag
    that the file itself gives. ``marks`` are those of transcribers, by place, the outer before the
    inner; their signs are no part of the text. The raw text can be had back with :meth:`raw_text`.
    """

    file: str
    text: str
    edits: tuple[Edit, ...] = ()
    sha256: str = field(default="", repr=False)
    origin: Source | None = field(default=None, repr=False)
    pieces: tuple[Piece, ...] = field(default=(), repr=False)
    form: Form | None = None
    language: str = ""
    marks: tuple[TranscribersMark, ...] = ()
    marks_read: MarksRead | None = None

    @property
    def log(self) -> tuple[Edit, ...]:
        """All edits, from the raw text on."""
        return self.edits if self.origin is None else (*self.origin.log, *self.edits)

    def laid_out(self, parts: Sequence[Part]) -> Source:
        """Make a text of ``parts`` of this one, in their new order; any place leads back here.

        What is in no part is left out of the text: a part with an empty ``text`` says why.
        """
        texts: list[str] = []
        pieces: list[Piece] = []
        edits: list[Edit] = []
        length = 0
        for part in parts:
            start, end = part.span
            before = self.text[start:end]
            text = before if part.text is None else part.text
            pieces.append(Piece(length, start, end, part.text is None))
            if part.text is not None and (before or text):
                edits.append(Edit(part.reason, self.raw_offset(start), length, before, text))
            texts.append(text)
            length += len(text)
        kept = tuple(piece for piece in pieces if piece.start < length)
        return Source(
            self.file, "".join(texts), tuple(edits), self.sha256, self,
            without_empty(kept, length), language=self.language,
            marks=tuple(moved(self.marks, kept, length)),
            marks_read=moved_read(self.marks_read, kept, length),
            form=moved_form(self.form, kept, length),
        )  # fmt: skip

    def raw_text(self) -> str:
        """Play the log backwards."""
        if self.origin is not None:
            return self.origin.raw_text()
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
        if self.origin is not None:
            return self.origin.raw_offset(self._other(offset))
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
        start, end = max(span[0], 0), max(span[1], span[0], 0)
        line, column = self._place(self.raw_offset(start))
        end_line, end_column = self._place(self._raw_end(start, end))
        return Location(self.file, line, column, end_line, end_column)

    def offset_at(self, line: int, column: int) -> int:
        """Lead a place of the raw file here: to what stands there, or next behind it."""
        if self.origin is None:
            places = range(len(self.text))
            return bisect_left(
                places, (line, column), key=lambda at: self._place(self.raw_offset(at))
            )
        other = self.origin.offset_at(line, column)
        behind = (piece for piece in self.pieces if piece.other_end > other)
        piece = min(behind, key=lambda one: (max(one.other, other), not one.is_copy), default=None)
        if piece is None:
            return len(self.text)
        return piece.start + (max(other - piece.other, 0) if piece.is_copy else 0)

    def span_at(self, location: Location) -> Span:
        """Lead a stretch of the raw file here; it has one character, where the text has any."""
        start = min(self.offset_at(location.line, location.column), max(len(self.text) - 1, 0))
        end = self.offset_at(location.end_line, location.end_column)
        if end < start:  # what stands behind it in the file was moved
            end = self.offset_at(location.end_line, max(location.end_column - 1, 1)) + 1
        return start, min(max(start + 1, end), len(self.text))

    def _raw_end(self, start: int, end: int) -> int:
        """Lead the end of a stretch back to the raw text."""
        if self.origin is None:
            return self.raw_offset(end)
        low, high = self._other_span((start, end))
        return self.origin._raw_end(low, high)  # noqa: SLF001 - of its own class

    def _other(self, offset: int) -> int:
        """Lead an offset back to the origin."""
        piece = self.pieces[max(bisect_right(self._starts, offset) - 1, 0)] if self.pieces else None
        if piece is None:
            return 0
        return piece.other + (offset - piece.start if piece.is_copy else 0)

    def _other_span(self, span: Span) -> Span:
        """Lead a stretch back to the origin; what was put in leads to all that it stands for."""
        start, end = span
        low = self._other(start)
        if end <= start or not self.pieces:
            return low, low
        piece = self.pieces[max(bisect_right(self._starts, end - 1) - 1, 0)]
        high = piece.other + end - piece.start if piece.is_copy else piece.other_end
        return low, max(low, high)

    def diagnose(self, rule: Message, findings: Iterable[Finding]) -> Iterator[Diagnostic]:
        """Turn what ``rule`` found into diagnostics at places of the raw file.

        Of one rule no more than the first :data:`MOST_FINDINGS` are told.
        """
        for finding in islice(findings, MOST_FINDINGS):
            places = finding.related[:MOST_PLACES]
            related = tuple(Related(text, self.location(span)) for text, span in places)
            yield Diagnostic(
                rule.code, rule.name, rule.severity, finding.message,
                self.location(finding.span), finding.hint or rule.hint, related,
                self._fix(finding.fix) if finding.fix else None,
            )  # fmt: skip

    def _fix(self, mending: Mending) -> Fix | None:
        changes = tuple(self.replacement(*change) for change in mending.changes)
        known = tuple(change for change in changes if change is not None)
        return Fix(mending.message, known, mending.safe) if len(known) == len(changes) else None

    def replacement(self, span: Span, text: str) -> Replacement | None:
        """Lead a change back to the raw file; None where it would reach over what was moved.

        Of an edit that the change begins or ends in, all is replaced: one half of CRLF, or a
        letter without its mark, cannot be.
        """
        start, end = span
        if self.origin is not None:
            return self._change_of_origin(start, end, text)
        low, high = self._around(start)[0], self._around(end)[1]
        text = self.text[low:start] + text + self.text[end:high]
        return Replacement(self.location((low, high)), text)

    def _change_of_origin(self, start: int, end: int, text: str) -> Replacement | None:
        assert self.origin is not None  # noqa: S101 - known to the caller
        first = bisect_right(self._starts, start) - 1
        last = max(first, bisect_right(self._starts, end - 1) - 1)
        touched = self.pieces[max(first, 0) : last + 1]
        if not touched or any(two.other < one.other_end for one, two in pairwise(touched)):
            return None
        if self.marks and any(two.other > one.other_end for one, two in pairwise(touched)):
            return None  # the signs of a mark stand between

        ends = [piece.start for piece in self.pieces[last + 1 : last + 2]] or [len(self.text)]
        if not touched[0].is_copy:
            text, start = self.text[touched[0].start : start] + text, touched[0].start
        if not touched[-1].is_copy and end > touched[-1].start:
            text, end = text + self.text[end : ends[0]], ends[0]
        span = self._other(start), self._other_span((start, end))[1]
        if not frozenset(touched).issuperset(self._copies_in(span)):
            return None
        return self.origin.replacement(span, text)

    def _copies_in(self, span: Span) -> Sequence[Piece]:
        """Give the pieces that were copied from within a stretch of the origin."""
        copies = self._copies
        first = bisect_right(copies, span[0], key=lambda one: one.other_end)
        return copies[first : bisect_left(copies, span[1], key=lambda one: one.other)]

    @cached_property
    def _copies(self) -> list[Piece]:
        copies = (one for one in self.pieces if one.is_copy)
        return sorted(copies, key=lambda one: (one.other, one.other_end))

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
        """The lines of the raw text as an editor shows them."""
        return lines_of(self.raw_text().removeprefix(_BYTE_ORDER_MARK))

    @cached_property
    def _hidden(self) -> int:
        """No editor counts a byte-order mark as a column."""
        if self.origin is not None:
            return self.origin._hidden  # noqa: SLF001 - of its own class
        return int(bool(self.edits) and self.edits[0].before == _BYTE_ORDER_MARK)

    @cached_property
    def _starts(self) -> list[int]:
        if self.origin is not None:
            return [piece.start for piece in self.pieces]
        return [edit.start for edit in self.edits]

    @cached_property
    def _line_starts(self) -> list[int]:
        return list(accumulate((len(line) + 1 for line in self.raw_lines), initial=0))

    def _place(self, raw_offset: int) -> tuple[int, int]:
        raw_offset = max(raw_offset - self._hidden, 0)
        line = min(bisect_right(self._line_starts, raw_offset), len(self.raw_lines))
        return line, raw_offset - self._line_starts[line - 1] + 1


def lines_of(raw: str) -> list[str]:
    """Part a file into lines: LF ends one, or CR in a file that has no LF."""
    return raw.split("\n" if "\n" in raw else "\r")

"""Notes whose text is not a note, or not all of it."""

from __future__ import annotations

import re
from collections.abc import Iterator

from pipeline.checks.rule import ENGLISH, rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_SMALL = re.compile(r"[a-z]{2,} [a-z]", re.ASCII)
_SHOWN_BEGINNING = 30


@rule("N114", Severity.WARNING,
    summary="A footnote begins with a small letter.",
    why="Its beginning was lost, or a line of the text was taken for a note.",
    example="`3. of the harbour master.`",
    remedy="compare with the printed page and supply the beginning.",
)  # fmt: skip
def note_begins_mid_sentence(view: View) -> Iterator[Finding]:
    for note_id, passages in view.plain.note_passages.items():
        words = view.plain.words(passages[0])
        if _SMALL.match(words):
            yield Finding(
                view.plain.span(passages[0].start, passages[0].start + 1),
                f"note {note_id.rpartition('fn')[2]} begins with a small letter, "
                f"as “{words[:_SHOWN_BEGINNING]}”",
            )


# The first sign stands first, since a search for it is quick.
_BRACKET = re.compile(
    r"[\[FE](?:(?<=\[)(?i:Footnote:|(?:Footnote|Note|Fn\.?) (?:No\. ?)?[0-9]{1,3}\b|\^[0-9]{1,3}\])"
    r"|(?:(?<=[.!?;,”)] .)|(?<![\w ].))(?:(?<=F)(?:ootnote|n\.)|(?<=E)ndnote):(?= ))",
    re.ASCII,
)


@rule("N119", Severity.WARNING,
    summary="A footnote stands inside the text, in brackets or in emphasis.",
    why="It is no note to any output; its text would be printed in the middle of a sentence.",
    example="`harbour [Footnote 3: Not printed.] was opened`; `at noon. *Footnote: Not printed.*`",
    remedy="move the note into the list at the end and set its number in its place.",
)  # fmt: skip
def note_bracket_left_over(view: View) -> Iterator[Finding]:
    for match in _BRACKET.finditer(view.plain.text):
        yield Finding(
            view.plain.span(*match.span()),
            f"“{match.group()}” looks like a footnote that was left in the text",
        )


# Shorter ones, such as "Not printed.", are formulas.
_SHORTEST_DOUBLED = 120


@rule("N120", Severity.INFO,
    summary="Two footnotes of a document have the same text.",
    why="A note was transcribed twice, and the numbers after it may be wrong by one.",
    example="two notes with the same sentence of some length.",
    remedy="compare with the printed page and take one of the two out.",
)  # fmt: skip
def note_doubled(view: View) -> Iterator[Finding]:
    plain = view.plain
    labels = {note.id: note.label for note in view.facts.notes}
    first: dict[str, str] = {}
    for note_id, passages in plain.note_passages.items():
        words = plain.text[passages[0].start : passages[-1].end]
        earlier = first.setdefault(words, note_id) if len(words) > _SHORTEST_DOUBLED else note_id
        if earlier != note_id:
            yield Finding(
                plain.span_of(passages[0]),
                f"the notes {labels[earlier]} and {labels[note_id]} have the same text",
                related=(("the other note", plain.span_of(plain.note_passages[earlier][0])),),
            )


@rule("N106", Severity.ERROR,
    summary="A note has no text.",
    why="The text of the note was lost, or its number is no number of a note.",
    example="`3.` on a line of its own in the list of notes.",
    remedy="write the text of the note after its number.",
)  # fmt: skip
def note_empty(view: View) -> Iterator[Finding]:
    marked = {marker.note: marker.span for marker in reversed(view.facts.markers)}
    for note in view.facts.notes:
        if note.is_empty:
            span = note.span if note.span[0] >= 0 else marked.get(note.id, note.span)
            yield Finding(span, f"note {note.label} has no text")


_NOTE = re.compile(
    r"[0-9]{1,3}\. (?:Source: |Not printed|Not found|Ibid\.|See (?:Document|footnote|foreign|ante|"
    r"post|supra|infra)|Reference is to|Printed in|No record of|A copy of th|For text,? see)",
    re.ASCII | re.IGNORECASE,
)


@rule("N112", Severity.WARNING, languages=ENGLISH,
    summary="A paragraph of the text reads like a footnote.",
    why="""The list of notes ends the transcription. A note that stands before it, or lacks the two
    spaces at the start of its line, is no note to any output.""",
    example="`3. Not printed.` between two paragraphs of the text.",
    remedy="move the line into the list of notes at the end, with two spaces before its number.",
)  # fmt: skip
def note_inside_text(view: View) -> Iterator[Finding]:
    for passage in view.plain.text_passages:
        if match := _NOTE.match(view.plain.text, passage.start):
            yield Finding(
                view.plain.span(*match.span()),
                f"“{match.group()}” reads like the beginning of a footnote inside the text",
            )


_SHORTEST_LONG = 1500


@rule("N115", Severity.INFO,
    summary="A footnote is longer than the text it belongs to.",
    why="""Text that stands below the list of notes is taken for a further paragraph of the last
    note.""",
    example="a list of two notes, and below it the second half of a letter.",
    remedy="put the list of notes at the end of the transcription.",
)  # fmt: skip
def note_longer_than_text(view: View) -> Iterator[Finding]:
    plain = view.plain
    for note_id, passages in plain.note_passages.items():
        length = passages[-1].end - passages[0].start
        if length > max(_SHORTEST_LONG, plain.text_end):
            yield Finding(
                plain.span_of(passages[0]),
                f"note {note_id.rpartition('fn')[2]} is longer than the text of the document",
                "see that no part of the text stands below the list of notes",
            )


_SHORTEST_TORN = 20
_SHOWN_END = 30


@rule("N113", Severity.WARNING,
    summary="A footnote ends in the middle of a sentence.",
    why="Its end was lost, or became part of something else, most often where a page breaks.",
    example="`See the report of the` as the whole of a note.",
    remedy="compare with the printed page and supply the end.",
)  # fmt: skip
def note_torn(view: View) -> Iterator[Finding]:
    for note_id, passages in view.plain.note_passages.items():
        last = passages[-1]
        words = view.plain.words(last).rstrip(" \t")
        is_long = len(words) >= _SHORTEST_TORN and type(last.node) is model.Paragraph
        if is_long and (words[-1].islower() or words[-1] in ",;"):
            end = last.start + len(words)
            yield Finding(
                view.plain.span(end - 1, end),
                f"note {note_id.rpartition('fn')[2]} ends in the middle of a sentence, "
                f"with “…{words[-_SHOWN_END:]}”",
            )


_LETTER = re.compile(r"[^\W\d_]")
_SHOWN_LETTERLESS = 20


@rule("N121", Severity.WARNING,
    summary="A footnote holds no letter.",
    why="Its text was lost; a number or a stop alone says nothing to a reader.",
    example="`3. .` as the whole of a note.",
    remedy="compare with the printed page and supply the text.",
)  # fmt: skip
def note_without_letters(view: View) -> Iterator[Finding]:
    plain = view.plain
    for note in view.facts.notes:
        passages = plain.note_passages.get(note.id, ())
        words = plain.text[passages[0].start : passages[-1].end] if passages else ""
        if words.strip(" \t\n") and not _LETTER.search(words):
            yield Finding(
                note.span, f"note {note.label} holds no letter, only “{words[:_SHOWN_LETTERLESS]}”"
            )

"""Rules on the form in which a text was handed in."""

from __future__ import annotations

import re
from collections.abc import Iterator
from itertools import islice

from pipeline.encode.context import Context
from pipeline.encode.doubt.unsigned import leads_into_text
from pipeline.encode.forms import settings
from pipeline.encode.forms.lists import item_lines, runs_of
from pipeline.encode.forms.markers import Candidates
from pipeline.encode.forms.settings import NUMBER, MarkerForm
from pipeline.model.diagnostics import Finding, Severity, rule
from pipeline.model.document import Span
from pipeline.model.form import Form

_ABOVE_LIST = re.compile(
    r"^(?P<head>[^\n]{3,40})\n+(?=[ \t]{0,8}[\[(^/{<]?(?:[1¹]|[*aAiI](?!\w)))", re.MULTILINE
)
_LISTED = 3
_LOOKED_AT = 60
_LEAST = 2
_MOST = 30
_HEAD = re.compile(
    r"^[ \t]*(?:Foot|End)?[Nn]otes?[.:]?[ \t]*$|^[ \t]*(?:FOOT|END)?NOTES[.:]?[ \t]*$", re.MULTILINE
)


@rule("F001", Severity.INFO,
    summary="Notes, markers or pages are written in another form than the usual one.",
    why="""The same text is handed in in many forms: notes under each page, numbers in brackets,
    page numbers on lines of their own. A form that is recognized is read like the usual one; what
    was taken away of brackets and the like stands in the header of the TEI.""",
    example="`[1] See` at the end and `word[1]` in the text.",
    remedy="""Nothing is to be done where the form was recognized rightly. Otherwise write the text
    in the usual form, which `docs/transcribing.md` describes.""",
)  # fmt: skip
def form_recognized(context: Context) -> Iterator[Finding]:
    form = context.source.form
    if form is not None and form.words and not form.doubt:
        yield Finding(
            form.place,
            f"the text was read as having {form.words}",
            "nothing is to be done if that is right; docs/transcribing.md shows the usual form",
        )


@rule("F002", Severity.WARNING,
    summary="What was taken for the form of this text may be text.",
    why="""Lines without numbers at the end of a text may be notes whose numbers were lost in
    copying from a browser, or simply lines; a number in brackets may be a page, or belong to
    the text.""",
    example="four markers in the text, and four lines without numbers at its end.",
    remedy="""To settle it, compare with the source. Below `[form]` in `edition.toml`,
    `read = ["d7"]` says that d7 was read rightly, `usual = ["d7"]` that it is taken as it stands.
    `edition tidy` writes what was read in the usual form.""",
)  # fmt: skip
def form_in_doubt(context: Context) -> Iterator[Finding]:
    form = context.source.form
    if form is not None and form.doubt:
        yield Finding(
            form.place,
            f"the text was read as having {form.words}; in doubt: {form.doubt}",
            "compare with the source, and write below [form] in edition.toml "
            f'read = ["{form.document}"] if it is right, or usual = ["{form.document}"] to take '
            "the text as it stands" + _of_hyphens(form),
        )


def _of_hyphens(form: Form) -> str:
    return (
        f', or hyphens = ["{form.document}"] to keep all hyphens at line ends'
        if "hyphen" in form.doubt
        else ""
    )


@rule("F003", Severity.WARNING,
    summary="There are markers or a head of notes, but no notes were found.",
    why="""Markers without notes are printed as they stand, brackets and all, and whoever reads
    them looks for notes that are not there. Notes in a form that is not recognized
    become paragraphs.""",
    example="`word[1]` and `word[2]`, and no list at the end.",
    remedy="""add the notes as a list at the end; `docs/transcribing.md` shows how. If the source
    has none, let the finding stand with `[[allow]]`.""",
)  # fmt: skip
def notes_not_recognized(context: Context) -> Iterator[Finding]:
    if context.found.notes is not None:
        return
    found = _markers_in_turn(context.text)
    if found is not None:
        form, spans = found
        yield Finding(
            spans[0],
            f"{len(spans)} markers of the form {form.name} stand in the text, but no notes were "
            "found",
            "add the notes as a list at the end, “  1. See”, or say why there are none",
            tuple(("another one", span) for span in spans[1:4]),
        )
        return
    head = _HEAD.search(context.text)
    if head and context.text[head.end() :].strip():
        yield Finding(
            head.span(),
            "this looks like the head of a list of notes, but no notes were found",
            "write the notes as a list at the end, “  1. See”, and set their markers behind words",
        )
        return
    listed = _list_without_markers(context.text) or _list_with_weak_markers(context.text)
    listed = listed or _called_lines(context.text)
    if listed is not None:
        yield Finding(
            listed,
            "this looks like a list of notes, but the text has no markers of them",
            "set the number of each note behind the word it belongs to, or say why there are none",
        )


def _list_with_weak_markers(text: str) -> Span | None:
    """Find numbered lines that close the text, where numbers above them may be markers.

    No blank line parts them, as it would paragraphs.
    """
    start = text.rstrip().rfind("\n\n") + 2
    forms = settings.known_forms()
    lines = item_lines(text[start:])
    for form in (*forms.notes, *forms.lettered):
        runs = runs_of(text[start:], form, lines) if form.pattern.match(text, start) else []
        least = 1 if form.marker == "word(1)" else _LEAST
        if len(runs) == 1 and len(runs[0].items) >= least and runs[0].span[0] == 0:
            labels = runs[0].labels
            candidates = Candidates(text, forms)
            weak = (one for one in candidates.forms if one.is_weak)
            if any(candidates.of(one).in_turn((0, start), labels) == len(labels) for one in weak):
                return start, start + runs[0].span[1]
    return None


def _called_lines(text: str) -> Span | None:
    """Find closing lines of which each begins with what leads into the text above them.

    Whatever the labels are, words or numbers with points, a note is called by its own, which
    stands behind a word. It may also begin with the words that it belongs to. Each look goes
    through the whole text, so that only the first of many lines are looked at.
    """
    for is_led in (_is_called, leads_into_text):
        stop = len(text.rstrip())
        start = text.rfind("\n\n", 0, stop) + 2
        for _ in range(_LOOKED_AT):
            above = text.rfind("\n\n", 0, start - 2) + 2
            if above <= 1 or not is_led(text, above, above):
                break
            start = above
        begins = islice(_LINE_BEGIN.finditer(text, start, stop), _LOOKED_AT)
        lines = [match.start() for match in begins]
        if len(lines) >= _LEAST and all(is_led(text, line, start) for line in lines):
            return start, stop
    return None


def _is_called(text: str, line: int, _above: int) -> bool:
    """Tell whether the label that begins a line, with its signs or without, is glued to a word."""
    found = _FIRST.match(text, line)
    if found is None:
        return False
    label, core = found.group(), found["core"]
    is_short = core.isalpha() and len(core) < _LISTED and label[-1] not in ")]"
    is_short = is_short and core[0].islower() and not _ROMAN.issuperset(core)
    if core.isdecimal() or is_short:  # numbered paragraphs; a word of the text may end so
        return False
    shown = f"(?:{re.escape(label)}|{re.escape(core)})"
    letters = "[a-zß-ÿ0-9]" if core.isalpha() else r"[^\W_]"  # no “A” is called in “USA”
    behind = rf"(?<={letters}|[.,;:!?)”]){shown}(?!\w)"
    if label[0] in "([{<^/" or label[-1] in ")]":
        behind += rf"|(?<=\S ){re.escape(label)}"
    return re.compile(behind).search(text, 0, line) is not None


_ROMAN = frozenset("ivx")
_LINE_BEGIN = re.compile(r"^(?=\S)", re.MULTILINE)
_FIRST = re.compile(
    r"(?:(?:Foot|End)?[Nn]ote |Fn\. |Anm\. )?[\[({<^/]?(?P<core>[^\s\[\](){}<>^/]{1,8}?)"
    r"[\])}>^/.:]{0,2}(?=[ \t])"
)


def _list_without_markers(text: str) -> Span | None:
    """Find numbered lines below a rule or a head that close the text."""
    forms = settings.known_forms()
    for line in _ABOVE_LIST.finditer(text):
        if not forms.head.fullmatch(line["head"].strip()):
            continue
        below = text[line.end() :]
        lines = item_lines(below)
        for form in (*forms.notes, *forms.lettered):
            runs = runs_of(below, form, lines) if form.pattern.match(below) else []
            if len(runs) == 1 and len(runs[0].items) >= _LISTED:
                start, end = runs[0].span
                if start == 0 and not below[end:].strip():
                    return line.end(), line.end() + end
    return None


def _markers_in_turn(text: str) -> tuple[MarkerForm, list[Span]] | None:
    """Find markers that count 1, 2, 3 in a form that nothing else has."""
    candidates = Candidates(text, settings.known_forms())
    for form in candidates.forms:
        if form.kind != NUMBER or not form.is_sure:
            continue
        places = candidates.of(form)
        count = places.in_turn((0, len(text)), _LABELS)
        found = [one for one in places.all if one.label.isdecimal()]
        least = 1 if found and _begins_line(text, found[0].whole) else _LEAST
        if count >= least and count == len({one.label for one in found}):
            return form, [one.whole for one in found]
    return None


def _begins_line(text: str, marker: Span) -> bool:
    """Tell whether a line below a marker begins with the same, behind other signs or none."""
    printed = re.escape(text[slice(*marker)].strip())
    return re.compile(rf"\n[^\w\n]*?{printed}").search(text, marker[1]) is not None


_LABELS = [str(number) for number in range(1, _MOST)]

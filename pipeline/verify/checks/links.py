"""What can be wrong with the links of an output."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.diagnostics import Finding, Rule, Severity
from pipeline.verify.checks.words import finding, findings_of, marks_of, place
from pipeline.verify.differences import Differences, MarkFault
from pipeline.verify.reading import MarkKind


def _check_link_missing(differences: Differences) -> Iterator[Finding]:
    for mark in marks_of(differences, MarkFault.MISSING, MarkKind.LINK):
        yield finding(mark.span, f"the link to {mark.mark.value} is missing at {place(mark)}")


LINK_MISSING = Rule(
    "O401", "link-missing", Severity.ERROR, check=_check_link_missing,
    summary="A reference is no link in the output though its target is in the edition.",
    why="The reference was proved; a reader should be able to follow it in every output.",
    example="`document No. 8` is plain text, and document 8 is in the same volume.",
    remedy="""Nothing needs mending in the transcription; the fault is the program's, so please
    report it with the transcription.""",
)  # fmt: skip


def _check_link_added(differences: Differences) -> Iterator[Finding]:
    for mark in marks_of(differences, MarkFault.ADDED, MarkKind.LINK):
        yield finding(mark.span, f"there is a link to {mark.mark.value} at {place(mark)}")


LINK_ADDED = Rule(
    "O402", "link-added", Severity.ERROR, check=_check_link_added,
    summary="The output has a link that the transcription does not have.",
    why="Such a link says that the editors refer to something they never named.",
    example="a reference to another volume has become a link into this one.",
    remedy="""Nothing needs mending in the transcription; the fault is the program's, so please
    report it with the transcription.""",
)  # fmt: skip


def _check_link_wrong(differences: Differences) -> Iterator[Finding]:
    for mark in marks_of(differences, MarkFault.OTHER, MarkKind.LINK):
        if mark.found is not None:
            message = f"the link to {mark.mark.value} leads to {mark.found.value}"
            yield finding(mark.span, f"{message} at {place(mark)}")
    for mark in marks_of(differences, MarkFault.MOVED, MarkKind.LINK):
        message = f"the link to {mark.mark.value} covers other words than {place(mark)}"
        yield finding(mark.span, message)


LINK_WRONG = Rule(
    "O403", "link-wrong", Severity.ERROR, check=_check_link_wrong,
    summary="A link leads elsewhere than it should, or covers other words.",
    why="""A reader who follows it arrives at another document and takes it for the one that is
    meant.""",
    example="`document No. 8` leads to document 9.",
    remedy="""Nothing needs mending in the transcription; the fault is the program's, so please
    report it with the transcription.""",
)  # fmt: skip


def _check_link_broken(differences: Differences) -> Iterator[Finding]:
    said = {
        MarkFault.MISSING: "links to {} do not arrive: its place is not marked at {}",
        MarkFault.ADDED: "links to {} can arrive at a wrong place: {}",
        MarkFault.MOVED: "links to {} arrive at a wrong place and not at {}",
        MarkFault.OTHER: "links to {} do not arrive: something else is marked at {}",
    }
    yield from findings_of(differences, MarkKind.ANCHOR, said)


LINK_BROKEN = Rule(
    "O404", "link-broken", Severity.ERROR, check=_check_link_broken,
    summary="Links cannot arrive at a document, note or page of the output.",
    why="Every link into the edition needs its target, once and at the right place.",
    example="links to page 12 lead nowhere, since the output has no bookmark of that name.",
    remedy="""Nothing needs mending in the transcription; the fault is the program's, so please
    report it with the transcription.""",
)  # fmt: skip

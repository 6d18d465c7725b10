"""What can be wrong with the links of an output."""

from __future__ import annotations

from functools import partial

from pipeline.model.diagnostics import Rule, Severity
from pipeline.verify.checks.words import OURS, findings_of
from pipeline.verify.differences import MarkFault
from pipeline.verify.reading import MarkKind

_LINK = {MarkKind.LINK}


LINK_MISSING = Rule(
    "O401", "link-missing", Severity.ERROR,
    summary="A reference is no link in the output though its target is in the edition.",
    why="The reference was proved; a reader should be able to follow it in every output.",
    example="`document No. 8` is plain text, and document 8 is in the same volume.",
    remedy=OURS,
    check=partial(findings_of, kinds=_LINK, said={
        MarkFault.MISSING: "the link to {value} is missing at {place}",
    }),
)  # fmt: skip


LINK_ADDED = Rule(
    "O402", "link-added", Severity.ERROR,
    summary="The output has a link that the transcription does not have.",
    why="Such a link says that the editors refer to something they never named.",
    example="a reference to another volume has become a link into this one.",
    remedy=OURS,
    check=partial(findings_of, kinds=_LINK, said={
        MarkFault.ADDED: "there is a link to {value} at {place}",
    }),
)  # fmt: skip


LINK_WRONG = Rule(
    "O403", "link-wrong", Severity.ERROR,
    summary="A link leads elsewhere than it should, or covers other words.",
    why="""A reader who follows it arrives at another document and takes it for the one that is
    meant.""",
    example="`document No. 8` leads to document 9.",
    remedy=OURS,
    check=partial(findings_of, kinds=_LINK, said={
        MarkFault.OTHER: "the link to {value} leads to {found} at {place}",
        MarkFault.MOVED: "the link to {value} covers other words than {place}",
    }),
)  # fmt: skip


LINK_BROKEN = Rule(
    "O404", "link-broken", Severity.ERROR,
    summary="Links cannot arrive at a document, note or page of the output.",
    why="Every link into the edition needs its target, once and at the right place.",
    example="links to page 12 lead nowhere, since the output has no bookmark of that name.",
    remedy=OURS,
    check=partial(findings_of, kinds={MarkKind.ANCHOR}, said={
        MarkFault.MISSING: "links to {value} do not arrive: its place is not marked at {place}",
        MarkFault.ADDED: "links to {value} can arrive at a wrong place: {place}",
        MarkFault.MOVED: "links to {value} arrive at a wrong place and not at {place}",
        MarkFault.OTHER: "links to {value} do not arrive: something else is marked at {place}",
    }),
)  # fmt: skip

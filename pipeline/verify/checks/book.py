"""What can be wrong with an output as a whole."""

from __future__ import annotations

from collections.abc import Iterator

from pipeline.model.diagnostics import Finding, Message, Severity, rule
from pipeline.model.document import NOWHERE
from pipeline.verify.about import FactDifference
from pipeline.verify.checks.words import OURS
from pipeline.verify.contents import ContentsEntry, EntryDifference
from pipeline.verify.differences import Differences, MarkFault


@rule("O001", Severity.ERROR,
    summary="A document is missing from the output, stands in it twice or at another place.",
    why="""A volume whose order changed cannot be cited, and one that lacks a document is no
    edition.""",
    example="the output of an edition of 12 documents holds 11.",
    remedy="""build the document on its own and look whether its output is complete; the fault is
    the program's, so please report it with the transcription.""",
)  # fmt: skip
def document_missing_or_misplaced(differences: Differences) -> Iterator[Finding]:
    said = {
        MarkFault.MISSING: "is missing from the output",
        MarkFault.ADDED: "stands more than once in the output",
        MarkFault.MOVED: "stands at another place in the output than in the edition",
    }
    if differences.document in said:
        what = f"document {differences.document_id} {said[differences.document]}"
        yield Finding(differences.span, what)


def contents_wrong(one: EntryDifference) -> Finding:
    """Say where a table of contents is not that of the book."""
    if one.found is None:
        said = f"lacks {_shown(one.wanted)}"
    elif one.wanted is None:
        said = f"has {_shown(one.found)}, which does not belong there"
    else:
        said = f"has {_shown(one.found)} in place of {_shown(one.wanted)}"
    return Finding(NOWHERE, f"{one.where} {said}")


CONTENTS_WRONG = Message(
    "O405", "contents-wrong", Severity.ERROR,
    summary="The table of contents is not that of the book.",
    why="""It must lead to every part, chapter and document once, in their order, in the words of
    their headings and as deep as they stand: it is what a reader takes the plan of the edition
    from.""",
    example="a chapter stands beside its part and not below it.",
    remedy=OURS,
)  # fmt: skip


def metadata_changed(one: FactDifference) -> Finding:
    """Say which field of the metadata differs in an output."""
    wanted, found = (" / ".join(values) or "nothing" for values in (one.wanted, one.found))
    return Finding(NOWHERE, f"{one.where}: {one.name} is “{found}” and not “{wanted}”")


METADATA_CHANGED = Message(
    "O501", "metadata-changed", Severity.ERROR,
    summary="What the output says of the edition is not what `edition.toml` says.",
    why="""Catalogues, shops and readers know the edition by its title, editors, publisher, date,
    identifiers, rights and language.""",
    example="""the properties of a file give `Papers of the Harbor` for its title, and it is `Papers
    of the Harbour`.""",
    remedy="""Nothing needs mending in the edition; the fault is the program's, so please report it
    with `edition.toml`.""",
)  # fmt: skip


def edition_file_differs(wanted: str, found: str) -> Finding:
    """Say that ``found`` stands in the edition as one TEI file where ``wanted`` should."""
    what = f"{wanted} is not as it is in the book" if wanted == found else f"{found} stands there"
    place = "" if wanted == found else f" where {wanted} should stand"
    return Finding(NOWHERE, f"in the edition as one TEI file {what}{place}")


EDITION_FILE_DIFFERS = Message(
    "O502", "edition-file-differs", Severity.ERROR,
    summary="The edition as one TEI file is not what its texts are, or has them in another order.",
    why="""It is the form in which an edition is kept and goes into the PDF, so it must hold all
    that the files of the single texts hold, in the parts and chapters of the book.""",
    example="a document stands in another chapter than `edition.toml` says.",
    remedy=OURS,
)  # fmt: skip


def letters_file_differs(wanted: str, found: str) -> Finding:
    """Say that ``found`` stands in the file of letters where ``wanted`` should."""
    said = f"{found} stands there where {wanted} should stand"
    if wanted == found:
        said = f"{wanted} has another kind of name, or other addresses than the authority files"
    return Finding(NOWHERE, f"in the file of letters (cmif.xml) {said}")


LETTERS_FILE_DIFFERS = Message(
    "O504", "letters-file-differs", Severity.ERROR,
    summary="The file of letters (cmif.xml) says of a letter what the TEI does not.",
    why="""Services for letters collect the file and read nothing else of the edition, so a letter
    that is missing or wrong in it is so for all who look there.""",
    example="the file names 11 letters of an edition of 12.",
    remedy=OURS,
)  # fmt: skip


def _shown(entry: ContentsEntry | None) -> str:
    if entry is None:
        return "nothing"
    return f"“{entry.words}” at level {entry.level}, leading to {entry.target}"

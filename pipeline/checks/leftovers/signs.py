"""Signs and lines of the printed page or of another program that were left in."""

from __future__ import annotations

import html
import re
from collections.abc import Iterator

from pipeline.checks.fixes import mended
from pipeline.checks.proof import Proof, once, shown
from pipeline.checks.rule import rule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Mending, Severity
from pipeline.model.document import Span

_MARKUP_LEFT_IN = re.compile(
    r"&(?:[A-Za-z]{2,8}|#[0-9]{2,6}|#x[0-9A-Fa-f]{2,6});"
    r"|</?(?:p|i|b|em|hi|br|sup|sub|span|div|note|pb|a|u|strong)(?: [^<>\n]{0,80})?/?>"
    r"|\\(?:u[0-9A-Fa-f]{4}|x[0-9A-Fa-f]{2})"
)


@rule("T175", Severity.WARNING,
    summary="A tag or an entity of HTML or XML, or an escape of a program, stands in the text.",
    why="A transcription is plain text; what looks like markup is printed as it stands.",
    example="`Ministry of Trade &amp; Industry`; `<i>Ibid.</i>`; `isn\\u2019t`",
    remedy="write the character that is meant, and take tags out.",
)  # fmt: skip
def markup_left_in(view: View) -> Iterator[Finding]:
    proof = view.proof
    if any(sign in proof.source.text for sign in "&<\\"):
        for match, span in proof.find_raw(_MARKUP_LEFT_IN):
            kind = "an escape of a program" if match[0][0] == "\\" else "markup of HTML or XML"
            yield Finding(
                span, f"“{match.group()}” looks like {kind}", fix=_fix(proof, span, match.group())
            )


def _fix(proof: Proof, span: Span, markup: str) -> Mending | None:
    """Write the character that is meant; what a tag says is not to be taken away."""
    meant = chr(int(markup.lstrip("\\ux"), 16)) if markup[0] == "\\" else html.unescape(markup)
    certain = len(meant) == 1 and meant.isprintable()
    return mended(proof, span, markup, meant) if certain else None


_REMARKS = ("TODO", "FIXME", "TBD", "TBC")
_BUTTONS = ("[edit]", "[citation needed]", "[hide]", "[clarification needed]")
_REMARK_LEFT_IN = re.compile(
    rf"\b(?:{'|'.join(_REMARKS)})\b|[?]{{3,}}|[\[(][?]{{2,}}[\])]"
    rf"|{'|'.join(map(re.escape, _BUTTONS))}"
)


@rule("T173", Severity.WARNING,
    summary="What somebody noted while working on the text stands in it.",
    why="""It is printed as if the page had it. Of 19,000 published documents one has `???`, and
    none any of the others.""",
    example="`the keeper TODO of the light`; `the lamp was ??? in May`; `[edit]` of a web page.",
    remedy="""settle what is open and take the remark out; what cannot be read is written as
    `[illegible]`. Where the page has it, nothing needs mending.""",
)  # fmt: skip
def remark_left_in(view: View) -> Iterator[Finding]:
    if not any(one in view.proof.prose for one in (*_REMARKS, *_BUTTONS, "??")):
        return
    for match, span in view.proof.find(_REMARK_LEFT_IN):
        yield Finding(
            span,
            f"“{match.group()}” looks like a remark on the text, and not like a part of it",
        )


_EMPHASIS_LEFT_IN = re.compile(
    r"(?<![\w*])([*]{2})(?=\w)[^*\n\x1e]{1,80}(?<=\w)[*]{2}(?![\w*])|(?<![\w_])_(?=[A-Za-z])[^_\n\x1e]{1,80}(?<=[A-Za-z.,])_(?![\w_])"
)


@rule("T176", Severity.INFO,
    summary="Words stand between underscores or double asterisks.",
    why="""They mark emphasis, and the tables that the edition names do not read them, so the marks
    are printed as they stand. It is said once a file.""",
    example="`_Ibid._` where `[marks]` names `loc` alone",
    remedy="add a table that reads them below `[marks]` in `edition.toml`, as `house`.",
)  # fmt: skip
def emphasis_left_in(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "_" not in proof.prose and "**" not in proof.prose:
        return
    found = list(proof.find(_EMPHASIS_LEFT_IN))
    yield from once(
        [span for _, span in found],
        f"“{shown(found[0][0].group()) if found else ''}” has marks of emphasis around it",
    )


# The text may be joined to it on either side, but no row of a table, which may end in figures.
_PAGE_NUMBER_LEFT_IN = re.compile(
    r"\n(?<=[\na-z.,;:!?”-]\n)([-–—~*=•·]{1,3} ?[0-9]{1,4} ?[-–—~*=•·]{1,3}|[Pp]age [0-9]{1,4}"
    r"|\[?[Pp][.] ?[0-9]{1,4}\]?|[1-9][0-9]{1,3})(?=\n\n?[^ \n])",
    re.ASCII,
)


@rule("T171", Severity.WARNING,
    summary="A line of its own looks like the number of a page.",
    why="""It was left in from the foot or the head of the printed page and would be printed in the
    middle of the text, while the page itself is missing.""",
    example="`- 334 -` between two paragraphs.",
    remedy="write `[Page 334]` where the page begins, or take the line out.",
)  # fmt: skip
def page_number_left_in(view: View) -> Iterator[Finding]:
    for match, _ in view.proof.find_raw(_PAGE_NUMBER_LEFT_IN):
        yield Finding(
            match.span(1),
            f"“{match[1]}” looks like the number of a page",
            f"write {view.page_mark('N')} where page N begins, or take the line out",
        )


_RUNNING_HEAD_LEFT_IN = re.compile(
    r"\n\n((?:([0-9]{1,4}) )?[A-Z][^a-z\n]{6,80}[^a-z\n –—-](?: ([0-9]{1,4}))?)(?=\n\n)", re.ASCII
)
_TITLE = re.compile("FOREIGN RELATIONS(?:,| [0-9O]|$)")


@rule("T172", Severity.WARNING,
    summary="A line of its own looks like the running head of a page.",
    why="""It was left in from the top of the printed page and would be printed in the middle of the
    text. Capitals alone do not make a running head; the number has to be that of a page the
    document stands on, or the title that of the series.""",
    example="`334 FOREIGN RELATIONS, 1945, VOLUME II` between two paragraphs.",
    remedy="take the line out, and write `[Page 334]` where the page begins.",
)  # fmt: skip
def running_head_left_in(view: View) -> Iterator[Finding]:
    for match, _ in view.proof.find_raw(_RUNNING_HEAD_LEFT_IN):
        if _TITLE.search(match[1]) or int(match[2] or match[3] or -1) in view.proof.pages:
            yield Finding(
                match.span(1),
                f"“{match[1]}” looks like the running head of a page",
                f"take the line out, and write {view.page_mark('N')} where page N begins",
            )

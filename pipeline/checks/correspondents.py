"""Who writes by the heading, and who signs."""

from __future__ import annotations

import re
from collections.abc import Iterator
from unicodedata import combining, normalize

from pipeline.checks.names import one_letter_apart
from pipeline.checks.plain_text import PlainText, Stretch
from pipeline.checks.rule import rule
from pipeline.checks.view import View
from pipeline.model import document as model
from pipeline.model.diagnostics import Finding, Severity

_KINDS = (
    r"(?:Letter|Note|Telegram|Message|Memorandum|Brief|Schreiben|Lettre|Lettera|Carta) "
    r"(?:[Ff]rom|by|[Vv]on|de|di) "
)
_NAME = r"[A-ZÀ-Þ][^\W\d_]*(?:[’'-][^\W\d_]+)*\.?"
_PARTICLES = r"von|van|de|der|di|da|du|la|le"
# "Letter From Ruth Ogle to …", "Mr. Gray to …"; "The President" has no name.
_WHOLE = re.compile(
    rf"(?:[0-9]+[a-z]?\. )?(?:{_KINDS})?(?!The )"
    rf"(?P<name>{_NAME}(?: (?:{_NAME}|{_PARTICLES})){{1,5}}?) (?:to|an|à|au|al|a|ad) (?=[^\W\d_])"
)
# "The Minister in Norway (Gray) to …" gives the family name alone.
_OFFICE = re.compile(r"[^()]{4,90}\((?P<name>[A-ZÀ-Þ][^\W\d_]+)\) to ")
_WORD = re.compile(r"[^\W\d_]+(?:[’'-][^\W\d_]+)*")
# Shorter words are initials; names that one letter tells apart are longer.
_SHORTEST, _SHORTEST_NEAR = 3, 4
# One name alone may be that by which a friend signs.
_FEWEST = 2
_SHOWN = 60


@rule("S146", Severity.WARNING,
    summary="The signature has another name than the writer in the heading, or another spelling.",
    why="""One of the two was misread, the heading is that of another letter, or the line is no
    signature. In 5,400 published documents with both, 26 spell a name in two ways, most by faults
    of recognition; eight name two persons, as where an author signs with a pen name.""",
    example="`Letter From Rufus Penn to the Clerk`, signed `Rufus Pehn` or `Barnabas Garrow`.",
    remedy="""compare both with the printed page; where the print has both, the text stays. If the
    line is no signature, say so with `edition decide --role`.""",
)  # fmt: skip
def signature_differs(view: View) -> Iterator[Finding]:
    plain = view.plain
    signed = [one for one in plain.main if isinstance(one.node, model.Signature)]
    heading = next((one for one in plain.main if isinstance(one.node, model.Heading)), None)
    if not signed or heading is None:
        return
    words = plain.words(heading)
    by_office = _OFFICE.match(words)
    named = by_office or _WHOLE.match(words)
    if named is None:
        return
    heads, signs = _names(named["name"]), _names(" ".join(map(plain.words, signed)))
    if any(one in other or other in one for one in heads for other in signs):
        return
    pairs = ((one, other) for one in heads for other in signs)
    if any(len(one) >= _SHORTEST_NEAR and one_letter_apart(one, other) for one, other in pairs):
        yield _finding(plain, heading, signed[0], named, "is spelt otherwise")
    elif heads and len(signs) >= _FEWEST and by_office is None:
        yield _finding(plain, heading, signed[0], named, "is another")


def _finding(
    plain: PlainText, heading: Stretch, signed: Stretch, named: re.Match[str], differing: str
) -> Finding:
    name = " ".join(plain.words(signed).split())[:_SHOWN]
    start = heading.start + named.start("name")
    return Finding(
        plain.span_of(signed),
        f"“{name}” signs, and the name in the heading, “{named['name']}”, {differing}",
        "compare both with the printed page; if the line is no signature, settle it with "
        "`edition decide FILE:LINE --role ROLE`",
        (("the heading", plain.span(start, start + len(named["name"]))),),
    )


def _names(words: str) -> list[str]:
    """Give the words with a capital, without accents and in small letters; no initials."""
    found = (word for word in _WORD.findall(words) if word[0].isupper() and len(word) >= _SHORTEST)
    return [
        "".join(c for c in normalize("NFKD", word) if not combining(c)).casefold() for word in found
    ]

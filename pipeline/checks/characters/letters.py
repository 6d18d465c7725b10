"""Letters and signs that stand for others."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator

from pipeline.checks.fixes import mended, misspelt, reworded
from pipeline.checks.proof import Proof
from pipeline.checks.rule import rule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity

_ACCENT_FOR_APOSTROPHE = re.compile(
    r"(?<=[A-Za-z])[`´ʹ′](?=[a-z]{1,2}\b)|(?<!\w)[`´](?=[A-Za-z])|(?<=[A-Za-z.,])[`´](?!\w)",
    re.ASCII,
)

# Elsewhere it may be a quotation mark.
_INSIDE = re.compile(r"(?<=[A-Za-z])[`´ʹ′](?=[a-z])")


@rule("T112", Severity.WARNING,
    summary="An accent or a prime stands where an apostrophe or a quotation mark belongs.",
    why="They look alike in some fonts, but a search for the word does not find it.",
    example="`don´t` for `don’t`; `the Minister´s` for `the Minister’s`.",
    remedy="write the apostrophe or the quotation mark that the text has elsewhere.",
)  # fmt: skip
def accent_for_apostrophe(view: View) -> Iterator[Finding]:
    proof = view.proof
    if "`" not in proof.source.text and proof.characters.isdisjoint("´ʹ′"):
        return
    for match, span in proof.find(_ACCENT_FOR_APOSTROPHE):
        code = f"U+{ord(match.group()):04X}"
        yield Finding(
            span,
            f"“{match.group()}” ({code}) is no apostrophe and no quotation mark",
            fix=mended(proof, span, match.group(), _apostrophe(proof))
            if _INSIDE.match(proof.prose, match.start())
            else None,
        )


def _apostrophe(proof: Proof) -> str:
    return "'" if "'" in proof.source.text and "’" not in proof.source.text else "’"


_LIGATURES = "ﬀﬁﬂﬃﬄﬅﬆ"


@rule("T109", Severity.WARNING,
    summary="A ligature as a single character.",
    why="""Ligatures are the font's business. A search for `office` does not find a word whose
    letters are one character.""",
    example="`oﬃce` (U+FB03) for `office`.",
    remedy="write the letters.",
)  # fmt: skip
def ligature_character(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.characters.isdisjoint(_LIGATURES):
        return
    for ligature in _LIGATURES:
        letters = unicodedata.normalize("NFKD", ligature)
        for span in proof.spans(ligature):
            yield Finding(
                span,
                f"U+{ord(ligature):04X} is a ligature for “{letters}”",
                f"write the letters: {letters}",
                fix=mended(proof, span, ligature, letters),
            )


@rule("T110", Severity.INFO,
    summary="A long s stands in the text.",
    why="""Prints of the eighteenth century have it; in later ones it is most often a misread f, and
    a search for the word with s does not find it.""",
    example="`Congreſs` for `Congress`.",
    remedy="write s, or f where the page has that.",
)  # fmt: skip
def long_s(view: View) -> Iterator[Finding]:
    proof = view.proof
    for span in proof.spans("ſ") if "ſ" in proof.characters else ():
        yield Finding(span, "there is a long s (U+017F)", fix=reworded(proof, span, "ſ", "s"))


_LOW_COMMA = re.compile(r"(?<=\w)[‚„](?= )")


@rule("T113", Severity.WARNING,
    summary="A low quotation mark stands where a comma belongs.",
    why="""The two can hardly be told apart on the page, but the sentence has lost its comma for
    every program.""",
    example="`London‚ May 2` with U+201A for the comma.",
    remedy="write a comma.",
)  # fmt: skip
def low_quote_for_comma(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.characters.isdisjoint("‚„"):
        return
    for match, span in proof.find(_LOW_COMMA):
        yield Finding(
            span,
            f"“{match.group()}” (U+{ord(match.group()):04X}) is a low quotation mark, no comma",
            fix=mended(proof, span, match.group(), ","),
        )


# Letters of Greek and Cyrillic beside Latin ones.
_OTHER = "\u0370-\u03ff\u0400-\u052f"
_LATIN = "A-Za-z\u00c0-\u024f"
_MIXED_SCRIPTS = re.compile(f"[{_LATIN}][{_OTHER}]|[{_OTHER}][{_LATIN}]")
_SIGNS = "µμΩ"


@rule("T111", Severity.WARNING,
    summary="Letters of two scripts in one word.",
    why="""Letters of Cyrillic or Greek look like Latin ones. No search finds such a word, and a
    person can be deceived by it.""",
    example="`Trеaty` with U+0435, a Cyrillic letter, for its first e.",
    remedy="write the word anew with the letters of one script.",
)  # fmt: skip
def mixed_scripts(view: View) -> Iterator[Finding]:
    proof = view.proof
    if not any("\u0370" <= character <= "\u052f" for character in proof.characters):
        return
    for word in sorted({*proof.plain, *proof.capitalized, *proof.unusual}):
        found = _MIXED_SCRIPTS.search(word)
        if found and not set(found.group()) & set(_SIGNS):
            message = f"“{word}” has letters of two scripts (“{found.group()}”)"
            yield from misspelt(proof, word, None, message)


_PRIVATE_USE_CHARACTER = re.compile("[\ue000-\uf8ff\U000f0000-\U0010ffff]")


@rule("T101", Severity.WARNING,
    summary="A character of a private-use area.",
    why="""What it looks like is agreed between one font and its users and nowhere else; every other
    font shows an empty box.""",
    example="U+E000 where an old font had a ligature.",
    remedy="look up the printed page and write the character that Unicode has for it.",
)  # fmt: skip
def private_use_character(view: View) -> Iterator[Finding]:
    if not any(map(_PRIVATE_USE_CHARACTER.match, view.proof.characters)):
        return
    for match, span in view.proof.find_raw(_PRIVATE_USE_CHARACTER):
        yield Finding(
            span, f"U+{ord(match.group()):04X} is a private-use character, which has no agreed form"
        )


@rule("T102", Severity.WARNING,
    summary="The replacement character U+FFFD stands in the text.",
    why="A program puts it where it could not decode a byte; the character that was there is lost.",
    example="`caf�` for `café`.",
    remedy="restore the character from the printed page.",
)  # fmt: skip
def replacement_character(view: View) -> Iterator[Finding]:
    if "\ufffd" in view.source.text:
        for span in view.proof.spans("\ufffd"):
            yield Finding(span, "U+FFFD stands for a character that was lost")


# UTF-8 read as Windows-1252: the first byte of a sequence and what its next byte becomes.
_LATER = "\x80-\xbf€‚ƒ„…†‡ˆ‰Š‹ŒŽ‘’“”•–—˜™š›œžŸ"
_UTF_8_MISREAD = re.compile(
    f"â[€„†‡ˆ‰][{_LATER}]?|ï[¬»¿][{_LATER}]?|[ÃÂ][\x80-\xbf€‚ƒ„†‡ˆ‰Š‹ŒŽ•˜™š›œžŸ]"
)


@rule("T103", Severity.WARNING,
    summary="""UTF-8 was read as Windows-1252 somewhere before, which left two or three odd
    characters.""",
    why="The text looks broken, and no search finds the word.",
    example="`cafÃ©` for `café`; `donâ€™t` for `don’t`.",
    remedy="write the character that was meant, or fetch the text again as UTF-8.",
)  # fmt: skip
def utf_8_misread(view: View) -> Iterator[Finding]:
    proof = view.proof
    if proof.characters.isdisjoint("âïÃÂ"):
        return
    for match, span in proof.find_raw(_UTF_8_MISREAD):
        text = match.group()
        meant = _meant(text)
        yield Finding(
            span,
            f"“{text}” looks like UTF-8 read as Windows-1252"
            + (f"; it may be “{meant}”" if meant else ""),
            fix=mended(proof, span, text, meant) if meant else None,
        )


def _meant(text: str) -> str:
    try:
        meant = text.encode("cp1252").decode()
    except UnicodeError:
        return ""
    return meant if meant.isprintable() else ""

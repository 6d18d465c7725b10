"""Words that are most likely misread."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from functools import cache, partial

from pipeline.checks.fixes import misspelt
from pipeline.checks.rule import ENGLISH, DocumentRule, rule
from pipeline.checks.view import View
from pipeline.model.diagnostics import Finding, Severity
from pipeline.model.tables import read_table


@cache
def _misread() -> Mapping[str, str]:
    table: dict[str, list[str]] = read_table(__file__, "misread_words.toml")
    return {wrong: right for right, wrongs in table.items() for wrong in wrongs}


def _word_listed(
    view: View, right: Callable[[], Mapping[str, str]], message: str
) -> Iterator[Finding]:
    """Yield each word of a table that gives what is ``right`` in its place.

    The message may name both as ``{0}`` and ``{1}``.
    """
    for word in view.proof.words(right().keys()):
        likely = right()[word]
        meant = likely[:1].upper() + likely[1:] if word.istitle() else likely
        yield from misspelt(view.proof, word, meant, message.format(word, likely))


WORD_MISREAD = DocumentRule(
    "T153", "word-misread", Severity.WARNING, languages=ENGLISH,
    summary="A word that recognition makes of a common one, and that is none itself.",
    why="h is read as b or li, n as u, m as rn, y as v: shapes that differ by a hair on the page.",
    example="`tbe` and `tlie` for `the`; `govemment` for `government`.",
    remedy="compare with the printed page and correct the word.",
    check=partial(
        _word_listed, right=_misread, message="“{0}” is probably a misreading of “{1}”"
    ),
)  # fmt: skip


@cache
def _joined() -> Mapping[str, str]:
    words: list[str] = read_table(__file__, "joined_words.toml")["words"]
    return {pair.replace(" ", ""): pair for pair in words}


WORDS_RUN_TOGETHER = DocumentRule(
    "T154", "words-run-together", Severity.WARNING, languages=ENGLISH,
    summary="Two common words stand without a space between them.",
    why="The space was lost at the end of a line or in recognition; no search finds the words.",
    example="`ofthe` for `of the`.",
    remedy="put the space in.",
    check=partial(_word_listed, right=_joined, message="“{0}” is probably “{1}”"),
)  # fmt: skip


# Capitals whose shape is that of the small letter.
_ALIKE = re.compile(r"[A-Z]?[a-z]+[CKOPSUVWXZ][a-z]+", re.ASCII)
_SMALL_FIRST = re.compile(r"[a-z][COSVWXZ][a-z]+|[a-z]{2,}[A-Z][a-z]*", re.ASCII)
# Prefixes to names, and those of names and telegrams.
_PREFIX = re.compile(
    r"(?:anti|ex|inter|mid|non|pan|post|pre|pro|trans|un|al|de|del|della|di|du|el|la|le|van|von"
    r"|my|our|re|ref|ur|your)[A-Z]",
    re.ASCII,
)


@rule("T155", Severity.INFO,
    summary="""A capital inside a word that begins small, or that the document has elsewhere without
    it.""",
    why="""Recognition mixes up letters whose capital has the same shape (C, O, S, V, W, X, Z), and
    loses spaces before capitals.""",
    example="`upOn` for `upon`; `SeCretary` in a document that has `Secretary`.",
    remedy="write the small letter or put the space in, as on the printed page.",
)  # fmt: skip
def capital_inside_word(view: View) -> Iterator[Finding]:
    proof = view.proof
    for word in proof.unusual:
        likely = word[:1] + word[1:].lower()
        is_known = likely in proof.plain or likely in proof.capitalized
        is_odd = _SMALL_FIRST.fullmatch(word) and not _PREFIX.match(word)
        if is_odd or (is_known and _ALIKE.fullmatch(word)):
            right = likely if is_known else None
            yield from misspelt(proof, word, right, f"“{word}” has a capital inside")


_TRIPLES = tuple(letter * 3 for letter in "cdeflmnoprst")
_WORD = re.compile(r"[A-Za-z][a-z]+", re.ASCII)


@rule("T156", Severity.WARNING, languages=ENGLISH,
    summary="A letter stands three times in a row.",
    why="No English word has that.",
    example="`committtee` for `committee`.",
    remedy="take one of the letters out, unless the printed page has all three.",
)  # fmt: skip
def letter_tripled(view: View) -> Iterator[Finding]:
    proof = view.proof
    text = "\n".join(map("\n".join, (proof.plain, proof.capitalized)))
    found = [triple for triple in _TRIPLES if triple in text]
    if not found:
        return
    for word in sorted(proof.plain | proof.capitalized):
        if any(triple in word for triple in found) and _WORD.fullmatch(word):
            message = f"“{word}” has a letter three times in a row"
            yield from misspelt(proof, word, _twice(word), message)


def _twice(word: str) -> str:
    for triple in _TRIPLES:
        word = word.replace(triple, triple[1:])
    return word


_CONTRACTIONS = (
    "don’t doesn’t didn’t isn’t wasn’t aren’t weren’t haven’t hasn’t hadn’t couldn’t wouldn’t "
    "shouldn’t you’re they’re we’ve you’ve they’ve"
)


@cache
def _contracted() -> Mapping[str, str]:
    return {word.replace("’", ""): word for word in _CONTRACTIONS.split(" ")}


CONTRACTION_WITHOUT_APOSTROPHE = DocumentRule(
    "T162", "contraction-without-apostrophe", Severity.WARNING, languages=ENGLISH,
    summary="A contraction has lost its apostrophe.",
    why="The apostrophe is small on the page and often lost in recognition.",
    example="`dont` for `don’t`.",
    remedy="put the apostrophe in, unless the page has none.",
    check=partial(_word_listed, right=_contracted, message="“{0}” has lost its apostrophe"),
)  # fmt: skip

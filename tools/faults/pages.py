"""Faults of page marks and of references."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from faults.transcription import (
    Edit,
    Fault,
    Kind,
    Place,
    Seed,
    Transcription,
    replaced,
    replacing,
)

_SPACE = re.compile(r"(?<=[a-z]) (?=[a-z])", re.ASCII)
_MISSPELT = ("[Pgae {}]", "[Pag {}]", "[Paeg {}]", "[page {}]", "[Page{}]", "[Pge {}]", "[Poge {}]")
_UNCLOSED = ("[Page {}", "Page {}]")


def _pages(text: Transcription) -> Sequence[Seed]:
    return [(place,) for place in range(len(text.pages))]


def _inner(text: Transcription) -> Sequence[Seed]:
    return _pages(text)[1:-1]


def _outer(text: Transcription) -> Sequence[Seed]:
    return sorted({*_pages(text)[:1], *_pages(text)[-1:]})


def _pairs(text: Transcription) -> Sequence[Seed]:
    return _pages(text)[:-1]


def _next(text: Transcription, place: int) -> tuple[Place, ...]:
    """The page mark after one, in this document or a later one."""
    if place + 1 < len(text.pages):
        return (text.at(*text.pages[place + 1][:2]),)
    return (text.next_page,) if text.next_page else ()


def _with_space(text: Transcription, place: int) -> tuple[int, int]:
    """The mark and what would stand double without it: a space, or a line and its blank line."""
    start, end, _ = text.pages[place]
    while text.text[end : end + 1] in {" ", "\n"} and text.text[start - 1 : start] in {
        "",
        text.text[end],
    }:
        end += 1
    return start, end


def _drop(text: Transcription, seed: Seed, _: Random) -> Fault:
    start, end = _with_space(text, seed[0])
    return Fault((Edit(start, end),), (text.at(start, start), *_next(text, seed[0])))


def _double(text: Transcription, seed: Seed, random: Random) -> Fault | None:
    start, end, number = text.pages[seed[0]]
    again = text.draw(_SPACE, random)
    if again is None:
        return None
    edit = Edit(again, again, f" [Page {number}]")
    return Fault((edit,), (text.at(again), text.at(start, end)))


def _reverse(text: Transcription, seed: Seed, _: Random) -> Fault:
    one, other = text.pages[seed[0]], text.pages[seed[0] + 1]
    edits = (
        Edit(one[0], one[1], f"[Page {other[2]}]"),
        Edit(other[0], other[1], f"[Page {one[2]}]"),
    )
    return Fault(edits, (text.at(*one[:2]), text.at(*other[:2])))


def _misnumber(text: Transcription, seed: Seed, random: Random) -> Fault:
    start, end, number = text.pages[seed[0]]
    place = random.randrange(len(number))
    figure = random.choice([f for f in "123456789" if f != number[place]])
    changed = f"[Page {number[:place]}{figure}{number[place + 1 :]}]"
    return Fault((Edit(start, end, changed),), (text.at(start, end), *_next(text, seed[0])))


def _misspell(text: Transcription, seed: Seed, random: Random) -> Fault:
    start, end, number = text.pages[seed[0]]
    return replaced(text, (start, end), random.choice(_MISSPELT).format(number))


def _unclose(text: Transcription, seed: Seed, random: Random) -> Fault:
    start, end, number = text.pages[seed[0]]
    return replaced(text, (start, end), random.choice(_UNCLOSED).format(number))


def _before_words(text: Transcription) -> Sequence[Seed]:
    return [
        (place,)
        for place, (_, end, _) in enumerate(text.pages)
        if re.match(r" [a-z]{6}", text.text[end : end + 7])
    ]


def _into_word(text: Transcription, seed: Seed, random: Random) -> Fault:
    start, end, number = text.pages[seed[0]]
    inside = end + random.choice((3, 4, 5))
    return Fault(
        (Edit(start, end + 1), Edit(inside, inside, f"[Page {number}]")), (text.at(start, inside),)
    )


_DOCUMENT = re.compile(r"#d([0-9]+)", re.ASCII)
_NOTE = re.compile(r"#d[0-9]+fn([0-9]+)", re.ASCII)
_TURNED = {"above": "below", "below": "above"}


def _printed(pattern: re.Pattern[str], text: Transcription, *, own: bool) -> Sequence[Seed]:
    """The number in each reference of one form, as it is printed."""
    found = []
    for one in text.references:
        match = pattern.fullmatch(one.target)
        if match is None or not one.owner or (one.owner == text.id and not own):
            continue
        number = re.search(rf"(?<![0-9]){match[1]}(?![0-9])", text.text[one.start : one.end])
        if number:
            found.append((one.start + number.start(), one.start + number.end()))
    return found


def _to_documents(text: Transcription) -> Sequence[Seed]:
    return _printed(_DOCUMENT, text, own=False) if text.last else ()


def _to_notes(text: Transcription) -> Sequence[Seed]:
    return _printed(_NOTE, text, own=True)


def _to_absent(text: Transcription, seed: Seed, random: Random) -> Fault:
    return replaced(text, seed, str(text.last + random.randint(1, 300)))


def _to_itself(text: Transcription, seed: Seed, _: Random) -> Fault | None:
    own = text.id.removeprefix("d")
    return replaced(text, seed, own) if own.isdecimal() else None


def _to_absent_note(text: Transcription, seed: Seed, random: Random) -> Fault:
    return replaced(text, seed, str(random.randint(201, 299)))


_RANGE = re.compile(
    r"(?:pp\.|[Pp]ages|Documents|Nos\.|[Ff]ootnotes) ([0-9]+)–([0-9]+)(?![0-9/–-])", re.ASCII
)


def _ranges(text: Transcription) -> Sequence[Seed]:
    found = []
    for match in text.find(_RANGE):
        shared = match[1][: max(len(match[1]) - len(match[2]), 0)]
        if int(shared + match[2]) > int(match[1]):
            found.append((*match.span(1), *match.span(2)))
    return found


def _turn_range(text: Transcription, seed: Seed, _: Random) -> Fault:
    """Change the two numbers round; what the second leaves out stays left out."""
    first, last = text.text[slice(*seed[:2])], text.text[slice(*seed[2:])]
    kept = first[: len(first) - len(last)]
    edits = (Edit(seed[0], seed[1], kept + last), Edit(seed[2], seed[3], first[len(kept) :]))
    return Fault(edits, (text.at(seed[0], seed[3]),))


_SIDE = re.compile(r"\b[Ff]ootnote [0-9]{1,4},? (above|below)(?=[.,;)])", re.ASCII)


def _sides(text: Transcription) -> Sequence[Seed]:
    return [match.span(1) for match in _SIDE.finditer(text.text, text.end) if text.notes]


def _turn(word: str, _: Random) -> str:
    return _TURNED[word]


UNKNOWABLE = Kind(
    "first or last page break of a document dropped",
    ("P103", "P116"),
    "Only where an edition marks nearly every page can one be missed: published texts leave out "
    "breaks between documents. Not counted.",
    _outer,
    _drop,
)
PAGE_KINDS = (
    Kind("page break dropped between two others", ("P103",),
         "A page is missing: at the next page break.", _inner, _drop),
    Kind("page break doubled", ("P101", "P102", "P114"),
         "The page begins twice: at either break.", _pages, _double),
    Kind("two page breaks reversed", ("P101",), "The number falls: at either break.",
         _pairs, _reverse),
    Kind("page number changed", ("P101", "P102", "P103", "P105", "P115", "P116"),
         "The number jumps, falls or comes twice: at the break or the next.", _pages, _misnumber),
    Kind("page mark misspelt", ("P106",), "At the mark.", _pages, _misspell),
    Kind("page mark without a bracket", ("P107",), "At the mark.", _pages, _unclose),
    Kind("page break moved into a word", ("P110",), "At the mark.", _before_words, _into_word),
)  # fmt: skip
REFERENCE_KINDS = (
    Kind("reference to an absent document", ("X101", "X102"),
         "The target is not in the volume; it may be in a part not handed in.",
         _to_documents, _to_absent),
    Kind("reference to its own document", ("X103",), "At the reference.",
         _to_documents, _to_itself),
    Kind("reference to an absent footnote", ("X101",), "At the reference.",
         _to_notes, _to_absent_note),
    Kind("range turned round", ("X106",), "At the range.", _ranges, _turn_range),
    Kind("footnote sought on the wrong side", ("X115",),
         "“Above” stands for “below”: at the reference.", _sides, replacing(_turn)),
)  # fmt: skip

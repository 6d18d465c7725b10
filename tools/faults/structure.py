"""Faults of documents, headings, datelines, paragraphs and tables."""

from __future__ import annotations

import re
from calendar import monthrange
from collections.abc import Sequence
from random import Random

from faults.transcription import Edit, Fault, Kind, Seed, Transcription, replaced, spans_of

_MONTHS = (
    "January", "February", "March", "April", "May", "June", "July", "August", "September",
    "October", "November", "December",
)  # fmt: skip
_DAYS = ("Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday")
_NUMBER = re.compile(r"(?:No\. )?([0-9]+)\.? ?\n?", re.ASCII)
_DATE = re.compile(rf"({'|'.join(_MONTHS)}) ([0-9]{{1,2}}), ([0-9]{{4}})", re.ASCII)
_WEEKDAY = rf"\b(?P<at>{'|'.join(_DAYS)}),? (?:{'|'.join(_MONTHS)}) [0-9]{{1,2}},? [0-9]{{4}}"
_SENTENCE_SPACE = r"(?<=[a-z]) (?=[a-z])"
_CLOSINGS = re.compile(
    r"^(?:Sincerely|Sincerely yours|Yours sincerely|Respectfully|Faithfully yours|Cordially|"
    r"Respectfully yours|Very truly yours|With warm regards),[0-9]{0,2}\n\n?([^\n]+)\n",
    re.ASCII | re.MULTILINE,
)
_HALF = 60
_TABS = re.compile("\t\t")


def _heading_number(text: Transcription) -> Sequence[Seed]:
    match = _NUMBER.match(text.text, text.heading[0])
    return [(*match.span(), *match.span(1))] if match and text.is_numbered else ()


def _misnumber(text: Transcription, seed: Seed, random: Random) -> Fault:
    number = text.text[seed[2] : seed[3]]
    other = random.choice([n for n in range(1, max(text.last, 2) + 1) if n != int(number)])
    return replaced(text, seed[2:4], str(other))


def _unnumber(text: Transcription, seed: Seed, _: Random) -> Fault:
    return Fault((Edit(seed[0], seed[1]),), (text.at(seed[0]),))


def _heading(text: Transcription) -> Sequence[Seed]:
    return [text.heading] if text.is_numbered else ()


def _drop_heading(text: Transcription, seed: Seed, _: Random) -> Fault:
    end = seed[1]
    while text.text[end : end + 1] == "\n":
        end += 1
    return Fault((Edit(seed[0], end),), (text.at(0), text.at(seed[0])))


def _followed(text: Transcription) -> Sequence[Seed]:
    return [(len(text.text),)] if text.next and text.is_numbered else ()


def _join(text: Transcription, seed: Seed, _: Random) -> Fault:
    """Put the next document below this one; its heading is where the fault shows."""
    name, more = text.next or ("", "")
    body = text.text.rstrip("\n")
    edit = Edit(len(body), seed[0], f"\n\n{more}")
    return Fault((edit,), (text.at(len(body)),), removed=name)


def _middles(text: Transcription) -> Sequence[Seed]:
    """Between two words of a sentence, below the opening and above the closing."""
    pattern = re.compile(_SENTENCE_SPACE, re.ASCII)
    low, high = text.heading[1] + 200, text.end - 200
    spans = [m.span() for m in pattern.finditer(text.text, min(low, high), max(high, 0))]
    return [
        span for span in spans
        if span[0] - text.line(span[0])[0] > _HALF and text.line(span[0])[1] - span[1] > _HALF
    ]  # fmt: skip


def _tear(text: Transcription, seed: Seed, _: Random) -> Fault:
    """Put what follows into a file of its own."""
    line = text.line(seed[0])[0]
    return Fault(
        (Edit(seed[0], len(text.text), "\n"),), (text.at(line, seed[0]),),
        added=(f"{text.id}a", text.text[seed[1] :]),
    )  # fmt: skip


def _break_paragraph(text: Transcription, seed: Seed, _: Random) -> Fault:
    return Fault((Edit(seed[0], seed[1], "\n\n"),), (text.at(seed[0], seed[1]),))


def _datelines(text: Transcription) -> Sequence[Seed]:
    if text.dateline is None or not text.is_dated:
        return ()
    return [text.line(text.dateline[0])]


def _drop_dateline(text: Transcription, seed: Seed, _: Random) -> Fault:
    """Drop the line and the line end above it."""
    below = re.compile(r"[^\n]").search(text.text, seed[1])
    places = [text.at(*text.heading), *([text.at(below.start())] if below else [])]
    return Fault((Edit(seed[0] - 1, seed[1]),), tuple(places))


def _double_dateline(text: Transcription, seed: Seed, _: Random) -> Fault:
    line = text.text[slice(*seed[:2])]
    return Fault((Edit(seed[1], seed[1], f"\n\n{line}"),), (text.at(*seed[:2]),))


def _dates(text: Transcription) -> Sequence[Seed]:
    if text.dateline is None:
        return ()
    start, end = text.line(text.dateline[0])
    return [match.span() for match in _DATE.finditer(text.text, start, end)]


def _impossible(text: Transcription, seed: Seed, random: Random) -> Fault:
    month, _, year = _DATE.fullmatch(text.text[slice(*seed[:2])]).groups()  # type: ignore[union-attr]  # as found
    last = monthrange(int(year), _MONTHS.index(month) + 1)[1]
    return replaced(text, seed, f"{month} {random.choice((last + 1, 32, 33))}, {year}")


def _other_weekday(text: Transcription, seed: Seed, random: Random) -> Fault:
    is_day = text.text[slice(*seed[:2])]
    return replaced(text, seed, random.choice([day for day in _DAYS if day != is_day]))


def _wrong_year(text: Transcription, seed: Seed, random: Random) -> Fault:
    """Change the century or the decade of the date."""
    date = text.text[slice(*seed[:2])]
    year = int(date[-4:])
    other = random.choice([year - 100, year + 100, year - 20, year + 30, year - 40])
    return replaced(text, seed, date[:-4] + str(other))


def _signatures(text: Transcription) -> Sequence[Seed]:
    """The only line between a closing phrase and the notes or the end."""
    found = []
    for match in text.find(_CLOSINGS, notes=False):
        rest = text.text[match.end() : text.end].strip("\n")
        if not rest and text.text.count(match.group(1)) == 1:
            found.append((*match.span(1), match.start()))
    return found


def _drop_signature(text: Transcription, seed: Seed, _: Random) -> Fault:
    return Fault((Edit(seed[0], seed[1]),), (text.at(seed[2], seed[0]),))


def _paragraphs(text: Transcription) -> Sequence[Seed]:
    pattern = re.compile(r"(?<=\n\n)[A-Z][^\n\t]{150,}(?=\n\n)", re.ASCII)
    return [match.span() for match in text.find(pattern, notes=False)]


def _double_paragraph(text: Transcription, seed: Seed, _: Random) -> Fault:
    words = text.text[slice(*seed[:2])]
    return Fault((Edit(seed[1], seed[1], f"\n\n{words}"),), (text.at(*seed[:2]),))


def _rows(text: Transcription) -> Sequence[Seed]:
    """The two tabs before each cell, in tables whose rows all have as many cells."""
    return [
        (match.start(),)
        for start, end in text.rows
        for match in _TABS.finditer(text.text, start, end)
    ]


def _lose_cell(text: Transcription, seed: Seed, _: Random) -> Fault:
    """Lose the cell behind two tabs, with them."""
    ends = [text.text.find(mark, seed[0] + 2) for mark in ("\t\t", "\n")]
    end = min((end for end in ends if end >= 0), default=len(text.text))
    return Fault((Edit(seed[0], end),), (text.at(seed[0]),))


def _lose_tab(text: Transcription, seed: Seed, _: Random) -> Fault:
    return Fault((Edit(seed[0], seed[0] + 1),), (text.at(seed[0]),))


def _empty_item(text: Transcription, seed: Seed, _: Random) -> Fault:
    return Fault((Edit(seed[0], seed[1]),), (text.at(seed[0]),))


KINDS = (
    Kind("number of heading changed", ("S102", "S109", "S110"),
         "The number is not that of the file.", _heading_number, _misnumber),
    Kind("number of heading lost", ("S102", "S108"),
         "Documents of the volume are numbered.", _heading_number, _unnumber),
    Kind("heading lost", ("S101", "S102", "S107", "S108"),
         "What stands first is no heading, or has no number.", _heading, _drop_heading),
    Kind("two documents joined", ("S111",), "At the heading of the second.", _followed, _join),
    Kind("document torn over two files", ("S101", "S107", "S108", "S112", "S113"),
         "It ends inside a sentence; the rest has no heading.", _middles, _tear),
    Kind("dateline lost", ("S114", "S133"),
         "At the heading, or at the line below that was taken for the dateline.",
         _datelines, _drop_dateline),
    Kind("dateline doubled", ("S115",), "At either line.", _datelines, _double_dateline),
    Kind("date impossible", ("S104",), "At the date.", _dates, _impossible),
    Kind("year of date changed", ("S117", "T161"), "At the date.", _dates, _wrong_year),
    Kind("weekday that does not fit", ("S116",), "At the weekday.", spans_of(_WEEKDAY),
         _other_weekday),
    Kind("signature lost", ("S119",), "At the closing phrase.", _signatures, _drop_signature),
    Kind("paragraph torn", ("S134",), "At either part.", _middles, _break_paragraph),
    Kind("paragraph doubled", ("S132",), "At either.", _paragraphs, _double_paragraph),
    Kind("cell of a table lost", ("S126", "S135"), "At the row.", _rows, _lose_cell),
    Kind("tab between cells lost", ("T106",), "At the row.", _rows, _lose_tab),
    Kind("item without text", ("S103", "T179"), "At the item.",
         spans_of(r"^ *• (?P<at>[^\n]+)$"), _empty_item),
)  # fmt: skip

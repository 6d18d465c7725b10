"""Faults of characters, words and marks."""

from __future__ import annotations

import re
from collections.abc import Sequence
from random import Random

from faults.transcription import Edit, Fault, Kind, Seed, Transcription, replacing, spans_of

_CONTROLS = "\x00\x07\x08\x0c\x1b\x7f\x9d"
_ZERO_WIDTH = "\u200b\u200c\u200d\u2060\u00ad\u200e\u202e"
_PRIVATE = "\ue000\ue123\uf0b7\uf8ff"
_COMMON = {
    "the": ("tbe", "tlie", "thc"), "that": ("tbat", "tliat"), "and": ("aud", "arid"),
    "which": ("wbich", "whicb", "wliich"), "with": ("witb", "witli"), "have": ("bave", "liave"),
    "has": ("bas", "lias"), "been": ("beeu", "heen"), "would": ("wonld", "woukl"),
    "this": ("tbis", "tliis"), "from": ("frorn", "fron"), "they": ("tbey", "tliey"),
    "their": ("tbeir", "tlieir"), "were": ("werc", "vvere"), "not": ("uot",),
    "will": ("wiU", "wiil"), "there": ("tbere", "tliere"), "government": ("govemment",),
    "could": ("conld",), "should": ("sbould", "shonld"), "any": ("auy",), "into": ("iuto",),
    "other": ("otber", "otlier"), "than": ("tban", "tlian"), "more": ("rnore",),
    "when": ("wben", "wlien"), "what": ("wbat", "wliat"), "only": ("ouly",), "some": ("sorne",),
}  # fmt: skip


def _without(text: Transcription, seed: Seed, _: Random) -> Fault:
    return Fault((Edit(seed[0], seed[1]),), (text.at(seed[0]),))


def _after(text: Transcription, seed: Seed, random: Random, what: str) -> Fault:
    return Fault((Edit(seed[0], seed[0], random.choice(what)),), (text.at(seed[0]),))


def _control(text: Transcription, seed: Seed, random: Random) -> Fault:
    return _after(text, seed, random, _CONTROLS)


def _zero_width(text: Transcription, seed: Seed, random: Random) -> Fault:
    return _after(text, seed, random, _ZERO_WIDTH)


def _private(text: str, random: Random) -> str:
    return random.choice(_PRIVATE) + text[1:]


def _mojibake(text: str, _: Random) -> str:
    return text.encode().decode("cp1252")


_SPECIAL = re.compile(r"[’“–—é§£½öüçñè]")


def _special(text: Transcription) -> Sequence[Seed]:
    return [match.span() for match in text.find(_SPECIAL)]


def _misread(text: str, random: Random) -> str:
    return random.choice(_COMMON[text])


_INSIDE = r"(?<=[a-z])(?=[a-z])"
_WORD = r"(?<![^ ])[a-z]{2,}(?= [a-z])"
# What English itself sets twice.
_OFTEN_TWICE = r"(?:had|that|very|so|bye|no|is)\b"

KINDS = (
    Kind("quotation mark lost", ("T121",), "At the mark that is left alone.",
         spans_of("[“”]"), _without),
    Kind("square bracket lost", ("T122", "P107"), "At the bracket that is left alone.",
         spans_of(r"\[(?!Page)|(?<=[a-z.])\]"), _without),
    Kind("UTF-8 read as Windows-1252", ("T103",), "At the character.", _special,
         replacing(_mojibake)),
    Kind("l for 1 in a number", ("T151", "P108", "N102", "N201"), "At the number.",
         spans_of(r"(?<=[0-9])1(?![0-9]{0,2}[A-Za-z.])|1(?=[0-9]{2})(?![0-9]{0,4}[A-Za-z.])",
                  notes=False), replacing(lambda *_: "l")),
    Kind("O for 0 in a number", ("T151", "P108"), "At the number.",
         spans_of(r"(?<=[0-9])0(?=[0-9])|(?<=[1-9]{2})0(?![0-9])", notes=False),
         replacing(lambda *_: "O")),
    Kind("control character", ("T004", "T005"), "At the character.", spans_of(_INSIDE), _control),
    Kind("zero-width or bidirectional character", ("T006",), "At the character.",
         spans_of(_INSIDE), _zero_width),
    Kind("private-use character", ("T101",), "At the character.", spans_of(r"[a-z]"),
         replacing(_private)),
    Kind("replacement character", ("T102",), "At the character.", spans_of(r"[a-z’“]"),
         replacing(lambda *_: "\ufffd")),
    Kind("figure in a word (0, 1)", ("T152",), "At the word.",
         spans_of(r"(?<=[a-z]{2})(?P<at>[ol])(?=[a-z]{2})"),
         replacing(lambda text, _: {"o": "0", "l": "1"}[text])),
    Kind("common word misread", ("T153", "T155"), "At the word.",
         spans_of(rf"(?<![\w’-])(?:{'|'.join(_COMMON)})(?![\w’-])"), replacing(_misread)),
    Kind("word doubled", ("T131",), "At the word.", spans_of(f"(?!{_OFTEN_TWICE}){_WORD}"),
         replacing(lambda text, _: f"{text} {text}")),
    Kind("space doubled", ("T136",), "At the space.", spans_of(r"(?<=[a-z,]) (?=[A-Za-z])"),
         replacing(lambda *_: "  ")),
    Kind("space lost after a comma", ("T134",), "At the comma.",
         spans_of(r"(?<=[a-z]{2},)(?P<at> )(?=[a-z]{2})"), _without),
    Kind("space lost after a full stop", ("T133",), "At the stop.",
         spans_of(r"(?<=[a-z]{3}\.)(?P<at> )(?=[A-Z][a-z]+ )"), _without),
    Kind("space before a comma or stop", ("T135",), "At the mark.",
         spans_of(r"(?<= )[a-z]{2,12}(?P<at>)(?=[,;.] )"), replacing(lambda *_: " ")),
    Kind("comma or stop doubled", ("T132",), "At the mark.",
         spans_of(r"(?<=[a-z]{3})[,.](?= [A-Za-z])"), replacing(lambda text, _: text * 2)),
    Kind("month misspelt", ("T157", "S133"), "At the month.",
         spans_of(r"\b(?:January|February|September|October|November|December)(?= [0-9])"),
         replacing(lambda text, random: text[: (at := random.randrange(3, len(text) - 2))]
                   + text[at + 1 :])),
    Kind("markup left in", ("T175",), "At the tag.", spans_of(_WORD),
         replacing(lambda text, random: random.choice(("<i>{}</i>", "<b>{}</b>", "{}&amp;",
                   "{}&nbsp;")).format(text))),
    Kind("word broken at the end of a line", ("T137",), "At the hyphen.",
         spans_of(r"(?<=[a-z]{3})(?P<at>)(?=[a-z]{3})"), replacing(lambda *_: "-\n")),
)  # fmt: skip

"""How the volume that a document is of prints letters, or that it is of a correspondence."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from itertools import takewhile

from pipeline.encode.blocks.features import LONG, MIDDLING, TOKEN, classes_of
from pipeline.encode.blocks.kinds import Custom
from pipeline.encode.blocks.lines import Line
from pipeline.encode.blocks.opening import is_salutation
from pipeline.encode.blocks.settings import BlockSettings, language_form


def custom_of(lines: Sequence[Line], settings: BlockSettings) -> Custom:
    """Tell how the volume that a document is of prints letters, by heading and salutation.

    Volumes whose headings have no number print a salutation in the line of the text that it opens,
    but for some that print despatches.
    """
    if settings.custom is not None:
        return settings.custom
    heading = [line.words for line in lines[:2]]
    numbered = bool(heading) and settings.letter_number.match(heading[0]) is not None
    if heading and settings.letter_heading.fullmatch(heading[0]):
        return Custom.LETTERS
    if any(is_personal(words, settings) for words in heading[: 1 + numbered]):
        return Custom.LETTERS
    if any(_is_numbered_paper(words, settings) for words in heading):
        return Custom.NUMBERED
    is_despatch = bool(heading) and settings.correspondents.match(heading[0]) is not None
    opening = [line.words for line in lines[:_LONGEST_OPENING]]
    short = [*opening[:1], *takewhile(_is_short, opening[1:])]
    is_filed = any(_heads_despatch(words, settings) for words in heading[1:])
    if not is_filed and any(
        _greets_alone(words, settings, is_despatch=is_despatch) for words in short
    ):
        return Custom.LETTERS
    if any(map(settings.heading_number.match, heading)):
        return Custom.NUMBERED
    if is_despatch:
        return Custom.DESPATCHES
    year = next(_years(lines), _LATER_PAPERS)
    return Custom.OLDER if year >= _LATER_PAPERS else Custom.FILED


def _is_numbered_paper(words: str, settings: BlockSettings) -> bool:
    """Tell "40. Memorandum From the Secretary …" from "14. To Edward Thorne"."""
    is_numbered = settings.heading_number.match(words) is not None
    return is_numbered and not _PAPERS.isdisjoint(classes_of(words, settings))


def _is_short(words: str) -> bool:
    return len(words) <= LONG


def _heads_despatch(words: str, settings: BlockSettings) -> bool:
    """Tell "The Secretary of State to Dr. Mezes" below the file of a volume."""
    is_office = "office" in classes_of(words, settings)
    return is_office and settings.addressed.fullmatch(words) is not None


def _greets_alone(words: str, settings: BlockSettings, *, is_despatch: bool) -> bool:
    """Tell a salutation that has its line for itself: "My dear Ned,", and "Sir:" in no despatch."""
    if not words[:1].isupper() or words.endswith(".") or not is_salutation(words, settings):
        return False
    classes = set(classes_of(words, settings))
    is_title = not is_despatch and words.count(" ") < _SHORTEST_NAME
    return classes.isdisjoint(_NOT_GREETING) and ("greeting" in classes or is_title)


_LONGEST_OPENING = 14  # lines
_SHORTEST_NAME = 2  # blanks in "Wm. Seward, Esq.,", the first line of an address
_NOT_GREETING = frozenset({"closing", "month"})  # "I am, sir, yours obediently,"


def _years(lines: Sequence[Line]) -> Iterator[int]:
    """Yield the years that the first lines name, in the dateline for the most part."""
    for line in lines[:_TOP_LINES]:
        if len(line.words) <= MIDDLING:
            yield from map(int, _YEAR_FORM.findall(line.words))


_YEAR_FORM = re.compile(r"(?<![0-9/.–-])1[5-9][0-9]{2}(?![0-9/])", re.ASCII)
_LATER_PAPERS = 1946
_TOP_LINES = 8


def is_personal(words: str, settings: BlockSettings) -> bool:
    """Tell the heading of a letter between two persons, with no word of an office in English.

    Where it ends with the date there may be one: volumes of despatches print a convention or a
    speech so, but no letter. Behind a number there may be a title, since volumes that number their
    documents say what kind of paper each is.
    """
    if len(words) > MIDDLING or not settings.personal.fullmatch(words):
        return False
    if _NOT_ENGLISH.search(words) or _TO_TITLE.search(words):
        return True
    tokens = TOKEN.findall(words.lower().rstrip("."))
    classes = {settings.words[token] for token in tokens}
    is_dated = "month" in classes and _YEAR_FORM.fullmatch(tokens[-1]) is not None
    is_letter = is_dated and _OF_A_TEXT.search(words) is None
    if is_letter:
        return classes.isdisjoint(_PAPERS)
    is_numbered = settings.heading_number.match(words) is not None
    return classes.isdisjoint(_OFFICES if is_numbered else _OFFICES | {"addressee"})


# No volume of such a language prints letters of offices in another way. In English, "a" and "an"
# stand behind words in small letters.
_NOT_ENGLISH = language_form(
    "to", r"(?<! to )[A-ZÀ-ÖØ-ÞŁŚŠŽ][^ ]*[^ :;] {} (?!interim)(?![^\n]* to )"
)
_TO_TITLE = language_form("to_title", " {} ")
# "Convention between Spain and …", "Extract from a speech of …", "Speech of the King to …".
_OF_A_TEXT = language_form("text")
_PAPERS = frozenset({"paper", "store"})
_OFFICES = _PAPERS | {"office"}

"""What Word's running heads take from the heading of a section: its number and its title.

A head says which character style it shows (STYLEREF), and Word finds on each page the words that
have it. So the number of a document has a style of its own, and so has as much of its title as
the head has room for. A program that does not know the field shows the words that stand in it,
which are those of the section: so each section has a head of its own.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from typing import assert_never

from pipeline.book.titles import is_number_line
from pipeline.model import document as model

# Of a line, in twentieths of a point: what the number takes, and what a letter of the title takes.
_NUMBER, _LETTER = 1200, 88


@dataclass(frozen=True, slots=True)
class Parted:
    """A heading in the pieces that a running head knows it by.

    ``title`` is the start of what follows the number; ``whole`` where it is all of it. Joined, the
    pieces are the heading.
    """

    number: str
    between: tuple[model.Inline, ...]
    title: str
    rest: tuple[model.Inline, ...]

    @property
    def whole(self) -> bool:
        """Whether nothing but markers of notes comes after the title."""
        return all(isinstance(inline, model.NoteMarker) for inline in self.rest)

    @property
    def pieces(self) -> tuple[tuple[str, tuple[model.Inline, ...]], ...]:
        """Each piece with the name by which its style is known."""
        number = (model.Text(self.number),) if self.number else ()
        title = (model.Text(self.title),) if self.title else ()
        return ("number", number), ("", self.between), ("title", title), ("", self.rest)


def part(section: model.Document, heading: model.Heading, width: int) -> Parted:
    """Part a heading of ``section``, whose lines are ``width`` twentieths of a point wide."""
    number, between, content = _number(section.number, heading.content)
    taken, words = 0, ""
    for inline in content:
        opening = _words((inline,))
        if opening is None:
            break
        words, taken = words + opening, taken + 1
    title = _cut(words, (width - _NUMBER) // _LETTER)
    left = words[len(title) :]
    return Parted(
        number, between, title, (*((model.Text(left),) if left else ()), *content[taken:])
    )


@dataclass(frozen=True, slots=True)
class RunningHead:
    """What stands over the pages of a section; ``form`` is that of the template."""

    form: str
    number: str = ""
    title: str = ""


def head_of(section: model.Document, width: int) -> RunningHead:
    """Give the running head over a section: its number, its title, both or the book's title."""
    heading = section.heading
    parted = None if heading is None else part(section, heading, width)
    if parted is None or not parted.title:
        return BOOK
    form = ("number" if parted.number else "title") + ("" if parted.whole else "-cut")
    return RunningHead(form, parted.number, parted.title)


NO_HEAD, BOOK = RunningHead("none"), RunningHead("book")


def _number(
    number: str | None, content: tuple[model.Inline, ...]
) -> tuple[str, tuple[model.Inline, ...], tuple[model.Inline, ...]]:
    """Take off the number: on a line of its own, or as in ``40. Editorial Note``."""
    if number and content and isinstance(content[0], model.Text):
        first, end, rest = content[0].text, content[1:2], content[2:]
        if end and isinstance(end[0], model.LineBreak) and is_number_line(first, number):
            return first, end, rest
        if first.startswith(f"{number}. "):
            left = first.removeprefix(f"{number}. ")
            title = (model.Text(left),) if left else ()
            return number, (model.Text(". "),), (*title, *content[1:])
    return "", (), content


def _words(inlines: Iterable[model.Inline]) -> str | None:
    """Give the text of ``inlines``; None where they are more than text and names."""
    words = ""
    for inline in inlines:
        match inline:
            case model.Text():
                words += inline.text
            case model.Date() | model.Place() | model.PersonName() | model.Term():
                inner = _words(inline.content)
                if inner is None:
                    return None
                words += inner
            case model.LineBreak() | model.PageBreak() | model.NoteMarker() | model.Reference():
                return None
            case model.Lacuna() | model.HandShift():
                return None
            case (
                model.Highlight() | model.Foreign() | model.Condition() | model.Alteration()
                | model.Substitution() | model.EditorialChoice() | model.Remark() | model.Figure()
            ):  # fmt: skip
                return None
            case _:
                assert_never(inline)
    return words


def _cut(words: str, room: int) -> str:
    """Give as many whole words as there is room for."""
    if len(words) <= room:
        return words
    end = words.rfind(" ", 0, room)
    return words[: end if end > 0 else room]

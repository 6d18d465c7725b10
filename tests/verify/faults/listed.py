"""One list of faults for all formats: what a book has in each of them, and what is done to it."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Sequence
from contextlib import AbstractContextManager, suppress
from random import Random
from typing import Any, ClassVar, Generic, NamedTuple, TypeAlias, TypeVar

from tests.verify.faults import (
    ANY,
    CHANGES,
    FACT,
    LINK,
    NOTE,
    PAGE,
    TEXT,
    TRIES,
    Change,
    Faulty,
    InapplicableError,
    pick,
    pick_two,
    with_one_changed,
    with_one_more,
    with_two_swapped,
    without_one,
)

Part = TypeVar("Part")


class Specimen(ABC, Generic[Part]):
    """A good output into which faults are put.

    A format has a method for each thing of :data:`LISTED` that it has, which gives the parts of
    the output that are such a thing, and the methods below for what can be done to a part. What
    only this format can have is a method with the name of the fault, and in ``own``, where the
    family of a fault may also be another than in the list; ``never`` are the faults of the list
    that are none here. ``families`` gives for each fault the family of rules that must find it.
    """

    own: ClassVar[dict[str, str]] = {}
    never: ClassVar[frozenset[str]] = frozenset()
    nowhere: ClassVar[Sequence[Any]] = ()  # addresses that lead nowhere
    families: ClassVar[dict[str, str]]

    def __init_subclass__(cls) -> None:
        listed = {name: one.family for name, one in LISTED.items() if hasattr(cls, one.thing)}
        known = {**listed, **cls.own}
        cls.families = {name: known[name] for name in known if name not in cls.never}

    def make(self, random: Random) -> Faulty:
        """Give a fault that ``random`` chooses, its family, and the output that has it."""
        while True:
            kind = random.choice(sorted(self.families))
            for _ in range(TRIES):
                with self.opened(), suppress(InapplicableError):
                    # What is the same file is no fault.
                    if self.put(kind, random) and (faulty := self.saved()) != self.unchanged:
                        return kind, self.families[kind], faulty

    def put(self, kind: str, random: Random) -> bool:
        """Put a fault in; tell whether that could be."""
        if hasattr(self, kind):
            done: bool = getattr(self, kind)(random)
            return done
        fault = LISTED[kind]
        return fault.deed(self, getattr(self, fault.thing)(), random)

    @property
    @abstractmethod
    def unchanged(self) -> bytes:
        """The good output."""

    @abstractmethod
    def opened(self) -> AbstractContextManager[object]:
        """Open the good output, to be changed."""

    @abstractmethod
    def saved(self) -> bytes:
        """Give the bytes of what was opened."""

    @abstractmethod
    def remove(self, part: Part) -> None: ...

    @abstractmethod
    def follower(self, part: Part) -> Part:
        """Give what is of the same kind and follows at once; InapplicableError if nothing is."""

    @abstractmethod
    def exchange(self, part: Part, follower: Part) -> bool:
        """Exchange two neighbours; tell whether they differed."""

    def join(self, part: Part, follower: Part) -> None:
        """Make one paragraph of two."""
        raise NotImplementedError(part, follower)

    def move(self, part: Part, random: Random) -> bool:
        """Put a part inside a stretch of text, where nothing of its kind can belong."""
        raise NotImplementedError(part)

    def deepen(self, part: Part, random: Random) -> None:
        """Set a heading deeper."""
        raise NotImplementedError(part)

    def unlink(self, part: Part) -> None:
        """Take a link out and leave its words."""
        raise NotImplementedError(part)

    @abstractmethod
    def address(self, part: Part) -> Any:  # noqa: ANN401 - as the format has it
        """Say where a link leads."""

    @abstractmethod
    def lead(self, part: Part, address: Any) -> None:  # noqa: ANN401 - as above
        """Let a link lead somewhere."""

    def is_same(self, one: Any, other: Any) -> bool:  # noqa: ANN401 - as above
        """Tell whether two addresses are of the same place."""
        return bool(one == other)

    def addresses(self, links: Sequence[Part]) -> list[Any]:
        """List where ``links`` could lead instead."""
        return [self.address(link) for link in links]

    def repeat(self, part: Part) -> None:
        raise NotImplementedError(part)

    def flatten(self, heading: Part) -> None:
        """Make a paragraph of a heading."""
        raise NotImplementedError(heading)

    def said(self, part: Part) -> str:
        """Give the words of a stretch of text."""
        raise NotImplementedError(part)

    def say(self, part: Part, words: str) -> None:
        raise NotImplementedError(part, words)


Deed: TypeAlias = Callable[[Specimen[Any], Sequence[Any], Random], bool]


class Fault(NamedTuple):
    """What is in a book, what is done to one of it, and the family of rules that must find it."""

    thing: str
    deed: Deed
    family: str


def lose(output: Specimen[Part], parts: Sequence[Part], random: Random) -> bool:
    output.remove(pick(random, parts))
    return True


def exchange(output: Specimen[Part], parts: Sequence[Part], random: Random) -> bool:
    part = pick(random, parts)
    return output.exchange(part, output.follower(part))


def join(output: Specimen[Part], parts: Sequence[Part], random: Random) -> bool:
    part = pick(random, parts)
    output.join(part, output.follower(part))
    return True


def move(output: Specimen[Part], parts: Sequence[Part], random: Random) -> bool:
    return output.move(pick(random, parts), random)


def repeat(output: Specimen[Part], parts: Sequence[Part], random: Random) -> bool:
    output.repeat(pick(random, parts))
    return True


def deepen(output: Specimen[Part], parts: Sequence[Part], random: Random) -> bool:
    output.deepen(pick(random, parts), random)
    return True


def flatten(output: Specimen[Part], parts: Sequence[Part], random: Random) -> bool:
    output.flatten(pick(random, parts))
    return True


def unlink(output: Specimen[Part], parts: Sequence[Part], random: Random) -> bool:
    output.unlink(pick(random, parts))
    return True


def lead_elsewhere(output: Specimen[Part], parts: Sequence[Part], random: Random) -> bool:
    link = pick(random, parts)
    before = output.address(link)
    others = [one for one in output.addresses(parts) if not output.is_same(one, before)]
    output.lead(link, pick(random, others))
    return True


def lead_nowhere(output: Specimen[Part], parts: Sequence[Part], random: Random) -> bool:
    output.lead(pick(random, parts), random.choice(output.nowhere))
    return True


def exchange_addresses(output: Specimen[Part], parts: Sequence[Part], random: Random) -> bool:
    first, second = pick_two(random, parts)
    one, two = output.address(first), output.address(second)
    output.lead(first, two)
    output.lead(second, one)
    return not output.is_same(one, two)


def change_by(*changes: Change) -> Deed:
    """Give the deed that makes one of ``changes`` to a stretch of text."""

    def deed(output: Specimen[Part], parts: Sequence[Part], random: Random) -> bool:
        part = pick(random, parts)
        changed = random.choice(changes)(output.said(part), random)
        if changed is not None:
            output.say(part, changed)
        return changed is not None

    return deed


def half(text: str, _: Random) -> str | None:
    """Give the first half of ``text``."""
    return text[: len(text) // 2] if len(text) > 1 else None


change = change_by(*CHANGES)

LISTED = {
    "lose_a_character": Fault("texts", change_by(without_one), TEXT),
    "swap_two_characters": Fault("texts", change_by(with_two_swapped), TEXT),
    "gain_a_character": Fault("texts", change_by(with_one_more), TEXT),
    "change_a_character": Fault("texts", change_by(with_one_changed), TEXT),
    "lose_a_line_end": Fault("line_ends", lose, TEXT),
    "lose_a_paragraph": Fault("blocks", lose, TEXT),
    "exchange_two_paragraphs": Fault("paragraphs", exchange, ANY),
    "repeat_a_paragraph": Fault("paragraphs", repeat, TEXT),
    "join_two_paragraphs": Fault("paragraphs", join, TEXT),
    "set_a_heading_deeper": Fault("headings", deepen, TEXT),
    "make_a_heading_a_paragraph": Fault("headings", flatten, TEXT),
    "lose_a_row": Fault("rows", lose, TEXT),
    "exchange_two_rows": Fault("rows", exchange, ANY),
    "exchange_two_cells": Fault("cells", exchange, TEXT),
    "lose_a_section": Fault("sections", lose, ANY),
    "exchange_two_sections": Fault("sections", exchange_addresses, ANY),
    "lose_an_entry_of_a_record": Fault("records", lose, ANY),
    "exchange_two_entries_of_a_record": Fault("records", exchange, ANY),
    "repeat_an_entry_of_a_record": Fault("records", repeat, ANY),
    "lose_a_note": Fault("notes", lose, NOTE),
    "move_a_note": Fault("notes", move, NOTE),
    "exchange_two_notes": Fault("notes", exchange_addresses, ANY),
    "cut_a_note": Fault("texts_of_notes", change_by(half), TEXT),
    "lead_a_note_back_elsewhere": Fault("ways_back", exchange_addresses, ANY),
    "lose_a_page_mark": Fault("page_marks", lose, PAGE),
    "move_a_page_mark": Fault("page_marks", move, PAGE),
    "change_a_page_mark": Fault("page_numbers", change, PAGE),
    "lose_a_link": Fault("links", unlink, LINK),
    "lead_a_link_elsewhere": Fault("links", lead_elsewhere, LINK),
    "lead_a_link_nowhere": Fault("links", lead_nowhere, LINK),
    "lose_a_target": Fault("targets", lose, LINK),
    "exchange_two_targets": Fault("ids_of_targets", exchange_addresses, LINK),
    "move_a_target": Fault("targets", move, LINK),
    "lose_an_entry_of_the_contents": Fault("entries", lose, LINK),
    "lead_an_entry_of_the_contents_elsewhere": Fault("links_of_entries", lead_elsewhere, LINK),
    "exchange_two_entries_of_the_contents": Fault("links_of_entries", exchange_addresses, LINK),
    "change_an_entry_of_the_contents": Fault("words_of_entries", change, LINK),
    "lose_an_entry_of_the_page_list": Fault("listed_pages", lose, LINK),
    "exchange_two_entries_of_the_page_list": Fault("listed_pages", exchange_addresses, LINK),
    "lose_a_landmark": Fault("landmarks", lose, LINK),
    "lead_a_landmark_elsewhere": Fault("landmarks", lead_elsewhere, LINK),
    "change_a_fact": Fault("facts", change, FACT),
    "lose_a_fact": Fault("facts", lose, FACT),
    "change_a_line_of_the_title_page": Fault("lines_of_the_title_page", change, FACT),
    "change_the_title_of_a_page": Fault("titles_of_pages", change, FACT),
    "change_the_name_of_the_edition": Fault("names_of_the_edition", change, FACT),
}

"""The regions of a page as programs that read handwriting find them, and their order."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from lxml import etree

from pipeline.normalize.handed_in.content import Remarks, TypedRuns
from pipeline.normalize.handed_in.tei_names import local_name

Element = etree._Element  # noqa: SLF001 - lxml's only name for the type

_COUNT = re.compile(r"[0-9]{1,9}")


@dataclass(frozen=True, slots=True)
class WrittenLine:
    """A line as read; ``place`` names it with its baseline, ``runs`` has its words with marks."""

    text: str
    place: str
    runs: TypedRuns


@dataclass(frozen=True, slots=True)
class WrittenRegion:
    """A region of a page with its lines in their order; ``kind`` as in the file, or empty.

    ``other`` is what the file says of the whole region and its lines do not say.
    """

    name: str
    kind: str
    lines: tuple[WrittenLine, ...]
    other: str = ""

    @property
    def words(self) -> str:
        """All lines in one."""
        return " ".join(line.text for line in self.lines)


def ranks_of(names: Iterable[str]) -> Mapping[str, int]:
    """Count names off, each at its first place."""
    return {name: rank for rank, name in enumerate(dict.fromkeys(filter(None, names)))}


def in_order(found: Iterable[Element], ranks: Mapping[str, int], key: str) -> list[Element]:
    """Put first what has a rank, by it, and all others behind, as they come.

    ``key`` is the attribute that a name stands in. Of those that share a name, and of those that
    have none, each is kept.
    """
    return sorted(found, key=lambda one: ranks.get(one.get(key, ""), len(ranks)))


def tell_shared_names(found: Iterable[Element], key: str, file: str, remarks: Remarks) -> None:
    """Tell of regions that have the name of another, since an order by names is in doubt there."""
    seen: set[str] = set()
    for one in found:
        name = one.get(key, "")
        if name and name in seen:
            where = f"{file}, region {name}"
            remarks.add(f"regions with one {key} are read one after the other", where)
        seen.add(name)


def name_of(element: Element, key: str) -> str:
    """Give the name of an element, or else the line of the file that it begins in."""
    return element.get(key) or f"at line {element.sourceline} of the file"


def place_of(where: str, line: Element, key: str, baseline: str) -> str:
    """Say where a line stands in its file and on the picture."""
    return f"{where}, line {name_of(line, key)}" + (f", baseline {baseline}" if baseline else "")


def descendants(root: Element, *names: str) -> Iterator[Element]:
    """Yield an element and those in it, as far as they have one of the names."""
    return (one for one in root.iter() if local_name(one) in names)


def children(element: Element, name: str) -> list[Element]:
    """Give the children of this name."""
    return [one for one in element if local_name(one) == name]


def count_of(written: str) -> int:
    """Read an index; what is none counts as the first."""
    return int(written) if _COUNT.fullmatch(written) else 0

"""Finds the places of an authority file in a text by the names that are listed, and no others."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from pipeline.encode.names import NameSettings
from pipeline.model.authority import PlaceEntry
from pipeline.model.document import Span

_BEFORE = re.compile(r"\b([A-ZÀ-Þ][^\W\d_]*\.?) \Z")
_LOOK_BACK = 32


@dataclass(frozen=True, slots=True)
class PlaceNames:
    """The names that one place alone has, with its key."""

    keys: dict[str, str]
    pattern: re.Pattern[str]

    @classmethod
    def of(cls, places: Iterable[PlaceEntry]) -> PlaceNames | None:
        """Gather the names of ``places``; None where there is none that a text can be read for."""
        found: dict[str, set[str]] = defaultdict(set)
        for one in places:
            for name in (one.name, *one.others):
                found[name].add(one.key)
        alone = {name: keys for name, keys in found.items() if len(keys) == 1}
        keys = {name: min(keys) for name, keys in alone.items() if name[:1].isupper()}
        if not keys:
            return None
        longest_first = sorted(keys, key=lambda name: (-len(name), name))
        names = "|".join(map(re.escape, longest_first))
        return cls(keys, re.compile(rf"(?<![\w-])(?:{names})(?![\w-])"))

    def find(self, text: str, names: NameSettings | None) -> Iterator[tuple[Span, str]]:
        """Yield where a place is named, with its key; ``Mr. Lincoln`` is none."""
        for match in self.pattern.finditer(text):
            start = match.start()
            before = _BEFORE.search(text, max(0, start - _LOOK_BACK), start)
            if names is None or before is None or not names.calls(before[1]):
                yield match.span(), self.keys[match.group()]

"""The note numbers that the list of notes gives, before the text is read."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from pipeline.encode.markers.candidates import Labels, labels_of
from pipeline.encode.notes import counted

_SLACK = 3
_NEAR = 6  # how far a count may have gone on in documents that are not at hand
_ROUND = 99  # printers begin anew after it, since three figures are too wide to be raised


@dataclass(frozen=True, slots=True)
class Numbering:
    """The numbers of a list of notes, and the one where the document before stopped.

    ``listed`` are the numbers as the list shows them, ``counted`` those that it would show if no
    number were misread. ``carried`` is the last number of the document before, in editions whose
    notes are numbered through; None where nothing is known of it.
    """

    listed: tuple[str, ...]
    counted: tuple[int, ...]
    carried: int | None = None

    @classmethod
    def of(cls, listed: Sequence[str], carried: int | None = None) -> Self:
        """Take the numbers of a list."""
        return cls(tuple(listed), tuple(counted(listed)), carried)

    def labels(self, further: Sequence[int] = ()) -> Labels:
        """Give the numbers that the count can reach; ``further`` are some that it has reached."""
        notes = len(self.listed)
        stretches = [range(notes + _SLACK + 1)]
        if self.counted and (self.counted[0] > 1 or self.counted[-1] > notes):
            stretches.append(range(min(self.counted), max(self.counted) + _SLACK + 1))
        if self.carried:
            stretches.append(range(self.carried + 1, self.carried + notes + _NEAR + 1))
        if further:
            stretches.append(range(max(0, min(further) - notes), max(further) + notes + _SLACK))
        return labels_of(*stretches)

    def starts(self, note: int) -> Mapping[int, str]:
        """Give the numbers that ``note`` may have if none before it is marked with a number.

        Each comes with what such a beginning is called. Notes before it may have symbols.
        """
        found = {0: "step from 0", 1: "step from 1", 2: "step from 2"}
        if note == 0 and self.counted[0] != 1:
            found = dict.fromkeys(found, "step from any") | {self.counted[0]: "step from list"}
        return self._with_carried(found, note)

    def after_none(self, note: int) -> Mapping[int, str]:
        """Give the numbers that ``note`` may have if no note before it has any marker."""
        number = self.counted[note]
        return self._with_carried({number - 1: "step from 0", number: "step on"}, note)

    def _with_carried(self, found: dict[int, str], note: int) -> Mapping[int, str]:
        if not self.carried:
            return found
        after = self.carried + note
        found = dict.fromkeys(range(after + 2, after + _NEAR + 1), "step from near") | found
        found |= {0: "step from far", 1: "step from anew", 2: "step from far"}
        found[after + 1] = "step from carried"
        if after >= _ROUND:
            found[after - _ROUND + 1] = "step from carried"
        return found

    def ahead(self, note: int) -> int | None:
        """Give by how much the count rises with ``note``; None where the list begins anew."""
        if note == 0:
            return 1
        rise = self.counted[note] - self.counted[note - 1]
        return rise if rise >= 0 else None

    def on(self, note: int, count: int) -> Iterator[tuple[int, str]]:
        """Yield the numbers that carry the count on from ``count``, and what each step is called.

        A number that the list leaves out is mostly left out in the text as well.
        """
        rise = self.ahead(note)
        if rise is None:
            yield self.counted[note], "step on"
            return
        yield count + max(rise, 1), "step on"
        if rise > 1:
            yield count + 1, "step gap"
        else:
            yield count + 2, "step gap"
            yield count + 3, "step wide gap"
        if count == _ROUND:
            yield 1, "step round"

"""The numbers of the documents of an edition, and those that are left out between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from itertools import pairwise

_HARDLY = 0.05
_FEWEST = 5
_LATEST_FIRST = 3


def gaps(
    documents: Sequence[tuple[str, int | None]], elsewhere: Collection[int]
) -> dict[str, tuple[int, int]]:
    """Give, by the document that follows, the first and last number that are left out.

    ``documents`` are ids and numbers in the order of the edition; one without a number may bear
    a number that is left out, and one that was not read is ``elsewhere``. A number that is higher
    than the next was misread rather than that others are left out before it. Documents that begin
    with 2 or 3 lack the first, those that begin later may be of a volume that goes on.
    """
    numbered = [
        (place, number) for place, (_, number) in enumerate(documents) if number is not None
    ]
    known = {number for _, number in numbered}
    if not _run_on([number for _, number in numbered]):
        return {}
    known.update(elsewhere)
    if len(numbered) >= _FEWEST and numbered[0][1] <= _LATEST_FIRST:
        numbered.insert(0, (-1, 0))
    found: dict[str, tuple[int, int]] = {}
    after = [number for _, number in numbered[2:]]
    for (start, low), (end, high), following in zip(
        numbered, numbered[1:], [*after, None], strict=False
    ):
        first, last = low + 1, high - 1
        while first in known:
            first += 1
        while last in known:
            last -= 1
        if last - first + 1 > end - start - 1 and (following is None or following > high):
            found[documents[end][0]] = first, last
    return found


def _run_on(numbers: Sequence[int]) -> bool:
    """Tell documents that are counted from a selection, and from letters each sender counts."""
    known = set(numbers)
    if not known:
        return False
    falling = sum(high <= low for low, high in pairwise(numbers))
    in_a_row = sum(number + 1 in known for number in known)
    reach = max(known) - min(known) + 1
    is_dense = 2 * len(known) >= reach or 2 * in_a_row >= len(known) - 1
    return is_dense and falling <= max(1, _HARDLY * len(numbers))

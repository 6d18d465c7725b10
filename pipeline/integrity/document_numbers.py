"""The numbers of the documents of an edition, and those that are left out between them."""

from __future__ import annotations

from collections.abc import Collection, Sequence


def gaps(
    documents: Sequence[tuple[str, int | None]], elsewhere: Collection[int]
) -> dict[str, tuple[int, int]]:
    """Give, by the document that follows, the first and last number that are left out.

    ``documents`` are ids and numbers in the order of the edition; one without a number may bear
    a number that is left out, and one that was not read is ``elsewhere``. A selection, which has
    fewer than half of the numbers and seldom two that follow one another, has no gaps.
    """
    known = {number for _, number in documents if number is not None}
    if not _run_on(known):
        return {}
    known.update(elsewhere)
    found: dict[str, tuple[int, int]] = {}
    before: int | None = None
    nameless = 0
    for identifier, number in documents:
        if number is None:
            nameless += 1
            continue
        if before is not None:
            first, last = before + 1, number - 1
            while first in known:
                first += 1
            while last in known:
                last -= 1
            if last - first + 1 > nameless:
                found[identifier] = first, last
        before, nameless = number, 0
    return found


def _run_on(numbers: Collection[int]) -> bool:
    if not numbers:
        return False
    following = sum(number + 1 in numbers for number in numbers)
    reach = max(numbers) - min(numbers) + 1
    return 2 * len(numbers) >= reach or 2 * following >= len(numbers) - 1

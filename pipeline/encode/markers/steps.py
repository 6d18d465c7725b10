"""Classify the step from the marker of a note to that of the next by how the count changes."""

from __future__ import annotations

from collections.abc import Iterator, Mapping

UNSET = -2
TWINS = ("step long twin", "step short twin", "step long apart", "step short apart")
RARE = ("step place", "step on inside", "step gap inside", "step wide gap inside")
KINDS = (
    "step from 0", "step from 1", "step from 2", "step from list", "step from carried",
    "step from near", "step from far", "step from anew", "step from any", "step on", "step past",
    "step gap", "step wide gap", "step round", "step lettered", "step fill", "step again",
    "step back", "step anew", "step ahead", "step wrong", "step symbol", "step symbol again",
    "step symbol odd", "step letter", "step letter again", "step letter odd", "step none",
    *TWINS, *RARE,
)  # fmt: skip
SLIPS = ("step none", "step wrong")  # a marker forgotten, a marker mistyped
UNEXPECTED = frozenset({"step wrong", "step from any", "step from far", "step ahead"})
_SKIPPED = 2


def off_series(number: int, count: int, expected: int) -> Iterator[tuple[int, str]]:
    """Yield each count that can follow a number outside the series, with the kind of step.

    A wrong number stands where the ``expected`` one should, and the count goes on as if it did.
    """
    if count == UNSET:
        if number > 2:  # noqa: PLR2004 - the lower ones begin a series
            yield number, "step from any"
            if number != expected:
                yield expected, "step wrong"
        return
    if number == count:
        yield count, "step again"
    elif 0 < number < count:
        yield count, "step back"
        if number == 1:
            yield number, "step anew"
    elif number > count + 3:
        yield count, "step ahead"
    if number != expected:
        yield expected, "step wrong"


def sign_step(label: str, last: str, ranks: Mapping[str, int]) -> str:
    """Name the step to a symbol or letter after the ``last`` one."""
    kind = "letter" if label.isalpha() else "symbol"
    if label == last:
        return f"step {kind} again"
    rank, before = _rank(label, ranks), _rank(last, ranks)
    if rank == 0 or 0 < rank - before <= _SKIPPED:
        return f"step {kind}"
    return f"step {kind} odd"


def _rank(label: str, ranks: Mapping[str, int]) -> int:
    """Give the place of a label in its series, from 0."""
    if len(label) == 1 and label.isascii() and label.isalpha():
        return ord(label) - ord("a")
    if not label:
        return -1
    sign = label[:2] if label[:2] in ranks else label[0]
    return ranks.get(sign, -1) + (len(label) // len(sign) - 1) * (max(ranks.values()) + 1)

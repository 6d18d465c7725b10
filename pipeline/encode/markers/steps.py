"""Name what a step from one note's marker to the next does to the count."""

from __future__ import annotations

from collections.abc import Iterator

UNSET = -2
TWINS = ("step long twin", "step short twin", "step long apart", "step short apart")
RARE = ("step place", "step on inside", "step gap inside", "step wide gap inside")
KINDS = (
    "step from 0", "step from 1", "step from 2", "step from any", "step on", "step past",
    "step gap", "step wide gap", "step fill", "step again", "step back", "step anew",
    "step ahead", "step symbol", "step symbol again", "step symbol odd", "step letter",
    "step letter again", "step letter odd", "step none", *TWINS, *RARE,
)  # fmt: skip
_SKIPPED = 2


def in_series(count: int) -> tuple[tuple[int, str], ...]:
    """Give the numbers that carry a series on from ``count``, and what each step is called."""
    if count == UNSET:
        return (0, "step from 0"), (1, "step from 1"), (2, "step from 2")
    return (count + 1, "step on"), (count + 2, "step gap"), (count + 3, "step wide gap")


def off_series(number: int, count: int) -> Iterator[tuple[int, str]]:
    """Yield what the count is after a number that does not carry the series on, and why."""
    if count == UNSET:
        if number > 2:  # noqa: PLR2004 - the lower ones begin a series
            yield number, "step from any"
    elif number == count:
        yield count, "step again"
    elif 0 < number < count:
        yield count, "step back"
        if number == 1:
            yield number, "step anew"
    elif number > count + 3:
        yield count, "step ahead"


def sign_step(label: str, last: str, symbols: str) -> str:
    """Name the step to a symbol or letter after the ``last`` one."""
    kind = "letter" if label.isalpha() else "symbol"
    if label == last:
        return f"step {kind} again"
    rank, before = _rank(label, symbols), _rank(last, symbols)
    if rank == 0 or 0 < rank - before <= _SKIPPED:
        return f"step {kind}"
    return f"step {kind} odd"


def _rank(label: str, symbols: str) -> int:
    """Give the place of a label in its series, from 0."""
    if label.isalpha():
        return ord(label) - ord("a")
    return symbols.find(label[:1]) + (len(label) - 1) * len(symbols) if label else -1

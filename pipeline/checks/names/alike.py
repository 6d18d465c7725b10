"""Names that are nearly the same."""

from __future__ import annotations


def one_letter_apart(one: str, other: str) -> bool:
    """Tell whether one letter more, fewer or changed makes ``one`` of ``other``.

    A final ``s`` does not count, since it makes the plural and not another name.
    """
    short, long = sorted((one, other), key=len)
    if one == other or len(long) - len(short) > 1 or long == f"{short}s":
        return False
    same = next(
        (i for i, (a, b) in enumerate(zip(short, long, strict=False)) if a != b), len(short)
    )
    rest = same + 1 if len(short) == len(long) else same
    return short[rest:] == long[same + 1 :]

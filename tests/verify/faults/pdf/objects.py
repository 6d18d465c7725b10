"""Ways through the objects of a PDF, whose structure tree is made of them."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeAlias

import pikepdf

Object: TypeAlias = Any  # pikepdf gives every object the same type


def kids(element: Object) -> list[Object]:
    if isinstance(element, pikepdf.Array):
        return list(element)
    found = element.get("/K", [])
    return list(found) if isinstance(found, pikepdf.Array) else [found]


def inside(element: Object) -> Iterator[Object]:
    if isinstance(element, pikepdf.Dictionary):
        yield element
        for kid in kids(element):
            yield from inside(kid)


def annotation(link: Object) -> Object:
    return next(kid.Obj for kid in kids(link) if not isinstance(kid, int) and "/Obj" in kid)


def same_place(one: Object, two: Object) -> bool:
    return str(one) == str(two) and repr(one) == repr(two)

"""Results to bytes and back; what comes back has the form it should have, or is nothing.

MessagePack by ``msgspec`` holds no code, as a pickle would, and each value is checked against the
types of its class while it is read.
"""

from __future__ import annotations

import os
from functools import cache
from hashlib import blake2b
from pathlib import Path
from typing import TypeVar

import msgspec

T = TypeVar("T")

_SEAL = 16


def packed(value: object) -> bytes:
    """Give the bytes of ``value``; equal values have equal bytes.

    Raises UnicodeEncodeError where a name of a file is no Unicode.
    """
    return _encoder().encode(value)


def sealed(key: bytes, value: object) -> bytes:
    """Give the bytes of ``value`` such that damage shows, and a value in another's place."""
    data = packed(value)
    return _seal(key, data) + data


def opened(key: bytes, data: bytes, kind: type[T]) -> T | None:
    """Give the value that was :func:`sealed`; None where it is damaged or no ``kind``."""
    if data[:_SEAL] != _seal(key, data[_SEAL:]):
        return None
    try:
        return msgspec.msgpack.decode(data[_SEAL:], type=kind)
    except (msgspec.DecodeError, RecursionError):
        return None


def _seal(key: bytes, data: bytes) -> bytes:
    return blake2b(data, key=key, digest_size=_SEAL).digest()


@cache
def _encoder() -> msgspec.msgpack.Encoder:
    return msgspec.msgpack.Encoder(enc_hook=_path, order="deterministic")


def _path(value: object) -> bytes:
    if isinstance(value, Path):
        return os.fsencode(value)
    raise TypeError(f"{type(value)} cannot be kept")

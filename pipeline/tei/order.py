"""The blocks of a division in the order TEI asks for, with what does not fit set in parts.

A division of TEI holds first what opens it, then text, then divisions inside it, then what
closes it (TEI P5, 4.2). A memorandum that is signed before its attachment, or a line after a
signature, breaks this order; such stretches become ``div[@type='part']``, which reading takes
apart again.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import IntEnum
from typing import assert_never

from pipeline.model import document as model


class _Phase(IntEnum):
    OPENING = 0
    TEXT = 1
    INNER = 2
    CLOSING = 3


@dataclass(frozen=True, slots=True)
class PartDivision:
    """Blocks that need a division of their own."""

    blocks: tuple[model.Block, ...]


def in_order(blocks: tuple[model.Block, ...]) -> tuple[model.Block | PartDivision, ...]:
    """Give ``blocks`` as they are where TEI allows their order, else set in parts."""
    if _fits(blocks):
        return blocks
    opening = next(i for i, phase in enumerate(_phases(blocks)) if (phase or 0) > _Phase.OPENING)
    return (*blocks[:opening], *_parts(blocks[opening:]))


def _fits(blocks: Iterable[model.Block]) -> bool:
    phases = [phase for phase in _phases(blocks) if phase is not None]
    return phases == sorted(phases)


def _phases(blocks: Iterable[model.Block]) -> list[_Phase | None]:
    """Say where in a division each block may stand; None for what may stand anywhere."""
    phases: list[_Phase | None] = []
    last = _Phase.OPENING
    for block in blocks:
        match block:
            case model.PageBreak() | model.UnplacedNote() | model.SourceNote():
                phases.append(None)
                continue
            case model.Heading() | model.Opener():
                last = _Phase.OPENING
            case model.Dateline():
                last = _Phase.OPENING if last is _Phase.OPENING else _Phase.CLOSING
            case model.Attachment():
                last = _Phase.INNER
            case model.Closer() | model.Postscript():
                last = _Phase.CLOSING
            case model.Paragraph() | model.List() | model.Table() | model.Quotation():
                last = _Phase.TEXT
            case _:
                assert_never(block)
        phases.append(last)
    return phases


def _parts(blocks: tuple[model.Block, ...]) -> list[model.Block | PartDivision]:
    parts: list[model.Block | PartDivision] = []
    run: list[model.Block] = []
    last = _Phase.OPENING

    def close_run() -> None:
        if run:
            parts.append(PartDivision(tuple(run)))
            run.clear()

    for block, phase in zip(blocks, _phases(blocks), strict=True):
        if phase is _Phase.INNER or (phase is None and not run):
            close_run()
            parts.append(block)
        else:
            if phase is not None and phase < last:
                close_run()
            run.append(block)
        last = last if phase is None else phase
    if run and all(phase in {None, _Phase.CLOSING} for phase in _phases(run)):
        return [*parts, *run]
    close_run()
    return parts

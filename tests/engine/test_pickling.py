"""What goes between processes comes out as it went in."""

from __future__ import annotations

import pickle
from dataclasses import FrozenInstanceError, dataclass, field
from pathlib import Path

import pytest

from pipeline import checks, edition
from pipeline.engine.jobs import EncodeText, WorkerState
from pipeline.engine.pickling import pickled
from pipeline.engine.stages import EditionContext, TranscriptionFile, run_stages
from tests.engine import editions


@dataclass(frozen=True, slots=True)
class Plain:
    """Its arguments are its fields."""

    first: int
    second: tuple[Plain, ...] = ()


@dataclass(frozen=True, slots=True)
class Counted:
    """Its arguments are not its fields."""

    first: int
    count: int = field(init=False, default=0)

    def __post_init__(self) -> None:
        object.__setattr__(self, "count", self.first + 1)


@dataclass
class Loose:
    """It can be changed."""

    first: list[int]


@dataclass(frozen=True, slots=True)
class Single:
    """It has one field."""

    only: str


def back(thing: object) -> object:
    return pickle.loads(pickled(thing))  # noqa: S301 - our own


@pytest.mark.parametrize(
    "thing",
    [Plain(1, (Plain(2), Plain(3))), Counted(1), Loose([1]), Single("a"), Path("a"), None, [{}]],
)
def test_everything_comes_back(thing: object) -> None:
    assert back(thing) == thing
    assert type(back(thing)) is type(thing)


def test_what_is_frozen_stays_so_and_what_is_one_stays_one() -> None:
    one = Plain(1)
    made = back((one, one))
    assert isinstance(made, tuple)
    assert made[0] is made[1]
    with pytest.raises(FrozenInstanceError):
        made[0].first = 2


def test_what_workers_are_sent_and_send(tmp_path: Path) -> None:
    loaded, _ = edition.load(editions.make(tmp_path / "letters"))
    setting = EditionContext.of(loaded)
    made = [run_stages(TranscriptionFile.read(path), setting) for path in loaded.order]
    index = checks.EditionIndex.of(one.facts for one in made if one.facts is not None)
    for path in loaded.order:
        result = EncodeText(TranscriptionFile.read(path), tree=True).run(WorkerState(setting), None)
        assert back(result) == result
    assert back(index) == index
    arrived = back(setting)
    assert isinstance(arrived, EditionContext)
    assert arrived.encoding.index == setting.encoding.index
    assert [run_stages(TranscriptionFile.read(path), arrived).tei for path in loaded.order] == [
        one.tei for one in made
    ]

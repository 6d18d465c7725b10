"""Whatever single fault an output has, it is found; and in a good output nothing is."""

from __future__ import annotations

import pytest

from tests.verify.faults.records import SPECIMENS as RECORDS
from tests.verify.specimens import ALL_CHECKS, SPECIMENS, try_faults
from tests.verify.volume import volume

FAULTS, OF_RECORDS = 300, 100


@pytest.mark.parametrize("name", ALL_CHECKS)
def test_nothing_is_found_in_a_good_output(name: str, outputs: dict[str, bytes]) -> None:
    assert ALL_CHECKS[name](volume(), outputs[name]) == ()


@pytest.mark.parametrize("name", ALL_CHECKS)
def test_every_single_fault_is_found(name: str, outputs: dict[str, bytes]) -> None:
    trial = try_faults(
        name, volume(), outputs[name], range(OF_RECORDS if name in RECORDS else FAULTS)
    )
    assert trial.missed == []
    assert sorted(trial.made) == sorted(SPECIMENS[name].families)

"""Single faults in a tagged PDF."""

from __future__ import annotations

from typing import ClassVar

from tests.verify.faults.pdf.characters import CharacterFaults
from tests.verify.faults.pdf.links import LinkFaults
from tests.verify.faults.pdf.structure import StructureFaults
from tests.verify.faults.pdf.ways import WayFaults


class Pdf(CharacterFaults, StructureFaults, LinkFaults, WayFaults):
    """A good PDF, with all its faults."""

    families: ClassVar[dict[str, str]] = {
        **CharacterFaults.families,
        **StructureFaults.families,
        **LinkFaults.families,
        **WayFaults.families,
    }

"""Single faults in a DOCX."""

from __future__ import annotations

from typing import ClassVar

from tests.verify.faults.docx.links import LinkFaults
from tests.verify.faults.docx.text import TextFaults


class Docx(TextFaults, LinkFaults):
    """A good DOCX, with all its faults."""

    families: ClassVar[dict[str, str]] = {**TextFaults.families, **LinkFaults.families}

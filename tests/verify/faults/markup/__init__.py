"""Single faults in the markup of an EPUB or of static pages."""

from __future__ import annotations

from typing import ClassVar

from tests.verify.faults.markup.links import LinkFaults
from tests.verify.faults.markup.opened import X
from tests.verify.faults.markup.text import TextFaults

__all__ = ["Markup", "X"]


class Markup(TextFaults, LinkFaults):
    """A good output in XHTML or HTML, with the faults of its text and its links."""

    families: ClassVar[dict[str, str]] = {**TextFaults.families, **LinkFaults.families}

"""Which columns of a table are of figures, and are set to the right in every format."""

from __future__ import annotations

import re
from collections.abc import Iterable

_FIGURE = re.compile(r"[ .$£+(\[–—-]*[0-9][0-9.,:/ ]*[%)\]]*|[–—. -]+", re.ASCII)


def are_figures(cells: Iterable[str]) -> bool:
    """Tell whether the cells of a column, below its heading, are figures or empty."""
    filled = [text for text in cells if text]
    return bool(filled) and all(_FIGURE.fullmatch(text) for text in filled)

"""Tables of facts, which lie in TOML beside the modules that use them."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any


def read_table(module: str, name: str) -> dict[str, Any]:
    """Read the file ``name`` beside or below a module, which gives its ``__file__``."""
    return tomllib.loads((Path(module).parent / name).read_text("utf-8"))

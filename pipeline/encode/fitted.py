"""The weights that come with the package, fitted to texts that editors had encoded."""

from __future__ import annotations

import json
from importlib.resources import files
from typing import Any


def read_weights(room: str) -> Any:  # noqa: ANN401 - each model has tables of its own
    """Read ``weights.json`` of a room of encoding, as ``markers``."""
    return json.loads((files("pipeline.encode") / room / "weights.json").read_text("utf-8"))

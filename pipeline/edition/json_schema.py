"""A JSON Schema of ``edition.toml``, for editors that check and complete while one writes."""

from __future__ import annotations

import json
from typing import Any

import msgspec

from pipeline.edition.schema import EditionFile


def as_text() -> str:
    """Give the schema as JSON.

    It says all that the reader asks for but what a function checks, as the sum of an ISBN.
    """
    parts = _with_useful_defaults(msgspec.json.schema(EditionFile)["$defs"])
    schema = {
        "$schema": "https://json-schema.org/draft/2020-12/schema",
        **parts.pop(EditionFile.__name__),
        "title": "edition.toml",
        "$defs": parts,
    }
    return json.dumps(schema, indent=2) + "\n"


def _with_useful_defaults(schema: Any) -> Any:  # noqa: ANN401 - what JSON has
    """Leave out that a table, a list or a text is empty by default: an editor would write it."""
    if isinstance(schema, list):
        return [_with_useful_defaults(one) for one in schema]
    if not isinstance(schema, dict):
        return schema
    return {
        key: _with_useful_defaults(value)
        for key, value in schema.items()
        if key != "default" or (value not in ("", []) and not isinstance(value, dict))
    }

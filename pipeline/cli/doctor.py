"""What the pipeline runs on: programs, libraries and fonts, with their versions."""

from __future__ import annotations

import platform
from dataclasses import dataclass

from lxml import etree

from pipeline.engine.cache.version import version_of
from pipeline.model.errors import PipelineError
from pipeline.system import pandoc


@dataclass(frozen=True, slots=True)
class Component:
    """One thing the pipeline uses; ``found`` is its version, or empty where it is missing."""

    name: str
    found: str
    remedy: str


def examine() -> tuple[Component, ...]:
    """Look at every part."""
    return (
        Component("Python", platform.python_version(), ""),
        _pandoc(),
        Component("Typst", version_of("typst"), "pip install typst"),
        Component("lxml", version_of("lxml"), "pip install lxml"),
        Component("libxml2", ".".join(map(str, etree.LIBXML_VERSION)), "pip install lxml"),
        Component("xmlschema", version_of("xmlschema"), "pip install xmlschema"),
        Component("pikepdf", version_of("pikepdf"), "pip install pikepdf"),
    )  # fmt: skip


def _pandoc() -> Component:
    try:
        return Component("pandoc", f"{pandoc.version()} ({pandoc.program()})", "")
    except PipelineError as error:
        return Component("pandoc", "", str(error).removeprefix("pandoc is missing: "))

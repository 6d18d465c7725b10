"""What the pipeline runs on: programs, libraries and fonts, with their versions."""

from __future__ import annotations

import platform
from dataclasses import dataclass
from importlib import metadata

from lxml import etree

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
        Component("Typst", _package("typst"), "pip install typst"),
        Component("lxml", _package("lxml"), "pip install lxml"),
        Component("libxml2", ".".join(map(str, etree.LIBXML_VERSION)), "pip install lxml"),
        Component("xmlschema", _package("xmlschema"), "pip install xmlschema"),
        Component("pikepdf", _package("pikepdf"), "pip install pikepdf"),
    )  # fmt: skip


def _pandoc() -> Component:
    try:
        return Component("pandoc", f"{pandoc.version()} ({pandoc.program()})", "")
    except PipelineError as error:
        return Component("pandoc", "", str(error).removeprefix("pandoc is missing: "))


def _package(name: str) -> str:
    try:
        return metadata.version(name)
    except metadata.PackageNotFoundError:
        return ""

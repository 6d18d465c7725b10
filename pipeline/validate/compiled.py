"""The schema, found where the package was installed and compiled once a process."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from lxml import etree

from pipeline.model.errors import MissingProgramError
from pipeline.tei.names import Element

if TYPE_CHECKING:
    from xmlschema import XMLSchema10, XMLSchemaValidationError

# In a wheel the schema lies in the package, in a checkout at the top of the repository.
_PLACES = (Path(__file__).parent / "schema", Path(__file__).parents[2] / "schema")


def path() -> Path:
    """Give the path of ``edition.xsd``."""
    for folder in _PLACES:
        if (folder / "edition.xsd").is_file():
            return folder / "edition.xsd"
    raise MissingProgramError(
        "schema/edition.xsd is not installed with the package; install edition-pipeline again"
    )


@cache
def gate() -> etree.XMLSchema:
    """Give the schema as lxml has it: 0.1 ms a document, and little to say on a failure."""
    return etree.XMLSchema(etree.parse(path()))


def errors(root: Element, proved: Collection[Element] = ()) -> Iterator[XMLSchemaValidationError]:
    """Yield what xmlschema, which can say what was expected, finds wrong in a parsed tree.

    It does not look into what is ``proved``.

    Importing it and building its schema takes 0.4 s, so it is left until there is something to
    explain. The schema and ``xml.xsd`` beside it are all it opens; of an instance, nothing.
    """
    from xmlschema import XMLResource  # noqa: PLC0415 - see above

    tree = XMLResource(cast("Any", root), allow="none", defuse="always")
    yield from _explainer().iter_errors(
        tree,
        use_location_hints=False,
        validation_hook=lambda element, _: cast("Any", element) in proved,
    )


@cache
def _explainer() -> XMLSchema10:
    from xmlschema import XMLSchema10  # noqa: PLC0415 - see errors

    return XMLSchema10(str(path()), allow="sandbox", defuse="always", use_fallback=False)

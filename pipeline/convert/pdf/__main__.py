"""Sets a volume, or a book with a template of its own, in the process that `compiling` starts.

A source, the edition's template if it has one, the TEI, the faces, the pictures and the limit of
memory come by standard input; the PDF goes to standard output, or the fault and its place to the
other.
"""

from __future__ import annotations

import json
import sys
from contextlib import suppress

import typst

from pipeline.convert.pdf.compiling import compiled
from pipeline.convert.pdf.fonts import Faces
from pipeline.convert.pdf.opening import OWN_TEMPLATE


def main() -> int:
    """Set what standard input gives."""
    source, own, tei, faces, printer, shown, most = json.load(sys.stdin.buffer)
    if most is not None:
        _limit_memory(most)
    pictures = {name: text.encode() for name, text in shown.items()}
    files = {"main": source.encode(), **({OWN_TEMPLATE: own.encode()} if own else {}), **pictures}
    try:
        sys.stdout.buffer.write(compiled(files, tei, Faces(*faces), printer=printer))
    except typst.TypstError as error:
        sys.stderr.write(json.dumps([error.message, error.diagnostic]))
        return 1
    return 0


def _limit_memory(most: int) -> None:
    with suppress(ImportError, ValueError, OSError):  # not every system can
        import resource  # noqa: PLC0415 - see above

        resource.setrlimit(resource.RLIMIT_AS, (most, most))


if __name__ == "__main__":
    sys.exit(main())

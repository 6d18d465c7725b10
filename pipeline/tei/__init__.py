"""Document to TEI and back; the only package that knows TEI element names.

``read(write(document)) == document`` for every document.
"""

from pipeline.tei.by_hand import repeated_ids, unwrap
from pipeline.tei.cmif import write_cmif
from pipeline.tei.read import MalformedTeiError, parse, read, read_root
from pipeline.tei.volume import Volume, read_volume, write_volume
from pipeline.tei.write import write

__all__ = [
    "MalformedTeiError", "Volume", "parse", "read", "read_root", "read_volume", "repeated_ids",
    "unwrap", "write", "write_cmif", "write_volume",
]  # fmt: skip

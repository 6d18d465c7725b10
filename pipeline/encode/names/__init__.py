"""Links names and terms of the text to the entries of the edition's authority files.

:func:`find_names` reads the passages of one document together, since a full name in one place
says who a surname in another is. Candidates are all printed forms of all entries; a small
fitted model, ``weights.json``, says for each whether an editor would link it and, where several
people share a form, to whom. Nothing is linked where none of them is likely enough.
"""

from pipeline.encode.names.choose import NameMark, find_names
from pipeline.encode.names.forms import NameSettings
from pipeline.encode.names.index import NameIndex
from pipeline.encode.names.scan import BlockText

__all__ = ["BlockText", "NameIndex", "NameMark", "NameSettings", "find_names"]

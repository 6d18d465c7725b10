"""An edition as a book: its documents, and beside them what a publisher puts around documents.

Everything in a book is text of the document model, so that each format renders a preface, a list
of persons or an index with what renders a letter, and each output is read back alike.
"""

from pipeline.book.model import INDEXES, Book, Role, Section
from pipeline.book.outputs import DEFAULT, FORMATS, PAPERS, Outputs, Paper, Styles
from pipeline.book.plan import BookPart, Plan

__all__ = [
    "DEFAULT", "FORMATS", "INDEXES", "PAPERS", "Book", "BookPart", "Outputs", "Paper", "Plan",
    "Role", "Section", "Styles",
]  # fmt: skip

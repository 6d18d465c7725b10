"""The table ``[form]`` of ``edition.toml``."""

from typing import Annotated, TypeAlias

from pipeline.edition.conform import TomlTable, form
from pipeline.edition.schema_values import LONGEST_PATH, NAME, names

Named: TypeAlias = Annotated[
    str,
    form(
        "The name of a transcription, without .txt, or * for all.",
        'write the name of a document, as "d7", or "*" for all',
        pattern=rf"^(\*|{NAME})$", most=LONGEST_PATH,
    ),
]  # fmt: skip


class FormsTable(TomlTable, frozen=True):
    """In which form transcriptions are handed in, where the text alone leaves it in doubt."""

    usual: Annotated[
        tuple[Named, ...],
        names("Those in the usual form: nothing else is read into them.", 'usual = ["d7"]'),
    ] = ()
    read: Annotated[
        tuple[Named, ...],
        names("Those in which the form that was recognized is right.", 'read = ["d7"]'),
    ] = ()
    hyphens: Annotated[
        tuple[Named, ...],
        names("Those whose hyphens at line ends belong to the words.", 'hyphens = ["d7"]'),
    ] = ()

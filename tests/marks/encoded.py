"""A text with transcribers' marks, encoded: its TEI and the findings."""

from __future__ import annotations

import re
from collections.abc import Sequence

from pipeline import encode, tei, validate
from pipeline.encode import Setting
from pipeline.model.authority import Authorities
from pipeline.model.document import Document
from pipeline.model.form import FormChoice
from pipeline.model.marks import MarkChoice, OwnMark
from pipeline.model.metadata import Metadata, Provenance
from pipeline.model.source import Source
from pipeline.normalize import normalize

LETTER = "7. Letter From Pell to Ruiz\n\nGlockenburg, May 3, 1921.\n\n{}\n\nI am,\n\nSilas Pell\n"


class Encoded:
    """What encoding makes of ``text``; its marks are read by ``tables`` and ``own`` rows."""

    def __init__(
        self,
        text: str,
        tables: Sequence[str] | None = None,
        *,
        own: Sequence[OwnMark] = (),
        profile: str = "frus",
        usual: tuple[str, ...] = (),
    ) -> None:
        self.tables = None if tables is None else tuple(tables)
        choice = MarkChoice(self.tables, (), tuple(own))
        forms = FormChoice(usual, marks=choice)
        setting = Setting.of("letters", [("d7", text)], profile, Authorities(), forms)
        source, _ = normalize(text.encode(), "d7.txt")
        self.raw = text
        self.source: Source = setting.lay_out(source)
        document, ledger, found = encode.encode(self.source, "d7", setting)
        self.document: Document = document
        metadata = Metadata(id="letters", title="Letters")
        self.tei = tei.write(document, metadata, Provenance("d7.txt", "0" * 64, ()))
        assert tei.read(self.tei, ledger) == document
        assert not validate.check(self.tei, self.source, ledger)
        self.found = [(one.code, one.message) for one in found]

    @property
    def codes(self) -> list[str]:
        """The codes of the findings on marks."""
        return [code for code, _ in self.found if code.startswith("F01") or code == "S201"]

    @property
    def body(self) -> str:
        """The TEI of the document, without that of the letter around the text."""
        text = self.tei.decode()
        body = text[text.index("<div") : text.rindex("</div>")]
        return re.sub(r"\s*<p>I am,</p>.*", "", body.partition("</dateline>")[2], flags=re.DOTALL)


def paragraph(text: str, tables: Sequence[str] | None = None, own: Sequence[OwnMark] = ()) -> str:
    """Give the TEI of the only paragraph of a letter."""
    body = Encoded(LETTER.format(text), tables, own=own).body.strip()
    return body.removeprefix("<p>").removesuffix("</p>")

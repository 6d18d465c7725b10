"""``edition tidy`` writes any form as the usual one, and nothing of the document changes."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from pipeline import tei
from pipeline.edition.decisions import path_of
from pipeline.encode import Setting, encode
from pipeline.engine.commands import examine
from pipeline.model.authority import Authorities
from pipeline.model.metadata import Metadata, Provenance
from pipeline.normalize import normalize
from pipeline.review.tidy import tidy
from tests.command import edition
from tests.forms.more import OTHERS
from tests.forms.rewriting import FORMS, rewrite
from tests.forms.test_rewritten import NOT_READ, ORIGINAL

_SETTING = Setting.of("made-up", (), "frus", Authorities())
# The list of the usual form cannot count 1, 1, 2, 1: these are left as they are, which is said.
NOT_WRITTEN = {name for name in FORMS if re.match("under paragraphs, .*, numbered anew", name)}
_BODY = re.compile(rb"<text\b.*", re.DOTALL)


def body(raw: bytes) -> bytes:
    """Give the TEI of a text without its header."""
    source, _ = normalize(raw, "d12.txt")
    document, _, _ = encode(_SETTING.lay_out(source), "d12", _SETTING)
    return _text_of(
        tei.write(document, Metadata("made-up", "Made up"), Provenance("d12.txt", "", ()))
    )


def _text_of(written: bytes | None) -> bytes:
    found = _BODY.search(written or b"")
    assert found is not None
    return found.group()


_ALL = {**FORMS, **{name: OTHERS[name] for name in sorted(OTHERS)[::5]}}


@pytest.mark.parametrize("name", [name for name in _ALL if name not in NOT_READ])
def test_the_document_is_the_same_before_and_after(name: str, tmp_path: Path) -> None:
    made = rewrite(ORIGINAL, _ALL[name])
    assert made is not None
    path = tmp_path / "d12.txt"
    path.write_text(made[0], encoding="utf-8", newline="")
    before = body(path.read_bytes())
    tidied = tidy([path])[0]
    assert bool(tidied.why) == (name in NOT_WRITTEN)
    if tidied.file:
        tidied.file.save()
    assert body(path.read_bytes()) == before
    assert tidy([path])[0].file is None


LETTER = (
    "7. Letter\n\nParis, May 2, 1945.\n\nThe note[1] was sent.[2]\n\n[1] See ante.\n[2] Lost.\n"
)


def test_a_diff_comes_first(tmp_path: Path) -> None:
    (tmp_path / "d7.txt").write_text(LETTER, encoding="utf-8")
    shown = edition("tidy", "d7.txt", cwd=tmp_path)
    assert shown.returncode == 1
    assert shown.stdout.splitlines()[-8:] == [
        "-The note[1] was sent.[2]",
        "+The note1 was sent.2",
        " ",
        "-[1] See ante.",
        "-[2] Lost.",
        "+  1. See ante.",
        "+  2. Lost.",
        "1 transcription to be written in the usual form",
    ]
    assert (tmp_path / "d7.txt").read_text(encoding="utf-8") == LETTER


def test_the_file_is_written_on_demand(tmp_path: Path) -> None:
    (tmp_path / "d7.txt").write_text(LETTER, encoding="utf-8")
    assert edition("tidy", "d7.txt", "--write", cwd=tmp_path).returncode == 0
    assert "The note1 was sent.2" in (tmp_path / "d7.txt").read_text(encoding="utf-8")
    again = edition("tidy", "d7.txt", cwd=tmp_path)
    assert again.stdout == "0 transcriptions to be written in the usual form\n"


DECISIONS = """\
[[marker]]
before = "The building of the light"
text = "2"
note = "none"

[[marker]]
before = "was opened in 190"
text = "83"
after = " have not been"
note = "none"

[[reference]]
text = "ante, p. 12"
target = "none"

[[role]]
text = "Silas Garrow"
after = ""
role = "paragraph"

[[reading]]
before = "who are "
text = "paid"
accept = "T131"
why = "so in the source"
"""


@pytest.mark.parametrize("name", sorted(FORMS)[::40])
def test_decisions_lead_to_the_tidied_text(name: str, tmp_path: Path) -> None:
    made = rewrite(ORIGINAL, FORMS[name])
    assert made is not None
    path = tmp_path / "d12.txt"
    path.write_text(made[0], encoding="utf-8", newline="")
    plain, _ = examine(path)
    path_of(path).write_text(DECISIONS, encoding="utf-8")
    before, said = examine(path)
    file = tidy([path])[0].file
    assert file is not None
    file.save()
    after, said_then = examine(path)
    assert before.settled == after.settled
    assert _text_of(before.tei) == _text_of(after.tei) != _text_of(plain.tei)
    codes = [[one.code for one in found if one.code[0] == "D"] for found in (said, said_then)]
    assert codes[0] == codes[1]


@pytest.mark.parametrize("arguments", [(), ("nothing.txt",), (".",)])
def test_what_is_no_transcription_is_refused(arguments: tuple[str, ...], tmp_path: Path) -> None:
    assert edition("tidy", *arguments, cwd=tmp_path).returncode == 2

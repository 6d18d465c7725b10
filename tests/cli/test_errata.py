"""``edition errata``: what differs between two published states, in whole words, at its place."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline import tei
from pipeline.model.metadata import Provenance
from pipeline.review.errata import errata_text
from tests.command import edition
from tests.verify.volume import METADATA, documents

_MADE = (Provenance("d7.txt", "0" * 64, ()),)
BEFORE = tei.write_volume(tei.Volume(documents()), METADATA, _MADE)


def after(*changes: tuple[str, str]) -> bytes:
    text = BEFORE.decode()
    for old, new in changes:
        assert old in text
        text = text.replace(old, new, 1)
    return text.encode()


@pytest.mark.parametrize(
    ("old", "new", "said"),
    [
        ("honour", "honor", "Document 7, p. 11: for “honour” read “honor”."),
        ("Not printed.", "Nor printed.", "Document 7, note 1: for “Not” read “Nor”."),
        ("Board's press", "press", "Document 9, note 2: for “Board's press.” read “press.”."),
        ("the lamp.", "the the lamp.", "Document 9, p. 18: for “lamp.” read “the lamp.”."),
    ],
)  # fmt: skip
def test_a_change_is_told_in_whole_words(old: str, new: str, said: str) -> None:
    assert errata_text(BEFORE, after((old, new)), "en") == f"Errata\n\n{said}\n"


def test_documents_come_and_go() -> None:
    first, second, third = documents()
    old = tei.write_volume(tei.Volume((first, second)), METADATA, _MADE)
    new = tei.write_volume(tei.Volume((second, third)), METADATA, _MADE)
    assert errata_text(old, new, "fr").split("\n\n")[1:] == [
        "Document 9 est nouveau.", "Document 7 est supprimé.\n",
    ]  # fmt: skip


def test_the_command_prints_a_text_that_can_be_published(tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_bytes(BEFORE)
    (tmp_path / "new.xml").write_bytes(after(("Ibid.", "Ibid")))
    done = edition("errata", "old.xml", "new.xml", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (
        0, "Errata\n\nDocument 7, note 3: for “Ibid.” read “Ibid”.\n",
    )  # fmt: skip
    same = edition("errata", "old.xml", "old.xml", cwd=tmp_path)
    assert same.stdout == "Errata\n"
    (tmp_path / "new.xml").write_text("<p>", encoding="utf-8")
    assert edition("errata", "old.xml", "new.xml", cwd=tmp_path).returncode == 2


@pytest.mark.parametrize(
    ("old", "new", "fault"),
    [
        (
            "<lb/>",
            '<lb rend="bold"/>',
            "rend=“bold” is not allowed for line break (lb); it must be indent- and ",
        ),
        ('type="document"', 'type="letter"', "type=“letter” is not allowed for division (div)"),
    ],
)
def test_a_file_that_was_changed_by_hand_is_refused_at_its_line(
    old: str, new: str, fault: str, tmp_path: Path
) -> None:
    (tmp_path / "old.xml").write_bytes(BEFORE)
    changed = after((old, new))
    (tmp_path / "new.xml").write_bytes(changed)
    done = edition("errata", "old.xml", "new.xml", cwd=tmp_path)
    line = changed.count(b"\n", 0, changed.index(new.encode())) + 1
    assert (done.returncode, done.stdout) == (2, "")
    assert f"new.xml:{line}: this is no edition as one TEI file: {fault}" in done.stderr


def test_no_character_acts_on_a_terminal(tmp_path: Path) -> None:
    (tmp_path / "old.xml").write_bytes(BEFORE)
    (tmp_path / "new.xml").write_bytes(after(("honour", "hon\x9bor")))
    done = edition("errata", "old.xml", "new.xml", cwd=tmp_path)
    assert "“hon\\u{009b}or”" in done.stdout

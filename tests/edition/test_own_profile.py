"""Commands that read single files do so by the profile of the edition, or not at all."""

from __future__ import annotations

from pathlib import Path

import pytest

from pipeline.engine import commands
from pipeline.engine.processes import ProcessPool
from pipeline.model.errors import UsageError
from pipeline.review import importing
from pipeline.review.tidy import tidy

LETTER = "7. Letter\n\nParis, May 2, 1945.\n\nThe note[1] was sent.\n\n[1] See ante.\n"


@pytest.fixture
def letters(tmp_path: Path) -> Path:
    folder = tmp_path / "letters"
    folder.mkdir()
    (folder / "d7.txt").write_text(LETTER)
    own = folder / "profile"
    own.mkdir()
    (own / "shared.toml").write_text('base = "frus"\n')
    return folder


def import_and_tidy(folder: Path) -> None:
    """Read a file and a transcription as ``import`` and ``tidy`` do."""
    handed_in = folder.parent / "d8.html"
    handed_in.write_text("<p>8. Letter</p><p>Paris, May 3, 1945.</p>")
    importing.plan([handed_in], folder)
    tidy([folder / "d7.txt"])


def test_a_profile_in_the_folder_is_read_without_being_named(letters: Path) -> None:
    (letters / "profile" / "pages.toml").write_text("before = 1\n")
    with pytest.raises(UsageError, match=r"profile/pages\.toml"):
        importing.plan([letters / "d7.html"], letters)
    with pytest.raises(UsageError, match=r"profile/pages\.toml"):
        tidy([letters / "d7.txt"])


def test_a_profile_in_the_folder_may_be_named(letters: Path) -> None:
    (letters / "profile").rename(letters / "own")
    (letters / "edition.toml").write_text('[edition]\ntitle = "Letters"\nprofile = "own"\n')
    import_and_tidy(letters)


def test_the_folder_is_not_called_unread_but_for_what_is_no_table(letters: Path) -> None:
    own = letters / "profile"
    (own / "pages.txt").write_text("a note to myself")
    found = commands.check([letters], lambda *_: None, ProcessPool(1)).diagnostics
    (unread,) = (one for one in found if one.name == "file-unread")
    assert unread.message.startswith("'pages.txt' is not read")


def test_no_other_profile_takes_the_place_of_one_that_is_not_there(letters: Path) -> None:
    (letters / "edition.toml").write_text('[edition]\ntitle = "Letters"\nprofile = "owm"\n')
    for read in (lambda: tidy([letters / "d7.txt"]), lambda: import_and_tidy(letters)):
        with pytest.raises(UsageError, match=r"edition\.toml:3: .*there is no profile 'owm'"):
            read()


def test_a_profile_with_more_keys_or_longer_expressions_than_are_read(letters: Path) -> None:
    """A key in 300,000 parts took all memory, and to read an expression of a million signs 17 s."""
    pages = letters / "profile" / "pages.toml"
    pages.write_text(".".join("a" * 90_000) + " = 1\n")
    with pytest.raises(UsageError, match=r"profile/pages\.toml, line 1: more than 16"):
        importing.plan([letters / "d7.html"], letters)
    pages.write_text(f'number = "{"[a-z]" * 20_000}"\n')
    with pytest.raises(UsageError, match="100,000 are the limit"):
        importing.plan([letters / "d7.html"], letters)

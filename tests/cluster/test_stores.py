"""Editions in a store: the same bytes as of a folder, and in the store never a half of anything."""

from __future__ import annotations

import json
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import fsspec
import pytest
from fsspec.implementations.memory import MemoryFileSystem

from pipeline.cli import stages
from pipeline.cli.stages import RunOptions
from pipeline.model.errors import (
    BusyError,
    ClusterError,
    MissingProgramError,
    PublishError,
    UsageError,
)
from tests.cluster.test_cluster import command

ANEW = RunOptions(no_cache=True)
SETTINGS = '[edition]\nid = "letters"\ntitle = "Letters"\n\n[outputs]\nformats = ["docx"]\n'
NOTE = "1. One\n\nThere is coal.1\n\n  1. See d2.\n"
FILES = {
    "editions/letters/edition.toml": SETTINGS,
    "editions/letters/raw/d1.txt": NOTE,
    "editions/letters/raw/d2.txt": "2. Two\n\nThere is iron.\n",
    "editions/letters/picture.png": "no picture",
}
EDITION, OUT = Path("memory://b/editions/letters"), Path("memory://b/build")


@pytest.fixture
def store() -> Iterator[MemoryFileSystem]:
    """Give a store of objects that holds an edition."""
    found: MemoryFileSystem = fsspec.filesystem("memory")
    put(found, **FILES)
    yield found
    found.store.clear()
    found.pseudo_dirs[:] = [""]


def put(store: MemoryFileSystem, **files: str) -> None:
    for name, text in files.items():
        store.pipe_file(f"/b/{name}", text.encode())


def taken(store: MemoryFileSystem, folder: str = "/b/build") -> dict[str, bytes]:
    return {name.removeprefix(f"{folder}/"): store.cat_file(name) for name in store.find(folder)}


def is_whole(files: dict[str, bytes]) -> bool:
    """Tell whether all is there that the record names, as it names it."""
    listed = json.loads(files["letters/.published.json"])
    return all(sha256(files[f"letters/{n}"]).hexdigest() in one for n, one in listed.items())


def test_the_same_bytes_as_of_a_folder(store: MemoryFileSystem, tmp_path: Path) -> None:
    for name, text in FILES.items():
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text(text, encoding="utf-8")
    assert stages.build(tmp_path / "editions/letters", out=tmp_path / "build", run=ANEW) == 0
    assert stages.build(EDITION, out=OUT, run=ANEW) == 0
    far = taken(store)
    local = {
        str(path.relative_to(tmp_path / "build")): path.read_bytes()
        for path in (tmp_path / "build").rglob("*")
        if path.is_file() and path.name != ".lock"
    }
    assert is_whole(far)
    assert far.keys() == local.keys()
    assert "letters/letters.docx" in local
    del far["letters/.published.json"], local["letters/.published.json"]  # it has their hashes
    for name, data in local.items():
        named = data.replace(str(tmp_path / "editions").encode(), b"memory:/b/editions")
        assert far[name] == named, name


def test_what_is_printed_names_the_urls(
    store: MemoryFileSystem, capsys: pytest.CaptureFixture[str]
) -> None:
    put(store, **{"editions/letters/raw/d2.txt": "2. Two\n\nThere is is iron.\n"})
    stages.build(EDITION, out=OUT, run=ANEW)
    said = capsys.readouterr().out
    assert "memory:/b/editions/letters/raw/d2.txt:3:7: warning T131" in said
    assert "There is is iron." in said
    stages.build(EDITION, out=OUT, run=RunOptions(no_cache=True, form="json"))
    outputs = json.loads(capsys.readouterr().out)["summary"]["outputs"]
    assert "memory:/b/build/letters/letters.docx" in outputs


def test_a_folder_of_this_machine_into_a_store(
    store: MemoryFileSystem, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "one" / "d1.txt").write_text("1. One\n\nIt is is iron.\n", encoding="utf-8")
    assert stages.encode(tmp_path / "one", out=OUT, run=RunOptions(no_cache=True, form="json")) == 0
    assert set(taken(store)) == {"one/d1.xml"}
    assert str(tmp_path / "one" / "d1.txt") in capsys.readouterr().out


def test_what_a_run_with_errors_leaves_and_a_later_one_removes(store: MemoryFileSystem) -> None:
    stages.build(EDITION, out=OUT, run=ANEW)
    first = taken(store)
    put(store, **{"editions/letters/raw/d1.txt": "1. One\n\nCoal.\n\n  1. No marker.\n"})
    assert stages.build(EDITION, out=OUT, run=ANEW) == 1
    failed = taken(store)
    assert failed["letters/letters.docx"] == first["letters/letters.docx"]
    assert b"found errors" in failed["letters/STALE.txt"]
    store.rm_file("/b/editions/letters/raw/d1.txt")
    assert stages.build(EDITION, out=OUT, run=ANEW) == 0
    mended = taken(store)
    assert first.keys() - mended.keys() == {"letters/tei/d1.xml"}
    assert "letters/STALE.txt" not in mended
    assert is_whole(mended)


def test_two_at_once_are_refused_and_the_lock_goes_with_the_run(store: MemoryFileSystem) -> None:
    store.pipe_file("/b/build/.lock", b"there, process 7\n\x1b[2J")
    with pytest.raises(
        BusyError, match=r"at work here \(there, process 7\\n\\x1b\[2J\); .*/\.lock"
    ):
        stages.build(EDITION, out=OUT, run=ANEW)
    assert set(taken(store)) == {".lock"}
    store.rm_file("/b/build/.lock")
    stages.build(EDITION, out=OUT, run=ANEW)
    assert ".lock" not in taken(store)


def test_a_shared_folder_that_does_not_take_an_output(
    store: MemoryFileSystem, tmp_path: Path
) -> None:
    assert store.exists("/b/editions")
    out = Path(f"file://{tmp_path}/build")
    assert stages.build(EDITION, out=out, run=ANEW) == 0
    before = {
        path.name: path.read_bytes() for path in (tmp_path / "build").rglob("*") if path.is_file()
    }
    put(store, **{"editions/letters/raw/d1.txt": NOTE.replace("coal", "iron")})
    (tmp_path / "build" / "letters" / "letters.docx").unlink()
    (tmp_path / "build" / "letters" / "letters.docx").mkdir()
    with pytest.raises(PublishError, match="did not arrive whole; each output is the old one"):
        stages.build(EDITION, out=out, run=ANEW)
    record = tmp_path / "build" / "letters" / ".published.json"
    assert record.read_bytes() == before[".published.json"], (
        "it says that files do not belong together"
    )
    assert not (tmp_path / "build" / ".lock").exists()


def test_one_transcription_and_the_ids_beside_it(
    store: MemoryFileSystem, capsys: pytest.CaptureFixture[str]
) -> None:
    put(store, **{"editions/other/edition.toml": SETTINGS, "editions/other/d1.txt": "1. One\n"})
    assert stages.check(EDITION / "raw" / "d2.txt", run=ANEW) == 1
    said = capsys.readouterr().out
    assert "error M012 the id 'letters' is that of the edition in 'other' too" in said
    assert "1 document:" in said


def test_the_workers_of_a_scheduler_see_no_store(
    store: MemoryFileSystem, address: str, capsys: pytest.CaptureFixture[str]
) -> None:
    put(store, **{"editions/letters/raw/d2.txt": "2. Two\n\nSee d9.1\n"})
    stages.check(EDITION, run=RunOptions(no_cache=True, form="json"))
    local = capsys.readouterr().out
    stages.check(EDITION, run=RunOptions(no_cache=True, form="json", scheduler=address))
    assert capsys.readouterr().out == local


@pytest.mark.parametrize("name", ["../evil.txt", "a/../../../../evil.txt"])
def test_no_name_leads_out_of_the_folder(store: MemoryFileSystem, name: str) -> None:
    file = store.store["/b/editions/letters/raw/d1.txt"]
    store.store[f"/b/editions/letters/{name}"] = file
    with pytest.raises(UsageError, match="is no regular file of an edition"):
        stages.check(EDITION, run=ANEW)


def test_links_in_a_shared_folder_are_refused(tmp_path: Path) -> None:
    (tmp_path / "one").mkdir()
    (tmp_path / "secret").write_bytes(b"1. Secret\n")
    (tmp_path / "one" / "d1.txt").symlink_to(tmp_path / "secret")
    with pytest.raises(UsageError, match=r"'d1\.txt' is no regular file of an edition"):
        stages.check(Path(f"file://{tmp_path}/one"), run=ANEW)


def test_no_link_beside_an_edition_is_followed(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    (tmp_path / "elsewhere.toml").write_text(SETTINGS)
    for name in ("one", "two"):
        (tmp_path / "shared" / name).mkdir(parents=True)
    (tmp_path / "shared" / "one" / "edition.toml").write_text(SETTINGS)
    (tmp_path / "shared" / "one" / "d1.txt").write_text("1. One\n")
    beside = tmp_path / "shared" / "two" / "edition.toml"
    for make, is_read in ((beside.hardlink_to, True), (beside.symlink_to, False)):
        beside.unlink(missing_ok=True)
        make(tmp_path / "elsewhere.toml")
        stages.check(Path(f"file://{tmp_path}/shared/one"), run=ANEW)
        assert ("M012" in capsys.readouterr().out) is is_read


def test_what_is_not_there_or_cannot_be_reached(store: MemoryFileSystem) -> None:
    assert store.exists("/b")
    with pytest.raises(UsageError, match="memory://b/none: no transcription is there"):
        stages.check(Path("memory://b/none"), run=ANEW)
    with pytest.raises(ClusterError, match="nosuch://b/c: cannot be used"):
        stages.check(Path("nosuch://b/c"), run=ANEW)


def test_a_store_whose_driver_is_not_there() -> None:
    try:
        import s3fs  # type: ignore[import-not-found]  # noqa: F401, PLC0415 - where it is there
    except ImportError:
        with pytest.raises(MissingProgramError, match=r"s3://b/c: .*s3fs"):
            stages.check(Path("s3://b/c"), run=ANEW)
    else:
        pytest.skip("s3fs is there")


def test_without_the_extra_it_says_how_to_get_it() -> None:
    done = command("check", "s3://b/c", before="sys.modules['fsspec.core'] = None")
    assert done.returncode == 4
    said = 'URLs need packages that are not there; python -m pip install ".[cluster]" in the folder'
    assert said in done.stderr

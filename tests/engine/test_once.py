"""In a build every file of the edition is opened once, and every text goes once through each stage.

The build runs in a process of its own, where Python tells of every file that is opened (an audit
hook) and of every call (a profile function); nothing is put in the place of anything.
"""

from __future__ import annotations

import json
import subprocess
import sys

import pytest

from tests.edition.test_edition import make

SETTINGS = (
    '[edition]\ntitle = "Letters"\n\n[book]\nfront = ["preface.txt"]\n\n'
    "[outputs]\nper_document = true\n"
)
FILES = {
    "edition__toml": SETTINGS,
    "persons__xml": '<list><item><persName xml:id="p1">Smith, J.</persName>, miner</item></list>',
    "d1__txt": "1. The First\n\nThere is is coal.1\n\n  1. See document 2.\n",
    "d2__txt": "2. The Second\n\nMr. Smith was there, and there is is iron.\n",
    "preface__txt": "Preface\n\nThese are letters of Mr. Smith.\n",
}
TEXTS = ["d1", "d2", "preface"]
COUNTED = """
import json, os, sys
from collections import Counter
from pathlib import Path
from pipeline import checks, encode, normalize, tei, validate
from pipeline.engine.processes import ProcessPool
from pipeline.engine import commands

folder, out = map(Path, sys.argv[1:])
opened, calls = Counter(), Counter()
stages = {
    normalize.normalize.__code__: lambda known: Path(known["file"]).stem,
    encode.encode.__code__: lambda known: known["document_id"],
    tei.write.__code__: lambda known: known["document"].id,
    validate.check.__code__: lambda known: Path(known["source"].file).stem,
    checks.check_alone.__code__: lambda known: known["view"].document.id,
    checks.check_in_edition.__code__: lambda known: known["view"].document.id,
    validate.check_artefact.__code__: lambda known: Path(known["name"]).stem,
    tei.read.__code__: lambda known: "",
    tei.parse.__code__: lambda known: "",
    tei.read_volume.__code__: lambda known: "",
}

def hear(event, arguments):
    if event == "open" and isinstance(arguments[0], (str, bytes, os.PathLike)):
        path = Path(os.fsdecode(arguments[0]))
        if path.parent == folder:
            opened[path.name] += 1

def count(frame, event, _):
    name = stages.get(frame.f_code) if event == "call" else None
    if name is not None:
        calls[f"{frame.f_code.co_name} {name(frame.f_locals)}".strip()] += 1

sys.addaudithook(hear)
sys.setprofile(count)
report = commands.build(folder, out, lambda *_: None, ProcessPool(1))
sys.setprofile(None)
print(json.dumps([opened, calls, report.summary.errors, report.summary.warnings]))
"""


@pytest.fixture(scope="module")
def counted(tmp_path_factory: pytest.TempPathFactory) -> tuple[dict[str, int], dict[str, int]]:
    """Give how often each file of the edition was opened, and how often each stage was called."""
    folder = tmp_path_factory.mktemp("counted").resolve()
    make(folder / "letters", **FILES)
    done = subprocess.run(
        [sys.executable, "-c", COUNTED, str(folder / "letters"), str(folder / "out")],
        capture_output=True, check=True,
    )  # fmt: skip
    opened, calls, errors, warnings = json.loads(done.stdout)
    assert not errors
    assert warnings, "the report shows lines of the texts, which must not be opened for it"
    assert (folder / "out" / "letters" / "letters.pdf").is_file()
    return opened, calls


def test_every_file_is_opened_once(counted: tuple[dict[str, int], dict[str, int]]) -> None:
    opened, _ = counted
    assert opened == {name.replace("__", "."): 1 for name in FILES}


@pytest.mark.parametrize(
    "stage",
    ["normalize", "encode", "write", "check", "check_alone", "check_in_edition", "check_artefact"],
)
def test_every_text_goes_through_each_stage_once(
    counted: tuple[dict[str, int], dict[str, int]], stage: str
) -> None:
    _, calls = counted
    known = {name: number for name, number in calls.items() if name.split(" ")[0] == stage}
    whole = {f"{stage} letters"} if stage == "check_artefact" else set()
    assert known == dict.fromkeys({f"{stage} {name}" for name in TEXTS} | whole, 1)


def test_xml_is_parsed_once_for_each_who_must_read_it(
    counted: tuple[dict[str, int], dict[str, int]],
) -> None:
    _, calls = counted
    assert calls["read"] == len(TEXTS), "what follows validation works on what the TEI holds"
    assert calls["read_volume"] == 1, "the TEI of the whole edition is compared with its texts"
    files = {"persons.xml": 1}
    texts = {"validated": len(TEXTS), "read back": len(TEXTS)}
    outputs = {"validated again": len(TEXTS) + 1, "found in the whole": len(TEXTS), "compared": 1}
    assert calls["parse"] == sum({**files, **texts, **outputs}.values())

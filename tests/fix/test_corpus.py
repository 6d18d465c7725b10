"""Published documents with a fault set in are mended to what they were, letter by letter."""

from __future__ import annotations

import random
import re
from collections import Counter
from collections.abc import Iterator
from pathlib import Path
from typing import TypeAlias

import pytest

from pipeline.model.diagnostics import Severity
from pipeline.report import Report
from pipeline.review.fix import FixSelection, plan
from tests.accuracy.test_nothing_lost import unpack
from tests.conftest import CORPUS
from tests.fix.test_cases import check, quiet

ARCHIVE = CORPUS / "dev" / "frus1969-76v38p1.tar.xz"

WORDS = r"(?<=[a-z]{3}) (?=[a-z]{3})"
INSIDE = r"(?<=[a-z]{2})(?=[a-z]{2})"

Faults: TypeAlias = dict[str, tuple[str, str]]

SAFE: Faults = {
    "T136 two spaces": (WORDS, "  "),
    "T105 thin space": (WORDS, "\u2009"),
    "T104 no-break space beside a space": (WORDS, "\u00a0 "),
    "T106 tab for a space": (WORDS, "\t"),
    "T107 blanks at the end of a line": (r"(?<=[a-z]\.)(?=\n)", "  "),
    "T006 zero-width space": (INSIDE, "\u200b"),
    "T006 soft hyphen": (INSIDE, "\u00ad"),
    "T103 mojibake": (r"(?<=[a-z])’(?=s )", "â€™"),
    "T109 ligature": (r"(?<=[a-z])fi(?=[a-z])", "\ufb01"),
    "T112 accent for an apostrophe": (r"(?<=[a-z])’(?=s )", "´"),
    "T113 low quotation mark": (r"(?<=[a-z]),(?= [a-z])", "‚"),
    "T124 straight quotation mark": (r"(?<= )“(?=[A-Z])", '"'),
    "T125 straight apostrophe": (r"(?<=[a-z])’(?=s )", "'"),
    "T126 quotation mark turned": (r"(?<=[a-z])”(?= [a-z])", "“"),
    "T127 apostrophe turned": (r"(?<=[a-z])’(?=s )", "‘"),
    "T128 space inside a quotation": (r"(?<= “)(?=[A-Za-z])", " "),
    "T129 space inside a parenthesis": (r"(?<= \()(?=[a-z])", " "),
    "T132 comma twice": (r"(?<=[a-z]),(?= [a-z])", ",,"),
    "T133 no space after a full stop": (r"(?<=[a-z]{4}\.) (?=[A-Z][a-z]{2})", ""),
    "T134 no space after a comma": (r"(?<=[a-z]{4},) (?=[a-z]{4})", ""),
    "T135 space before a comma": (r"(?<= [a-z]{5})(?=, [a-z])", " "),
    "T175 entity": (r"(?<=[a-z])’(?=s )", "&rsquo;"),
    "T178 blank lines": (r"(?<=[a-z]\.\n\n)(?=[A-Z])", "\n\n"),
    "T108 one line end": (r"(?<=[a-z]\.)\n", "\r\n"),
    "P106 page mark misspelt": (r"\[Page (?=[0-9]+\] [a-z])", "[page "),
    "P107 page mark not closed": (r"(?<=\[Page [0-9]{3})\](?= [a-z])", ""),
}
UNSAFE: Faults = {
    "T131 word doubled": (r"(?<= the)(?= [a-z]{4})", " the"),
    "T137 word broken": (r"(?<=gov)(?=ern)", "- "),
    "T151 letter in a number": (r"(?<= )1(?=9[0-9]{2}[ ,.])", "l"),
    "T152 figure in a word": (r"(?<= w)o(?=uld )", "0"),
    "T153 misreading": (r"(?<= )the(?= )", "tbe"),
    "T154 words run together": (r"(?<= of) (?=the )", ""),
    "T156 letter tripled": (r"(?<=[a-z])tt(?=ee)", "ttt"),
    "T157 month misspelt": (r"(?<=Sept)e(?=mber)", ""),
    "T158 weekday misspelt": (r"(?<=We)d(?=nesday)", ""),
    "T162 apostrophe lost": (r"(?<=[ds]n)’(?=t )", ""),
    "X104 word before a page": (r"(?<= )post(?=, p\. [0-9])", "pod"),
}


def seed(text: str, fault: tuple[str, str], dice: random.Random) -> str | None:
    """Set a fault into ``text`` at one of the places that can have it."""
    places = list(re.compile(fault[0]).finditer(text))
    if not places:
        return None
    place = dice.choice(places)
    return text[: place.start()] + fault[1] + text[place.end() :]


def seeded(folder: Path, faults: Faults, dice: random.Random) -> dict[str, str]:
    """Set one fault into each document of the edition in ``folder``, the rarest first."""
    kinds: Counter[str] = Counter(dict.fromkeys(faults, 0))
    done: dict[str, str] = {}
    for path in sorted((folder / "raw").glob("*.txt")):
        text = path.read_bytes().decode()
        for kind in sorted(faults, key=lambda one: (kinds[one], one)):
            faulty = seed(text, faults[kind], dice)
            if faulty is not None:
                path.write_bytes(faulty.encode())
                kinds[kind] += 1
                done[path.name] = kind
                break
    return done


def bad(report: Report) -> Counter[tuple[str, str]]:
    return Counter(
        (Path(one.location.file).name, one.code)
        for one in report.diagnostics
        if one.severity is not Severity.INFO
    )


def measure(
    folder: Path, faults: Faults, *, unsafe: bool, workers: int = 1
) -> Iterator[tuple[str, bool, bool]]:
    """Mend an edition with faults; yield kind, found, and mended for each document.

    Nothing but the seeded faults may change, so that first all that has a fix is mended.
    """
    plan(folder, FixSelection(unsafe=unsafe), quiet, workers).write()
    clean = {path.name: path.read_bytes() for path in (folder / "raw").iterdir()}
    before = bad(check(folder, workers))
    done = seeded(folder, faults, random.Random(1))  # noqa: S311 - nothing secret
    plan(folder, FixSelection(unsafe=unsafe), quiet, workers).write()
    report = check(folder, workers)
    for name, kind in done.items():
        mended = (folder / "raw" / name).read_bytes() == clean[name]
        said = {one.code for one in report.diagnostics if Path(one.location.file).name == name}
        yield kind, kind[:4] in said, mended
    assert not set(clean) - {path.name for path in (folder / "raw").iterdir()}
    untouched = set(clean) - set(done)
    assert all((folder / "raw" / name).read_bytes() == clean[name] for name in untouched)
    mended_names = {n for n in done if (folder / "raw" / n).read_bytes() == clean[n]}
    assert not [one for one in bad(report) - before if one[0] in mended_names]


@pytest.mark.corpus
def test_faults_are_undone_without_a_change_of_words(tmp_path: Path) -> None:
    check_undone(unpack(ARCHIVE, tmp_path), SAFE, share=0.9, unsafe=False)


@pytest.mark.corpus
def test_faults_in_words_are_undone(tmp_path: Path) -> None:
    check_undone(unpack(ARCHIVE, tmp_path), UNSAFE, share=0.8, unsafe=True)


def check_undone(folder: Path, faults: Faults, *, share: float, unsafe: bool) -> None:
    results = list(measure(folder, faults, unsafe=unsafe))
    assert len(results) > len(faults)
    mended = sum(done for _, _, done in results)
    assert mended >= share * len(results), [one for one in results if not one[2]]

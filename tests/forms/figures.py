"""Rewrite published documents in each form, and count what is read like the original."""

from __future__ import annotations

import argparse
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path, PurePath
from random import Random
from tempfile import TemporaryDirectory

from lxml import etree

from pipeline.engine.commands import examine
from pipeline.model.diagnostics import Severity
from tests.forms.letters import PAGE, Letter, handed_in, marks_of, read, take_apart
from tests.forms.more import OTHERS
from tests.forms.rewriting import FORMS, in_order, rewrite

SEED = 14
_BEGIN, _END = "<!-- figures -->", "<!-- end of figures -->"
# A word broken at a line end or by a page, the number of a page left in, a slip in a page mark,
# tags, spaces and signs that cannot be seen.
_OF_FORM = {"T137", "P110", "T171", "P106", "T175", "T121", "T104", "T006"}


@dataclass(frozen=True, slots=True)
class Outcome:
    """How one document was read in one form; ``said`` where a warning or an error told of it."""

    document: str
    form: str
    faults: tuple[str, ...]
    said: bool


def documents(folders: Iterable[Path]) -> Iterator[Letter]:
    """Yield documents whose reading agrees with what was published: all notes and markers."""
    for folder in folders:
        for path in sorted(folder.glob("*/raw/*.txt")):
            gold = path.parent.parent / "gold" / f"{path.stem}.xml"
            source = handed_in(path.read_text(encoding="utf-8"), path.stem)
            if source is None or source.form is not None or not gold.exists():
                continue
            found = marks_of(source)
            placed = [one.note for one in found.markers if one.printed]
            if len(set(placed)) < len(placed) or found.strays or found.unseated:
                continue
            letter = take_apart(source, f"{folder.name}/{path.parent.parent.name}/{path.stem}")
            if len(placed) == len(letter.notes) == _notes(gold) and in_order(letter):
                yield letter


def _notes(gold: Path) -> int:
    return sum(1 for _ in etree.parse(gold).iterfind(".//{http://www.tei-c.org/ns/1.0}note[@n]"))


def _first(letter: Letter) -> int:
    label = letter.notes[0][0] if letter.notes else ""
    return int(label) if label.isdecimal() else 0


def _is_numbered(letter: Letter) -> bool:
    return "\n\n1. " in letter.body and "\n\n2. " in letter.body


KINDS: dict[str, Callable[[Letter], bool]] = {
    "no note": lambda one: not one.notes and one.body.count(PAGE) > 2,
    "no note, numbered paragraphs": lambda one: not one.notes and _is_numbered(one),
    "one note": lambda one: len(one.notes) == 1,
    "two notes": lambda one: len(one.notes) == 2 and one.body.count(PAGE) > 2,
    "some notes": lambda one: 5 <= len(one.notes) <= 9 and one.body.count(PAGE) > 3,
    "many notes": lambda one: 12 <= len(one.notes) <= 25,
    "most notes": lambda one: 30 <= len(one.notes) <= 60,
    "notes of paragraphs": lambda one: sum("\n\n" in text for _, text in one.notes) > 1,
    "a table": lambda one: len(one.notes) > 1 and "\t" in one.body,
    "numbered paragraphs": lambda one: len(one.notes) > 2 and _is_numbered(one),
    "labels from 10": lambda one: len(one.notes) > 3 and 9 < _first(one) < 100,
    "labels from 45": lambda one: 2 < len(one.notes) < 12 and _first(one) > 44,
}


def chosen(letters: Sequence[Letter]) -> list[Letter]:
    """Choose one document of each kind."""
    random = Random(SEED)  # noqa: S311 - the same seed gives the same documents
    pool = list(letters)
    random.shuffle(pool)
    found: list[Letter] = []
    for fits in KINDS.values():
        found += [one for one in pool if fits(one) and one not in found][:1]
    return found


# The numbers of leaves are no longer those of the original.
_ALL = {**FORMS, **{name: form for name, form in OTHERS.items() if "{number}v" not in form.page}}


def outcomes(letters: Iterable[Letter], names: Iterable[str] = _ALL) -> Iterator[Outcome]:
    """Read each document in each form."""
    names = list(names)
    for letter in letters:
        for name in names:
            made = rewrite(letter, _ALL[name])
            if made is None:
                continue
            raw, labels = made
            expected = letter.reading(labels.__getitem__)
            found, _ = read(raw, letter.name)
            if found is None:
                yield Outcome(letter.name, name, ("refused",), said=True)
                continue
            faults = expected.faults(found)
            yield Outcome(letter.name, name, faults, bool(faults) and is_said(raw, letter.name))


def is_said(raw: str, name: str) -> bool:
    """Tell whether a warning or an error speaks of notes, markers or the form of the text."""
    with TemporaryDirectory() as folder:
        path = Path(folder, f"{PurePath(name).name}.txt")
        path.write_text(raw, encoding="utf-8", newline="")
        _, found = examine(path)
    loud = (one for one in found if one.severity is not Severity.INFO)
    return any(one.code[0] in "FN" or one.code in _OF_FORM for one in loud)


def table(found: Iterable[Outcome]) -> str:
    """Give the figures by kind of form as a table in Markdown."""
    by_kind: dict[str, list[Outcome]] = defaultdict(list)
    for one in found:
        by_kind[_ALL[one.form].kind].append(one)
    by_kind["all"] = [one for row in by_kind.values() for one in row]
    lines = [
        "| form | read | right | wrong, and said | wrong in silence |",
        "|---|--:|--:|--:|--:|",
    ]
    for kind, row in by_kind.items():
        wrong = [one for one in row if one.faults]
        silent = sum(not one.said for one in wrong)
        lines.append(
            f"| {kind} | {len(row)} | {len(row) - len(wrong)} | {len(wrong) - silent} | {silent} |"
        )
    return "\n".join(lines) + "\n"


def main() -> None:
    """Rewrite and read; ``--page`` names the page that the table is put into."""
    parser = argparse.ArgumentParser()
    parser.add_argument("volumes", type=Path, nargs="+")
    parser.add_argument("--page", type=Path)
    given = parser.parse_args()
    shown = table(outcomes(chosen(list(documents(given.volumes)))))
    print(shown)
    if given.page:
        page = given.page.read_text(encoding="utf-8")
        before, _, rest = page.partition(_BEGIN)
        after = rest.partition(_END)[2]
        given.page.write_text(f"{before}{_BEGIN}\n{shown}{_END}{after}", encoding="utf-8")


if __name__ == "__main__":
    main()

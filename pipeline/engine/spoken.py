"""What is to be said of the languages of an edition, once its documents have been read."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

from pipeline.checks.facts import DocumentFacts
from pipeline.edition.settings import Settings
from pipeline.encode.blocks.settings import LANGUAGES
from pipeline.model.diagnostics import Diagnostic, Message, Severity

LANGUAGE_UNLIKE = Message(
    "M049", "language-unlike-text", Severity.WARNING,
    summary="The words of documents are those of another language than the edition gives them.",
    why="""Dates in figures, rules of spelling, quotation marks and references, hyphenation and
    screen readers go by the language. Without one, English is assumed. It is said once of all
    documents that read as one language.""",
    example="German letters, and no `language` in `edition.toml`.",
    remedy="""write the language of the edition into `edition.toml`, or that of one document below
    `[languages]`.""",
)  # fmt: skip


LANGUAGE_WITHOUT_WORDS = Message(
    "M050", "language-without-words", Severity.INFO,
    summary="There are no words of letters in the language of documents.",
    why="""Datelines, salutations, complimentary closes and signatures are told by their words and
    by where they stand. In a language without a list of such words the place alone has to do: some
    become paragraphs, and most of these are not told.""",
    example='letters with `language = "ru"`.',
    remedy="""look over the first letters, settle their lines with `edition decide FILE:LINE --role
    dateline` and the like, and teach them with `edition profile learn`.""",
)  # fmt: skip
_SHOWN = 3


def review(
    settings: Settings, documents: Iterable[tuple[Path, DocumentFacts]]
) -> Iterator[Diagnostic]:
    """Say, at the first document each, which languages are other than given, and lack words."""
    unlike: dict[tuple[str, str], list[Path]] = {}
    wordless: dict[str, list[Path]] = {}
    for path, facts in documents:
        given = facts.language or settings.languages.get(facts.id, settings.metadata.language)
        main = given.partition("-")[0].lower()
        if facts.reads_as not in {"", main}:
            unlike.setdefault((main, facts.reads_as), []).append(path)
        if (facts.reads_as or main) not in LANGUAGES:
            wordless.setdefault(facts.reads_as or main, []).append(path)
    for (given, found), paths in unlike.items():
        one, several = f"reads as `{found}`, and is", f"read as `{found}`, and are"
        yield LANGUAGE_UNLIKE.say(
            f"{_named(paths, one, several)} taken for `{given}`",
            paths[0], 1,
            f'write language = "{found}" below [edition] in edition.toml, or '
            f'{paths[0].stem} = "{found}" below [languages]',
        )  # fmt: skip
    for language, paths in wordless.items():
        yield LANGUAGE_WITHOUT_WORDS.say(
            f"{_named(paths, 'is in', 'are in')} `{language}`, of which there are no words of "
            "letters: datelines, salutations and signatures are told by their place alone",
            paths[0], 1,
        )  # fmt: skip


def _named(paths: Sequence[Path], one: str, several: str) -> str:
    """Name the first documents, say how many more there are, and what one does or several do."""
    names = ", ".join(path.stem for path in paths[:_SHOWN])
    more = f" and {len(paths) - _SHOWN} more" if len(paths) > _SHOWN else ""
    return f"{names}{more} {one if len(paths) == 1 else several}"
